"""The reader's weights: n-grams as numbers in a sorted table, looked up in place, or found all at once where much is read.

An n-gram of up to four characters is a number of 64 bits, a character each 16, the first the highest. A run that reads
one draft looks its few n-grams up by bisection and loads nothing else; whoever reads much gets an automaton.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from tonecheck.sections import block_of, column
from tonecheck.text.expressions import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LONGEST = 4
# N-grams of so many rules' weights are compressed together: a sentence in question needs few of these blocks.
BLOCK = 64
# After so many characters the automaton, which takes a tenth of a second to build, has paid.
_MUCH = 30_000
# N-grams that are remembered; beyond this the memory is emptied.
_REMEMBERED = 40_000
_SENTENCES = 4096
# Characters beyond the basic plane stand in the table under these, which no text holds; unknown ones under the last.
_STANDINS = [chr(code) for code in range(0xFDD0, 0xFDF0)]
ASTRAL = compiled("[\U00010000-\U0010ffff]")
# The first character is the highest: sorted numbers are sorted n-grams.
_LANES = (3, 2, 1, 0) if sys.byteorder == "little" else (0, 1, 2, 3)
# A row adds up in lanes of 32 bits; stored weights have this added, so that none is negative.
_LANE, _LIFT = 4, 128
_value = itemgetter(1)


def ngrams(text: str) -> Iterator[str]:
    """Every run of one to four characters of the text with its edges marked."""
    marked = f"^{text}$"
    for size in range(1, LONGEST + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


def units_of(text: str) -> array[int]:
    """The characters of a text of the basic plane as numbers of 16 bits."""
    return array("H", text.encode("utf-16-le" if sys.byteorder == "little" else "utf-16-be", "surrogatepass"))


def size(sentence: str) -> int:
    """How many n-grams a sentence has, unknown ones too: what a long unknown sentence says weighs less."""
    marked = len(sentence) + 2
    if marked >= LONGEST:
        return LONGEST * marked - LONGEST * (LONGEST - 1) // 2
    return marked * (marked + 1) // 2


class Weights:
    """For each n-gram its weight in a sentence (`own`), in a neighbour (`around`), and for each rule."""

    def __init__(self, header: Mapping[str, Any], sections: Mapping[str, memoryview]) -> None:
        self._keys = column(sections["keys"], "Q")
        self._own = column(sections["own"], "h")
        self._around = column(sections["around"], "h")
        self._classes = sections["classes"]
        self._places = column(sections["places"], "I")
        self._width = len(header["rules"])
        self._astral = dict(zip(header["astral"], _STANDINS, strict=False))
        self._weights = _Remembered(self._weight)
        self._rows = _Remembered(self._row)
        self._owns: dict[str, int | None] = {}
        self._read = 0
        self._automaton: Any = None
        self._sentences = lru_cache(maxsize=_SENTENCES)(lambda sentence: (*self.sums(sentence), size(sentence)))
        self._totals = lru_cache(maxsize=_SENTENCES)(self._summed)
        self._block = lru_cache(maxsize=None)(self._block)  # type: ignore[method-assign]  # a memory of its own

    def prepare(self) -> None:
        """Makes the sums of long texts quick from now on; without this it is done when much was read."""
        if self._automaton is None:
            self._automaton = self._built()

    def parts(self) -> tuple[memoryview, memoryview, memoryview, Callable[[int], bytes], int, Callable[[str], str]]:
        """The table: keys, both weights, rules' weights by block, how many n-grams to a block, and what stands for a character."""
        return self._keys, self._own, self._around, self._block, BLOCK, self._unit

    def _unit(self, ch: str) -> str:
        return ch if ch <= "\uffff" else self._astral.get(ch, _STANDINS[-1])

    def measured(self, sentence: str) -> tuple[int, int, int, int]:
        """The sums of a sentence, and how many n-grams of it are known, and how many it has; remembered, as drafts are
        checked while they are typed."""
        return self._sentences(sentence)

    def sums(self, text: str) -> tuple[int, int, int]:
        """The sums of `own` and of `around` over the n-grams of a text, and how many of these are known."""
        if self._automaton is None:
            self._read += len(text)
            if self._read > _MUCH:
                self.prepare()
            weights = self._weights
            if len(weights) > _REMEMBERED:
                weights.clear()
            total = sum(sum(map(weights.__getitem__, keys)) for keys in self._numbers(f"^{text}$"))
        else:
            total = sum(map(_value, self._automaton.iter(f"^{text}$")))
        return _parted(total)

    def rules(self, text: str) -> list[int]:
        """The sum of the rules' weights over the n-grams of a text, a number for each rule; remembered."""
        return self._totals(text)

    def _summed(self, text: str) -> list[int]:
        rows = self._rows
        if len(rows) > _REMEMBERED:
            rows.clear()
        total = sum(sum(map(rows.__getitem__, keys)) for keys in self._numbers(f"^{text}$"))
        width = self._width
        lanes = memoryview(total.to_bytes((width + 1) * _LANE, sys.byteorder)).cast("I")
        if sys.byteorder == "big":
            lanes = lanes[::-1]
        lift = _LIFT * lanes[width]
        return [lane - lift for lane in lanes[:width]]

    def own(self, gram: str) -> int | None:
        """The weight of one n-gram in a sentence; None where it is unknown."""
        if gram not in self._owns:
            if len(self._owns) > _REMEMBERED:
                self._owns.clear()
            number = self._number(self._numbers(gram)[len(gram) - 1][0])
            self._owns[gram] = None if number is None else self._own[number]
        return self._owns[gram]

    def _numbers(self, marked: str) -> list[Sequence[int]]:
        """The n-grams of a text as numbers, those of one character first."""
        if not marked.isascii() and max(marked) > "\uffff":
            marked = ASTRAL.sub(lambda m: self._unit(m[0]), marked)
        units = units_of(marked)
        count = len(units)
        lanes = array("H", bytes(2 * LONGEST * count))
        found: list[Sequence[int]] = []
        for size in range(1, min(LONGEST, count) + 1):
            rest = count - size + 1
            lanes[_LANES[size - 1] : rest * LONGEST : LONGEST] = units[size - 1 :]
            found.append(memoryview(lanes.tobytes()).cast("Q")[:rest])
        return found

    def _number(self, key: int) -> int | None:
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else None

    def _weight(self, key: int) -> int:
        number = self._number(key)
        return 0 if number is None else _joined(self._own[number], self._around[number])

    def _row(self, key: int) -> int:
        """The rules' weights of an n-gram as one number of many lanes, and a 1 in the last."""
        number = self._number(key)
        if number is None:
            return 0
        block, place = divmod(number, BLOCK)
        width = self._width
        lanes = bytearray((width + 1) * _LANE)
        lanes[: width * _LANE : _LANE] = self._block(block)[place * width : (place + 1) * width]
        lanes[width * _LANE] = 1
        return int.from_bytes(lanes, "little")

    def _block(self, block: int) -> bytes:
        return block_of(self._classes[self._places[block] : self._places[block + 1]])

    def _built(self) -> Any:
        import ahocorasick

        astral = {standin: ch for ch, standin in self._astral.items()}
        automaton = ahocorasick.Automaton()
        for key, own, around in zip(self._keys, self._own, self._around, strict=True):
            gram = "".join(chr(unit) for lane in (48, 32, 16, 0) if (unit := key >> lane & 0xFFFF))
            if astral and any(ch in astral for ch in gram):
                gram = "".join(astral.get(ch, ch) for ch in gram)
            automaton.add_word(gram, _joined(own, around))
        automaton.make_automaton()
        return automaton


class _Remembered(dict[int, int]):
    """What a function gave for each number."""

    def __init__(self, function: Any) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: int) -> int:
        value: int = self._function(key)
        self[key] = value
        return value


def _joined(own: int, around: int) -> int:
    """Two weights and a 1 as one number, so that one addition adds both and counts."""
    return (own << 64) + (around << 32) + 1


def _parted(total: int) -> tuple[int, int, int]:
    known, total = total & 0xFFFF_FFFF, total >> 32
    around = ((total + 0x8000_0000) & 0xFFFF_FFFF) - 0x8000_0000
    return (total - around) >> 32, around, known


def packed(names: Sequence[str], own: array[int], around: array[int], classes: bytes) -> tuple[dict[str, bytes], str]:
    """The sections of a table, and the characters that stand-ins stand for; `classes` holds a signed byte for each rule."""
    from tonecheck.sections import in_blocks, little

    astral = "".join(sorted({ch for name in names for ch in name if ch > "\uffff"}))
    if len(astral) >= len(_STANDINS):
        raise ValueError(f"{len(astral)} characters beyond the basic plane; there is room for {len(_STANDINS) - 1}")
    standins = {ord(ch): standin for ch, standin in zip(astral, _STANDINS, strict=False)}
    keys = [int.from_bytes(name.translate(standins).encode("utf-16-be").ljust(2 * LONGEST, b"\0"), "big") for name in names]
    order = sorted(range(len(names)), key=keys.__getitem__)
    width = len(classes) // max(len(names), 1)
    # Lifted a byte at a time: 0 becomes 128.
    lifted = classes.translate(bytes((value + _LIFT) & 0xFF for value in range(256)))
    rows, places = in_blocks(b"".join(lifted[i * width : (i + 1) * width] for i in order), BLOCK * width)
    sections = {
        "keys": little(array("Q", [keys[i] for i in order])),
        "own": little(array("h", [own[i] for i in order])),
        "around": little(array("h", [around[i] for i in order])),
        "places": places,
        "classes": rows,
    }
    return sections, astral
