"""What pairs of characters say that stand apart in a sentence: 不…我…管 is heard whatever stands between.

A pair is a number of 32 bits, a character each 16, the first the higher. Only a sentence that may be a violation is
asked about, so its pairs are looked up by bisection in a sorted table.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from functools import lru_cache
from math import sqrt

from tonecheck.match.weights import ASTRAL, units_of
from tonecheck.sections import column

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

# The second character of a pair stands two to so many places after the first; neighbours are n-grams already.
FARTHEST = 7
# Characters beyond the basic plane are one and the same to a pair.
_ANY = "\ufdd0"
_HIGH, _LOW = (1, 0) if sys.byteorder == "little" else (0, 1)
_SENTENCES = 4096


def pairs(sentence: str) -> list[int]:
    """The pairs of a sentence with its edges marked, those of the least distance first."""
    units = units_of(ASTRAL.sub(_ANY, f"^{sentence}$"))
    found: list[int] = []
    for distance in range(2, min(FARTHEST, len(units) - 1) + 1):
        count = len(units) - distance
        lanes = array("H", bytes(4 * count))
        lanes[_HIGH::2], lanes[_LOW::2] = units[:count], units[distance:]
        found += memoryview(lanes.tobytes()).cast("I")
    return found


class PairWeights:
    """A weight for each known pair; the same sentence is asked about while a draft is typed, so scores are remembered."""

    def __init__(self, header: Mapping[str, Any], sections: Mapping[str, memoryview]) -> None:
        self.keys = column(sections["pairs"], "I")
        self.weights = column(sections["pair_weights"], "h")
        self.scale, self.bias = float(header["pair_scale"]), float(header["pair_bias"])
        self.score = lru_cache(maxsize=_SENTENCES)(self._score)

    def _score(self, sentence: str) -> float:
        """How much a sentence sounds like a violation by its pairs alone, as log odds."""
        found = pairs(sentence)
        total = sum(map(self._weight, found))
        return self.bias + self.scale * total / sqrt(max(len(found), 1))

    def _weight(self, key: int) -> int:
        at = bisect_left(self.keys, key)
        return self.weights[at] if at < len(self.keys) and self.keys[at] == key else 0


def packed(keys: Sequence[int], weights: array[int]) -> dict[str, bytes]:
    """The sections of a table of pairs with their weights."""
    from tonecheck.sections import little

    order = sorted(range(len(keys)), key=keys.__getitem__)
    return {
        "pairs": little(array("I", [keys[i] for i in order])),
        "pair_weights": little(array("h", [weights[i] for i in order])),
    }
