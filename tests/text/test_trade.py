"""Slips of the keyboard in words of the trade."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.trade import slipped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("a homophone", "他休价去了", True),
        case("in a time", "两典以后", True),
        case("of a particle", "月饼发光乐", True),
        case("of a deed", "电工全派出取了", True),
        case("typed twice", "名额以已经满了", True),
        case("in a rule", "规订是这样", True),
        case("as it should be", "名额已经满了", False),
        case("another word that sounds alike", "二号柜台办登机", False),
        case("another that begins so", "自来水公司两点来", False),
        case("a cut across words", "没有人收取", False),
        case("nothing of the trade", "今天天晴", False),
    ],
)
def test_slipped(text: str, expected: bool) -> None:
    assert slipped(text) is expected
