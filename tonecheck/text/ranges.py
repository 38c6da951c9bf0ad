"""Many ranges of one text, asked for by place in little more time than the answer is long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


class Ranges:
    """Half-open ranges, sorted; they may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self._starts = [a for a, _ in self.spans]
        self._longest = max([b - a for a, b in self.spans]) if self.spans else 0

    def beginning(self, left: int, right: int) -> Sequence[tuple[int, int]]:
        """Those that begin at `left` or later and before `right`."""
        return self.spans[bisect_left(self._starts, left) : bisect_left(self._starts, right)]

    def overlapping(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share a character with `start:end`."""
        return [(a, b) for a, b in self.beginning(start - self._longest, end) if b > start] if self.spans else []
