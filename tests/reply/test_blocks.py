"""What a reply stands instead of, and what of it stays: facts, greetings and sentences that nothing was found in."""

from __future__ import annotations

import pytest
from table import case, checker_of, program_of, view_of

from tonecheck.match.hits import Judge, find_hits
from tonecheck.reply.blocks import blocks

RULES = """
rules:
  - {id: mine, match: [不归我管], severity: error, suggest: ['我帮您问清楚。']}
  - {id: later, match: [改天再来], suggest: ['您哪天方便来呢？']}
  - {id: wait, match: ['让您久等'], suggest: ['谢谢您的耐心等待。']}
  - {id: sorry, match: [忙忘了], suggest: ['对不起，我现在就去看。']}
  - {id: ordered, match: [别废话], suggest: ['麻烦您方便时处理一下，好吗？']}
  - {id: away, match: ['{who}不在'], suggest: ['{who}现在不在，需要我帮您转告吗？']}
  - id: leak
    match: [悄悄说]
    guards: [-repaired_by]
    whole: true
    severity: error
    suggest: ['我来问{who}。', '个人信息我们需要保密。']
"""


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        case("a fact behind stays, as a sentence of its own", "让您久等了，图纸批好了。", "谢谢您的耐心等待。图纸批好了。"),
        case("what is ready is so", "让您久等了，表格印好啦。", "谢谢您的耐心等待。表格印好了。"),
        case("an apology comes first, and the fact behind it",
             "3号楼今天来水，您的事忙忘了", "对不起，3号楼今天来水，我现在就去看。"),
        case("a number is a fact", "金额是1240元，不归我管", "金额是1240元，我帮您问清楚。"),
        case("a clock is not cut at its colon", "师傅9:30到三号楼，不归我管", "师傅9:30到三号楼，我帮您问清楚。"),
        case("who is addressed as a neighbour is addressed", "王姐，不归我管", "王姐，我帮您问清楚。"),
        case("one's own family is nobody addressed", "我姐，不归我管", "我帮您问清楚。"),
        case("what blames is no fact", "您打了8个电话，不归我管", "我帮您问清楚。"),
        case("an order is no fact", "三日内交钱，不归我管", "我帮您问清楚。"),
        case("an excuse is no fact", "昨天光跑七号楼了，不归我管", "我帮您问清楚。"),
        case("what hangs on something that goes is no fact", "这得等3天，不归我管", "我帮您问清楚。"),
        case("你 of a kept fact becomes 您", "你的门禁卡办好了，不归我管", "您的门禁卡办好了，我帮您问清楚。"),
        case("whose home it is, and a greeting, stay", "18栋2003户：您好，不归我管", "18栋2003户：您好，我帮您问清楚。"),
        case("你好 at the head becomes 您好", "你好，不归我管", "您好，我帮您问清楚。"),
        case("the draft's own apology stays where the reply has none", "不好意思，不归我管", "不好意思，我帮您问清楚。"),
        case("the apology stands before the fact", "不好意思，3号楼今天来水，不归我管", "不好意思，3号楼今天来水，我帮您问清楚。"),
        case("one apology", "不好意思，忙忘了", "对不起，我现在就去看。"),
        case("one apology, not a second behind", "不好意思，不归我管……对不起呀。", "不好意思，我帮您问清楚。"),
        case("who speaks stays", "让您久等了，我是客服小温。", "谢谢您的耐心等待。我是客服小温。"),
        case("a question thrown back behind a greeting goes", "您好，要号码？不归我管。", "您好，我帮您问清楚。"),
        case("what somebody does all day is no fact", "不归我管，一天到晚按喇叭", "我帮您问清楚。"),
        case("an order is no fact, whatever its day", "钱今天到账，不归我管", "我帮您问清楚。"),
        case("a question is no fact", "几点修好？不归我管。", "我帮您问清楚。"),
        case("where something is stays", "不归我管，缴费单在前台抽屉里", "我帮您问清楚。缴费单在前台抽屉里。"),
        case("a little is no hour", "不归我管，麻烦一点的事", "我帮您问清楚。"),
        case("an apology before thanks says it twice", "抱歉，让您久等了", "谢谢您的耐心等待。"),
        case("of whom the reply names nothing else is kept", "王经理在3楼，王经理不在", "王经理现在不在，需要我帮您转告吗？"),
        case("a plain sentence between two findings stays", "不归我管。前台六点前都有人。改天再来。",
             "我帮您问清楚。前台六点前都有人。您哪天方便来呢？"),
        case("a short fact between two findings stays", "不归我管。停水了。改天再来。", "我帮您问清楚。停水了。您哪天方便来呢？"),
        case("a scrap at the end goes", "不归我管。快走。", "我帮您问清楚。"),
        case("a short courtesy stays", "不归我管。请坐。", "我帮您问清楚。请坐。"),
        case("a question thrown back goes", "找谁?不归我管。", "我帮您问清楚。"),
        case("an offer in a question stays", "您方便接电话吗?不归我管。", "您方便接电话吗?我帮您问清楚。"),
        case("particles that folding drops go with their sentence", "欸欸，不归我管喔", "我帮您问清楚。"),
        case("private matters do not stay beside",
             "您好，门口那辆是502的。悄悄说是周明。电话139。", "您好，个人信息我们需要保密。"),
        case("of private matters nobody is named", "悄悄说是王经理负责。", "个人信息我们需要保密。"),
        case("before a closing question nothing hangs on", "改天再来，缴费单在前台抽屉里", "缴费单在前台抽屉里。您哪天方便来呢？"),
        case("where something lies stays", "表格在那边架子上，不归我管", "表格在那边架子上，我帮您问清楚。"),
        case("what was found stays", "让您久等了，刚才那本册子翻着了。", "谢谢您的耐心等待。刚才那本册子翻着了。"),
        case("what to put up with goes", "不归我管。您多来几次总能碰着。", "我帮您问清楚。"),
        case("a fuss about a little goes", "不归我管。一杯水温也挑。", "我帮您问清楚。"),
        case("until when something is asked for is said again", "三日内交，别废话", "麻烦您在三日内处理一下，好吗？"),
        case("of two times none is said again", "三日内交，明天之前也行，别废话", "麻烦您方便时处理一下，好吗？"),
        case("nor how much there is to do", "一天四百个件，不归我管", "我帮您问清楚。"),
        case("at what hour he asks is no fact", "凌晨两点问发票，不归我管", "我帮您问清楚。"),
        case("nor how often", "半个月三回，不归我管", "我帮您问清楚。"),
        case("when it is done is one", "电梯下午三点检修，不归我管", "电梯下午三点检修，我帮您问清楚。"),
        case("a room alone is none", "302房，不归我管", "我帮您问清楚。"),
        case("what happens in one is", "二号楼明天停水，不归我管", "二号楼明天停水，我帮您问清楚。"),
        case("how long a thing has lain there is none", "包裹放八天，不归我管", "我帮您问清楚。"),
        case("a promise is none", "明天一订修好，不归我管", "我帮您问清楚。"),
        case("a date with what is due is one", "报名三月十号截止，不归我管", "报名三月十号截止，我帮您问清楚。"),
        case("terms of endearment go from an apology", "抱歉亲，不归我管", "抱歉，我帮您问清楚。"),
        case("and sighs", "哎哟抱歉抱歉，不归我管", "抱歉，我帮您问清楚。"),
        case("how the wait felt goes", "让您久等了，腿都酸了吧，图纸批好了。", "谢谢您的耐心等待。图纸批好了。"),
        case("another line stays", "悄悄说是周明。\n今天停水。", "个人信息我们需要保密。\n今天停水。"),
    ],
)
def test_what_stays(text: str, rewritten: str) -> None:
    assert checker_of(RULES).check(text).rewritten == rewritten


def test_a_suggestion_holds_the_facts_that_stay() -> None:
    (finding,) = checker_of(RULES).check("让您久等了，图纸批好了。").findings
    assert [(s.text, s.span.start, s.span.end) for s in finding.suggestions] == [("谢谢您的耐心等待。图纸批好了。", 0, 12)]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        case("blunt, beside a finding and in doubt", "不归我管。您要是接受不了可以不办。", ["不归我管。您要是接受不了可以不办。"]),
        case("in front of it", "其他东西也没有。不归我管。", ["其他东西也没有。不归我管。"]),
        case("its greeting stays", "您好，其他东西也没有。不归我管。", ["其他东西也没有。不归我管。"]),
        case("a fact stays", "不归我管。今天六点停水，没有办法。", ["不归我管。"]),
        case("a time that blames is no fact", "不归我管。六点过了还钻墙。", ["不归我管。六点过了还钻墙。"]),
        case("an offer stays", "不归我管。我帮您问，没有别的事。", ["不归我管。"]),
        case("what is not blunt stays", "不归我管。复印机在角落。", ["不归我管。"]),
        case("another line stays", "不归我管。\n其他东西也没有。", ["不归我管。"]),
        case("another after it as well", "不归我管。其他东西也没有。您爱来不来。", ["不归我管。其他东西也没有。您爱来不来。"]),
    ],
)
def test_a_blunt_sentence_in_doubt_goes_with_its_neighbour(text: str, taken: list[str]) -> None:
    program, view = program_of(RULES), view_of(text)
    hits = find_hits(Judge(program, view, None, program.triggered(view.text)))
    found = blocks(view, hits, lambda _: True, doubted=lambda *_: True)
    assert [text[b.span.start : b.span.end] for b in found] == taken
    assert [text[b.span.start : b.span.end] for b in blocks(view, hits, lambda _: True)] == ["不归我管。"]
