"""Which phrases and which alternatives of a rule no example exercises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonecheck.match.program import Entry, Program
from tonecheck.rulebook.model import Pattern, Rule
from tonecheck.rulebook.pattern import Choice, Element, Expander, parse
from tonecheck.rulebook.sample import written
from tonecheck.text.fold import fold


@dataclass(frozen=True, slots=True)
class Gap:
    """A phrase without an example, or (`alternatives`) those of its alternatives that have none."""

    rule: Rule
    pattern: Pattern
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many phrases of a rule an example exercises, and what is left."""

    rule: Rule
    phrases: int
    exercised: int
    gaps: tuple[Gap, ...]


def coverage(program: Program, number: int) -> Coverage:
    """The coverage of the rule of that number by its own examples: `match` by bad ones, `unless` by good ones."""
    rule = program.rulebook.rules[number]
    expander = Expander(program.rulebook.lexicon)
    texts = {"match": [fold(e.text).text for e in rule.bad], "unless": [fold(e.text).text for e in rule.good]}
    entries = [e for e in program.entries if e.kind in texts and e.owner == number]
    gaps, exercised = [], 0
    for entry in entries:
        if not any(entry.regex.search(text) for text in texts[entry.kind]):
            gaps.append(Gap(rule, entry.pattern, ()))
            continue
        exercised += 1
        if left := tuple(_left(entry, texts[entry.kind], expander)):
            gaps.append(Gap(rule, entry.pattern, left))
    return Coverage(rule, len(entries), exercised, tuple(gaps))


def _left(entry: Entry, texts: list[str], expander: Expander) -> Iterator[str]:
    """The alternatives of an exercised phrase that no example takes."""
    elements = parse(entry.pattern.text)
    for position, element in enumerate(elements):
        for option in element.options if isinstance(element, Choice) else ():
            fixed: tuple[Element, ...] = (*elements[:position], Choice((option,)), *elements[position + 1 :])
            if not any(re.search(expander.regex(fixed), text) for text in texts):
                yield written(option)
