"""`tonecheck rules try` and `rules diff`: what a phrase, or another rulebook, makes of messages of the past."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tonecheck.checker import Checker
from tonecheck.cli.messages import PHRASES
from tonecheck.cli.tongue import Tongue
from tonecheck.cli.width import cells, window
from tonecheck.compare import Change, Message, Tried, changes, trial, tries
from tonecheck.model import Finding
from tonecheck.proof.patterns import pattern_faults

BUILTIN = "builtin"
_SHOWN = 20


def tried(
    phrases: Sequence[str], unless: Sequence[str], rules: Sequence[str], messages: Sequence[Message], language: str, *,
    width: int, everything: bool = False, format: str = "text",
) -> Iterator[str]:
    """What the phrases of a rule would find in messages."""
    old = Checker(list(rules) or None, language=language)
    new = trial(old.rulebook, phrases, unless)
    found = list(tries(new, messages, old))
    loud, passed = [t for t in found if t.guard is None], [t for t in found if t.guard is not None]
    if format == "json":
        yield json.dumps({"phrases": list(phrases), "unless": list(unless), "messages": len(messages),
                          "found": [_tried(t) for t in loud], "passed": [_tried(t) for t in passed]}, ensure_ascii=False, indent=2)
        return
    tell = Tongue(language)
    named = tell(", ").join(f"“{phrase}”" for phrase in phrases)
    share = f"{len(loud) / len(messages):.1%}"
    yield tell("{phrases} would find {n} of {all} messages ({share})", phrases=named, n=len(loud), all=len(messages), share=share)
    yield from _shown([_line(t, tell, width) for t in loud], tell, everything)
    if passed:
        yield ""
        yield tell("{n} more hold the words, but would be let pass:", n=len(passed))
        yield from _shown([_line(t, tell, width) for t in passed], tell, everything)
    for fault in pattern_faults(new.program):
        if fault.owner == "try":
            yield tell("hint: {line}", line=tell(fault.problem))


def _shown(lines: list[str], tell: Tongue, everything: bool) -> Iterator[str]:
    yield from lines if everything else lines[:_SHOWN]
    if len(lines) > _SHOWN and not everything:
        yield tell("… and {n} more; see them with --all", n=len(lines) - _SHOWN)


def _line(tried: Tried, tell: Tongue, width: int) -> str:
    """A message with what is met in brackets, as much of it as fits."""
    aside = [tried.guard] if tried.guard else []
    aside += [tell("found already by {rules}", rules=", ".join(tried.known))] if tried.known else []
    tail = tell("{text} ({guard})", text="", guard=tell("; ").join(aside)) if aside else ""
    return _marked(tried.message, *tried.spans[0], width - cells(tail)) + tail


def _marked(message: Message, start: int, end: int, width: int) -> str:
    place = f"  {message.file}:{message.line}  "
    # A line end within a message is a blank here, so that every message is one line.
    text = message.text.replace("\r", " ").replace("\n", " ")
    before, within, after = window(text, start, end, max(width - cells(place) - 4, 20))
    return f"{place}{before}〔{within}〕{after}"


def _tried(tried: Tried) -> dict[str, Any]:
    message = tried.message
    return {"file": message.file, "line": message.line, "text": message.text, "guard": tried.guard, "known": list(tried.known),
            "spans": [{"start": a, "end": b} for a, b in tried.spans]}


def named(book: str, language: str, *, reader: bool) -> Checker:
    """The checker of a rulebook file or folder, or of the built-in rulebook."""
    return Checker(None if book == BUILTIN else [Path(book)], language=language, reader=reader)


def compared(
    old: str, new: str, messages: Sequence[Message], language: str, *, width: int, everything: bool = False, format: str = "text"
) -> tuple[int, list[str]]:
    """Exit status (1 where something changes) and lines: rules that came and went, and messages taken differently."""
    one, other = (named(book, language, reader=True) for book in (old, new))
    if one.reader is None or other.reader is None:
        # The reader listens for built-in rules alone: where one rulebook has none, it would be all the difference.
        one, other = (named(book, language, reader=False) for book in (old, new))
    found = list(changes(one, other, messages))
    rules = _rules(one, other)
    status = int(bool(found or any(rules.values())))
    if format == "json":
        said = {"messages": len(messages), "rules": rules, "changes": [_change(change) for change in found]}
        return status, [json.dumps(said, ensure_ascii=False, indent=2)]
    tell = Tongue(language)
    lines = []
    for wording, names in (("New rules: {names}", rules["new"]), ("Rules that went: {names}", rules["gone"]),
                           ("Renamed: {names}", rules["renamed"])):
        if names:
            lines.append(tell(wording, names=", ".join(names)))
    marked = [line for change in found for line in _changed(change, tell, width)]
    lines += [*([""] if lines and marked else []), *_shown(marked, tell, everything), *([""] if marked else [])]
    came, went = (sum(len(getattr(change, side)) for change in found) for side in ("new", "gone"))
    lines.append(tell("{all} messages: {came} findings more, {went} fewer", all=len(messages), came=came, went=went))
    return status, lines


def _rules(one: Checker, other: Checker) -> dict[str, list[str]]:
    before, after = ({rule.id for rule in checker.rulebook.rules} for checker in (one, other))
    renamed = {rule: other.rulebook.current(rule) for rule in sorted(before - after)}
    return {
        "new": sorted(after - before - set(renamed.values())),
        "gone": [rule for rule, name in renamed.items() if name is None],
        "renamed": [f"{rule} → {name}" for rule, name in renamed.items() if name is not None],
    }


def _changed(change: Change, tell: Tongue, width: int) -> Iterator[str]:
    for mark, findings in (("-", change.gone), ("+", change.new)):
        for finding in findings:
            severity = PHRASES[tell.language].severities[finding.severity.value]
            tail = tell("{text} ({guard})", text="", guard=f"{finding.rule_id} {severity}")
            yield f"{mark}{_marked(change.message, finding.span.start, finding.span.end, width - cells(tail) - 1)[1:]}{tail}"


def _change(change: Change) -> dict[str, Any]:
    def sides(findings: Sequence[Finding]) -> list[dict[str, str]]:
        return [{"rule": f.rule_id, "severity": f.severity.value, "excerpt": f.excerpt} for f in findings]

    message = change.message
    return {"file": message.file, "line": message.line, "text": message.text, "gone": sides(change.gone), "new": sides(change.new)}

