"""Which words of a draft name what it is about, or who else is concerned: learned from labelled drafts.

Every run of characters within a clause has a score: of how it begins and ends, of what stands in it, and of its length; one
more score says that there is none. Features are hashed into a table (the hashing trick: Weinberger et al., 2009), so that
there is no list of words. `tonecheck/learn/runs.py` trains them; docs/replies.md has the measurements.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import pairwise
from math import exp, sqrt
from operator import add

from tonecheck.sections import content_of, unpack
from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

try:
    from tonecheck.text import _sums  # type: ignore[attr-defined,unused-ignore]  # compiled or not
except ImportError:
    _sums = None
SUMS: Any = _sums if _sums is not None and _sums.FORM == 2 else None
MAGIC = b"tonecheck spans 4\n"
WEIGHTS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "spans.bin")  # noqa: PTH118, PTH120
BITS = 18
# The longest run of each kind.
LONGEST = {"matter": 12, "who": 10}
# Runs are sought in so many characters.
_MOST = 240
_STOPS = "。!?;…~\n,: "
# Before the first and after the last character.
_BEFORE, _AFTER = 1, 2
_LEAST = 12.0
_Four = tuple[int, int, int, int]
_Kind = tuple["memoryview[int]", int, "array[float]", float, float]
# A number times this has its bits mixed from here on (Knuth, Fibonacci hashing).
MIX, SHIFT = 0x9E3779B97F4A7C15, 44
_MASK = (1 << BITS) - 1


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters of a folded text, and how sure it is, 0 to 1."""

    start: int
    end: int
    sure: float


def features(text: str) -> tuple[list[_Four], list[_Four], list[tuple[int, int]], list[int]]:
    """Places in the table: of each character that a run may begin with, end before, and hold; and of the whole text."""
    codes = [_BEFORE, _BEFORE, *map(ord, text), _AFTER, _AFTER]
    twos = [a << 21 | b for a, b in pairwise(codes)]
    begins, ends, holds = [], [], []
    for k in range(2, len(text) + 3):
        ends.append((_place(5, codes[k - 1]), _place(6, codes[k]), _place(7, twos[k - 1]), _place(8, twos[k - 2])))
        if k < len(text) + 2:
            begins.append((_place(1, codes[k]), _place(2, codes[k - 1]), _place(3, twos[k - 1]), _place(4, twos[k])))
            holds.append((_place(9, codes[k]), _place(10, twos[k])))
    return begins, ends, holds, sorted({_place(11, twos[k]) for k in range(2, len(text) + 1)})


def _place(salt: int, code: int) -> int:
    return (salt << 42 | code) * MIX >> SHIFT & _MASK


def runs(text: str, longest: int) -> list[tuple[int, int]]:
    """Every run of two characters or more within a clause."""
    found = []
    for start, first in enumerate(text):
        if first in _STOPS:
            continue
        for end in range(start + 1, min(len(text), start + longest) + 1):
            if text[end - 1] in _STOPS:
                break
            if end > start + 1:
                found.append((start, end))
    return found


@lru_cache(maxsize=1024)
def spans_of(text: str) -> dict[str, Run]:
    """Of each kind the run of a folded text that is surest, wherever none is less sure."""
    text, kinds = text[:_MOST], _weights()
    if len(text) < 2:
        return {}
    found = SUMS.best(text, _STOPS, kinds) if SUMS is not None else best(text, kinds)
    return {kind: Run(*run) for kind, run in zip(LONGEST, found, strict=True) if run is not None}


def best(text: str, kinds: Sequence[_Kind]) -> list[tuple[int, int, float] | None]:
    """Of each kind the best run of a text, and how sure it is; None where that there is none is surer."""
    begins, ends, holds, whole = features(text)
    found: list[tuple[int, int, float] | None] = []
    every = runs(text, max(longest for _, longest, *_ in kinds))
    for table, longest, lengths, none, unit in kinds:
        begin = [table[a] + table[b] + table[c] + table[d] for a, b, c, d in begins]
        end = [table[a] + table[b] + table[c] + table[d] for a, b, c, d in ends]
        held = [0]
        for a, b in holds:
            held.append(held[-1] + table[a] + table[b])
        nothing = none + unit * sum(map(table.__getitem__, whole)) / sqrt(max(len(whole), 1))
        # What goes with the place of an end is added once.
        ended = [e + h for e, h in zip(end, held, strict=True)]
        begun = [b - h for b, h in zip(begin, held, strict=False)]
        places = [(a, b) for a, b in every if b - a <= longest]
        scores = [begun[a] + ended[b] + lengths[b - a] for a, b in places]
        run = None
        if scores and (top := max(scores) * unit) > nothing:
            # What is next to nothing beside the best is left out. Added one by one: `sum` adds otherwise in later Pythons.
            total = reduce(add, [exp(score * unit - top) for score in scores if score * unit > top - _LEAST]) + exp(nothing - top)
            run = (*places[scores.index(max(scores))], 1 / total)
        found.append(run)
    return found


@lru_cache(maxsize=1)
def _weights() -> tuple[_Kind, ...]:
    """Of each kind its table, the longest run, what a length weighs, what it weighs that there is none, and the unit of all these."""
    header, sections = unpack(MAGIC, content_of(WEIGHTS))
    found = []
    for kind, longest in LONGEST.items():
        unit = header["scale"][kind]
        lengths = array("d", [lasting / unit for lasting in header["lengths"][kind]])
        found.append((sections[kind].cast("b"), longest, lengths, header["none"][kind], unit))
    return tuple(found)
