"""The last step of a reading: a small network weighs what a sentence says against what stands around it.

The linear scores say how much a sentence sounds like a violation, and how much the sentences around it excuse. They
add up, and cannot say that a real next step excuses even the bluntest sentence, while ten kind words excuse none. The
network can: it sees the scores side by side. `docs/reader.md` has what it changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Neighbours on each side that can save or aggravate a sentence.
NEIGHBOURS = 2
# How many of the rules' scores are looked at, best first.
BEST = 3
_NOBODY = -1.0
# Stands beside the ids of rules in a reader's file: the scores of what is a next step.
STEP = "#step"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one sentence, as scores: above nought speaks for a violation.

    `own` and `excuse` are those of its n-grams for itself and for its neighbours; `around` is what its neighbours say
    for it. `best` holds the highest scores of rules, `mean` is that of all rules; `size` counts n-grams, and `known` is the
    share of them that the reader has heard before. `step` speaks for a real next step by us, not for a violation; `apart`
    is what pairs of characters say that stand apart.
    """

    own: float
    excuse: float
    around: float
    general: float
    best: tuple[float, ...]
    mean: float
    size: int
    known: float
    step: float
    apart: float


def best_of(rules: Sequence[float]) -> tuple[float, ...]:
    """The highest scores of rules, best first; a small rulebook is filled up with what nobody says."""
    return tuple(sorted([*rules, *[_NOBODY] * BEST], reverse=True)[:BEST])


def features(heard: Sequence[Heard], place: int) -> list[float]:
    """The numbers that the network sees of one sentence among those of its turn."""
    mine = heard[place]
    before, after = heard[max(0, place - NEIGHBOURS) : place], heard[place + 1 : place + 1 + NEIGHBOURS]
    beside = [*before, *after]
    own, excuse = [b.own for b in beside] or [0.0], [b.excuse for b in beside] or [0.0]
    return [
        mine.own,
        mine.around,
        mine.general + mine.best[0],
        *mine.best,
        mine.mean,
        log(mine.size),
        mine.known,
        float(len(beside)),
        float(bool(before)),
        float(bool(after)),
        min(own),
        max(own),
        min(excuse),
        max(excuse),
        max((b.best[0] for b in beside), default=_NOBODY),
        max((b.step for b in beside), default=_NOBODY),
        mine.apart,
        min((b.apart for b in beside), default=_NOBODY),
        max((b.apart for b in beside), default=_NOBODY),
        *_next_to(after[:1]),
        *_next_to(before[-1:]),
    ]


def _next_to(heard: Sequence[Heard]) -> tuple[float, float, float, float]:
    return (heard[0].own, heard[0].excuse, heard[0].best[0], heard[0].step) if heard else (0.0, 0.0, _NOBODY, _NOBODY)


@dataclass(frozen=True, slots=True)
class Weigher:
    """One hidden layer: a row of weights for each of its units, the last its bias; and the weights of the answer."""

    hidden: tuple[tuple[float, ...], ...]
    answer: tuple[float, ...]

    @staticmethod
    def of(header: Mapping[str, Any]) -> Weigher:
        """The network that a reader's file describes."""
        described = header["weigher"]
        return Weigher(tuple(map(tuple, described["hidden"])), tuple(described["answer"]))

    def score(self, numbers: Sequence[float]) -> float:
        """How much it sounds like a violation, as log odds."""
        units = (sum(w * n for w, n in zip(row, numbers, strict=False)) + row[-1] for row in self.hidden)
        return sum(w * u for w, u in zip(self.answer, units, strict=False) if u > 0) + self.answer[-1]
