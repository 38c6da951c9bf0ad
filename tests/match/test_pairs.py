"""Pairs of characters that stand apart: the table says what a plain loop over the sentence says."""

from __future__ import annotations

from array import array
from math import sqrt

import pytest
from table import case

from tonecheck.match.pairs import FARTHEST, PairWeights, packed, pairs
from tonecheck.sections import pack, unpack

MAGIC = b"test\n"
WEIGHTS = {"不管": 30_000, "归我": -32_767, "^管": 5, "管$": -7, "我\ufdd0": 11}


def number(pair: str) -> int:
    return ord(pair[0]) << 16 | ord(pair[1])


def by_hand(sentence: str) -> list[str]:
    marked = f"^{sentence}$"
    return [
        marked[i] + marked[i + distance]
        for distance in range(2, FARTHEST + 1)
        for i in range(len(marked) - distance)
    ]  # fmt: skip


def table() -> PairWeights:
    sections = packed([number(p) for p in WEIGHTS], array("h", WEIGHTS.values()))
    return PairWeights(*unpack(MAGIC, pack(MAGIC, {"pair_scale": 0.5, "pair_bias": -1.0}, sections)))


SENTENCES = [
    case("nothing", ""),
    case("one character", "管"),
    case("too far apart", "不一二三四五六七管"),
    case("as far as it goes", "不一二三四五六管"),
    case("several", "这不归我们管，不归我管"),
    case("the marks of the edges in the text", "^$^管$"),
    case("unknown throughout", "zzzz"),
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_pairs_are_those_of_a_loop(sentence: str) -> None:
    assert pairs(sentence) == [number(p) for p in by_hand(sentence)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_score_is_the_sum_over_the_root_of_their_number(sentence: str) -> None:
    found = by_hand(sentence)
    total = sum(WEIGHTS.get(pair, 0) for pair in found)
    assert table().score(sentence) == pytest.approx(-1.0 + 0.5 * total / sqrt(max(len(found), 1)))


def test_what_is_beyond_the_basic_plane_is_one_character() -> None:
    assert pairs("我个𨋢") == pairs("我个𠮷") == [number(p) for p in ("^个", "我\ufdd0", "个$", "^\ufdd0", "我$", "^$")]
    assert table().score("我个𨋢") == pytest.approx(-1.0 + 0.5 * 11 / sqrt(6))


def test_how_far_apart() -> None:
    assert number("不管") in pairs("不一二三四五六管")
    assert number("不管") not in pairs("不一二三四五六七管")
    assert number("不管") not in pairs("不管"), "neighbours are an n-gram"
