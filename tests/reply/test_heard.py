"""Which facts that were heard are told as they stand."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.reply.heard import finds_out, says_again, suits, tellable
from tonecheck.text.fold import fold


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        case("a whole fact", "年货全部同一天到，谁还记得回您", "年货全部同一天到", True),
        case("with its reason", "因为夜里值班的只有门岗，没人修", "夜里值班的只有门岗", True),
        case("a particle behind it", "合同二月到期了呀，您不知道？", "合同二月到期了", True),
        case("a stump", "没护士，自己拔针", "没护士", False),
        case("a time alone", "公众假期期间，不看邮件", "公众假期期间", False),
        case("days alone", "国庆七天，人都走了", "国庆七天", False),
        case("a condition", "押金到了，再说", "押金到了", False),
        case("a question", "信用卡已经办了？", "信用卡已经办了", False),
        case("part of a clause", "您那间合同到期没人管", "合同到期", False),
        case("a slip", "会计休价去了，没人管", "会计休价去了", False),
        case("a name", "呆子一个，懒得说", "呆子一个", False),
        case("an order", "先去三楼盖章，别问", "先去三楼盖章", False),
        case("spoken Cantonese", "條坡道轉左，路痴", "條坡道轉左", False),
        case("hours alone", "十二点到一点半，谁也别来", "十二点到一点半", False),
        case("what somebody is at, without whom", "正值年结，没空", "正值年结", False),
        case("spoken in Taiwan", "囡仔家己牽好，莫吵", "囡仔家己牽好", False),
    ],
)
def test_tellable(text: str, fact: str, expected: bool) -> None:
    at = text.index(fact)
    assert tellable(fold(text).text, at, at + len(fact), fact) is expected


def test_what_a_reply_says_is_not_told_again() -> None:
    assert says_again("很抱歉，保险柜的现金已经没有了。", "保险柜的现金没有了")
    assert says_again("很抱歉，这件事现在还安排不了。", "今天装不成")
    assert says_again("不好意思，我这边没有查到。请您再核对一下。", "系统里查不到这个车牌")
    assert not says_again("很抱歉，这件事现在还安排不了。", "大件的今天不收了")
    assert not says_again("我来登记。", "保险柜的现金没有了")


def test_beside_a_calming_reply_nothing_is_told() -> None:
    assert not suits("您有什么事请慢慢说，我来跟您一起解决，好吗？")
    assert not suits("对不起，没能及时回应您，您的事我现在就来跟进，有进展马上告诉您。")
    assert suits("这件事我先帮您登记，安排好了就告诉您。")


def test_what_is_told_is_not_found_out_first() -> None:
    assert finds_out("{matter}的事我现在就去问一下情况，问到后给您回复。")
    assert not finds_out("这件事我先帮您登记，安排好了就告诉您。")
