"""Hashed tables of weights that tell how sure something is: logistic regression on what is read of a text."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp

from tonecheck.sections import content_of, unpack
from tonecheck.values import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by their places, what is added to their sums, and the unit of them (`tonecheck/learn/stays.py` packs them)."""

    weights: memoryview[int]
    bias: float
    unit: float

    def sure(self, places: Iterable[int]) -> float:
        """How sure it is, 0 to 1, where all that stands at these places is read; each counts as often as it is given."""
        return 1 / (1 + exp(-self.bias - self.unit * sum(map(self.weights.__getitem__, places))))


def table_of(magic: bytes, path: str) -> Table:
    """The table of a file; `ValueError` for another file and for one that is cut short."""
    header, sections = unpack(magic, content_of(path))
    return Table(sections["table"].cast("b"), header["bias"], header["unit"])
