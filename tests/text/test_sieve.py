"""What must stand in a match, as it is read from the expression; nothing that could match is ever held back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tonecheck import Checker
from tonecheck.learn.labelled import read_corpus
from tonecheck.text import sieve
from tonecheck.text.fills import FILLS
from tonecheck.text.fold import fold
from tonecheck.text.sieve import Sieve, needs

CASES = [
    ("a row wants each", "不归", ["不", "归"]),
    ("of two ways one of each", "你|我们", ["你我", "你们"]),
    ("a class is a set", "[你您]好", ["好", "你您"]),
    ("ranges are spelled out", "[0-3]元", ["元", "0123"]),
    ("what may be missing is not wanted", "不(?:用)?了?去*", ["不"]),
    ("what comes once at least is", "快+(?:点){1,2}", ["快", "点"]),
    ("what stands ahead or behind must stand too", "(?<=再)说(?=吧)", ["再", "说", "吧"]),
    ("what must not stand there need not", "(?<!不)归(?!你)[^管]", ["归"]),
    ("a way that wants nothing", "不|.", []),
    ("case that does not matter", "(?i)ok", []),
    ("case that does not matter in a part", "(?i:ok)了", ["了"]),
]


@pytest.mark.parametrize(("why", "expression", "expected"), CASES, ids=[case[0] for case in CASES])
def test_needs(why: str, expression: str, expected: list[str]) -> None:
    assert sorted(map(sorted, needs(re.compile(expression)))) == sorted(map(sorted, expected)), why


def test_only_what_searched_in_vain_often_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "_OFTEN", 3)
    mine, expression = Sieve(), re.compile("不归")
    told = []
    for _ in range(4):
        sifted = mine.of("不行")
        told.append(sifted.possible("归"))
        sifted.in_vain("归", expression)
    assert told == [True, True, True, False]
    assert mine.of("不归我管").possible("归")
    assert mine.of("不行" * 10_000).possible("归"), "of a long text nothing is told"


def test_what_was_known_when_a_text_was_looked_at_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read meanwhile, by another thread as well, says nothing of a text whose characters were not asked about it."""
    monkeypatch.setattr(sieve, "_OFTEN", 1)
    mine = Sieve()
    sifted = mine.of("不归")
    mine.in_vain("归", re.compile("不归"))
    assert sifted.possible("归")


def test_what_is_kept_is_known_from_the_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONECHECK_CACHE", str(tmp_path))
    monkeypatch.setattr(sieve, "_named", [])
    expressions = {"归": re.compile("[不没]归(?:我|你)"), ~0: re.compile("(?i)ok"), 7: re.compile("\U00020000|\udc80")}
    texts = ["不归我管", "不行", "归我", "没归你", "ok", "", "\U00020000", "\udc80"]

    def told() -> list[list[bool]]:
        mine = Sieve("some", lambda: expressions)
        found = [[mine.of(text).possible(key) for key in expressions] for text in texts]
        sieve.keep()
        return found

    assert told() == [[True] * 3] * len(texts), "nothing is kept yet"
    known = [[True, True, False], [False, True, False], [False, True, False], [True, True, False], [False, True, False],
             [False, True, False], [False, True, True], [False, True, True]]
    assert told() == known
    (file,) = tmp_path.glob("some-*")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert told() == [[True] * 3] * len(texts), "a file that is cut short is none"
    assert file.read_bytes() == whole
    expressions[7] = re.compile("行")
    assert told() == [[True] * 3] * len(texts), "other expressions have a file of their own"


def test_nothing_that_matches_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every expression of the rulebook and of the slots, on texts of the corpus."""
    monkeypatch.setattr(sieve, "_OFTEN", 1)
    program = Checker(reader=False).program
    expressions: dict[object, re.Pattern[str]] = {n: e.regex for n, e in enumerate(program.entries)}
    expressions |= FILLS
    mine = Sieve()
    for key, expression in expressions.items():
        mine.in_vain(key, expression)
    texts = [fold(d.text).text for d in read_corpus(Path(__file__).parents[2] / "corpus" / "set-aside")[::20]]
    held = 0
    for text in texts:
        sifted = mine.of(text)
        for key, expression in expressions.items():
            if not sifted.possible(key):
                held += 1
                assert not expression.search(text), (key, text)
    assert held > 0.8 * len(texts) * len(expressions)
