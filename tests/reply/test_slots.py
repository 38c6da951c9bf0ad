"""Slots are filled with what stands in the draft, in its own characters, and with nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from table import case, program_of, view_of

from tonecheck.match.hits import Judge, find_hits
from tonecheck.reply import claims, mentions
from tonecheck.reply.slots import OPEN_NAMES, fill, fillers
from tonecheck.text.entities import SLOTS
from tonecheck.text.expressions import parsed
from tonecheck.text.fills import FILLS, IN_TURN

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
        case("a person and the department around: both as they stand",
             "押金归财务小周，不归我管", {"who": "财务小周", "thing": "押金", "matter": "押金", "fee": "押金"}),
        case("of two the one in charge", "张经理问过，是李师傅负责，不归我管", {"who": "李师傅"}),
        case("who is compared with is nobody to turn to", "您又不是王经理，不归我管", {}),
        case("who speaks of himself is nobody to turn to", "秘书这边没办法，不归我管", {}),
        case("the one before is no surname, and gone", "上一任管家的事，不归我管", {}),
        case("who is in no list is heard", "车位线归测量师管，不归我管", {"who": "测量师", "matter": "车位"}),
        case("a government as a whole is nobody to turn to", "那是政府的事，不归我管", {}),
        case("nor is the next best person", "你找别人去，不归我管", {}),
        case("who stands in the way", "别问前台，不归我管", {}),
        case("one of two", "您是租客还是中介，不归我管", {}),
        case("where a thing is", "册子锁在总部，不归我管", {}),
        case("in defiance", "您要找议员也可以，不归我管", {}),
        case("what one calls a colleague is no name", "会计小姐姐今天请假，不归我管", {"who": "会计"}),
        case("whose wages the speaker draws", "我领秘书的薪水，不归我管", {}),
        case("to whom it was said in vain", "你跟管家讲啥子嘛，不归我管", {}),
        case("another trade is no plumber", "泥水工走了，不归我管", {}),
        case("the head of a department's name is no person", "换新的钱工程部出，不归我管", {}),
        case("a customer by title is nobody to hand on to", "楼上林太太很吵，不归我管", {}),
        case("we ourselves are nobody to hand on to", "管理处不归我管", {}),
        case("two departments: none is better than the wrong one", "这归工程部，又归财务部，不归我管", {}),
        case("the same one twice is one", "找工程部，工程部管，不归我管", {"who": "工程部"}),
        case("a name says more than a role", "师傅是王经理，不归我管", {"who": "王经理"}),
        case("the captured one, not another of the sentence", "王经理不在，找李师傅去", {"who": "李师傅"}),
        case("another sentence says nothing about this one", "老李在。不归我管。", {}),
        case("the person who is written to is not the one who is away", "陈女士您好，不归我管。", {}),
        case("day, service and thing", "明天上午的空调维修和钥匙，不归我管",
             {"day": "明天上午", "service": "空调维修", "thing": "钥匙", "matter": "空调维修和钥匙"}),
        case("what was asked, as the draft repeats it",
             "您问停水停到几点啊，不归我管", {"question": "停水停到几点", "matter": "停水"}),
        case("of a thing done, to the last sign", "古树的牌子哪个局挂的，不归我管", {"question": "古树的牌子哪个局挂的"}),
        case("what one is asked who does not know is no question", "谁知道什么时候修好，不归我管", {}),
        case("a question to the customer is none of his", "您几点来的，不归我管", {}),
        case("what is only said so in Hong Kong is not asked in writing", "幾時有水返呀，不归我管", {}),
        case("a service that is wanted",
             "代收生鲜啊，不归我管", {"wanted": "代收生鲜", "matter": "代收生鲜"}),
        case("with what it is done to, and without whom for",
             "帮您搬沙发这种活，不归我管", {"wanted": "搬沙发", "object": "沙发", "matter": "搬沙发"}),
        case("a machine is no service", "洗车机坏了，不归我管", {"matter": "洗车机"}),
        case("a day that something is put off to", "明天上午再来，不归我管", {"day": "明天上午"}),
        case("today is no day for an appointment", "今天没人来，不归我管", {}),
        case("a day that is refused", "周末不办，不归我管", {}),
        case("a length of time is no day", "过两周再来，不归我管", {"duration": "两周"}),
        case("the day that one waits for", "等周一再开，周末我不开这个，不归我管", {"day": "周一"}),
        case("when one thought of it", "礼拜五下午四点半才想起来，不归我管", {}),
        case("some days are no two days", "过两天再来，不归我管", {}),
        case("nor are they in Cantonese", "过两日再来，不归我管", {}),
        case("你 becomes 您", "挪开你的车，不归我管", {"do": "挪开您的车", "object": "车"}),
        case("what to bring", "先交清物业费再说，不归我管",
             {"need": "先交清物业费", "matter": "物业费", "do": "交清物业费", "fee": "物业费"}),
        case("no paper, no condition", "要说清楚才办，不归我管", {}),
        case("where somebody was is not the matter", "我刚从会议室出来，不归我管", {}),
        case("a title in full", "总经理不归我管", {"who": "总经理"}),
        case("the same of a hall", "大堂经理不在，不归我管", {"who": "大堂经理"}),
        case("who has gone, asked for before", "找游主任？他调走了，不归我管", {}),
        case("who has gone out of business", "开发商破产了，不归我管", {}),
        case("a main valve is nobody", "连总阀都找不到，不归我管", {}),
        case("a bank does not turn to a bank", "本行不管，银行的规定，不归我管", {}),
        case("a safe is no bank", "跟银行金库一样，不归我管", {}),
        case("what one does, and no more, is not the matter", "我只管信箱，蚊子不归我管", {"matter": "蚊子"}),
        case("nor what one is for", "我修路灯的，不归我管", {}),
        case("a trade is not the matter", "电梯公司不归我管", {"who": "电梯公司"}),
        case("the longer word says what the shorter one means", "装修押金和押金都不归我管",
             {"thing": "装修押金", "matter": "装修押金", "fee": "装修押金"}),
        case("a reason that anybody may hear", "系统升级，不归我管", {"reason": "系统升级"}),
        case("a reason that blames the customer", "因为你没交费，不归我管", {}),
        case("a place to go to", "停到地下二层停车场，不归我管", {"place": "地下二层停车场"}),
        case("a free slot holds what the pattern captured", "因为下雨办不了", {"reason": "下雨"}),
        case("a length of time is nobody", "24小时都不归我管", {}),
        case("who did it before has gone", "这是前任小刘弄的，不归我管", {}),
        case("of two that share a matter neither is meant", "收费归财务、维修归工程部，不归我管", {}),
        case("what is to be handed in is named as well", "发票拿来再说，不归我管", {"need": "发票", "matter": "发票"}),
        case("where a form is put is not the matter", "填完丢信箱，不归我管", {}),
        case("the booklet is no household", "户口本不归我管", {}),
        case("what to do with a thing, behind 把", "把狗牵走，不归我管", {"put": "狗牵走"}),
        case("你的 before the thing", "把你的车挪走，不归我管", {"put": "您的车挪走", "do": "把您的车挪走", "object": "车"}),
        case("an order between the thing and its verb is not carried over", "把车给我挪走，不归我管", {"object": "车"}),
        case("a prohibition is no request", "别把垃圾拿走，不归我管", {"matter": "垃圾"}),
        case("what is counted with 把 is a matter", "最后一把雨伞借走了，不归我管",
             {"thing": "雨伞", "matter": "雨伞", "object": "雨伞"}),
        case("who has gone for good is nobody to turn to", "老李退休了，不归我管", {}),
        case("where somebody has gone to is nobody", "他去总部培训了，不归我管", {}),
        case("building work is no name", "夜里施工，不归我管", {"matter": "施工", "noise": "施工"}),
        case("a foreman is no Mr Cheng", "找工程主管，不归我管", {"who": "工程主管"}),
        case("who is accompanied is busy", "我陪王经理看房，不归我管", {}),
        case("without 把 only a thing that is known", "鞋柜搬回去，不归我管",
             {"put": "鞋柜搬回去", "thing": "鞋柜", "matter": "鞋柜", "object": "鞋柜"}),
        case("what was done is not to be done", "鞋柜搬走了三次，不归我管", {"thing": "鞋柜", "matter": "鞋柜", "object": "鞋柜"}),
        case("after how long", "过三天再来，不归我管", {"duration": "三天"}),
        case("after how long, of an office", "要3-5个工作日才行，不归我管", {"duration": "3-5个工作日"}),
        case("tomorrow alone", "今天不行，不归我管，明儿吧", {"day": "明儿"}),
        case("to which day it goes", "您的翻到后天去，不归我管", {"day": "后天"}),
        case("whose day it is", "礼拜一的事，不归我管", {"day": "礼拜一"}),
        case("not before which day", "怎么也得下礼拜了，不归我管", {"day": "下礼拜"}),
        case("who appears on a day is put off to none", "月初出现一次，不归我管", {}),
        case("what is not to be done is not put off", "明天先别来，不归我管", {}),
        case("the speaker is nobody to turn to", "我就是个小管家，不归我管", {}),
        case("nor a group of them", "你问管家群去，不归我管", {}),
        case("nor who grew up", "你是温室里长大的，不归我管", {}),
        case("a door that is locked is no lock", "门锁了，不归我管", {}),
        case("a hand that is lent is no handle", "搭把手这种事，不归我管", {}),
        case("later today", "你下午再来，不归我管", {"day": "下午"}),
        case("how long it has been is not how long it takes", "等了三天才说，不归我管", {}),
        case("what is done every day", "一天要接200个电话，不归我管", {}),
        case("after the weekend is not on it", "过了这个周末再来，不归我管", {}),
        case("nor where somebody runs an errand", "他跑银行了，不归我管", {}),
        case("who left things undone has gone", "之前那个管家走的时候没交接，不归我管", {}),
        case("who is said not to do it is no help", "这种事管家不做，不归我管", {}),
        case("who is not there at all is nobody", "没有这个师傅，不归我管", {}),
        case("an amount", "换锁180元，不归我管", {"amount": "180元", "service": "换锁", "matter": "换锁"}),
        case("an amount for each is no price", "每次180元一个，不归我管", {}),
        case("some hundred is no amount", "几百块的事，不归我管", {}),
        case("a paper that is asked for", "没有报警回执就免谈，不归我管", {"need": "报警回执"}),
        case("a paper that is not handed in", "房产证原件不拿来不办，不归我管", {"need": "房产证原件", "matter": "房产证原件"}),
        case("what to bring, one after the other", "狗绳，口罩，健康本，带齐，不归我管",
             {"bring": "狗绳，口罩，健康本", "thing": "口罩"}),
        case("a greeting is nothing to bring", "您好，狗绳，口罩，带齐，不归我管", {"bring": "狗绳，口罩", "thing": "口罩"}),
        case("the tool says more than the works", "装修的电钻关掉，不归我管", {"noise": "电钻", "matter": "装修的电钻"}),
        case("of two tools neither is named", "电钻和音响都关掉，不归我管", {}),
        case("what is done makes the noise", "别砸墙，不归我管", {"noise": "砸墙"}),
        case("what stands in the way", "三轮车停门口，不归我管", {"object": "三轮车", "matter": "三轮车", "spot": "门口"}),
        case("where one is sent is not what is to be kept free", "车停到北门去，不归我管", {"object": "车"}),
        case("where there is room is not what is to be kept free", "车别停这，北门外面有位，不归我管", {"object": "车"}),
        case("what is to pass does not stand in the way", "垃圾车要过，不归我管", {"matter": "垃圾车"}),
        case("a day that is guessed", "大概下周吧，不归我管", {"day": "下周"}),
        case("things beside each other are one", "婴儿车鞋架都收走，不归我管", {"object": "婴儿车鞋架", "matter": "婴儿车鞋架"}),
        case("a parking space is no car", "车位停满，不归我管", {"matter": "车位"}),
        case("the office outside the house", "这是食環署的，不归我管", {"who": "食環署"}),
        case("a caretaker with the phase", "二期管家负责，不归我管", {"who": "二期管家"}),
        case("a paper that is not signed", "不签这份承诺书就不修，不归我管", {"need": "签这份承诺书"}),
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
    assert set(SLOTS) == set(OPEN_NAMES)


def test_what_is_looked_at_beside_a_range_is_within_reach() -> None:
    """What fills a slot is remembered by the text within that reach."""
    ahead = (
        mentions._ADDRESS, mentions._ONLY_THAT, mentions._GONE, mentions._DEFIES, mentions._DONE_FOR_ONE,
    )
    before = (
        mentions._COMPARED, mentions._CALLED, mentions._THREATENED, mentions._OWN_JOB, mentions._NOT_TO,
    )
    widths = [parsed(expression).getwidth()[1] for expression in (*ahead, *before)]  # type: ignore[attr-defined]
    finders = (*FILLS.values(), *(finder for turns in IN_TURN.values() for finder in turns), *ahead, *before)
    behind = [width for finder in finders for width in _behind(parsed(finder))]
    assert max(widths) <= mentions.REACH
    assert 0 < max(behind) <= mentions.REACH
    asked = [one for claim in range(len(claims.TABLE)) for one in claims._read(claim) if one]
    of_claims = [width for one in asked for width in _behind(parsed(one))]
    assert 0 < max(of_claims) <= claims.REACH


def _behind(parts: Any) -> Iterator[int]:
    """How far each look behind in an expression reaches."""
    for operation, argument in parts:
        if str(operation) in ("ASSERT", "ASSERT_NOT"):
            if argument[0] < 0:
                yield argument[1].getwidth()[1]
            yield from _behind(argument[1])
        elif str(operation) == "BRANCH":
            for way in argument[1]:
                yield from _behind(way)
        elif str(operation) == "SUBPATTERN":
            yield from _behind(argument[3])
        elif str(operation).endswith("REPEAT"):
            yield from _behind(argument[2])
