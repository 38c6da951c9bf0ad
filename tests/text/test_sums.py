"""What is added up in C is what Python adds up, to the last bit."""

from __future__ import annotations

import os
from array import array
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table import ROOT, case

from tonecheck.learn.labelled import read_corpus
from tonecheck.reply.fit import BITS as ROW_BITS
from tonecheck.reply.fit import WIDTH, fit
from tonecheck.text import spans
from tonecheck.text.fold import fold
from tonecheck.text.spans import BITS, SUMS, best

HARD = ["", "管", "不归", "。", "。。", "a b", "不归我管" * 60, "，" * 240,
        "\U00020000\U00020001管", "不归。我管，别问\n了", "\udc80不归"]


@pytest.fixture(autouse=True)
def _compiled() -> None:
    if SUMS is None:
        if os.environ.get("CI"):
            pytest.fail("the sums are not compiled: python tools/build_ear.py")
        pytest.skip("the sums are not compiled: python tools/build_ear.py")


@cache
def texts() -> list[str]:
    drafts = read_corpus(ROOT / "corpus" / "sittings")
    return [*HARD, *(fold(draft.text).text[:240] for draft in drafts[::3])]


def test_the_best_runs() -> None:
    kinds = spans._weights()
    for text in texts():
        assert SUMS.best(text, spans._STOPS, kinds) == best(text, kinds), text


@given(st.text("不归我管您，。? ", max_size=40), st.integers(0, 20))
def test_the_best_runs_of_what_is_made_up(text: str, longest: int) -> None:
    table, *_ = spans._weights()[0]
    kinds = ((table, longest, array("d", range(longest + 1)), -3.5, 0.03), (table, 2, array("d", (0, 1, 2)), 0.0, 0.5))
    assert SUMS.best(text, spans._STOPS, kinds) == best(text, kinds)


def test_rows() -> None:
    for text in texts():
        assert SUMS.rows(text[:80], fit()._rows, WIDTH, 3, ROW_BITS) == fit().added(text), text


@pytest.mark.parametrize(
    "wrong",
    [
        case("a table of another size", ("管", b"", 16, 3, 14)),
        case("n-grams that are too long", ("管", bytes(32 << 14), 16, 4, 14)),
        case("a text that is too long", ("管" * 1025, bytes(32 << 14), 16, 3, 14)),
        case("no row", ("管", b"", 0, 3, 14)),
    ],
)
def test_rows_that_are_refused(wrong: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="size"):
        SUMS.rows(*wrong)


@pytest.mark.parametrize(
    "kinds",
    [
        case("no kind", (1,)),
        case("a table of another size", ((b"", 2, array("d", bytes(24)), 0.0, 1.0),)),
        case("too few lengths", ((bytes(1 << BITS), 3, array("d", bytes(24)), 0.0, 1.0),)),
        case("no room for a run", ((bytes(1 << BITS), -1, array("d", bytes(24)), 0.0, 1.0),)),
    ],
)
def test_what_is_refused(kinds: tuple[object, ...]) -> None:
    with pytest.raises((ValueError, TypeError)):
        SUMS.best("不归我管", spans._STOPS, kinds)


def test_a_long_text_is_refused() -> None:
    with pytest.raises(ValueError, match="long"):
        SUMS.best("管" * 1025, spans._STOPS, spans._weights())
