"""The network that weighs a sentence against its neighbours."""

from __future__ import annotations

from math import log

import pytest

from tonecheck.learn.reader import _answers
from tonecheck.match.weigher import Heard, Weigher, best_of, features

BLUNT = Heard(
    own=1.5, excuse=0.2, around=-0.4, general=0.9, best=(0.8, 0.1, -0.6), mean=-0.9, size=40, known=0.9, step=-0.5, apart=0.7
)
STEP = Heard(
    own=-1.2, excuse=-0.9, around=0.1, general=-1.3, best=(-0.7, -0.8, -0.9), mean=-1.0, size=60, known=0.5, step=1.1, apart=-1.4
)


def test_what_the_network_sees_of_a_sentence_before_another() -> None:
    assert features([BLUNT, STEP], 0) == [
        1.5, -0.4, pytest.approx(1.7), 0.8, 0.1, -0.6, -0.9, pytest.approx(log(40)),
        0.9,  # the share of what was heard before
        1.0, 0.0, 1.0,  # one neighbour, none before, one after
        -1.2, -1.2, -0.9, -0.9, -0.7,  # the least and the most that the neighbours say
        1.1,  # the best step beside it; its own says nothing
        0.7, -1.4, -1.4,  # pairs that stand apart: its own, the least and the most beside it
        -1.2, -0.9, -0.7, 1.1,  # the sentence after
        0.0, 0.0, -1.0, -1.0,  # none before
    ]  # fmt: skip


def test_what_it_sees_of_a_sentence_alone() -> None:
    nobody = [0.0, 0.0, -1.0, -1.0]
    assert features([STEP], 0)[8:] == [0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0, -1.0, -1.4, -1.0, -1.0, *nobody, *nobody]


def test_only_so_many_neighbours_are_heard() -> None:
    assert features([STEP, BLUNT, BLUNT, BLUNT, STEP], 4) == features([BLUNT, BLUNT, STEP], 2)


def test_a_small_rulebook_is_filled_up() -> None:
    assert best_of([0.5]) == (0.5, -1.0, -1.0)
    assert best_of([-0.2, 0.4, 0.1, 0.3]) == (0.4, 0.3, 0.1)


def test_the_answer_is_the_sum_over_the_units_that_fire() -> None:
    # The first unit: 2 × 3 − 1 = 5 fires; the second: −4 + 0.5 stays silent.
    weigher = Weigher(hidden=((2.0, 0.0, -1.0), (0.0, -4.0, 0.5)), answer=(0.5, 9.0, -0.25))
    assert weigher.score([3.0, 1.0]) == 0.5 * 5 - 0.25


def test_training_and_running_give_one_answer() -> None:
    network = {"hidden": [[0.3, -0.7, 0.1], [-1.1, 0.4, 0.2], [0.9, 0.9, -0.3]], "answer": [0.6, -0.8, 1.2, -0.1]}
    rows = [[0.5, -1.0], [2.0, 3.0], [-0.4, 0.0]]
    import numpy

    run = [Weigher.of({"weigher": network}).score(row) for row in rows]
    assert run == pytest.approx(list(_answers(network, numpy.array(rows))))
