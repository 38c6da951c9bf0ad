"""The table of n-grams: looked up in place and found by the automaton, the sums are those of a plain loop."""

from __future__ import annotations

from array import array

import pytest
from table import case

from tonecheck.match import weights
from tonecheck.match.weights import Weights, ngrams, packed
from tonecheck.sections import pack, unpack

MAGIC = b"test\n"
NAMES = ["^", "不", "归我", "不归", "不归我管", "我管$", "𨋢", "^𨋢坏", "管", "a"]
OWN = [-30_000, 32_767, -32_767, 5, 7, -11, 13, 17, 0, 1]
AROUND = [9, -8, 7, -6, 5, -4, 32_767, -32_767, 1, 0]
# A signed byte for each of three rules.
RULES = [[n - 5, -127, 127 - n] for n in range(len(NAMES))]


def table() -> Weights:
    classes = array("b", [w for row in RULES for w in row]).tobytes()
    sections, astral = packed(NAMES, array("h", OWN), array("h", AROUND), classes)
    return Weights(*unpack(MAGIC, pack(MAGIC, {"rules": ["x", "y", "z"], "astral": astral}, sections)))


@pytest.mark.parametrize(
    "text",
    [
        case("nothing", ""),
        case("one character", "不"),
        case("all sizes", "这不归我管"),
        case("over and over", "不归我管不归我管不不不"),
        case("beyond the basic plane, known", "𨋢坏咗，唔係𨋢𨋢"),
        case("beyond the basic plane, unknown", "𠮷不归"),
        case("the marks of the edges in the text", "^不$^"),
        case("unknown throughout", "zzzz"),
        case("sums beyond 16 and 31 bits", "不" * 90_000),
    ],
)
def test_sums_are_those_of_a_loop(text: str) -> None:
    known = [NAMES.index(gram) for gram in ngrams(text) if gram in NAMES]
    expected = (sum(OWN[n] for n in known), sum(AROUND[n] for n in known), len(known))
    looked_up, found = table(), table()
    found._automaton = found._built()
    assert looked_up.sums(text) == expected
    assert found.sums(text) == expected
    assert looked_up.rules(text) == [sum(RULES[n][k] for n in known) for k in range(3)]


@pytest.mark.parametrize("gram", [*NAMES, "归", "不归我", "𠮷"])
def test_weight_of_one(gram: str) -> None:
    assert table().own(gram) == (OWN[NAMES.index(gram)] if gram in NAMES else None)


def test_much_reading_builds_the_automaton_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_MUCH", 20)
    reading = table()
    said = [reading.sums("这不归我管") for _ in range(6)]
    assert reading._automaton is not None
    assert said == [table().sums("这不归我管")] * 6


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_REMEMBERED", 50)
    reading = table()
    for start in range(0x4E00, 0x5200, 4):
        reading.sums("".join(map(chr, range(start, start + 4))))
        reading.rules("".join(map(chr, range(start, start + 4))))
    assert max(len(reading._weights), len(reading._rows)) <= 50 + 4 * 8


def test_too_many_characters_beyond_the_basic_plane() -> None:
    names = [chr(0x20000 + n) for n in range(32)]
    with pytest.raises(ValueError, match="32 characters beyond the basic plane; there is room for 31"):
        packed(names, array("h", [1] * 32), array("h", [1] * 32), b"")
