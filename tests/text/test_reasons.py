"""Why something is asked for."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.fold import fold
from tonecheck.text.reasons import reason_of


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        case("what a place is", "孩子领走,这是配电间", "这里是配电间"),
        case("who sleeps below", "咪跑嚟跑去,樓下瞓覺呀", "楼下有人正在休息"),
        case("who lives below", "别在床上跳,楼下是住人的", "楼下有人住"),
        case("who waits behind", "快点,后面排着呢", "后面还有几位在等"),
        case("what is going on", "别敲了,里面在考试", "现在正在考试"),
        case("whose it is, is no reason", "搬走,这是我的", ""),
        case("a question is none", "谁让你进来的", ""),
    ],
)
def test_reason(said: str, expected: str) -> None:
    assert reason_of(fold(said).text.split(",")) == expected
