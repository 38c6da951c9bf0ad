"""What the customer wants to have done."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.fold import fold
from tonecheck.text.wishes import wish_of


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        case("what one wishes for", "想修水管先把物业费交了", "修水管"),
        case("from us", "想讓我們調監視器，先去報案", "調監視器"),
        case("a whole word", "要我们维修可以,您必须先把物业费结清。", "维修"),
        case("what is not done for one", "不交清就不给您开门", "开门"),
        case("what is asked over again", "補門卡？先填表", "補門卡"),
        case("a deed alone, as one says it", "想修先交钱", "维修"),
        case("a deed alone that is not told", "想换先交钱", ""),
        case("what is talked of later", "欠着呢就先别提换窗纱的事了。", "换窗纱"),
        case("a matter for later", "先把押金交了，再说装修的事。", "装修的事"),
        case("a matter first", "先把鞋柜搬走，灯泡的事搬完再说。", "灯泡的事"),
        case("what one need not hope for", "不交齐电费就别想开证明", "开证明"),
        case("two are none", "想修水管，不给您开门", ""),
        case("what one may wish for oneself", "您想怎么办就怎么办", ""),
        case("for others", "图纸不交齐，我是不会给你们工人办出入证的", "办出入证"),
        case("in a letter", "如未繳清管理費，本處不會處理閣下任何報修。", "報修"),
        case("what is withheld", "欠费一天不清，灯就一天不换，您自己掂量。", "换灯"),
        case("what is not arranged", "閣下如不即日簽署同意書，本處不會安排檢查水喉。", "檢查水喉"),
        case("what is taken in for one, and no more words", "管理費沒繳清之前，我們不會幫您代收任何包裹。", "代收包裹"),
        case("what one is called out for", "想叫俺去通水？先把去年物业费交齐喽再说。", "通水"),
        case("whatever is done for one", "您不把陽台的雜物清掉，我們就不會幫您通報漏水。", "通報漏水"),
        case("what one sends somebody for", "你得先把阳台那堆纸箱子清了，我们才给你派人灭蟑螂。", "灭蟑螂"),
        case("who comes to look", "您要我们上门看漏水，先把欠的物业费交清。", "上门看漏水"),
        case("who is to come", "想让师傅上门可以，您先把上半年的物业费结清再说。", "师傅上门"),
        case("what nobody is sent to look at", "除非貴公司先簽妥免責聲明，否則本處不會派人視察天花漏水。", "視察天花漏水"),
        case("more than a part of it", "你管理費沒繳清，我們就不會幫你開停車場的遙控器", ""),
        case("nothing", "先交物业费", ""),
    ],
)
def test_wish(text: str, wish: str) -> None:
    folded = fold(text)
    assert wish_of(folded, 0, len(folded.text)) == wish
