"""Whether traditional text is written as in Hong Kong or as in Taiwan: learned from labelled drafts of both.

A text is read by its own characters, one and two at a time; features are hashed into a table as in `tonecheck.text.spans`.
`tonecheck/learn/regions.py` trains it; docs/replies.md has the measurements.
"""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import pairwise

from tonecheck.text.spans import MIX
from tonecheck.text.tables import Table, table_of

MAGIC = b"tonecheck regions 1\n"
WEIGHTS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "regions.bin")  # noqa: PTH118, PTH120
BITS = 16
# So much of a text is read.
_MOST = 400
_SHIFT, _MASK = 44, (1 << BITS) - 1
# Before the first and after the last character.
_BEFORE, _AFTER = 1, 2


def hong_kong(text: str) -> float:
    """How sure it is, 0 to 1, that a traditional text is Hong Kong's and not Taiwan's."""
    return _weights().sure(places(text))


def places(text: str) -> list[int]:
    """Places in the table of all that is read of a text as it is typed, in order and each once."""
    codes = [_BEFORE, *map(ord, text[:_MOST]), _AFTER]
    return sorted({_place(1, code) for code in codes[1:-1]} | {_place(2, a << 21 | b) for a, b in pairwise(codes)})


def _place(salt: int, code: int) -> int:
    return (salt << 42 | code) * MIX >> _SHIFT & _MASK


@lru_cache(maxsize=1)
def _weights() -> Table:
    return table_of(MAGIC, WEIGHTS)
