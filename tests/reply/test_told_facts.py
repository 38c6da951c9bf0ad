"""The state of things that a draft tells comes first in its reply."""

from __future__ import annotations

import pytest
from table import case, checker_of

from tonecheck import Report

RULES = """
rules:
  - {id: mine, match: [不归我管], suggest: ['我帮您问清楚。']}
  - {id: later, match: [改天再来, 明年再问], suggest: ['您哪天方便来呢？']}
  - {id: idle, match: [没人去], suggest: ['我来安排。']}
  - {id: sure, match: [我保证], suggest: ['我先核实，再答复您。']}
  - {id: wait, match: ['[让|害] 你 ~8 [久等|等半天|坐了半个钟头]'], suggest: [{text: '谢谢您的耐心等待。', move: thank}]}
  - {id: leak, match: [悄悄说], guards: [-repaired_by], whole: true, suggest: ['个人信息我们需要保密。']}
situations:
  full:
    about: [later]
    never: [sure]
    replies:
      - text: "很抱歉，{fact}。我先帮您登记。"
        tw: "很抱歉，{fact}。我先幫您登記。"
        hk: "很抱歉，{fact}。我先為您登記。"
        move: take
  away: {replies: ["{fact}，需要我帮您转告吗？"]}
  hands: {about: [idle], replies: ["很抱歉，{fact}。有人手我就安排。"]}
  done: {replies: ["{fact}。还有什么可以帮您？"]}
  outside: {replies: ["{fact}。我来联系{who}。"]}
"""


def checked(text: str, **how: str) -> Report:
    return checker_of(RULES).check(text, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "how", "rewritten"),
    [
        case("what is handed over comes after the thanks, as a sentence",
             "让您久等了，您的物业费收据。", {}, "谢谢您的耐心等待。这是您的物业费收据。"),
        case("so is what a region's words hand over", "讓你久等了，呢張收條。", {"script": "hant-hk"},
             "謝謝您的耐心等待。這是您的收條。"),
        case("where something is to be fetched comes in its order",
             "让您久等了，新钥匙已经配好，可随时到前台领取。", {}, "谢谢您的耐心等待。新钥匙已经配好，可随时到前台领取。"),
        case("who in particular is away comes before that nobody is free",
             "管钥匙的人请假了，没人能开那个门，不归我管。", {}, "管钥匙的同事请假了，需要我帮您转告吗？"),
        case("what is good is not handed over", "让您久等了，这本书很好看。", {}, "谢谢您的耐心等待。这本书很好看。"),
        case("spoken Cantonese is told in writing",
             "部升降機琴日先修好咗，唔歸我管。", {}, "升降機昨天才修好了，我幫您問清楚。"),
        case("by when alone tells nothing", "今天以前，不归我管。", {}, "我帮您问清楚。"),
        case("an apology is one in the spelling of a chat", "拍謝ㄛ，讓你久等。", {}, "拍謝，謝謝您的耐心等待。"),
        case("what is full is said first",
             "储藏间租没了，您明年再问吧。", {}, "很抱歉，储藏间已经租完了。我先帮您登记。"),
        case("the draft's own apology stands in its place",
             "不好意思啊，储藏间租没了，改天再来。", {}, "不好意思，储藏间已经租完了。我先帮您登记。"),
        case("whatever its words, it is said once",
             "对不住啊，储藏间租没了，改天再来。", {}, "对不住，储藏间已经租完了。我先帮您登记。"),
        case("in Taiwan's script", "儲藏間租沒了，您改天再來。", {}, "很抱歉，儲藏間已經租完了。我先幫您登記。"),
        case("in another script than the draft's",
             "储藏间租没了，您改天再来。", {"script": "hant-hk"}, "很抱歉，儲藏間已經租完了。我先為您登記。"),
        case("a rack has no places to give out",
             "脚踏车架满了就是满了，改天再来。", {}, "很抱歉，脚踏车架已经满了。我先帮您登记。"),
        case("other facts go with it",
             "储藏间租没了，表格在前台，不归我管。", {}, "很抱歉，储藏间已经租完了，表格在前台。我先帮您登记。"),
        case("Latin as it was typed", "BBQ炉满了，不归我管。", {}, "很抱歉，BBQ炉已经满了。我先帮您登记。"),
        case("beside a promise nothing is told", "储藏间租没了，我保证，不归我管。", {}, "我帮您问清楚。"),
        case("nor beside private matters", "储藏间租没了，悄悄说。", {}, "个人信息我们需要保密。"),
        case("a gist where the rule is about it",
             "夜里就我一个人守台子，没人去。", {}, "很抱歉，夜里只有一位同事值班，走不开。有人手我就安排。"),
        case("no gist where it is not", "夜里就我一个人守台子，不归我管。", {}, "我帮您问清楚。"),
        case("done already comes before what is full",
             "储藏间租没了，钱早退你了，不归我管。", {}, "储藏间已经租完了，钱已经退给您了。还有什么可以帮您？"),
        case("whose it is fills the reply", "停车是保安部管的，不归我管。", {}, "停车由保安部负责。我来联系保安部。"),
        case("when somebody is back",
             "王经理请假了，下周才回来，不归我管。", {}, "王经理请假了，下周回来，需要我帮您转告吗？"),
        case("a question tells nothing", "储藏间租没了？不归我管。", {}, "我帮您问清楚。"),
        case("thanks for a wait leave the apology and the news",
             "李妈妈抱歉，让您在这儿坐了半个钟头，推车还回来了。", {},
             "李妈妈抱歉，谢谢您的耐心等待。推车还回来了。"),
        case("who is only addressed stands before the thanks",
             "亲亲，让您久等了，发票开好了。", {}, "亲亲，谢谢您的耐心等待。发票开好了。"),
        case("commas as those that stay",
             "您好,储藏间租没了,不归我管。", {}, "您好,很抱歉,储藏间已经租完了。我先帮您登记。"),
        case("commas of its own where none stays",
             "储藏间租没了,不归我管。", {}, "很抱歉，储藏间已经租完了。我先帮您登记。"),
        case("a long wait has an apology", "抱歉让您等半天。", {}, "抱歉，谢谢您的耐心等待。"),
        case("an apology typed twice is said once", "抱歉抱歉，让您久等了。", {}, "抱歉，谢谢您的耐心等待。"),
    ],
)
def test_rewritten(text: str, how: dict[str, str], rewritten: str) -> None:
    assert checked(text, **how).rewritten == rewritten


def test_why_and_slots() -> None:
    """What is told in other words is no slot; what stands in the draft is one."""
    [finding] = checked("停车是保安部管的，不归我管。").findings
    told = finding.suggestions[0]
    assert (told.text, dict(told.slots), told.why) == (
        "停车由保安部负责。我来联系保安部。", {"who": "保安部"}, ("names:who", "tells:outside"))
