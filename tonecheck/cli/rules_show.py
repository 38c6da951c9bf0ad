"""`tonecheck rules show`: one rule, as its owner wants to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tonecheck.checker import Checker
from tonecheck.cli.messages import PHRASES
from tonecheck.cli.tongue import Tongue
from tonecheck.cli.width import cells, padded, shown, wrap
from tonecheck.proof.examples import scene_of
from tonecheck.rulebook.model import Example, Rule, Source

_SIDE = 10


def render(rule: Rule, checker: Checker, language: str, width: int) -> Iterator[str]:
    """Everything about a rule, line by line."""
    tell = Tongue(language)
    yield f"{rule.id}  {PHRASES[language].severities[rule.severity.value]}  {shown(tell.of(rule.title))}"
    facts = [
        ("Reason", tell.of(rule.message)), ("Impact", tell.of(rule.impact)), ("Source", came_from(rule, tell)),
        ("Remark", rule.remark), ("Old ids", ", ".join(rule.renamed_from)), ("Going", rule.deprecated),
        ("Holds", " – ".join(filter(None, (rule.valid_from, rule.valid_until)))), ("Off", rule.off or ""),
    ]  # fmt: skip
    for label, text in facts:
        yield from _block(tell(label), [text] if text else [], width)
    yield from _block(tell("Phrases"), [p.text for p in rule.match], width)
    yield from _block(tell("Unless"), [p.text for p in rule.unless], width)
    yield from _block(tell("Guards"), [", ".join(rule.guards)] if rule.guards else [], width)
    scenes = [tell("off in {scenes}", scenes=", ".join(rule.scenes_off))] if rule.scenes_off else []
    scenes += [tell("only in {scenes}", scenes=", ".join(rule.scenes_only))] if rule.scenes_only else []
    yield from _block(tell("Scenes"), scenes, width)
    yield from _block(tell("Bad"), [_marked(rule, example, checker) for example in rule.bad], width)
    yield from _block(tell("Good"), [_saved(rule, example, checker, tell) for example in rule.good], width)
    yield from _block(tell("Replies"), [f"{n}. {t.hans}" for n, t in enumerate(rule.suggest, 1)], width)


def came_from(rule: Rule, tell: Tongue) -> str:
    """Documents and items, and where the rule stands."""
    return tell("; ").join([*(_source(source, tell) for source in rule.sources), f"{rule.place.file}:{rule.place.line}"])


def _source(source: Source, tell: Tongue) -> str:
    if not source.item:
        return source.document
    wording = "{document}, item {item}" if source.item.isdecimal() else "{document}, {item}"
    return tell(wording, document=source.document, item=source.item)


def _block(label: str, lines: Sequence[str], width: int) -> Iterator[str]:
    """Lines beside a label, each wrapped; nothing where there are none."""
    first = True
    for line in lines:
        for part in wrap(line, max(width - _SIDE, 20)):
            side = padded(label, _SIDE) if first and cells(label) <= _SIDE else " " * _SIDE
            yield f"{side}{part}".rstrip()
            first = False


def _marked(rule: Rule, example: Example, checker: Checker) -> str:
    """The example with what the rule finds in brackets, and who found it where no phrase did."""
    findings = [f for f in checker.check(example.text, scene=scene_of(rule, example)).findings if f.rule_id == rule.id]
    text = example.text
    for finding in sorted(findings, key=lambda f: -f.span.start):
        text = f"{text[: finding.span.start]}〔{finding.excerpt}〕{text[finding.span.end :]}"
    by = sorted({f.by for f in findings} - {"pattern"})
    return " ".join(text.split()) + (f" ({', '.join(by)})" if by else "" if findings else " (?)")


def _saved(rule: Rule, example: Example, checker: Checker, tell: Tongue) -> str:
    _, hits = checker.hits(example.text, scene=scene_of(rule, example))
    names = sorted({h.saved_by for h in hits if h.saved_by and checker.rulebook.rules[h.rule].id == rule.id})
    text = " ".join(example.text.split())
    return tell("{text} ({guard})", text=text, guard=", ".join(names)) if names else text


def as_json(rule: Rule, checker: Checker, language: str) -> dict[str, Any]:
    """The rule as plain values."""
    tell = Tongue(language)
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "title": tell.of(rule.title),
        "message": tell.of(rule.message),
        "impact": tell.of(rule.impact),
        "place": str(rule.place),
        "sources": [{"document": s.document, "item": s.item} for s in rule.sources],
        "match": [p.text for p in rule.match],
        "unless": [p.text for p in rule.unless],
        "guards": list(rule.guards),
        "scenes": {"off": list(rule.scenes_off), "only": list(rule.scenes_only)},
        "suggest": [t.hans for t in rule.suggest],
        "bad": [{"text": e.text, "found": [f.excerpt for f in _findings(rule, e, checker)]} for e in rule.bad],
        "good": [{"text": e.text, "guard": e.guard} for e in rule.good],
        "renamed_from": list(rule.renamed_from),
        "deprecated": rule.deprecated or None,
        "valid_from": rule.valid_from or None,
        "valid_until": rule.valid_until or None,
        "off": rule.off,
    }


def _findings(rule: Rule, example: Example, checker: Checker) -> list[Any]:
    return [f for f in checker.check(example.text, scene=scene_of(rule, example)).findings if f.rule_id == rule.id]
