"""What is meant for some drafts alone is offered to those, before the rest, and to no other."""

from __future__ import annotations

import pytest
from table import case

from tonecheck import Checker
from tonecheck.reply import claims
from tonecheck.reply.claims import URGENT, claims_of, says, weight
from tonecheck.rulebook.load import load_builtin
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
        case("a call that was missed", "刚才太忙，没接到您电话", "没能及时接听您的电话。", 1),
        case("who was not called back missed no call", "太忙了，忘了给您回电话", "没能及时接听您的电话。", None),
        case("it was said before", "不是告诉您了吗", "可能是我之前说得不够清楚，我再说明一遍。", 1),
        case("it was never said", "等陣啦，我得一對手咋", "可能是我之前说得不够清楚，我再说明一遍。", None),
        case("a bell is no call", "没听见您按门铃", "没能及时接听您的电话。", None),
        case("a message that was missed", "一天两百条消息，漏了您的", "没能及时回复您的消息。", 1),
        case("who is alone can ask nobody", "一个人看两栋，忙着呢", "我请同事先帮您。", None),
        case("closing soon", "差两分也是下班", "这里快要关门了。", 3),
        case("not today", "今天弄不了，改天吧", "很抱歉，今天办不了。", 1),
        case("tomorrow it can be", "今天弄不了，明天来", "很抱歉，今天办不了。", None),
        case("what claims nothing suits any draft", "不归我管", "我来登记。", 0),
        case("what is claimed is said", "合同写着呢", "按合同约定收取。", 0),
        case("what is claimed is not said", "就这个价", "按合同约定收取。", None),
        case("what is not to be had has no price", "没有优惠", "优惠的收费依据我列出来给您看。", None),
        case("who rents or owns is asked where the draft asks it", "您是业主还是租户，先报身份", "请问您是自住还是租住？", 2),
        case("who does not ask it", "你叫什么名字", "请问您是自住还是租住？", None),
        case("what we cannot do keeps nobody out", "室友打呼噜，我总不能进去捂着吧", "麻烦您先在外面稍候。", None),
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
        case("goods fell", "货摔了问装货的", HURT, None),
        case("one of us was in hospital", "老关去了医院", HURT, None),
        case("a telephone was broken", "您摔电话也没用", HURT, None),
        case("what might happen did not", "小心摔伤", HURT, None),
        case("a burglar", "抓贼不是保安的活", THIEF, 7),
        case("a meal taken calls no police", "外卖被偷了不归我管", THIEF, None),
        case("it is looked for", "外卖被偷了不归我管", LOST, 4),
        case("the customer is no thief", "是不是您家孩子偷的", THIEF, None),
        case("looking at something secretly", "别偷看", THIEF, None),
        case("water", "水漫到走廊了", FLOOD, 6),
        case("something was lost", "您家丢东西，找不着我们", LOST, 4),
        case("what the customer lost by carelessness", "您自己把手机弄丢了", LOST, None),
        case("a company's rule goes to the company", "公司规定改不了", "会向公司反映。", 1),
        case("the owners' decision does not", "业委会定的规定改不了", "会向公司反映。", None),
        case("the owners' decision goes to them", "法團決定嘅，改唔到", "会向业主委员会反映。", 1),
        case("a bad mark is no condition of ours", "先把差评删了再说", "您的评价和意见都由您决定", 4),
        case("a rule of the house is one", "公司规定就这样", "公司这方面有相应的规定。", 1),
        case("a superior's no is no rule of the house", "上头不批", "公司这方面有相应的规定。", None),
        case("the authorities", "路灯是市政府的", "这件事要由有关部门处理。", 1),
        case("neighbours are no authorities", "楼上吵是邻居的事", "这件事要由有关部门处理。", None),
        case("somebody else's burst pipe tells why nobody answered", "今早三宗爆水管，所以没有回电话", FLOOD, None),
        case("rain in the basement turns no tap", "下大雨地库进水很正常", FLOOD, None),
        case("hair bites nobody", "几条头发你怕它咬你啊", HURT, None),
        case("a hotel has no households", "酒店客人没有姓欧阳的", "请问怎么称呼您，要去哪一户？", None),
        case("an estate has", "你谁啊，房号多少", "请问怎么称呼您，您是哪一户？有什么需要我帮您的吗？", 0),
        case("typing wakes no neighbours", "打字小声点，晚上图书馆要安静", "现在您的邻居正在休息，麻烦您先暂停一下。", None),
        case("a bath closes, it keeps no office hours", "泳池清场下班了", "很抱歉，现在不是办公时间。", None),
        case("a payment is no matter of safety", "把费用转过来", "为了大家的安全，麻烦您配合。", None),
        case("what would be paid for hurt nobody", "花盆砸到人您赔得起吗", HURT, None),
        case("a price is not looked for", "车位费是280，从来没有240过", "不好意思，我这边没有查到。", None),
        case("a house is", "十三栋？盖都没盖", "不好意思，我这边没有查到。", 1),
        case("mocking asks for no name", "您是来游泳还是来泡澡的", "您是哪一户？有什么需要我帮您的吗？", None),
        case("who is to move nothing", "保安又不是给你搬东西的", "这里需要空出来。", None),
        case("a crossed line of cars", "这是消防道，倒出去", "这里需要空出来。", 0),
        case("the customer was not at home", "师傅过去了您又不在家", "请师傅再上门。", 3),
        case("the neighbours were not", "楼上不在家，师傅上门没用", "请师傅再上门。", None),
        case("the customer should queue", "排队！没看见别人都在等吗", "请按先后次序排队。", 3),
        case("the queue of the works is another", "您的单子在排队，急什么", "请按先后次序排队。", None),
        case("an owner who is doubted", "你真是8栋的业主？", "核对一下登记的资料。", 3),
        case("a child to be looked after", "管好你家孩子", "请多留意一下孩子。", 3),
        case("a child that fell", "看好孩子，摔了别找我", "请多留意一下孩子。", None),
        case("a paper that was left at home", "房产证没带？没带办不了", "备好以后我马上办。", 3),
        case("who is busy now has missed nothing", "我现在很忙，没空", "对不起，没能及时回应您。", None),
        case("a debt is no question of the price", "为什么不来交钱", "收费的依据我可以说明给您听。", None),
        case("doors and windows do not close for the day", "您自己没关窗", "现在不是办公时间。", None),
        case("what the last owner owed is not to be settled", "上家欠的水费是他欠的", "需要先把费用结清。", None),
        case("after hours", "我们收工了", "现在不是办公时间。", 1),
        case("the handing over of a shift is within hours", "现在是交接班的空档", "现在不是办公时间。", None),
        case("given out", "粽子领完了", "目前已经没有了。", 1),
        case("a deposit is not given out", "押金退完了", "目前已经没有了。", None),
        case("driving in", "别往里开", "麻烦您把车停在外面。", 3),
        case("a parked car", "消防通道，车开走", "麻烦您把车停在外面。", None),
        case("works without leave", "谁让您拆墙的", "这件事需要先跟我们确认一下。", 2),
        case("poking a drain is no application", "下水堵了您拿铁丝捅的？谁教您这么干的？", "这件事需要先跟我们确认一下。", None),
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
             "我們十分關心傷者的情況，請問傷勢嚴重嗎？如需求診我即時為您聯絡；事情經過我先記錄，並向上匯報，再由我回覆您。"),
        case("danger before the department", "喷泉漏电？那是绿化上的，不是站岗的。",
             "安全要紧，请大家先不要靠近，我现在就联系值班人员去现场处理，处理情况马上告诉您。"),
        case("private matters stay private", "1502的王女士摔伤了，离婚以后一个人住。",
             "涉及他人的个人信息我们需要保密，请您谅解；如果需要，我可以帮您转达。"),
        case("no danger, no alarm", "我们没有这项服务。",
             "很抱歉，我们这里没有提供这项服务。我帮您问问可以找谁，问到了就告诉您。"),
    ],
)
def test_concern_comes_first(checker: Checker, text: str, rewritten: str) -> None:
    assert checker.check(text).rewritten == rewritten


def test_what_is_meant_for_other_drafts_is_not_offered(checker: Checker) -> None:
    report = checker.check("先把门口鞋柜撤了,再来跟我谈楼上吵的事。")
    offered = [s.text for f in report.findings for s in f.suggestions]
    assert offered
    assert not [text for text in offered if "报案" in text or "本人到场" in text or "费用" in text]


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        case("a car without its name", "这儿不许停车，开走！",
             "这里不便停放，麻烦您把车挪个地方，可以停放的位置我来为您指引，谢谢您的配合！"),
        case("a tricycle", "三轮车别停过道上，推走。",
             "麻烦您把三轮车推走，不要停在过道，需要帮忙请告诉我，谢谢您的配合！"),
        case("the tool", "电锤立刻给我停了。",
             "打扰您了，电锤的声音容易影响到邻居，麻烦您先停一停，谢谢您的配合！"),
        case("building work", "別敲了，馬上停工！",
             "打擾您了，麻煩您先暫停施工，以免影響到鄰居，謝謝您的配合！"),
        case("a paper before the work", "授权书不拿来，这个单子免谈。",
             "我们很愿意帮您做这件事，办理前需要授权书，其余的我来帮您安排。"),
        case("a charge before the work", "想修水管？停车费没缴清就别想。",
             "我们很愿意帮您修水管，安排前需要先把停车费结清，金额我可以帮您核对，有困难请告诉我。"),
        case("a bad mark", "先把一星差评删了，再谈换灯的事。",
             "您的评价和意见都由您决定，不影响我们为您服务；换灯的事我先帮您登记跟进，好吗？"),
        case("the police first", "要看監視器？先去派出所報案。",
             "監視器的事依程序需要先有警方的證明，您拿到後我馬上配合辦理，有不清楚的地方請隨時問我。"),
        case("what to bring", "少废话，口罩，疫苗本，牵绳，带齐了再来。",
             "您要办的事我先登记下来，来的时候请您带齐口罩，疫苗本，牵绳，有困难请告诉我。"),
        case("a queue", "插什么嘴，后面排队去。",
             "麻烦您排一下队，我会尽快为您办理，谢谢您的配合！"),
        case("a payment with its day", "今天之内把钱交了，别拖。",
             "麻烦您在今天之内把费用交一下，谢谢您的配合！"),
        case("a question about dues", "三个月不交物业费，您什么意思？",
             "物业费的事如果有疑问或者不方便，请告诉我，我来帮您核对金额。"),
        case("a card that is lost", "门禁卡又丢了？您平时怎么放的？",
             "门禁卡找不到的话您别着急，我来帮您看看怎样补办，好吗？"),
        case("the owners' decision", "业委会定的规矩，谁来都一样。",
             "很抱歉，业委会已经开会表决通过了。您的情况我会如实反映，有了答复就告诉您。"),
        case("the company's rule", "公司规定就是这样，没得商量。",
             "公司这方面有相应的规定，给您带来不便，很抱歉；您的情况我会如实向公司反映，有了答复就告诉您。"),
        case("a plate", "系统里查不到这个车牌，走吧。",
             "不好意思，我这边没有查到。请您再核对一下车牌号码，我再帮您仔细查一遍登记资料，好吗？"),
        case("a late answer", "昨天单子太多，忘了回您。",
             "对不起，没能及时回应您，您的事我现在就来跟进，有进展马上告诉您。"),
        case("a burglary", "您家被偷了跟我们物业有什么关系。",
             "遇到这样的事您一定很着急，请先保护好现场并报警，需要的记录我们会配合警方提供，我先帮您登记上报。"),
        case("a locked door", "忘带钥匙是您的事，跟我们没关系。",
             "进不了门您一定着急，我先帮您联系开锁师傅，来之前跟您确认费用，好吗？"),
        case("what was given out, by the clause's own head", "中元普渡的供桌三天前登記光了,您拜地上吧。",
             "很抱歉，供桌已經登記完了。您的需求我先記下來，之後有安排就通知您，好嗎？"),
        case("a spoken day as it is written", "聽日先做得到,你聽日在走多轉。",
             "很抱歉，此事要到明日才能安排。我先為您登記，到時通知您，好嗎？"),
        case("a spoken apology as it is written", "真係對唔住,害你晏晝飯都未食喺度等。",
             "真的對不起，耽誤了您的時間，多謝您耐心等候。"),
        case("what is refused is not waited for", "上头不批,没得谈",
             "很抱歉，上级没有同意。您的情况我会再如实反映，有了答复就告诉您。"),
        case("whoever went home was sent nowhere", "保洁阿姨全回去过年了呀，垃圾只好堆堆喽。",
             "很抱歉，保洁阿姨都放假了。垃圾的事我先登记下来，一有人手就给您安排，时间定了马上告诉您。"),
        case("that it never happens again is no promise of ours", "您放心，这种事往后绝不会再有。",
             "这件事我会认真跟进，以后如果有这样的情况，请您随时告诉我，我来帮您处理。"),
        case("what was found is claimed by its owner without a name", "捡到钱包,是三栋老刘的,他刚离婚。",
             "捡到的东西请物主跟我们联系，核对资料以后就可以领回，谢谢！"),
        case("a day in a told reply is written", "今天号没了，明儿请早。",
             "很抱歉，今天号已经没有了，最快明天可以办理。您的事我先登记下来，明天由我主动联系您，好吗？"),
        case("nobody came to the door", "铃响了四遍，怎么就没人开门呢。",
             "我们按了门铃没有碰上您，请问您什么时间方便？我们再约一个时间。"),
        case("who has no change is told so", "零錢冇，自己出去唱開先嚟。",
             "很抱歉，現時沒有零錢。麻煩您兌換後再前來，到時我即時為您辦理，多謝！"),
    ],
)
def test_the_thing_and_the_deed_are_named(checker: Checker, text: str, rewritten: str) -> None:
    assert checker.check(text).rewritten == rewritten


def test_every_claim_is_made_by_a_reply() -> None:
    book = load_builtin()
    own = [reply for rule in book.rules for reply in rule.suggest]
    told = [reply for situation in book.situations for reply in situation.replies]
    made = {claim for template in (*book.general, *own, *told) for claim in claims_of(template.hans)}
    assert [words for number, (words, *_) in enumerate(claims.TABLE) if number not in made] == []
