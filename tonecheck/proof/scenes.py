"""Proves the scenes of a rulebook: their examples, and the sentences that they add."""

from __future__ import annotations

from collections.abc import Iterator

from tonecheck.checker import Checker
from tonecheck.model import Finding
from tonecheck.rulebook.faults import Fault, say
from tonecheck.rulebook.model import Example, Rule


def scene_faults(checker: Checker) -> Iterator[Fault]:
    """What is wrong with the examples of scenes, and with what they propose to add."""
    for scene in checker.rulebook.details:
        for rule in scene.rules:
            for example in rule.bad:
                yield from _bad(checker, scene.name, rule, example)
            for example in rule.good:
                if _finding(checker, scene.name, rule, example.text):
                    problem = say("good example '{text}' is found in scene {scene}; mend the phrases, or take it out",
                                  text=example.text, scene=scene.name)
                    yield Fault(example.place, rule.id, problem, "good")


def _bad(checker: Checker, scene: str, rule: Rule, example: Example) -> Iterator[Fault]:
    finding = _finding(checker, scene, rule, example.text)
    if finding is None:
        problem = say("bad example '{text}' lacks nothing in scene {scene}; mend the phrases, or take it out",
                      text=example.text, scene=scene)
        yield Fault(example.place, rule.id, problem, "bad")
        return
    for reply in finding.suggestions:
        fuller = example.text[: reply.span.start] + reply.text + example.text[reply.span.end :]
        if _finding(checker, scene, rule, fuller):
            problem = say("adding '{text}' does not mend '{example}'; let one of the phrases find it",
                          text=reply.text, example=example.text)
            yield Fault(rule.place, rule.id, problem, "reply")


def _finding(checker: Checker, scene: str, rule: Rule, text: str) -> Finding | None:
    return next((f for f in checker.check(text, scene=scene).findings if f.rule_id == rule.id), None)
