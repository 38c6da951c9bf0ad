"""What a reply may name: found in folded text, and not in words that only look like it."""

from __future__ import annotations

import re

import pytest
from table import case

from tonecheck.text.entities import FINDERS, expression
from tonecheck.text.fold import fold


def matches(slot: str, text: str) -> list[str]:
    return [m.group() for m in FINDERS[slot].finditer(fold(text).text)]


@pytest.mark.parametrize(
    ("slot", "text", "expected"),
    [
        case("a surname with a title", "who", "王经理不在", ["王经理"]),
        case("traditional", "who", "劉師傅今天休假", ["刘师傅"]),
        case("a familiar name", "who", "老李负责的", ["老李"]),
        case("a department", "who", "这归工程部管", ["工程部"]),
        case("a role", "who", "负责人不在", ["负责人"]),
        case("a time is no person", "who", "两小时后再来", []),
        case("小时候 is no person", "who", "小时候", []),
        case("小区 is no person", "who", "小区里", []),
        case("a small car is no person", "who", "小车停外面", []),
        case("an old house is no person", "who", "老房子漏水", []),
        case("an old trouble is no person", "who", "老毛病了", []),
        case("小心 is no person", "who", "小心地滑", []),
        case("a date with a part of the day and a clock", "day", "明天上午九点再来", ["明天上午九点"]),
        case("a day of the week", "day", "下周三来", ["下周三"]),
        case("a day of the month", "day", "3月15日之前", ["3月15日"]),
        case("a house number is no day", "day", "3号楼", []),
        case("a service with its object", "service", "没有空调维修服务", ["空调维修服务"]),
        case("a thing", "thing", "装修押金退完了", ["装修押金"]),
        case("a condition before 才", "need", "先交清物业费才给办", ["先交清物业费"]),
        case("a paper", "need", "请出示身份证再办", ["出示身份证"]),
    ],
)
def test_finders(slot: str, text: str, expected: list[str]) -> None:
    assert matches(slot, text) == expected


@pytest.mark.parametrize("slot", sorted(FINDERS))
def test_expression_has_no_group_names(slot: str) -> None:
    source = expression(slot)
    assert source is not None
    assert re.compile(source).groupindex == {}


def test_free_slot_has_no_expression() -> None:
    assert expression("reason") is None
