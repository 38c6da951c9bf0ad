"""Which replies are offered in which order, why, and how the place and the audience change them."""

from __future__ import annotations

from typing import Any

import pytest
from table import case, checker_of

from tonecheck import Checker
from tonecheck.errors import UsageError

RULES = """
general:
  - {text: "{matter}的事我先了解清楚。", move: take}
  - {text: 您的事我先记下。, move: hand}
rules:
  - id: mine
    match: [不归我管]
    guards: [-repaired_by]
    suggest:
      - {text: 请问您贵姓？我来登记，好吗？, move: ask}
      - {text: 我先把情况了解清楚再一步一步告诉您。, move: take}
      - {text: 我请同事跟进。, move: hand}
      - {text: '关于{matter}，我请{who}跟进。', move: hand}
      - {text: 我们约个时间，您看可以吗？, move: appoint}
      - {text: 我来把情况了解清楚再一步一步告诉您。, move: explain}
  - id: fee
    match: [就这个价]
    suggest: [{text: 收费按合同约定执行。, move: explain}, {text: 我来说明收费的依据。, move: take}]
  - {id: room, match: [没有这里], topic: [房号], suggest: [{text: 请再核对房号。, move: ask}, {text: 我再查一遍。, move: take}]}
"""
ASK, TAKE = "请问您贵姓？我来登记，好吗？", "我先把情况了解清楚再一步一步告诉您。"
HAND, APPOINT = "我请同事跟进。", "我们约个时间，您看可以吗？"


def offered(text: str, **how: Any) -> list[tuple[str, tuple[str, ...]]]:
    (finding,) = [f for f in checker_of(RULES).check(text, **how).findings if f.rule_id in ("mine", "fee", "room")]
    return [(s.text, s.why) for s in finding.suggestions]


@pytest.mark.parametrize(
    ("text", "how", "expected"),
    [
        case("the author's order, one a move; what is worded alike once", "不归我管", {},
             [(ASK, ("move:ask",)), (TAKE, ("move:take",)), (HAND, ("move:hand",)), (APPOINT, ("move:appoint",))]),
        case("what names the draft's own things first", "老李管的门禁，不归我管", {},
             [("关于门禁，我请老李跟进。", ("move:hand", "names:matter", "names:who")),
              (ASK, ("move:ask",)), (TAKE, ("move:take",)), (APPOINT, ("move:appoint",))]),
        case("a scene wants a move", "不归我管", {"scene": "repair-booking"},
             [(APPOINT, ("move:appoint", "scene:repair-booking")), (TAKE, ("move:take", "scene:repair-booking")),
              (ASK, ("move:ask",)), (HAND, ("move:hand",))]),
        case("in a chat the shorter first", "不归我管", {"channel": "chat"},
             [(HAND, ("move:hand",)), (ASK, ("move:ask",)), (TAKE, ("move:take",)), (APPOINT, ("move:appoint",))]),
        case("what the draft does not say is not claimed first", "就这个价", {},
             [("我来说明收费的依据。", ("move:take",)), ("收费按合同约定执行。", ("move:explain", "unfounded"))]),
        case("what the draft says may be claimed", "合同写了，就这个价", {},
             [("收费按合同约定执行。", ("move:explain",)), ("我来说明收费的依据。", ("move:take",))]),
        case("a notice asks nobody in particular", "不归我管", {"channel": "notice"},
             [(TAKE, ("move:take",)), (HAND, ("move:hand",)),
              (ASK, ("move:ask", "unsuited:notice")), (APPOINT, ("move:appoint", "unsuited:notice"))]),
        case("the scene tells the channel", "不归我管", {"scene": "group"},
             [(TAKE, ("move:take",)), (HAND, ("move:hand",)),
              (ASK, ("move:ask", "unsuited:notice")), (APPOINT, ("move:appoint", "unsuited:notice"))]),
        case("not the same sentence twice in a talk", "不归我管", {"context": [("staff", f"您好，{ASK}"), ("customer", "姓王")]},
             [(TAKE, ("move:take",)), (HAND, ("move:hand",)), (APPOINT, ("move:appoint",)), (ASK, ("move:ask", "said-before"))]),
        case("what a customer said does not count", "不归我管", {"context": [("customer", ASK)]},
             [(ASK, ("move:ask",)), (TAKE, ("move:take",)), (HAND, ("move:hand",)), (APPOINT, ("move:appoint",))]),
        case("a move that the draft makes already", "不归我管。时间前面已约好。", {},
             [(ASK, ("move:ask",)), (TAKE, ("move:take",)), (HAND, ("move:hand",)),
              (APPOINT, ("move:appoint", "offered-already"))]),
        case("a rule whose matter is not named answers in general, what is left open last", "空调没有这里", {},
             [("空调的事我先了解清楚。", ("move:take", "names:matter", "general")),
              ("空调的事我先记下。", ("move:hand", "general"))]),
        case("a rule whose matter is named answers itself", "没有这里的房号", {},
             [("请再核对房号。", ("move:ask",)), ("我再查一遍。", ("move:take",))]),
        case("elders with more form", "不归我管", {"audience": "elder"},
             [("请问您贵姓？我来登记，您看好吗？", ("move:ask",)), (TAKE, ("move:take",)), (HAND, ("move:hand",)),
              (APPOINT, ("move:appoint",))]),
        case("the young more freely", "不归我管", {"audience": "young"},
             [("您贵姓？我来登记，好吗？", ("move:ask",)), (TAKE, ("move:take",)), (HAND, ("move:hand",)),
              ("我们约个时间，可以吗？", ("move:appoint",))]),
        case("a customer known by name is addressed", "不归我管",
             {"context": [("staff", "王先生，您好。"), ("customer", "灯坏了")]},
             [(f"王先生，{t}", (w,)) for t, w in
              ((ASK, "move:ask"), (TAKE, "move:take"), (HAND, "move:hand"), (APPOINT, "move:appoint"))]),
        case("a name that the draft greets by is said once", "陈女士您好，不归我管", {"context": [("staff", "陈女士，早上好。")]},
             [(ASK, ("move:ask",)), (TAKE, ("move:take",)), (HAND, ("move:hand",)), (APPOINT, ("move:appoint",))]),
    ],
)
def test_offered(text: str, how: dict[str, Any], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert offered(text, **how) == expected


@pytest.mark.parametrize(
    ("how", "message"),
    [
        case("a channel", {"channel": "chatt"},
             "unknown channel 'chatt' (did you mean 'chat'?); known: chat, phone, counter, mail, notice"),
        case("an audience", {"audience": "old"}, "unknown audience 'old'; known: default, elder, young"),
        case("a role", {"context": [("boss", "x")]}, "unknown role 'boss'; known: customer, staff, bot"),
        case("no pair", {"context": ["您好"]}, "an earlier turn must be a pair of role and text, not '您好'"),
    ],
)
def test_what_is_not_known(checker: Checker, how: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as told:
        checker.check("您好", **how)
    assert str(told.value) == message


# What the sources answer, with the draft's own facts in it.
SOURCES = [
    ("这是工程部负责的，不归我们管，我们也没有办法。", "这件事我来联系工程部，把您的要求转达清楚，有消息就告诉您。"),
    ("对不起，王经理不在，请改日再来。", "对不起，王经理现在不在，请问需要我帮您转告吗？"),
    ("对不起，押金今天已经退完了，请改日再来。", "对不起，押金今天已经退完了。我先帮您登记，一有消息就给您打电话。"),
    ("抱歉让你久等了。", "谢谢您的耐心等待。"),
    ("你错了，不是这样的。", "可能是我说得不够清楚，您有疑问的地方请告诉我，我们一起核对，好吗？"),
    ("我不能给你王经理的手机号码。", "我帮您联系王经理，把您的电话转告过去，请对方给您回电，好吗？"),
    ("我们这里没有您要找的房号！", "请您再核对一下要找的小区名称和房号，我再为您联系，好吗？"),
    ("如果要我们做这件事，你必须提供房产证。", "我们很愿意帮您做这件事，办理前需要提供房产证，其余的我来帮您安排。"),
    ("这里是消防通道，不能随便停车。", "这里需要保持畅通，请让我为您指引方便停放的位置，好吗？"),
    ("装修押金是财务小周经手的，她人不在，请改日再来。",
     "财务小周现在不在，装修押金的事我先帮您登记，请财务小周回来后联系您，您看可以吗？"),
]


@pytest.mark.parametrize(("text", "rewritten"), SOURCES)
def test_the_sources_drafts_are_answered_as_they_answer(checker: Checker, text: str, rewritten: str) -> None:
    assert checker.check(text).rewritten == rewritten


def test_a_reply_to_another_matter_is_not_given(checker: Checker) -> None:
    texts = [s.text for f in checker.check("空调加氟我们这里冇得人搞这个").findings for s in f.suggestions]
    assert texts
    assert not [t for t in texts if "房号" in t or "地址" in t]
