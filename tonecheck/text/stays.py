"""Which clauses of a draft may stay as they are, beside a courteous reply: learned from labelled clauses.

A clause may stay where it tells the customer something of use, hurts nobody, and stands by itself. It is read by its own
characters, one to three at a time, and by those of its neighbours, two at a time; features are hashed into a table as in
`tonecheck.text.spans`. `tonecheck/learn/stays.py` trains it; docs/replies.md has the measurements.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tonecheck.text.expressions import compiled
from tonecheck.text.fills import FACT
from tonecheck.text.spans import MIX
from tonecheck.text.tables import Table, table_of

MAGIC = b"tonecheck stays 1\n"
WEIGHTS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "stays.bin")  # noqa: PTH118, PTH120
BITS = 17
STOPS = ",。!?;…~\n"
# Of a neighbour so many characters are read; a longer clause is measured so.
_NEAR, _LONGEST = 24, 16
_SHIFT, _MASK = 44, (1 << BITS) - 1
# Before the first and after the last character.
_BEFORE, _AFTER = 1, 2
_NUMERAL = compiled("[0-9一二三四五六七八九十两百千]+")


def sure(text: str, start: int, end: int) -> float:
    """How sure it is, 0 to 1, that the clause `start:end` of a folded text may stay."""
    return _sure(text[start:end], *_beside(text, start, end))


def places(text: str, start: int, end: int) -> list[int]:
    """Places in the table of all that is read of the clause `start:end` of a folded text, in order and each once."""
    return sorted(set(_places(text[start:end], *_beside(text, start, end))))


def _beside(text: str, start: int, end: int) -> tuple[str, str, str, str]:
    """The clause before, what stands between it and this one, what follows this one, and the clause behind."""
    left = start
    while left and (text[left - 1] in STOPS or text[left - 1] == " "):
        left -= 1
    right = end
    while right < len(text) and (text[right] in STOPS or text[right] == " "):
        right += 1
    first, last = left, right
    while first and left - first < _NEAR and text[first - 1] not in STOPS:
        first -= 1
    while last < len(text) and last - right < _NEAR and text[last] not in STOPS:
        last += 1
    return text[first:left], text[left:start].strip()[-1:], text[end : end + 1], text[right:last]


def _places(said: str, before: str, opened: str, closed: str, behind: str) -> Iterator[int]:
    codes = [_BEFORE, *map(ord, _NUMERAL.sub("0", said)), _AFTER]
    for code in codes:
        yield _place(1, code)
    for a, b in pairwise(codes):
        yield _place(2, a << 21 | b)
    for a, b, c in zip(codes, codes[1:], codes[2:], strict=False):
        yield _place(3, a << 42 | b << 21 | c)
    for salt, near in ((4, before), (5, behind)):
        for a, b in pairwise([_BEFORE, *map(ord, near), _AFTER]):
            yield _place(salt, a << 21 | b)
    yield _place(6, ord(opened or "\0"))
    yield _place(7, ord(closed or "\0"))
    yield _place(8, min(len(said), _LONGEST) // 2)
    if FACT.search(said):
        yield _place(9, 0)


def _place(salt: int, code: int) -> int:
    return (code + (salt << 18)) * MIX >> _SHIFT & _MASK


@lru_cache(maxsize=4096)
def _sure(said: str, before: str, opened: str, closed: str, behind: str) -> float:
    return _weights().sure(set(_places(said, before, opened, closed, behind)))


@lru_cache(maxsize=1)
def _weights() -> Table:
    return table_of(MAGIC, WEIGHTS)
