"""Tells from the characters of a text that an expression cannot match in it, which takes less than a search.

What must stand in a match is read from the expression: of a row each part, of several ways one of each way. Reading it
takes as long as some hundred searches, so only what has searched in vain so often is read; or all at once after a run of
the command, which keeps it for later runs: making an expression takes longer than asking whether it can match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from tonecheck import cache as kept
from tonecheck.sections import pack, unpack
from tonecheck.text import expressions
from tonecheck.text.expressions import parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    _State = tuple[dict[str, int], dict[Hashable, int], dict[str, "Sifted"]]

# To be changed with what is read from an expression.
_MAGIC = b"tonecheck-sieve 1\n"
# After so many searches in vain an expression is read.
_OFTEN = 30
# A set of more characters tells little.
_MOST = 400
_LONG = 10_000
# So many shorter texts are remembered.
_TOLD, _SHORT = 64, 500


def keep() -> None:
    """Keeps for later runs what was read and compiled in this one."""
    for sieve in _named:
        sieve.keep()
    expressions.keep()


class Sieve:
    """What of many expressions must stand in a match, a bit for each set of characters of which one must.

    Under a name it is kept between runs, for the expressions, by key, that are given.
    """

    def __init__(self, name: str = "", given: Callable[[], Mapping[Any, re.Pattern[str]]] = dict) -> None:
        self._name, self._given = name, given
        self._vain: dict[Hashable, int] = {}
        self._size = 0
        # Characters with their bits, and expressions with the bits that they want; never changed, but replaced together. Beside
        # them what they tell of some texts, as the same is asked of a text by many. Empty before anything was asked.
        self._state: _State | tuple[()] = ()
        if name:
            _named.append(self)

    @classmethod
    def ready(cls, sections: Mapping[str, Any], keys: Iterable[Hashable]) -> Sieve:
        """One that knows from the beginning what `packed` was told of the expressions with these keys."""
        sieve = cls()
        sieve._state = _state_of(sections, keys)
        return sieve

    def _begun(self) -> _State:
        """What is known when the first text is asked about."""
        content = kept.mapped(self._file()) if self._name else None
        self._state = _Bits(), {}, {}
        if content is not None:
            try:
                self._state = _state_of(unpack(_MAGIC, content)[1], self._given())
                self._name = ""
            except (ValueError, KeyError, TypeError):
                pass
        return self._state

    def keep(self) -> None:
        """Reads all expressions, and keeps what they want, where that was not kept before and something was asked."""
        if self._name and self._state and kept.folder() is not None:
            kept.store(self._file(), pack(_MAGIC, {}, packed([["".join(need) for need in needs(e)] for e in self._given().values()])))
            self._name = ""

    def _file(self) -> str:
        return f"{self._name}-{expressions.digest(self._given().values())}.bin"

    def of(self, text: str) -> Sifted:
        """What the characters of a text tell; of a long one, in which most characters stand, nothing."""
        if len(text) > _LONG:
            return Sifted(0, {}, None)
        characters, wanted, told = self._state or self._begun()
        sifted = told.get(text)
        if sifted is None:
            bits = 0
            if wanted:
                for ch in set(text):
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
            state = self._state or self._begun()
            characters, wanted = _Bits(state[0]), {**state[1]}
            wanted[key] = 0
            for needed in needs(expression):
                for ch in needed:
                    characters[ch] |= 1 << self._size
                wanted[key] |= 1 << self._size
                self._size += 1
            self._state = characters, wanted, {}


class _Bits(dict[str, int]):
    """Characters with their bits; of one that nothing is known of there is none."""

    def __missing__(self, ch: str) -> int:
        return 0


class _PackedBits(dict[str, int]):
    """The same, read from sections when they are asked for."""

    def __init__(self, characters: str, bits: memoryview) -> None:
        super().__init__()
        self._characters, self._bits = characters, bits
        self._width = len(bits) // max(len(characters), 1)

    def __missing__(self, ch: str) -> int:
        at = self._characters.find(ch) * self._width
        found = int.from_bytes(self._bits[at : at + self._width], "little") if at >= 0 else 0
        if ch <= "\uffff":
            self[ch] = found
        return found


def packed(wanted: Sequence[Sequence[str]]) -> dict[str, bytes]:
    """The sections of a file for expressions that want each one character of each of some sets."""
    sets: dict[str, int] = {}
    rows = [[sets.setdefault("".join(sorted(need)), len(sets)) for need in row] for row in wanted]
    width = len(sets) // 8 + 1
    bits = _Bits()
    for members, number in sets.items():
        for ch in members:
            bits[ch] |= 1 << number
    return {
        "characters": "".join(bits).encode("utf-8", "surrogatepass"),
        "bits": b"".join([mask.to_bytes(width, "little") for mask in bits.values()]),
        "wanted": b"".join([sum(1 << number for number in {*row}).to_bytes(width, "little") for row in rows]),
    }


def _state_of(sections: Mapping[str, Any], keys: Iterable[Hashable]) -> _State:
    keys, wanted = [*keys], sections["wanted"]
    width = len(wanted) // max(len(keys), 1)
    masks = [int.from_bytes(wanted[at : at + width], "little") for at in range(0, len(wanted), width or 1)]
    characters = _PackedBits(str(sections["characters"], "utf-8", "surrogatepass"), sections["bits"])
    return characters, dict(zip(keys, masks, strict=True)), {}


_named: list[Sieve] = []


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
        if not self._wanted:
            return [*keys]
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
