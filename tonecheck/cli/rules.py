"""`tonecheck rules`: looks at rulebooks, not at drafts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tonecheck.cli.check import complain
from tonecheck.cli.messages import PHRASES
from tonecheck.cli.tongue import Tongue
from tonecheck.cli.width import cells, padded
from tonecheck.errors import UsageError
from tonecheck.rulebook.faults import Fault
from tonecheck.rulebook.model import Rule, Rulebook

if TYPE_CHECKING:
    from tonecheck.learn.labelled import Labelled
    from tonecheck.score import Tally

# So many rules without examples are told one by one.
_FEW = 3


def load(paths: Sequence[str]) -> Rulebook:
    """The rulebook of the paths, or the built-in one; `RulebookError` where it cannot be run either."""
    from tonecheck.match.program import Program
    from tonecheck.rulebook.load import load as load_files
    from tonecheck.rulebook.load import load_builtin

    rulebook = load_files([Path(p) for p in paths]) if paths else load_builtin()
    Program(rulebook, prove=bool(paths))
    return rulebook


def checked(paths: Sequence[str], language: str, format: str = "text") -> tuple[int, list[str]]:
    """The exit status and the lines of a proof: every fault, every hint, and how many there are.

    0 where nothing is wrong, 1 where the rulebook can be used in spite of its faults, 2 where it cannot.
    """
    from tonecheck.proof import prove

    proof = prove([Path(p) for p in paths])
    status = 2 if proof.is_broken else 1 if proof.faults else 0
    tell, phrases = Tongue(language), PHRASES[language]
    number = len(proof.rulebook.rules) if proof.rulebook else 0
    if format == "json":
        kinds = (("faults", proof.faults), ("hints", proof.notes))
        found = {name: [_fault(fault, tell) for fault in faults] for name, faults in kinds}
        return status, [json.dumps({"rules": number, **found}, ensure_ascii=False, indent=2)]
    lines = [*map(tell.line, proof.faults), *_hints(proof.notes, tell)]
    return status, [*lines, phrases.count(len(proof.faults), phrases.faults) if status else phrases.count(number, phrases.no_fault)]


def unreviewed(paths: Sequence[str], language: str) -> tuple[list[str], bool]:
    """The lines to print, and whether every reply has traditional wordings that were looked at."""
    from tonecheck.proof.scripts import unreviewed as notes_of
    from tonecheck.reply.convert import traditional

    phrases = PHRASES[language]
    notes = notes_of(load(paths))
    lines = [note.line(language, lambda text: traditional(text, "hant-tw")) for note in notes]
    return [*lines, phrases.count(len(notes), phrases.unreviewed) if notes else phrases.all_reviewed], not notes


def _fault(fault: Fault, tell: Tongue) -> dict[str, object]:
    place = fault.place
    return {"file": place.file, "line": place.line or None, "column": place.column or None, "rule": fault.owner or None,
            "kind": fault.kind, "message": tell(fault.problem)}


def _hints(notes: Sequence[Fault], tell: Tongue) -> Iterator[str]:
    """A line for every hint; many rules without examples share one."""
    bare = [note for note in notes if note.kind == "bare"]
    for note in notes:
        if note.kind != "bare" or len(bare) <= _FEW:
            yield tell("hint: {line}", line=tell.line(note))
    if len(bare) > _FEW:
        names = ", ".join(note.owner for note in bare[:_FEW])
        yield tell("hint: {n} rules lack examples ({names} …); with bad and good ones this check can prove them",
                   n=len(bare), names=names)


def listed(paths: Sequence[str], language: str, format: str = "text") -> Iterator[str]:
    """A line for every rule: id, severity, title, and what becomes of it; or all of it as JSON."""
    rules, tell = load(paths).rules, Tongue(language)
    if format == "json":
        yield json.dumps([_row_of(rule, tell) for rule in rules], ensure_ascii=False, indent=2)
        return
    severities = PHRASES[language].severities
    ids, severity_cells = max(len(r.id) for r in rules), max(map(cells, severities.values()))
    for rule in rules:
        severity = padded(severities[rule.severity.value], severity_cells)
        aside = [*([tell("going: {reason}", reason=rule.deprecated)] if rule.deprecated else []),
                 *([f"{rule.valid_from} – {rule.valid_until}".strip(" –")] if rule.valid_from or rule.valid_until else [])]
        title = tell.of(rule.title) + "".join(f"  [{what}]" for what in aside)
        yield f"{padded(rule.id, ids)}  {severity}  {title}"


def _row_of(rule: Rule, tell: Tongue) -> dict[str, object]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "title": tell.of(rule.title),
        "file": rule.place.file,
        "line": rule.place.line,
        "renamed_from": list(rule.renamed_from),
        "deprecated": rule.deprecated or None,
        "valid_from": rule.valid_from or None,
        "valid_until": rule.valid_until or None,
    }


def one_rule(rulebook: Rulebook, name: str, language: str) -> Rule:
    """The rule of an id, or of an id that a rule had once, which is told on standard error; `UsageError` for neither."""
    from tonecheck.rulebook.faults import guess

    tell = Tongue(language)
    current = rulebook.current(name)
    if current is None:
        near = guess(name, [r.id for r in rulebook.rules], listed=False)
        raise UsageError(tell("no rule '{name}'{guess}", name=name, guess=near))
    if current != name:
        complain(tell("'{old}' is called '{new}' today", old=name, new=current))
    return rulebook.rule(current)


def learned(folders: Sequence[str], output: str | None) -> str:
    """Trains the reader on labelled drafts, writes it, and says what it was trained on."""
    from tonecheck.cli.files import replace
    from tonecheck.learn.labelled import rule_examples
    from tonecheck.learn.reader import train
    from tonecheck.match.reader import WEIGHTS

    rulebook = load(())
    try:
        content = train(rulebook, [*rule_examples(rulebook), *_labelled(folders)])
    except ImportError as error:
        raise UsageError(f"{error.name} is missing; install the extra: pip install 'tonecheck[learn]'") from None
    target = Path(output or WEIGHTS)
    replace(target, content, 0o644)
    return f"{target.name}: {len(content):,} bytes"


def learned_replies(folders: Sequence[str], judged: str, output: str | None) -> Iterator[str]:
    """Trains what hears regions, runs of words, clauses that may stay and which reply fits; writes all, says from what."""
    from tonecheck.checker import Checker
    from tonecheck.cli.files import replace
    from tonecheck.learn.fit import read_judged, train_fit
    from tonecheck.learn.regions import traditional, train_regions
    from tonecheck.learn.runs import read_runs, train_runs
    from tonecheck.learn.stays import read_stays, train_stays
    from tonecheck.reply import fit
    from tonecheck.text import regions, spans, stays

    source = Path(judged)
    for name in ("runs.jsonl", "stays.jsonl", "judged.jsonl"):
        if not (source / name).is_file():
            raise UsageError(f"{source / name} is missing; see corpus/README.md for what it holds")
    checker, drafts = Checker(), _labelled(folders)
    try:
        runs = read_runs(source / "runs.jsonl")
        yield _written(replace, spans.WEIGHTS, output, train_runs(runs), f"{len(runs):,} drafts")
        yield _written(replace, regions.WEIGHTS, output, train_regions(drafts), f"{len(traditional(drafts)):,} drafts")
        clauses = read_stays(source / "stays.jsonl", source / "runs.jsonl")
        yield _written(replace, stays.WEIGHTS, output, train_stays(clauses), f"{len(clauses):,} clauses")
        replies = read_judged(source / "judged.jsonl", checker)
        yield _written(replace, fit.WEIGHTS, output, train_fit(replies, drafts, checker.rulebook), f"{len(replies):,} drafts")
    except ImportError as error:
        raise UsageError(f"{error.name} is missing; install the extra: pip install 'tonecheck[learn]'") from None


def _written(replace: Callable[[Path, bytes, int], None], used: str, output: str | None, content: bytes, learned_from: str) -> str:
    target = Path(output) / Path(used).name if output else Path(used)
    replace(target, content, 0o644)
    return f"{target.name}: {len(content):,} bytes, from {learned_from}"


def scored(folders: Sequence[str], show: Sequence[str], *, reader: bool) -> Iterator[str]:
    """Tables of found, missed and false, and the drafts asked for."""
    from tonecheck.checker import Checker
    from tonecheck.score import score

    result = score(Checker(reader=reader), _labelled(folders))
    for old, new in result.renamed.items():
        complain(f"'{old}' is called '{new}' today")
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
    from tonecheck.learn.labelled import read_corpus

    drafts = [draft for folder in folders for draft in read_corpus(Path(folder))]
    if not drafts:
        raise UsageError(f"no labelled drafts (*.jsonl) in {', '.join(folders)}; name a folder that has some")
    return drafts
