"""Tells from the characters of a text that an expression cannot match in it, which takes less than a search.

What must stand in a match is read from the expression: of a row each part, of several ways one of each way. Reading it
takes as long as some hundred searches, so only what has searched in vain so often is read.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

from tonecheck.text.expressions import parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# After so many searches in vain an expression is read.
_OFTEN = 30
# A set of more characters tells little.
_MOST = 400
_LONG = 10_000
# So many shorter texts are remembered.
_TOLD, _SHORT = 64, 500


class Sieve:
    """What of many expressions must stand in a match, a bit for each set of characters of which one must."""

    def __init__(self) -> None:
        self._vain: dict[Hashable, int] = {}
        self._size = 0
        # Characters with their bits, and expressions with the bits that they want; never changed, but replaced together. Beside
        # them what they tell of some texts, as the same is asked of a text by many.
        self._state: tuple[dict[str, int], dict[Hashable, int], dict[str, Sifted]] = {}, {}, {}

    def of(self, text: str) -> Sifted:
        """What the characters of a text tell; of a long one, in which most characters stand, nothing."""
        if len(text) > _LONG:
            return Sifted(0, {}, None)
        characters, wanted, told = self._state
        sifted = told.get(text)
        if sifted is None:
            bits = 0
            if wanted:
                for ch in characters.keys() & set(text):
                    bits |= characters[ch]
            sifted = Sifted(bits, wanted, self)
            if len(text) < _SHORT:
                if len(told) >= _TOLD:
                    told.clear()
                told[text] = sifted
        return sifted

    def in_vain(self, key: Hashable, expression: re.Pattern[str]) -> None:
        """Told of a search that found nothing."""
        self._vain[key] = count = self._vain.get(key, 0) + 1
        if count == _OFTEN:
            characters, wanted = {**self._state[0]}, {**self._state[1]}
            wanted[key] = 0
            for needed in needs(expression):
                for ch in needed:
                    characters[ch] = characters.get(ch, 0) | 1 << self._size
                wanted[key] |= 1 << self._size
                self._size += 1
            self._state = characters, wanted, {}


class Sifted:
    """What may match in one text."""

    __slots__ = ("_bits", "_sieve", "_wanted")

    def __init__(self, bits: int, wanted: dict[Hashable, int], sieve: Sieve | None) -> None:
        self._bits = bits
        self._wanted = wanted
        self._sieve = sieve

    def in_vain(self, key: Hashable, expression: re.Pattern[str]) -> None:
        """Told of each search that found nothing."""
        if self._sieve is not None and key not in self._wanted:
            self._sieve.in_vain(key, expression)

    def among(self, keys: Iterable[int]) -> list[int]:
        """Those that are possible, in order."""
        bits, wanted = self._bits, self._wanted.get
        return [key for key in keys if (needed := wanted(key, 0)) & bits == needed]

    def possible(self, key: Hashable) -> bool:
        """False where the expression cannot match."""
        wanted = self._wanted.get(key, 0)
        return wanted & self._bits == wanted


# Of a text of which nothing is told.
ALL = Sifted(0, {}, None)


def needs(expression: re.Pattern[str]) -> list[frozenset[str]]:
    """Sets of characters, of each of which one stands in every text in which the expression matches; the smallest of them."""
    found: list[frozenset[str]] = []
    for needed in sorted(set(_needs(parsed(expression))), key=lambda s: (len(s), sorted(s))):
        if len(needed) <= _MOST and not any(other <= needed for other in found):
            found.append(needed)
    return found


def _needs(parts: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """The same of a row of parts, in order."""
    found: list[frozenset[str]] = []
    for operation, argument in parts:
        match str(operation):
            case "LITERAL":
                found.append(frozenset(chr(argument)))
            case "IN":
                found += _of_class(argument)
            case "SUBPATTERN":
                found += _needs(argument[3]) if not argument[1] & re.IGNORECASE else []
            case "ATOMIC_GROUP":
                found += _needs(argument)
            case "ASSERT":
                found += _needs(argument[1])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                found += _needs(argument[2]) if argument[0] else []
            case "BRANCH":
                found += _of_ways([_needs(way) for way in argument[1]])
            case _:
                pass
    return found


def _of_ways(ways: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """One set of each way together: the first of all, the last, the smallest."""
    if not all(ways):
        return []
    least = (min(way, key=len) for way in ways)
    return [frozenset().union(*(way[0] for way in ways)), frozenset().union(*(way[-1] for way in ways)), frozenset().union(*least)]


def _of_class(members: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """The characters of a class; nothing where they are many, or told by what they are not."""
    found: set[str] = set()
    for operation, argument in members:
        if str(operation) == "LITERAL":
            found.add(chr(argument))
        elif str(operation) == "RANGE" and argument[1] - argument[0] < _MOST:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return []
    return [frozenset(found)]
