"""Replies: what they stand instead of, in which order and script, and the draft as it could be sent."""

from __future__ import annotations

import pytest
from table import case, checker_of

from tonecheck import Checker, Span, Suggestion
from tonecheck.reply.convert import in_language, in_script
from tonecheck.reply.message import Answer, apply, of_matter
from tonecheck.reply.rank import MAX_SUGGESTIONS
from tonecheck.rulebook.model import Localized, Place, Template

RULES = """
rules:
  - id: mine
    match: [不归我管]
    severity: error
    suggest: ['我来联系{who}，请您放心。', '我帮您问清楚。', '抱歉，我来跟进。']
  - {id: later, match: [改天再来], suggest: ['您{day}来就可以。', '您哪天方便来呢？', '对不起，我帮您安排。']}
  - {id: hint, match: [拉倒], severity: info}
  - {id: dead, match: [走开], severity: error}
  - {id: greeting, match: [真麻烦], severity: error, suggest: ['您好，我来办。']}
  - {id: dirty, match: [烦死了], severity: error, suggest: [不归我管, 我来办。]}
  - {id: many, match: [不晓得], severity: error, suggest: [一, 二, 三, 四, 五]}
  - {id: open, match: [没听说], severity: error, suggest: ['我问{who}。']}
  - {id: rude, match: [凶什么], manner: true, severity: error, suggest: [您请说。]}
  - {id: soft, match: [全赔], severity: info, suggest: [我先了解清楚。]}
  - {id: thanks, match: [让你久等], suggest: [{text: 谢谢您的耐心。, move: thank}]}
"""


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        case("clean text stays", "您好，请坐。", "您好，请坐。"),
        case("the whole draft", "不归我管", "我帮您问清楚。"),
        case("greeting, thanks and facts stay", "您好，这是老李负责的，不归我管。谢谢！", "您好，我来联系老李，请您放心。谢谢！"),
        case("a greeting by name stays, and who is greeted is not the one to ask",
             "陈女士您好，不归我管。", "陈女士您好，我帮您问清楚。"),
        case("the reply is in the draft's script", "這歸劉師傅管，不歸我管。", "我來聯繫劉師傅，請您放心。"),
        case("one reply for two findings of a sentence", "不归我管，改天再来。", "我帮您问清楚。"),
        case("one reply for neighbouring sentences", "不归我管。改天再来。", "我帮您问清楚。"),
        case("thanks answer their own sentence only", "让您久等了。不归我管。", "谢谢您的耐心。我帮您问清楚。"),
        case("within one sentence the matter speaks", "让您久等了，不归我管。", "我帮您问清楚。"),
        case("a reply each for two paragraphs", "不归我管。\n\n改天再来。", "我帮您问清楚。\n\n您哪天方便来呢？"),
        case("a fact between them stays", "不归我管。今天停水到三点。改天再来。", "我帮您问清楚。今天停水到三点。您哪天方便来呢？"),
        case("a fact before stays in the sentence", "3号楼今天停水，不归我管", "3号楼今天停水，我帮您问清楚。"),
        case("a rule speaks once in a message", "不归我管。今天停水。不归我管。", "我帮您问清楚。今天停水。"),
        case("line ends stay as they are", "不归我管\r\n改天再来\r\n", "我帮您问清楚。\r\n您哪天方便来呢？\r\n"),
        case("blanks around stay", "  不归我管  ", "  我帮您问清楚。  "),
        case("no second greeting", "您好，真麻烦。", "您好，我来办。"),
        case("a greeting where there was none", "真麻烦。", "您好，我来办。"),
        case("a turn keeps its label", "客户：在吗\n客服：不归我管。", "客户：在吗\n客服：我帮您问清楚。"),
        case("no reply, no change", "走开", "走开"),
        case("an open reply is not applied unasked", "没听说", "没听说"),
        case("a hint that has a reply is answered", "我们全赔", "我先了解清楚。"),
        case("one that has none changes nothing", "拉倒", "拉倒"),
        case("a hint speaks where it stands beside what only sounds rude", "凶什么，我们全赔", "我先了解清楚。"),
        case("who is away is asked for nothing", "管家老李请假了，不归我管。", "管家老李请假了，我帮您问清楚。"),
    ],
)
def test_rewritten(text: str, rewritten: str) -> None:
    assert checker_of(RULES).check(text).rewritten == rewritten


def suggestions(text: str, script: str = "auto") -> tuple[Suggestion, ...]:
    (finding,) = checker_of(RULES).check(text, script=script).findings
    return finding.suggestions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "what the draft names comes first",
            "老李管的，不归我管。",
            (
                Suggestion("我来联系老李，请您放心。", Span(0, 10), True, {"who": "老李"}, ("names:who",)),
                Suggestion("我帮您问清楚。", Span(0, 10), True, {}),
                Suggestion("抱歉，我来跟进。", Span(0, 10), True, {}),
            ),
        ),
        case(
            "what is left open comes last",
            "不归我管。",
            (
                Suggestion("我帮您问清楚。", Span(0, 5), True, {}),
                Suggestion("抱歉，我来跟进。", Span(0, 5), True, {}),
                Suggestion("我来联系【谁】，请您放心。", Span(0, 5), False, {}, ("incomplete",)),
            ),
        ),
        case("what is not clean is not offered", "烦死了", (Suggestion("我来办。", Span(0, 3), True, {}),)),
        case("none", "走开", ()),
    ],
)
def test_suggestions(text: str, expected: tuple[Suggestion, ...]) -> None:
    assert suggestions(text) == expected


def test_suggestions_have_a_limit() -> None:
    assert [s.text for s in suggestions("不晓得")] == ["一", "二", "三", "四"][:MAX_SUGGESTIONS]


@pytest.mark.parametrize(
    ("script", "texts"),
    [
        ("hans", ["我帮您问清楚。", "抱歉，我来跟进。", "我来联系【谁】，请您放心。"]),
        ("hant-tw", ["我幫您問清楚。", "抱歉，我來跟進。", "我來聯繫【誰】，請您放心。"]),
        ("hant-hk", ["我幫您問清楚。", "抱歉，我來跟進。", "我來聯繫【誰】，請您放心。"]),
    ],
)
def test_the_caller_asks_for_a_script(script: str, texts: list[str]) -> None:
    assert [s.text for s in suggestions("不归我管", script)] == texts


def test_text_of_the_draft_keeps_its_own_characters() -> None:
    assert suggestions("刘师傅管的，不归我管", "hant-tw")[0].text == "我來聯繫刘师傅，請您放心。"


def answer(start: int, end: int, *texts: str, complete: bool = True, facts: str = "", rule: str = "") -> Answer:
    span = Span(start, end)
    return Answer(span, tuple(Suggestion(t, span, complete, {}) for t in texts), facts, rule)


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        case("nothing", "甲乙丙", [], "甲乙丙"),
        case("in the order of the text", "甲乙丙", [answer(2, 3, "三"), answer(0, 1, "一")], "一乙三"),
        case("incomplete ones are not applied", "甲乙丙", [answer(0, 1, "【谁】", complete=False)], "甲乙丙"),
        case("of two that overlap the first", "甲乙丙", [answer(0, 2, "一"), answer(1, 3, "二")], "一丙"),
        case("the next where the first would repeat", "甲乙丙", [answer(0, 1, "一"), answer(2, 3, "一", "二")], "一乙二"),
        case("nothing where all would repeat", "甲乙丙", [answer(0, 1, "一"), answer(2, 3, "一")], "一乙"),
        case("a rule speaks once", "甲乙丙", [answer(0, 1, "一", rule="r"), answer(2, 3, "二", rule="r")], "一乙"),
        case("the facts stay where a rule spoke already",
             "甲乙丙", [answer(0, 1, "一", rule="r"), answer(2, 3, "二", facts="丁。", rule="r")], "一乙丁。"),
        case("one apology", "甲乙丙", [answer(0, 1, "抱歉。"), answer(2, 3, "对不起。", "好。")], "抱歉。乙好。"),
        case("an apology of the draft counts", "抱歉，丙", [answer(3, 4, "对不起。", "好。")], "抱歉，好。"),
        case("a second apology where there is nothing else",
             "甲乙丙", [answer(0, 1, "抱歉。"), answer(2, 3, "对不起。")], "抱歉。乙对不起。"),
    ],
)
def test_apply(text: str, answers: list[Answer], expected: str) -> None:
    assert apply(text, answers) == expected


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        case("simplified is itself", "尽快回复您", "hans", "尽快回复您"),
        case("Taiwan: 盡快, 回覆", "尽快回复您", "hant-tw", "盡快回覆您"),
        case("Hong Kong: 盡快, 回覆", "尽快回复您", "hant-hk", "盡快回覆您"),
        case("了解 is not 瞭解", "我了解情况", "hant-tw", "我了解情況"),
        case("了解 in Hong Kong", "我了解情况", "hant-hk", "我了解情況"),
        case("后 of time", "三天后", "hant-tw", "三天後"),
        case("里 in Taiwan", "家里", "hant-tw", "家裡"),
        case("里 in Hong Kong", "家里", "hant-hk", "家裏"),
        case("答复", "答复", "hant-tw", "答覆"),
        case("这么 is not 這幺", "这么", "hant-tw", "這麼"),
    ],
)
def test_conversion(text: str, script: str, expected: str) -> None:
    assert in_script(Template(text, None, None, Place("r.yaml", 1, 1)), script) == expected


def test_own_wording_before_conversion() -> None:
    template = Template("我来问", "我來詢問", None, Place("r.yaml", 1, 1))
    assert [in_script(template, s) for s in ("hans", "hant-tw", "hant-hk")] == ["我来问", "我來詢問", "我來問"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        case("simplified", Localized("说明", "why"), "zh-hans", "说明"),
        case("traditional", Localized("说明", "why"), "zh-hant", "說明"),
        case("English", Localized("说明", "why"), "en", "why"),
        case("Chinese where there is no English", Localized("说明", ""), "en", "说明"),
    ],
)
def test_language(text: Localized, language: str, expected: str) -> None:
    assert in_language(text, language) == expected


@pytest.mark.parametrize(
    ("template", "matter", "said"),
    [
        case("a thing", "{}的事我来跟进。", "门卡", "门卡的事我来跟进。"),
        case("a question", "{}的事，我先核实清楚。", "水管何时修好", "水管何时修好，我先核实清楚。"),
        case("one of the parts of a thing", "{}的事我来跟进。", "楼下菜摊的味道", "关于楼下菜摊的味道，我来跟进。"),
        case("the same in traditional characters", "{}的事我來跟進。", "樓下菜攤的味道", "關於樓下菜攤的味道，我來跟進。"),
        case("the script where only the matter tells it", "{}的事，我們很抱歉。", "車子的損失", "車子的損失這件事，我們很抱歉。"),
        case("the state of one of the parts", "{}的情况我先了解。", "楼下菜摊的味道", "楼下菜摊的味道的情况我先了解。"),
        case("a matter by name", "有關{}一事，由我跟進。", "失車一案", "有關失車一案，由我跟進。"),
    ],
)
def test_a_matter_is_told_as_what_it_is(template: str, matter: str, said: str) -> None:
    assert of_matter(template.format(matter), matter) == said


@pytest.mark.parametrize(
    ("text", "start"),
    [
        case("the charge of a charge is said once", "快递上楼费就是这么收的", "快递上楼费的依据"),
        case("the question that was asked stands first", "停水停到几点，水司没讲，我这儿也没数。", "停水停到几点，"),
        case("the service that is wanted is named", "代收生鲜？没这项。", "很抱歉，代收生鲜这项服务我们这里没有提供"),
    ],
)
def test_what_the_draft_is_about_is_named(text: str, start: str) -> None:
    checker = Checker()
    assert [r for f in checker.check(text).findings for r in f.suggestions if start in r.text]
