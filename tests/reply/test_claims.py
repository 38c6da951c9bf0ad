"""What is meant for some drafts alone is offered to those, before the rest, and to no other."""

from __future__ import annotations

import pytest
from table import case

from tonecheck import Checker
from tonecheck.reply.claims import URGENT, claims_of, says, weight
from tonecheck.text.fold import fold


def said_in(text: str, reply: str) -> int | None:
    """How much the reply is meant for the draft; None where it claims what that does not say."""
    folded = fold(text).text
    return weight(reply) if all(says(claim, folded, 0, len(folded)) for claim in claims_of(reply)) else None


GAS, FIRE, LIFT, SHOCK = "请先关阀开窗。", "请先离开现场。", "先不要强行开门。", "请先不要靠近。"
HURT, THIEF, FLOOD, LOST = "请问伤势要紧吗？", "请先保护好现场。", "请您先关上水阀。", "东西不见了您一定很着急。"


@pytest.mark.parametrize(
    ("text", "reply", "expected"),
    [
        case("what claims nothing suits any draft", "不归我管", "我来登记。", 0),
        case("what is claimed is said", "合同写着呢", "按合同约定收取。", 0),
        case("what is claimed is not said", "就这个价", "按合同约定收取。", None),
        case("a smell of gas", "厨房有煤氣味，不归我管", GAS, 9),
        case("a gas bill is no danger", "燃气费不归我管", GAS, None),
        case("a fire", "楼上着火了", FIRE, 9),
        case("a fire lane is no fire", "消防通道不能停", FIRE, None),
        case("eyebrows are not on fire", "火烧眉毛着火了也没用", FIRE, None),
        case("somebody in the lift", "电梯困人了，不归我管", LIFT, 9),
        case("a lift that broke", "电梯坏了，不归我管", LIFT, None),
        case("current in a fountain", "喷泉漏电不归我管", SHOCK, 8),
        case("an electricity bill", "电费不归我管", SHOCK, None),
        case("a child fell", "個細路喺樓下跌親，唔關我事", HURT, 8),
        case("a telephone was broken", "您摔电话也没用", HURT, None),
        case("what might happen did not", "小心摔伤", HURT, None),
        case("a burglar", "抓贼不是保安的活", THIEF, 7),
        case("the customer is no thief", "是不是您家孩子偷的", THIEF, None),
        case("looking at something secretly", "别偷看", THIEF, None),
        case("water", "水漫到走廊了", FLOOD, 6),
        case("something was lost", "您家丢东西，找不着我们", LOST, 4),
        case("what the customer lost by carelessness", "您自己把手机弄丢了", LOST, None),
        case("a company's rule goes to the company", "公司规定改不了", "会向公司反映。", 1),
        case("the owners' decision does not", "业委会定的规定改不了", "会向公司反映。", None),
        case("the owners' decision goes to them", "法團決定嘅，改唔到", "会向业主委员会反映。", 1),
        case("a bad mark is no condition of ours", "先把差评删了再说", "您的意见和评价我们另外记录。", 4),
        case("fees that are due", "物业费没清就别想", "先把物业费结清。", 0),
    ],
)
def test_weight(text: str, reply: str, expected: int | None) -> None:
    assert said_in(text, reply) == expected


def test_what_is_meant_for_some_drafts_alone() -> None:
    assert weight(GAS) >= URGENT > weight(LOST) > 0
    assert weight("按合同约定收取。") == weight("我来登记。") == 0
    assert len(claims_of("按合同约定收取。")) == 1


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        case("injury, whatever the rule", "個細路喺樓下跌親,你話我知做咩啫。",
             "我們十分關心傷者的情況，請問傷勢嚴重嗎？如需求診我即時為您聯絡；事情經過我先登記上報，再由我回覆您。"),
        case("danger before the department", "喷泉漏电？那是绿化上的，不是站岗的。",
             "安全要紧，请大家先不要靠近，我现在就联系值班人员去现场处理，处理情况马上告诉您。"),
        case("private matters stay private", "1502的王女士摔伤了，离婚以后一个人住。",
             "涉及其他住户的个人信息我们需要保密，请您谅解；如果有事，我可以帮您转达。"),
        case("no danger, no alarm", "我们没有这项服务。", "很抱歉，这项服务暂时没有提供。我帮您问问可以找哪里，问到了就告诉您。"),
    ],
)
def test_concern_comes_first(checker: Checker, text: str, rewritten: str) -> None:
    assert checker.check(text).rewritten == rewritten


def test_what_is_meant_for_other_drafts_is_not_offered(checker: Checker) -> None:
    report = checker.check("先把门口鞋柜撤了,再来跟我谈楼上吵的事。")
    offered = [s.text for f in report.findings for s in f.suggestions]
    assert offered
    assert not [text for text in offered if "报案" in text or "本人到场" in text or "费用" in text]
