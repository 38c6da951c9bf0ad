"""Compiles a rulebook: every pattern becomes an entry with anchors."""

from __future__ import annotations

import re

from tonecheck.match.program import Entry
from tonecheck.rulebook.faults import NOTHING, Fault, Faults, Said, guess, say
from tonecheck.rulebook.model import Pattern, Rulebook
from tonecheck.rulebook.pattern import (
    MAX_PATHS,
    Class,
    Element,
    Expander,
    Literal,
    PatternError,
    Slot,
    Unless,
    classes_in,
    parse,
    paths,
)


def entries_of(rulebook: Rulebook, *, prove: bool) -> tuple[list[Entry], list[Fault]]:
    """The entries of every pattern that can be run, and the faults of the others."""
    faults = Faults()
    expander = Expander(rulebook.lexicon)
    entries: list[Entry] = []
    for number, rule in enumerate(rulebook.rules):
        for kind, patterns in (("match", rule.match), ("unless", rule.unless)):
            entries += compiled(kind, number, rule.id, patterns, expander, rulebook, faults)
    for number, guard in enumerate(rulebook.guards):
        entries += compiled("guard", number, guard.name, guard.patterns, expander, rulebook, faults)
    return [entry for entry in entries if not prove or _runs(entry, faults)], faults.found


def _runs(entry: Entry, faults: Faults) -> bool:
    try:
        return bool(entry.regex)
    except re.error as error:
        faults.add(entry.pattern.place, "", "'{pattern}' cannot be run ({reason}); take it apart into several",
                   pattern=entry.pattern.text, reason=error.msg)
        return False


def compiled(
    kind: str, owner: int, name: str, patterns: tuple[Pattern, ...], expander: Expander, rulebook: Rulebook, faults: Faults
) -> list[Entry]:
    """Entries of the patterns that can be run; the others become faults."""
    entries = []
    for pattern in patterns:
        try:
            elements = parse(pattern.text)
        except PatternError as error:
            faults.add(pattern.place, name, "in '{pattern}' at character {number}: {problem}",
                       pattern=pattern.text, number=error.column + 1, problem=error.problem)
            continue
        unknown = sorted(classes_in(elements) - set(rulebook.lexicon))
        if unknown:
            faults.add(pattern.place, name, _unknown(unknown[0], rulebook))
            continue
        if paths(elements) > MAX_PATHS:
            faults.add(pattern.place, name, "'{pattern}' could run long; write fewer or shorter gaps", pattern=pattern.text)
            continue
        problem = _unusable(elements)
        if problem is not NOTHING:
            faults.add(pattern.place, name, "in '{pattern}': {problem}", pattern=pattern.text, problem=problem)
            continue
        anchors = expander.anchors(elements)
        if not anchors:
            faults.add(pattern.place, name, "'{pattern}' has no word that must stand in the text; write one outside (…)",
                       pattern=pattern.text)
            continue
        entries.append(Entry(kind, owner, pattern, expander.regex(elements), anchors, expander.reach(elements)))
    return entries


def _unusable(elements: tuple[Element, ...]) -> Said:
    """Why a pattern that reads well cannot run, or nothing."""
    slots = [e.name for e in elements if isinstance(e, Slot)]
    twice = next((s for s in slots if slots.count(s) > 1), None)
    if twice:
        return say("slot '{slot}' stands twice; keep one", slot=f"{{{twice}}}")
    head = elements[0]
    if isinstance(head, Unless) and any(not isinstance(e, (Literal, Class)) for option in head.options for e in option):
        return say("what must not precede has one length each; take out gaps, options and blanks")
    return NOTHING


def _unknown(name: str, rulebook: Rulebook) -> Said:
    near = guess(name, rulebook.lexicon, "@{}", listed=False)
    return say("unknown class '@{name}'{guess}", name=name, guess=near) if near.wording else say(
        "unknown class '@{name}'; classes stand under 'lexicon:'", name=name)
