"""Whom the shipped reader listens for in a rulebook that is not the shipped one.

It was trained on the built-in rules. A rulebook that holds some of them, as they were or edited (exported to a table, say,
and imported again), keeps it for these: each of them finds what it finds in the built-in rulebook. What its author added
stands whatever the reader says, and of a sentence that is nearest to a rule that the rulebook lacks nothing is heard.
"""

from __future__ import annotations

from tonecheck.match.program import Program
from tonecheck.match.reader import Reader
from tonecheck.match.stored import program_of
from tonecheck.rulebook.model import Rule
from tonecheck.values import replace


def reader_of_own(program: Program, day: str) -> Reader | None:
    """The reader for a rulebook that stands alone; None where it holds no built-in rule.

    A rule is a built-in one where it has its id and a phrase or a bad example in common with it: the id alone may be chance.
    """
    return _listening(program, day, by_id=False)


def reader_of_house(program: Program, day: str) -> Reader | None:
    """The reader for a rulebook that extends another: there the id alone tells which rule is meant."""
    return _listening(program, day, by_id=True)


def _listening(program: Program, day: str, *, by_id: bool) -> Reader | None:
    reader = Reader.load(program.ids)
    if reader is None or max(reader.rules) < 0:
        return None
    shipped = program_of(None, day)
    places = {rule_id: place for place, rule_id in enumerate(shipped.ids)}
    known: list[int] = []
    own: set[tuple[int, str]] = set()
    for number in reader.rules:
        rule = program.rulebook.rules[number] if number >= 0 else None
        place = places.get(rule.id) if rule is not None else None
        if rule is None or place is None:
            known.append(number if by_id else -1)
            continue
        theirs = shipped.rulebook.rules[place]
        known.append(number if by_id or _kin(rule, theirs) else -1)
        if rule is not theirs and known[-1] >= 0:
            own.update((number, phrase) for phrase in _phrases(rule) - _phrases(theirs))
    return replace(reader, rules=tuple(known), own=frozenset(own), alone=not by_id) if max(known) >= 0 else None


def _kin(rule: Rule, theirs: Rule) -> bool:
    return not (_phrases(rule).isdisjoint(_phrases(theirs)) and {e.text for e in rule.bad}.isdisjoint(e.text for e in theirs.bad))


def _phrases(rule: Rule) -> set[str]:
    return {pattern.text for pattern in rule.match}
