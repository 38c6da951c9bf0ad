"""`tonecheck rules export` and `tonecheck rules import`: the rulebook as a table, and for other tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonecheck.cli.check import complain
from tonecheck.cli.messages import LANGUAGES, PHRASES, Phrases
from tonecheck.errors import RulebookError, UsageError

if TYPE_CHECKING:
    from tonecheck.rulebook.faults import Fault, Said
    from tonecheck.rulebook.model import Rulebook

# How a file that import wrote begins: it may be written again.
_OURS = b"# Made from "
_language = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Language of the messages.  [default: the locale's]"
)
_force = click.option("--force", is_flag=True, help="Write over a file that is there.")


@click.command("export", short_help="Write the rules to a table (.xlsx, .csv), or for another tool.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--to", "target", metavar="FILE", required=True, help="What to write: rules.xlsx or rules.csv.")
@click.option("--as", "kind", type=click.Choice(["table", "wecom", "prh"]), default="table", show_default=True,
              help="wecom: words to intercept in WeCom, as JSON; prh: YAML for prh and textlint-rule-prh.")
@click.option("--config", metavar="FILE", help="Export the rules of this configuration.")
@click.option("--pack", metavar="NAME", help="Export the rules of this pack; see `tonecheck packs`.")
@_force
@_language
def export(
    paths: tuple[str, ...], target: str, kind: str, config: str | None, pack: str | None, force: bool, language: str | None
) -> int:
    """Write the rules to a table that a supervisor edits, or as another tool takes them.

    PATHS are rulebook files or folders of them; without any, the rules that are in force here: those of the nearest
    tonecheck.yaml, else the built-in ones. What the file cannot hold is said, a line for each.
    """
    from tonecheck.sheets.export import exported, lost

    rulebook = _rulebook(paths, config, pack)
    file = Path(target)
    if kind == "table":
        content, missing = exported(rulebook, file), lost(rulebook, file)
    else:
        from tonecheck.sheets.platforms import prh, wecom

        made = {"wecom": wecom, "prh": prh}[kind](rulebook)
        content, missing = made.text.encode("utf-8"), list(made.lost)
    _write(file, content, force=force)
    phrases, said = _spoken(language)
    click.echo(phrases.table.format(name=file.name, rules=phrases.count(len(rulebook.rules), phrases.rules)))
    for line in missing:
        click.echo(said(line))
    return 0


@click.command("import", short_help="Read rules from a table (.xlsx, .csv).")
@click.argument("table", metavar="TABLE")
@click.option("--to", "target", metavar="FILE", required=True, help="The rulebook to write, such as my-rules.yaml.")
@click.option("--sheet", metavar="NAME", help="Sheet of the workbook.  [default: the first with a column 不能说的话]")
@click.option("--changes", is_flag=True, help="Write only rules that are new or changed, to stand beside the built-in ones.")
@_force
@_language
def import_(table: str, target: str, sheet: str | None, changes: bool, force: bool, language: str | None) -> int:
    """Read rules from a table and write them as a rulebook.

    TABLE is what `tonecheck rules export` wrote and somebody changed, or any table with a column 不能说的话. A row is a
    rule; a row without a number (编号) gets one. Faults are told by sheet and cell, and nothing is written then. New and
    changed rules are tried on their own examples at once.
    """
    from tonecheck.sheets.importing import doubts, imported

    phrases, said = _spoken(language)
    try:
        result = imported(Path(table), sheet, changes=changes)
    except RulebookError as error:
        for fault in error.found:
            complain(said(fault) if hasattr(fault, "problem") else str(fault))  # type: ignore[arg-type]
        return 2
    file = Path(target)
    if file.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(f"{target}: a rulebook is YAML; write to a name that ends in .yaml")
    _write(file, result.text.encode("utf-8"), force=force or _is_ours(file))
    click.echo(phrases.table.format(name=file.name, rules=phrases.count(len(result.rulebook.rules), phrases.rules)))
    for phrase, ids in ((phrases.new_rules, result.new), (phrases.changed_rules, result.changed),
                        (phrases.missing_rules, result.missing)):
        if ids:
            click.echo(phrase.format(ids=", ".join(ids)))
    for note in result.notes:
        click.echo(said(note))
    for fault in doubts(result).doubts:
        click.echo(phrases.to_mend.format(fault=said(fault)))
    if not _is_named(file):
        click.echo(phrases.next_step.format(name=file.name))
    return 0


def _rulebook(paths: Sequence[str], config: str | None, pack: str | None) -> Rulebook:
    from tonecheck.cli.house import config_of
    from tonecheck.rulebook.load import load, load_builtin

    if paths:
        if config or pack:
            raise UsageError("PATHS and --config or --pack each say which rules to export; leave one out")
        return load([Path(path) for path in paths])
    found = config_of(["-"], config=config, pack=pack)
    return found.rulebook if found else load_builtin()


def _spoken(language: str | None) -> tuple[Phrases, Callable[[Said | Fault], str]]:
    """The phrases of the language, and how a message of the rulebook is said in it."""
    import os

    from tonecheck.cli.messages import language_of
    from tonecheck.reply.convert import traditional
    from tonecheck.rulebook.faults import Said

    chosen = language or language_of(os.environ)

    def said(what: Said | Fault) -> str:
        speak = what.text if isinstance(what, Said) else what.line
        return speak(chosen, lambda text: traditional(text, "hant-tw"))

    return PHRASES[chosen], said


def _is_named(file: Path) -> bool:
    """True where the configuration in force names the file already."""
    from tonecheck.rulebook.where import find_config

    config = find_config(Path.cwd())
    return config is not None and file.name in config.read_text(encoding="utf-8", errors="replace")


def _is_ours(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_OURS)) == _OURS
    except OSError:
        return False


def _write(file: Path, content: bytes, *, force: bool) -> None:
    from tonecheck.cli.files import replace

    if file.exists() and not force:
        raise UsageError(f"{file}: is there already; name another file, or write over it with --force")
    try:
        replace(file, content, 0o644)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from None
