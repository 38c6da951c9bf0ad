"""Which clauses are told as they stand, and beside which replies."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.reply.heard import finds_out, may_stay, plainly, says_again, suits
from tonecheck.text.fold import fold


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        case("a state of things", "二号楼今天停水，谁还记得回您", "二号楼今天停水", True),
        case("who is away", "班长今天轮休。放行条只有他能签，您改天再跑一趟", "班长今天轮休", True),
        case("a question", "信用卡已经办了？", "信用卡已经办了", False),
        case("a slip of the keyboard", "会计休价去了，没人管", "会计休价去了", False),
        case("an order", "先去三楼盖章，别问", "先去三楼盖章", False),
        case("spoken Cantonese", "條坡道轉左，路痴", "條坡道轉左", False),
        case("spoken in Taiwan", "囡仔家己牽好，莫吵", "囡仔家己牽好", False),
        case("the time, to one who comes late", "现在五点三十二了，明天请早", "现在五点三十二了", False),
        case("how often it was said", "本月已函复三次，不拟再作说明", "本月已函复三次", False),
        case("how long it was up", "通知贴了一周了，您怎么会没看到", "通知贴了一周了", False),
        case("one's own task", "尊敬的住户，本岗专管收费，治安的事不归我", "本岗专管收费", False),
        case("what hangs on its subject", "账单上那个代码我看不懂，就是系统出的", "就是系统出的", False),
        case("it is what it is", "配电间就是配电间，哪来的仓库", "配电间就是配电间", False),
        case("what is only named", "至于泳池何时开放，我们尚未掌握", "至于泳池何时开放", False),
        case("a name for somebody", "呆子一个，懒得说", "呆子一个", False),
    ],
)
def test_what_may_stay(text: str, clause: str, expected: bool) -> None:
    folded = fold(text).text
    at = text.index(clause)
    assert may_stay(folded, at, at + len(clause), clause) is expected


def test_a_fact_is_told_without_what_insists_on_it() -> None:
    assert plainly("但收据上明明是三百八") == "收据上是三百八"
    assert plainly("可是今天停水") == "今天停水"


def test_what_a_reply_says_is_not_told_again() -> None:
    assert says_again("很抱歉，保险柜的现金已经没有了。", "保险柜的现金没有了")
    assert says_again("很抱歉，这件事现在还安排不了。", "今天装不成")
    assert says_again("不好意思，我这边没有查到。请您再核对一下。", "系统里查不到这个车牌")
    assert says_again("很抱歉，总干事今天不在。", "不在办公室")
    assert says_again("很抱歉，經理現時不在，回來時間未定。", "歸期未定")
    assert not says_again("很抱歉，这件事现在还安排不了。", "大件的今天不收了")
    assert not says_again("我来登记。", "保险柜的现金没有了")


def test_beside_a_calming_reply_nothing_is_told() -> None:
    assert not suits("您有什么事请慢慢说，我来跟您一起解决，好吗？")
    assert not suits("对不起，没能及时回应您，您的事我现在就来跟进，有进展马上告诉您。")
    assert suits("这件事我先帮您登记，安排好了就告诉您。")


def test_what_is_told_is_not_found_out_first() -> None:
    assert finds_out("{matter}的事我现在就去问一下情况，问到后给您回复。")
    assert not finds_out("这件事我先帮您登记，安排好了就告诉您。")
