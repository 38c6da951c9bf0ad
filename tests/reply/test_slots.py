"""Slots are filled with what stands in the draft, in its own characters, and with nothing else."""

from __future__ import annotations

import pytest
from table import case, program_of, view_of

from tonecheck.match.hits import Judge, find_hits
from tonecheck.reply.slots import OPEN_NAMES, fill, fillers
from tonecheck.text.entities import FINDERS

RULES = """
rules:
  - {id: mine, match: [不归我管, '找{who}去', '因为{reason}办不了'], guards: [-repaired_by]}
"""


def values_of(text: str) -> dict[str, str]:
    program, view = program_of(RULES), view_of(text)
    (hit,) = find_hits(Judge(program, view, None, program.triggered(view.text)))
    return fillers(view, hit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("nothing to name", "不归我管", {}),
        case("who, from the sentence", "这是老李负责的，不归我管", {"who": "老李"}),
        case("the draft's own characters", "這歸劉師傅管，不歸我管", {"who": "劉師傅"}),
        case("strewn blanks stay as they were typed", "這歸劉 師傅管，不归我管", {"who": "劉 師傅"}),
        case("two departments: none is better than the wrong one", "这归工程部，又归财务部，不归我管", {}),
        case("the same one twice is one", "找工程部，工程部管，不归我管", {"who": "工程部", "need": "找工程部"}),
        case("a name says more than a role", "师傅是王经理，不归我管", {"who": "王经理"}),
        case("the captured one, not another of the sentence", "王经理不在，找李师傅去", {"who": "李师傅", "need": "找李师傅去"}),
        case("another sentence says nothing about this one", "老李在。不归我管。", {}),
        case("the person who is written to is not the one who is away", "陈女士您好，不归我管。", {}),
        case("day, service and thing", "明天上午的空调维修和钥匙，不归我管",
             {"day": "明天上午", "service": "空调维修", "thing": "钥匙"}),
        case("a free slot holds what the pattern captured", "因为下雨办不了", {"reason": "下雨"}),
        case("a length of time is nobody", "24小时都不归我管", {}),
    ],
)
def test_fillers(text: str, expected: dict[str, str]) -> None:
    assert values_of(text) == expected


@pytest.mark.parametrize(
    ("template", "values", "expected"),
    [
        case("no slot", "我来办。", {"who": "老李"}, ("我来办。", {}, True)),
        case("a slot", "我找{who}。", {"who": "老李", "day": "明天"}, ("我找老李。", {"who": "老李"}, True)),
        case("a slot twice", "{who}，{who}", {"who": "老李"}, ("老李，老李", {"who": "老李"}, True)),
        case("an open slot", "我找{who}。", {}, ("我找【<who>】。", {}, False)),
        case("one filled, one open", "我{day}找{who}。", {"day": "明天"}, ("我明天找【<who>】。", {"day": "明天"}, False)),
        case("brackets of the author are open as well", "我找【谁】。", {}, ("我找【谁】。", {}, False)),
        case("braces in a value are text", "我找{who}。", {"who": "{day}"}, ("我找{day}。", {"who": "{day}"}, True)),
        case("a backslash in a value is text", "我找{who}。", {"who": r"\1"}, (r"我找\1。", {"who": r"\1"}, True)),
    ],
)
def test_fill(template: str, values: dict[str, str], expected: tuple[str, dict[str, str], bool]) -> None:
    assert fill(template, values, lambda name: f"<{name}>") == expected


def test_every_slot_that_can_be_found_has_a_name_for_people() -> None:
    assert set(FINDERS) <= set(OPEN_NAMES)
