"""`tonecheck rules`: looks at rulebooks, not at drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tonecheck.cli.messages import PHRASES
from tonecheck.cli.width import cells, padded
from tonecheck.errors import RulebookError, UsageError
from tonecheck.rulebook.model import Rulebook

if TYPE_CHECKING:
    from tonecheck.learn import Labelled
    from tonecheck.score import Tally


def load(paths: Sequence[str]) -> Rulebook:
    """The rulebook of the paths, or the built-in one; `RulebookError` where it cannot be run either."""
    from tonecheck.match.program import Program
    from tonecheck.rulebook.load import load as load_files
    from tonecheck.rulebook.load import load_builtin

    rulebook = load_files([Path(p) for p in paths]) if paths else load_builtin()
    Program(rulebook, prove=bool(paths))
    return rulebook


def checked(paths: Sequence[str], language: str) -> tuple[list[str], bool]:
    """The lines to print, and whether the rulebook is right: every fault, or how many rules there are."""
    phrases = PHRASES[language]
    try:
        rulebook = load(paths)
    except RulebookError as error:
        return [*error.faults, phrases.count(len(error.faults), phrases.faults)], False
    return [phrases.count(len(rulebook.rules), phrases.no_fault)], True


def unreviewed(paths: Sequence[str], language: str) -> tuple[list[str], bool]:
    """The lines to print, and whether every reply has traditional wordings that were looked at."""
    from tonecheck.proof.scripts import unreviewed as notes_of
    from tonecheck.reply.convert import traditional

    phrases = PHRASES[language]
    notes = notes_of(load(paths))
    lines = [note.line(language, lambda text: traditional(text, "hant-tw")) for note in notes]
    return [*lines, phrases.count(len(notes), phrases.unreviewed) if notes else phrases.all_reviewed], not notes


def listed(paths: Sequence[str], language: str) -> Iterator[str]:
    """A line for every rule: id, severity, title."""
    from tonecheck.reply.convert import in_language

    rules = load(paths).rules
    severities = PHRASES[language].severities
    ids, severity_cells = max(len(r.id) for r in rules), max(map(cells, severities.values()))
    for rule in rules:
        severity = padded(severities[rule.severity.value], severity_cells)
        yield f"{padded(rule.id, ids)}  {severity}  {in_language(rule.title, language)}"


def learned(folders: Sequence[str], output: str | None) -> str:
    """Trains the reader on labelled drafts, writes it, and says what it was trained on."""
    from tonecheck.cli.files import replace
    from tonecheck.learn import rule_examples, train
    from tonecheck.match.reader import WEIGHTS

    rulebook = load(())
    try:
        content = train(rulebook, [*rule_examples(rulebook), *_labelled(folders)])
    except ImportError as error:
        raise UsageError(f"{error.name} is missing; install the extra: pip install 'tonecheck[learn]'") from None
    target = Path(output) if output else WEIGHTS
    replace(target, content, 0o644)
    return f"{target.name}: {len(content):,} bytes"


def scored(folders: Sequence[str], show: Sequence[str], *, reader: bool) -> Iterator[str]:
    """Tables of found, missed and false, and the drafts asked for."""
    from tonecheck.checker import Checker
    from tonecheck.score import score

    result = score(Checker(reader=reader), _labelled(folders))
    yield _HEAD
    for name, group in (("kind", result.kinds), ("region", result.regions), ("rule", result.rules)):
        for key in sorted(group):
            yield _row(f"{name} {key}", group[key])
    yield _row("all", result.whole)
    yield f"figure {result.whole.figure:.3f} (recall less twice the rate of false alarms)"
    for kind, drafts in (("missed", result.missed), ("false", result.false)):
        if kind in show:
            for draft, findings in drafts:
                heard = " ".join(f"{f.rule_id}:{f.excerpt}" for f in findings) or "-"
                yield f"{kind}\t{','.join(draft.rules) or '-'}\t{draft.kind}\t{heard}\t{draft.text}"


_COLUMNS = (("viol.", 6), ("found", 7), ("pattern", 8), ("reader", 7), ("recall", 8), ("fine", 6), ("flagged", 8), ("rate", 8))
_HEAD = " " * 30 + "".join(f"{name:>{cells}}" for name, cells in _COLUMNS) + f"{'precision':>10}"


def _row(name: str, tally: Tally) -> str:
    return (
        f"{name:30}{tally.violations:6}{tally.found:7}{tally.by_pattern:8}{tally.by_reader:7}{tally.recall:8.1%}"
        f"{tally.fine:6}{tally.flagged:8}{tally.false_rate:8.2%}{tally.precision:10.1%}"
    )


def _labelled(folders: Sequence[str]) -> list[Labelled]:
    from tonecheck.learn import read_corpus

    drafts = [draft for folder in folders for draft in read_corpus(Path(folder))]
    if not drafts:
        raise UsageError(f"no labelled drafts (*.jsonl) in {', '.join(folders)}; name a folder that has some")
    return drafts
