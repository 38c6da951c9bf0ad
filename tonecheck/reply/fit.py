"""How well a reply fits a draft, learned from judges who sorted the replies to thousands of drafts.

A text is the sum of the rows of its n-grams in a table (hashed; of one to three characters); each template has a row that is
multiplied with it, a bias, and beside that a few traits of the offer count. A row is eight rows of as many models side by side,
trained apart and averaged (bagging: Breiman, 1996). A template that no judge has seen counts by its
traits alone. `tonecheck/learn/fit.py` trains it; docs/replies.md has the measurements.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from tonecheck.sections import content_of, unpack
from tonecheck.text.spans import MIX, SHIFT, SUMS
from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MAGIC = b"tonecheck fit 2\n"
WEIGHTS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "fit.bin")  # noqa: PTH118, PTH120
# Rows of the table, and numbers in a row.
BITS, WIDTH = 12, 64
_LONGEST = 3
# As much of a text is read: its sums stay within 16 bits.
_MOST = 80
# A number in a row has this added, so that none is negative.
LIFT = 128
_EDGES = 1, 2
_MASK = (1 << BITS) - 1


@dataclass(frozen=True, slots=True)
class Offer:
    """What is known of a reply beside the draft: all that counts but the template and the text.

    `rank` is the place of its rule among those that were found, `place` its own among the replies of its rule, as their
    author and `tonecheck.reply.rank` order them. `names` counts its slots and `most` those of the reply with most of them;
    `kept` tells that facts of the draft stay beside it, `weight` how much it is meant for just such drafts.
    """

    rank: int
    place: int
    names: int
    most: int
    told: bool
    general: bool
    kept: bool
    weight: int

    @property
    def telling(self) -> bool:
        """True where it names something of the draft, or tells its state of things."""
        return self.told or self.names > 0

    def traits(self) -> tuple[float, ...]:
        """The numbers that count."""
        place = self.place
        return (
            float(self.rank == 0), float(self.rank == 1), float(place == 0), float(place == 1), float(place == 2), float(place < 6),
            float(self.names > 0), float(self.names > 1), float(self.most - self.names), float(self.told), float(self.general), float(self.kept),
            min(self.weight, 9) / 3,
        )


class Fit:
    """The trained numbers."""

    def __init__(self, header: Mapping[str, Any], sections: Mapping[str, memoryview]) -> None:
        self._rows = sections["rows"]
        self._templates = sections["templates"].cast("b")
        self._numbers: dict[str, int] = {name: at for at, name in enumerate(header["templates"])}
        self._biases: list[float] = header["biases"]
        self._kept: list[float] = header["kept"]
        self._traits: list[float] = header["traits"]
        self._unknown = float(header["unknown"])
        self._scale = float(header["scale"])
        self._heard = lru_cache(maxsize=1024)(self._sums)

    def knows(self, template: str) -> bool:
        """True for a template that judges have seen."""
        return template in self._numbers

    def heard(self, text: str) -> tuple[float, ...]:
        """What a folded text says, as `WIDTH` numbers, none below nought."""
        return self._heard(text)

    def _sums(self, text: str) -> tuple[float, ...]:
        count, lanes = SUMS.rows(text[:_MOST], self._rows, WIDTH, _LONGEST, BITS) if SUMS is not None else self.added(text)
        lift, size = LIFT * count, sqrt(max(count, 1))
        return tuple([max(lane - lift, 0) / size for lane in lanes])

    def added(self, text: str) -> tuple[int, list[int]]:
        """How many n-grams a text has, and the sum of their rows."""
        numbers = grams(text)
        rows, total = self._rows, 0
        for number in numbers:
            # A row adds up in lanes of 16 bits.
            total += int.from_bytes(rows[number * WIDTH * 2 : (number + 1) * WIDTH * 2], "little")
        lanes = memoryview(total.to_bytes(WIDTH * 2, sys.byteorder)).cast("H")
        return len(numbers), (lanes[::-1] if sys.byteorder == "big" else lanes).tolist()

    def score(self, template: str, heard: Sequence[float], offer: Offer) -> float:
        """How well a template fits, as log odds that a judge calls it good; `template` is its simplified wording."""
        score = sum([weight * trait for weight, trait in zip(self._traits, offer.traits(), strict=True)])
        number = self._numbers.get(template)
        if number is None:
            return score + self._unknown
        row = self._templates[number * WIDTH : (number + 1) * WIDTH]
        score += self._biases[number] + self._scale * sum([a * b for a, b in zip(row, heard, strict=True)])
        return score + self._kept[number] if offer.kept else score


def grams(text: str) -> list[int]:
    """The rows of the n-grams of a text."""
    codes = [_EDGES[0], *map(ord, text[:_MOST]), _EDGES[1]]
    found = []
    for start in range(len(codes)):
        code = 0
        for at in range(start, min(start + _LONGEST, len(codes))):
            code = code << 21 | codes[at]
            found.append(code * MIX >> SHIFT & _MASK)
    return found


@lru_cache(maxsize=1)
def fit() -> Fit:
    """The one that ships."""
    return Fit(*unpack(MAGIC, content_of(WEIGHTS)))
