"""The configuration of a house on the command line: which file holds, what it chooses, and `tonecheck config`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence

from tonecheck.cli.files import STDIN, is_folder
from tonecheck.cli.messages import PHRASES
from tonecheck.cli.width import cells, padded, shown
from tonecheck.errors import UsageError
from tonecheck.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from tonecheck.cli.check import Options
    from tonecheck.rulebook.configured import Config, Setting

# What holds where neither an option nor a file says otherwise.
_DEFAULTS = (("reader", "true"), ("scene", "-"), ("script", "auto"), ("fail_on", "warning"), ("lang", "-"))
STARTER = """\
# What this house does otherwise; see `tonecheck config` for what is in force. Take away the # where you need a line.

# extends: builtin            # the rules below ours: builtin, another pack (tonecheck packs), or a file of the group

# house:                      # fills {company}, {hotline}, {hours} and {address} in replies
#   company: 阳光物业
#   hotline: 400-000-0000
#   hours: 每天八点到二十点

# rules: [our-rules.yaml]     # our own rules; one with the id of a rule below takes its place

# lexicon:                    # more words for a word class
#   we: [阳光物业 阳光管家]

# off:                        # rules that do not hold here, and why; every report names them
#   t15: 我们的电话组一直这样说

# change:                     # rules that hold otherwise
#   t07: {severity: warning, add: {suggest: ["我来联系有关部门，有消息就告诉您。"]}}

# scene: front-desk           # what the command line takes where no option says otherwise
# script: auto
# fail_on: warning
# lang: zh-hans
# reader: true
"""


def config_of(
    paths: Sequence[str], *, config: str | None = None, pack: str | None = None, isolated: bool = False, rules: Sequence[str] = ()
) -> Config | None:
    """The configuration in force for drafts: the one that was named, else the nearest upward of them; None without one.

    `UsageError` where options contradict each other, or where the drafts belong to two houses.
    """
    named = {"--config": config, "--pack": pack, "--isolated": isolated or None, "--rules": rules or None}
    given = [option for option, value in named.items() if value is not None]
    if len(given) > 1 and given != ["--isolated", "--rules"]:
        raise UsageError(f"{given[0]} and {given[1]} each say which rules hold; leave one out")
    if given and given[0] in ("--isolated", "--rules"):
        return None
    if pack is not None:
        from tonecheck.rulebook.config import read_pack

        return read_pack(pack)
    file = config if config is not None else _found(paths)
    if file is None:
        return None
    from pathlib import Path

    from tonecheck.rulebook.config import read_config

    return read_config(Path(file))


def _found(paths: Sequence[str]) -> Path | None:
    from tonecheck.rulebook.where import find_config, shown_path

    found = {shown_path(file): file for path in paths if (file := find_config(_folder(path)))}
    if len(found) > 1 or (found and any(find_config(_folder(path)) is None for path in paths)):
        names = ", ".join(sorted(found)) if len(found) > 1 else f"{next(iter(found))}, which is not above all of them"
        raise UsageError(f"the drafts do not share one configuration ({names}); check them one by one, or name it with --config")
    return next(iter(found.values()), None)


def _folder(path: str) -> str:
    if path == STDIN:
        return "."
    return path if is_folder(path) else os.path.dirname(path)  # noqa: PTH120  # pathlib loads slowly


def chosen(options: Options, config: Config | None, given: Collection[str]) -> Options:
    """The options, with the choices of the configuration where the command line says nothing."""
    if config is None:
        return options
    names = {"lang": "language"}
    fields = {names.get(name, name): value for name, value in config.choices.items()}
    # The values were checked when the file was read.
    return replace(options, **{name: value for name, value in fields.items() if name not in given})  # type: ignore[arg-type]


def off_line(config: Config | None, language: str) -> str:
    """One line that names what is switched off; "" where nothing is."""
    if config is None:
        return ""
    phrases = PHRASES[language]
    off = config.rulebook.off
    parts = []
    if off:
        names = phrases.series.join(rule.id for rule in off)
        parts.append(phrases.count(len(off), phrases.off).replace("{names}", names).replace("{file}", shown(config.name)))
    if not config.reader:
        parts.append(phrases.reader_off.format(file=shown(config.name)))
    return (" " if phrases.stop == "." else "").join(part + phrases.stop for part in parts)


def in_force(config: Config | None, language: str) -> Iterator[str]:
    """What is in force, a line for each setting: its name, its value, and where it was said."""
    phrases = PHRASES[language]
    yield phrases.config_file.format(name=shown(config.name)) if config else phrases.no_config
    rows = [(name, phrases.terms.get(value, value), where or phrases.default) for name, value, where in _rows(config)]
    widths = [min(40, max(cells(shown(row[n])) for row in rows)) for n in (0, 1)]
    for name, value, where in rows:
        yield f"  {padded(shown(name), widths[0])}  {padded(shown(value), widths[1])}  {shown(where)}".rstrip()
    from tonecheck.rulebook.load import load_builtin

    rulebook = config.rulebook if config else load_builtin()
    yield phrases.in_force.format(n=rulebook.in_force, off=len(rulebook.off))


def in_force_json(config: Config | None) -> str:
    """The same as one JSON object."""
    import json

    from tonecheck.rulebook.load import load_builtin

    rulebook = config.rulebook if config else load_builtin()
    said = {
        "config": config.name if config else None,
        "digest": rulebook.digest,
        "rules": rulebook.in_force,
        "off": [{"rule": rule.id, "reason": rule.off} for rule in rulebook.off],
        "settings": [{"name": name, "value": value, "from": where or None} for name, value, where in _rows(config)],
        "files": list(config.files if config else rulebook.files),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _rows(config: Config | None) -> Iterator[tuple[str, str, str]]:
    settings: tuple[Setting, ...] = config.settings if config else ()
    for setting in settings:
        yield setting.name, setting.value or "-", str(setting.place) if setting.place.file else ""
    said = {setting.name for setting in settings}
    if config is None:
        yield "extends", "builtin", ""
    yield from ((name, value, "") for name, value in _DEFAULTS if name not in said)


def started(folder: Path) -> Path:
    """A new `tonecheck.yaml` in a folder, every line of it explained; `UsageError` where one is there already."""
    from tonecheck.rulebook.where import CONFIG_NAMES

    for name in CONFIG_NAMES:
        if (folder / name).exists():
            raise UsageError(f"{name} is here already; edit it, or see what is in force with: tonecheck config")
    from tonecheck.cli.files import replace as replace_file

    target = folder / CONFIG_NAMES[0]
    try:
        replace_file(target, STARTER.encode("utf-8"), 0o644)
    except OSError as error:
        raise UsageError(f"{target.name}: cannot be written: {error.strerror}") from None
    return target


def listed_packs(language: str) -> Iterator[str]:
    """A line for every pack: its name, how many rules it has, and what it is for."""
    from tonecheck.rulebook.config import read_pack
    from tonecheck.rulebook.packs import packs

    phrases = PHRASES[language]
    found = {name: read_pack(name) for name in packs()}
    width = max(map(cells, found))
    for name, config in found.items():
        count = phrases.count(len(config.rulebook.rules), phrases.rules)
        yield f"{padded(name, width)}  {count}  {config.title or phrases.builtin_pack}"
