"""`tonecheck rules explain --detail`: why a draft was found or not, for those who write rules; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tonecheck.cli.messages import PHRASES
from tonecheck.cli.phrase_words import in_words
from tonecheck.cli.rules_show import came_from
from tonecheck.cli.tongue import Tongue
from tonecheck.cli.width import cells, padded, shown, wrap
from tonecheck.explained import Explanation, Heard, Looked, Met, Near
from tonecheck.rulebook.pattern import parse
from tonecheck.rulebook.sample import written

_SIDE = 10
# What each guard knows; a guard of one's own goes by its name alone.
GUARDS = {
    "off": "the rule is switched off",
    "scene": "not in this scene",
    "customer-turn": "the customer says it",
    "quoted": "the words of another, in quotation marks",
    "allowed-phrase": "a longer phrase that the rule allows",
    "other-sense": "the words cut a longer word",
    "reported": "what another said is reported",
    "retold": "what staff said is reported",
    "friendly": "a friendly turn",
    "negated": "it is denied",
    "double-negated": "denied twice",
    "a-not-a": "a question",
    "embedded-question": "a polite question",
    "hypothetical": "only if it came to that",
    "other-subject": "about something else",
    "colleague": "said to colleagues",
    "information": "plain information on times",
    "law": "a law is named",
    "repaired_by": "a next step is offered",
    "emergency": "an emergency",
}
_KINDS = {
    "choice": "'{text}' is one of {part}",
    "optional": "'{text}' may stand there: {part}",
    "class": "'{text}' is of the word class {part}",
    "gap": "'{text}' fills the gap {part}",
    "slot": "'{text}' fills {part}",
    "joint": "'{text}' is a filler",
}


def render(explanation: Explanation, language: str, width: int) -> Iterator[str]:
    """The explanation, line by line."""
    tell = Tongue(language)
    report = explanation.report
    yield from drafted(report.text, tell, width)
    yield from beside(tell("Read as"), tell("{folded} (script, width, 您 and 你, particles made one)",
                                             folded=shown(" ".join(explanation.folded.split()))), width)
    customers = [sentence for sentence, role in explanation.sentences if role == "customer"]
    if customers:
        yield from beside(tell("Customer"), tell("'{said}' is not checked", said=shown(" ".join(customers))), width)
    for number, look in enumerate(explanation.hits, 1):
        yield ""
        yield from _hit(number, look, explanation, tell, width)
    if not explanation.hits:
        yield ""
        yield from beside(tell("Phrases"), tell("no phrase of any rule meets this draft"), width)
        for near in explanation.near:
            yield from beside("", _near(near, tell), width)
    yield ""
    for heard in explanation.heard:
        yield from beside(tell("Reader"), _heard(heard, explanation, tell), width)
    if explanation.threshold is None:
        yield from beside(tell("Reader"), tell("does not listen: it knows the built-in rules only"), width)
    yield from beside(tell("Verdict"), _verdict(explanation, tell), width)


def drafted(text: str, tell: Tongue, width: int) -> Iterator[str]:
    """The draft, its lines apart."""
    for number, line in enumerate([line for line in text.splitlines() if line.strip()] or [""]):
        yield from beside("" if number else tell("Draft"), shown(line.strip()), width)


def _hit(number: int, look: Looked, explanation: Explanation, tell: Tongue, width: int) -> Iterator[str]:
    yield f"{number}. " + tell("'{excerpt}': {outcome}", excerpt=shown(look.excerpt), outcome=_outcome(look, tell))
    yield from beside(tell("Rule"), f"{look.rule.id} {tell.of(look.rule.title)}", width, 3)
    yield from beside(tell("Source"), came_from(look.rule, tell), width, 3)
    if look.pattern is not None:
        place = f"{look.pattern.place.file}:{look.pattern.place.line}"
        yield from beside(tell("Phrase"), f"\"{shown(written(parse(look.pattern.text)))}\" ({place})", width, 3)
        said = in_words(look.pattern.text, tell, [met.text for met in look.met], typed=bool(look.rule.typed))
        wording = tell("{told} (at … a few words may stand)", told=said) if "…" in said else said
        yield from beside(tell("Wording"), wording, width, 3)
        if parts := [_part(met, tell) for met in look.met if met.text and met.kind in _KINDS]:
            yield from beside(tell("Met"), tell("; ").join(parts), width, 3)
    if look.finding is not None and look.finding.weighed:
        yield from beside(tell("Weighed"), "、".join(f"“{part}”" for part in look.finding.weighed), width, 3)
    if look.guard:
        yield from beside(tell("Guard"), _guard(look, tell), width, 3)
    elif look.outcome == "found":
        yield from beside(tell("Guards"), tell("looked, and found none of these: {guards}", guards=_named(look, tell)), width, 3)
    for name, evidence in look.refused:
        refused = tell("'{evidence}' does not count for {guard}: it is denied, left to the customer, or the customer's own words",
                       evidence=shown(evidence), guard=name)
        yield from beside("", refused, width, 3)
    if look.outcome == "doubted" and explanation.doubt is not None:
        dropped = tell("the sentence as a whole sounds fine to it, so what the phrase found is dropped")
        yield from beside(tell("Reader"), dropped, width, 3)


def _named(look: Looked, tell: Tongue) -> str:
    """What the guards of every rule look for, in a few words."""
    names = ["quoted", "customer-turn", "reported", "negated", "hypothetical", "repaired_by"]
    names = [name for name in names if f"-{name}" not in look.rule.guards]
    return tell(", ").join(tell(GUARDS[name]) for name in names)


def _outcome(look: Looked, tell: Tongue) -> str:
    if look.finding is not None:
        severity = PHRASES[tell.language].severities[look.finding.severity.value]
        by = {"reader": "heard by the reader", "slip": "a slip of the keyboard", "found": "met by a phrase",
              "scene": "the scene asks for it"}[look.outcome]
        return tell("{text} ({guard})", text=severity, guard=tell(by))
    return tell("let pass")


def _guard(look: Looked, tell: Tongue) -> str:
    assert look.guard is not None
    known = GUARDS.get(look.guard)
    name = tell("{text} ({guard})", text=look.guard, guard=tell(known)) if known else look.guard
    if look.evidence:
        return tell("{guard} sees '{evidence}', so it is let pass", guard=name, evidence=shown(look.evidence))
    return tell("{guard}, so it is let pass", guard=name)


def _part(met: Met, tell: Tongue) -> str:
    part = shown(met.part)
    return tell(_KINDS[met.kind], text=shown(met.text), part=part.strip("()") if met.kind == "optional" else part)


def _near(near: Near, tell: Tongue) -> str:
    pattern = shown(written(parse(near.pattern.text)))
    return tell("nearest is {rule} {title}, \"{pattern}\": '{reached}' is there, {missing} is not",
                rule=near.rule.id, title=tell.of(near.rule.title), pattern=pattern, reached=shown(near.reached),
                missing=tell("the end of the clause") if near.missing in ("", "$") else shown(near.missing))


def _heard(heard: Heard, explanation: Explanation, tell: Tongue) -> str:
    assert explanation.threshold is not None
    assert explanation.doubt is not None
    if heard.rule:
        what = tell("sounds like rule {rule}", rule=heard.rule)
    else:
        what = tell("sounds fine") if heard.score < explanation.doubt else tell("not sure, says nothing")
    return tell("'{sentence}' {what} ({score}; a finding above {threshold})", sentence=shown(heard.sentence), what=what,
                score=f"{heard.score:.2f}", threshold=f"{explanation.threshold:.2f}")


def _verdict(explanation: Explanation, tell: Tongue) -> str:
    wording = {"pass": "nothing found, ready to send", "warn": "look again before sending", "block": "should not be sent like this"}
    return tell(wording[explanation.report.verdict.value])


def beside(label: str, text: str, width: int, indent: int = 0) -> Iterator[str]:
    """A text beside its label, wrapped."""
    lines = wrap(text, max(width - _SIDE - indent, 20)) or [""]
    for n, line in enumerate(lines):
        side = padded(label, _SIDE) if n == 0 and cells(label) <= _SIDE else " " * _SIDE
        yield f"{' ' * indent}{side}{line}".rstrip()


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values."""
    return {
        "text": explanation.report.text,
        "folded": explanation.folded,
        "verdict": explanation.report.verdict.value,
        "sentences": [{"text": text, "role": role} for text, role in explanation.sentences],
        "hits": [
            {
                "rule": look.rule.id,
                "excerpt": look.excerpt,
                "outcome": look.outcome,
                "pattern": look.pattern.text if look.pattern else None,
                "place": str(look.pattern.place) if look.pattern else None,
                "met": [{"part": m.part, "kind": m.kind, "text": m.text} for m in look.met],
                "guard": look.guard,
                "evidence": look.evidence or None,
                "refused": [{"guard": name, "evidence": evidence} for name, evidence in look.refused],
                "sources": [{"document": s.document, "item": s.item} for s in look.rule.sources],
            }
            for look in explanation.hits
        ],
        "near": [
            {"rule": n.rule.id, "pattern": n.pattern.text, "reached": n.reached, "missing": n.missing} for n in explanation.near
        ],
        "reader": {
            "threshold": explanation.threshold,
            "doubt": explanation.doubt,
            "sentences": [{"text": h.sentence, "score": round(h.score, 3), "rule": h.rule} for h in explanation.heard],
        },
    }
