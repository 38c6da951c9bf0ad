"""Why a draft was found or not: what was read, which phrase met which words, which guard looked, what the reader heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tonecheck.checker import Checker
from tonecheck.explained import Explanation, Heard, Looked, Met, Near, Spoken
from tonecheck.match.hits import Hit, Judge
from tonecheck.match.program import Entry
from tonecheck.match.reader import in_lines, readable
from tonecheck.match.view import View
from tonecheck.model import Finding, Report
from tonecheck.rulebook.pattern import Choice, Class, Edge, Element, Expander, Gap, Joint, Literal, Slot, Unless, parse
from tonecheck.rulebook.sample import written
from tonecheck.text.fold import CANTONESE

# So many phrases that came near are told, of those that met so many characters.
_NEAREST, _LEAST = 3, 2


def explain(checker: Checker, text: str, *, scene: str | None = None) -> Explanation:
    """Why the checker finds what it finds in a draft, and why it lets the rest pass."""
    report = checker.check(text, scene=scene)
    view, hits = checker.hits(text, scene=scene)
    judge = Judge(checker.program, view, scene, checker.program.triggered(view.text))
    looked = [_looked(checker, judge, hit, report) for hit in hits]
    explained = {id(look.finding) for look in looked}
    looked += [_guessed(checker, finding) for finding in report.findings if id(finding) not in explained]
    reader = checker.reader
    return Explanation(
        report=report,
        folded=view.text,
        sentences=tuple((_own(view, a, b), view.role(a)) for a, b in view.sentences),
        hits=tuple(sorted(looked, key=lambda look: look.finding.span.start if look.finding else 0)),
        near=() if looked else tuple(_near(checker, judge)),
        heard=_heard(checker, view),
        threshold=reader.threshold if reader else None,
        doubt=reader.doubt if reader else None,
        titles={rule.id: rule.title for rule in checker.rulebook.rules},
        turns=tuple(_turns(view)),
        cantonese=tuple(dict.fromkeys((own, read) for own, read in _read(view) if CANTONESE.get(own) == read)),
    )


def _turns(view: View) -> Iterator[Spoken]:
    before = 0
    for turn in view.turns:
        yield Spoken(turn.role, _own(view, before, turn.start), _own(view, turn.start, turn.end))
        before = turn.end


def _read(view: View) -> Iterator[tuple[str, str]]:
    """Every folded character, with what it was in the draft."""
    for at, read in enumerate(view.text):
        a, b = view.folded.span(at, at + 1)
        yield view.folded.source[a:b], read


def _own(view: View, start: int, end: int) -> str:
    """The draft's own characters of a folded range."""
    if start >= end:
        return ""
    a, b = view.folded.span(start, end)
    return view.folded.source[a:b].strip()


def _looked(checker: Checker, judge: Judge, hit: Hit, report: Report) -> Looked:
    view, rule = judge.view, checker.rulebook.rules[hit.rule]
    span = view.folded.span(hit.start, hit.end)
    finding = next((f for f in report.findings if f.rule_id == rule.id and (f.span.start, f.span.end) == span), None)
    outcome = "saved" if hit.saved_by else "found" if finding else "doubted"
    evidence = _evidence(judge, hit)
    refused = [] if hit.saved_by else _refused(judge, hit)
    return Looked(
        rule=rule,
        excerpt=_own(view, hit.start, hit.end),
        pattern=hit.entry.pattern if hit.entry else None,
        met=_met(hit, view, Expander(checker.rulebook.lexicon)),
        guard=hit.saved_by,
        evidence=_own(view, *evidence),
        refused=tuple((name, _own(view, a, b)) for name, a, b in refused),
        outcome=outcome,
        finding=finding,
        said=_own(view, *view.clause(*evidence)) if evidence[1] else "",
        declined=tuple(_own(view, *view.clause(a, b)) for _, a, b in refused),
    )


def _guessed(checker: Checker, finding: Finding) -> Looked:
    """A finding without a phrase: heard by the reader, or a slip of the keyboard."""
    return Looked(checker.rulebook.rule(finding.rule_id), finding.excerpt, None, (), None, "", (), finding.by, finding)


def _met(hit: Hit, view: View, expander: Expander) -> tuple[Met, ...]:
    if hit.entry is None:
        return ()
    elements = parse(hit.entry.pattern.text)
    traced = re.compile("".join(f"(?P<part_{n}>{part})" for n, part in enumerate(expander.parts(elements))))
    match = traced.match(view.text, hit.start)
    if match is None:
        return ()
    met = []
    for number, element in enumerate(elements):
        a, b = match.span(f"part_{number}")
        own = _own(view, a, b) if a < b else ""
        text = match[f"part_{number}"]
        met.append(Met(written((element,)), _kind(element), text, own, _class_of(element, text, expander)))
    return tuple(m for m in met if m.kind != "joint" or m.text)


def _class_of(element: Element, text: str, expander: Expander) -> str:
    """The word class that an element met the text with."""
    match element:
        case Class(name):
            return name
        case Choice(options, _):
            # Words that the phrase itself lists come before those of a class.
            for option in sorted(options, key=lambda option: isinstance(option[0], Class)):
                if text and re.fullmatch(expander.regex(option), text):
                    return _class_of(option[0], text, expander) if len(option) == 1 else ""
    return ""


def _kind(element: Element) -> str:
    match element:
        case Literal():
            return "words"
        case Choice(_, optional):
            return "optional" if optional else "choice"
        case Class():
            return "class"
        case Gap():
            return "gap"
        case Slot():
            return "slot"
        case Edge():
            return "edge"
        case Unless():
            return "unless"
        case Joint():
            return "joint"


def _evidence(judge: Judge, hit: Hit) -> tuple[int, int]:
    """Where the guard that cleared the hit saw something; an empty range where it needs no words."""
    view, name = judge.view, hit.saved_by
    if name == "quoted":
        return view.quoted(hit.start, hit.end) or view.partly_quoted(hit.start, hit.end) or (0, 0)
    if name == "allowed-phrase":
        spans = judge.allowed(hit.rule).overlapping(hit.start, hit.end)
        return spans[0] if spans else (0, 0)
    for guard in judge.program.rulebook.guards:
        if guard.name == name and (span := judge.holding(guard.name, guard.scope, hit)):
            return span
    return 0, 0


def _refused(judge: Judge, hit: Hit) -> list[tuple[str, int, int]]:
    """Next steps near the hit that did not count."""
    view, found = judge.view, []
    names = judge.program.guards_of[hit.rule]
    for guard in judge.program.rulebook.guards:
        if guard.scope == "near" and guard.name in names:
            for a, b in judge.guard_spans(guard.name, guard.scope).beginning(*view.neighbourhood(hit.start))[:1]:
                found.append((guard.name, a, b))
    return found


def _heard(checker: Checker, view: View) -> tuple[Heard, ...]:
    reader = checker.reader
    if reader is None:
        return ()
    ranges = readable(view)
    heard = []
    for (a, b), score in zip(ranges, in_lines(reader, view, ranges), strict=True):
        nearest = reader.nearest(view.spoken(a, b))[:1] if score > reader.threshold else []
        heard.append(Heard(_own(view, a, b), score, checker.rulebook.rules[nearest[0][1]].id if nearest else None))
    return tuple(heard)


def _near(checker: Checker, judge: Judge) -> list[Near]:
    """Phrases with a word in the draft that came furthest."""
    expander = Expander(checker.rulebook.lexicon)
    near = []
    for number in sorted(judge.triggered):
        entry = checker.program.entries[number]
        if entry.kind == "match" and checker.rulebook.rules[entry.owner].off is None:
            reached, missing = _reached(entry, judge.view.text, expander)
            if len(reached) >= _LEAST:
                near.append((len(reached), Near(checker.rulebook.rules[entry.owner], entry.pattern, reached, missing)))
    best: dict[str, tuple[int, Near]] = {}
    for length, one in near:
        if one.rule.id not in best or length > best[one.rule.id][0]:
            best[one.rule.id] = length, one
    return [one for _, one in sorted(best.values(), key=lambda n: -n[0])[:_NEAREST]]


def _reached(entry: Entry, text: str, expander: Expander) -> tuple[str, str]:
    """The words that the first parts of a pattern meet, as many parts as can, and the part that is missing then."""
    elements: Sequence[Element] = parse(entry.pattern.text)
    parts = expander.parts(tuple(elements))
    for count in range(len(parts) - 1, 0, -1):
        match = re.search("".join(parts[:count]), text)
        if match and match[0] and any(isinstance(e, (Literal, Class, Choice)) for e in elements[:count]):
            rest = [e for e in elements[count:] if not isinstance(e, (Joint, Gap))]
            return match[0].strip(","), written(tuple(rest[:1]))
    return "", ""
