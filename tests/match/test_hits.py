"""Hits and the guards that clear them; each guard has its table, with near-misses that it must not clear."""

from __future__ import annotations

import pytest
from table import case, checker_of, found

from tonecheck import Checker
from tonecheck.match.hits import Hit, Judge
from tonecheck.match.view import View
from tonecheck.text.fold import fold

MINE = "rules:\n  - {id: mine, match: [不归我管, 没办法]}\n"
HIT = [("mine", "不归我管", None)]


def cleared_by(guard: str) -> list[tuple[str, str, str | None]]:
    return [("mine", "不归我管", guard)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        case("nothing", "", []),
        case("nothing of ours", "您好，请坐。", []),
        case("once", "不归我管。", HIT),
        case("twice is two hits", "不归我管，不归我管。", HIT * 2),
        case("two patterns of one rule, in the order of the text", "没办法，不归我管", [("mine", "没办法", None), *HIT]),
        case("traditional keeps its own characters", "不歸我管", [("mine", "不歸我管", None)]),
        case("strewn blanks belong to the excerpt", "不 归 我 管", [("mine", "不 归 我 管", None)]),
    ],
)
def test_hits(text: str, hits: list[tuple[str, str, str | None]]) -> None:
    assert found(checker_of(MINE), text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        case("the longest of overlapping hits", "这事不归我管的啦", [("long", "这事不归我管", None)]),
        case("the short one where the long one is not", "那不归我管", [("long", "不归我管", None)]),
        case("an uncleared hit before a longer cleared one", "不归我管这事吧", [("long", "不归我管", None)]),
    ],
)
def test_overlapping_hits_of_one_rule_are_one(text: str, hits: list[tuple[str, str, str | None]]) -> None:
    rules = "rules:\n  - {id: long, match: [不归我管, '这事~归我管', '归我管这事'], unless: [这事吧]}\n"
    assert found(checker_of(rules), text) == hits


def test_overlapping_hits_of_two_rules_are_two() -> None:
    rules = "rules:\n  - {id: one, match: [不归我管]}\n  - {id: two, match: [归我管]}\n"
    assert found(checker_of(rules), "不归我管") == [("one", "不归我管", None), ("two", "归我管", None)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        case("as typed", "你稍等，你来", [("you", "你", None)]),
        case("folding makes 您 the same, typing does not", "您稍等", []),
        case("the second place counts where the first is another spelling", "您稍等，你来", [("you", "你", None)]),
    ],
)
def test_typed_and_once(text: str, hits: list[tuple[str, str, str | None]]) -> None:
    assert found(checker_of("rules:\n  - {id: you, match: [你], typed: [你, 妳], once: true}\n"), text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        case("a quotation is not the speaker's own words", "您说“不归我管”", cleared_by("quoted")),
        case("corner brackets", "您說「不归我管」", cleared_by("quoted")),
        case("straight marks", '有人写"不归我管"', cleared_by("quoted")),
        case("an unclosed quotation", "您说“不归我管", cleared_by("quoted")),
        case("a quotation ends with its line", "您说“好\n不归我管", HIT),
        case("after the quotation", "您说“好”，不归我管", HIT),
        case("a mark inside the words parts them", "您说“不归”我管", []),
        case("the speaker makes the words their own", "我还是那句话：“不归我管”", HIT),
    ],
)
def test_quoted(text: str, hits: list[tuple[str, str, str | None]]) -> None:
    assert found(checker_of(MINE), text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        case("the customer says it", "客户：不归我管\n客服：好", cleared_by("customer-turn")),
        case("the customer says it later", "客服：好\n业主陈女士：不归我管", cleared_by("customer-turn")),
        case("staff say it", "客户：在吗\n客服：不归我管", HIT),
        case("staff say it before the transcript", "不归我管\n客户：在吗\n客服：好", HIT),
        case("a letterhead is no turn", "物业：不归我管", HIT),
    ],
)
def test_customer_turn(text: str, hits: list[tuple[str, str, str | None]]) -> None:
    assert found(checker_of(MINE), text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        case("a longer phrase that is allowed", "不归我管的事我也会问", [("mine", "不归我管", "allowed-phrase")]),
        case("elsewhere it allows nothing", "会管的事，不归我管", HIT),
    ],
)
def test_allowed_phrase(text: str, hits: list[tuple[str, str, str | None]]) -> None:
    assert found(checker_of("rules:\n  - {id: mine, match: [不归我管], unless: [管的事]}\n"), text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        case("a word that goes on is another word", "没有人均消费", [("none", "没有人", "other-sense")]),
        case("the words themselves", "这里没有人", [("none", "没有人", None)]),
        case("traditional", "沒有人均消費", [("none", "沒有人", "other-sense")]),
    ],
)
def test_veto(text: str, hits: list[tuple[str, str, str | None]]) -> None:
    assert found(checker_of("rules:\n  - {id: none, match: [没有人], veto: true}\n"), text) == hits


def test_without_veto_words_are_not_asked() -> None:
    assert found(checker_of("rules:\n  - {id: none, match: [没有人]}\n"), "没有人均消费") == [("none", "没有人", None)]


@pytest.mark.parametrize(
    ("scenes", "scene", "saved"),
    [
        case("off in this scene", "{off: [queue]}", "queue", "scene"),
        case("off in another", "{off: [queue]}", "chat", None),
        case("no scene is no scene that is off", "{off: [queue]}", None, None),
        case("holds in this scene", "{only: [queue]}", "queue", None),
        case("holds in another alone", "{only: [queue]}", "chat", "scene"),
        case("holds in a scene, none is given", "{only: [queue]}", None, "scene"),
    ],
)
def test_scene(scenes: str, scene: str | None, saved: str | None) -> None:
    checker = checker_of(f"rules:\n  - {{id: mine, match: [不归我管], scenes: {scenes}}}\n")
    assert found(checker, "不归我管", scene) == [("mine", "不归我管", saved)]


@pytest.mark.parametrize(
    ("guard", "text", "saved"),
    [
        case("a report of what we said", "reported", "业主反映前台说不归我管", True),
        case("a report in another clause of the sentence", "reported", "有业主反映前台的同事，说不归我管", True),
        case("the customer tells what was said", "reported", "您提到保安说不归我管，很抱歉", True),
        case("traditional", "reported", "業主反映前台說不歸我管", True),
        case("the report ended with its sentence", "reported", "业主反映前台态度不好。不归我管。", False),
        case("said after", "reported", "不归我管，业主反映前台态度不好", False),
        case("what we do not say", "negated", "我们不会说不归我管", True),
        case("it is not so", "negated", "这件事并不是不归我管", True),
        case("a negation in another clause", "negated", "我们不会说谎，不归我管", False),
        case("a negation afterwards", "negated", "不归我管，我们不会说假话", False),
        case("a question with both answers", "a-not-a", "归不归我管", True),
        case("if", "hypothetical", "如果这事不归我管", True),
        case("if, with the negation at once", "hypothetical", "如果不归我管", True),
        case("if in an earlier clause", "hypothetical", "如果漏水，不归我管", False),
        case("as for example is no if", "hypothetical", "如今不归我管", False),
        case("what is asked for", "other-subject", "您看哪些不归我管", True),
        case("to colleagues", "colleague", "培训提醒：各位同事，不归我管这句不要用", True),
        case("about words", "colleague", "不归我管这种话要改掉", True),
        case("a colleague by name", "colleague", "小王，不归我管", True),
        case("somebody who is named in it", "colleague", "车是九栋的老陈，不归我管", False),
    ],
)
def test_guards_that_every_rule_has(guard: str, text: str, saved: bool) -> None:
    checker = checker_of("rules:\n  - {id: mine, match: [不归我管]}\n")
    (hit,) = found(checker, text)
    assert hit[2] == (guard if saved else None)


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        case("two negations are none", "没办法不办", None),
        case("a negation of the words", "不会不负责", "double-negated"),
        case("once is not twice", "会不负责", None),
    ],
)
def test_double_negated(text: str, saved: str | None) -> None:
    checker = checker_of("rules:\n  - {id: mine, match: [不负责, 没办法]}\n")
    assert [h[2] for h in found(checker, text)] == [saved]


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        case("asking whether", "不知道您什么时候方便？", "embedded-question"),
        case("asking politely", "不知道能否请您来一趟", "embedded-question"),
        case("not knowing", "不知道什么时候来电", None),
    ],
)
def test_embedded_question(text: str, saved: str | None) -> None:
    assert [h[2] for h in found(checker_of("rules:\n  - {id: mine, match: [不知道]}\n"), text)] == [saved]


REPAIR = "我帮您联系工程部"


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        case("a next step in the same sentence", f"不归我管，{REPAIR}。", True),
        case("a next step in the next sentence", f"不归我管。{REPAIR}。", True),
        case("a next step before", f"{REPAIR}，不归我管。", True),
        case("traditional", "不歸我管，我幫您聯絡工程部。", True),
        case("a step far away answers something else", f"不归我管。好的。是的。谢谢。{REPAIR}。", False),
        case("a refused step is none", "不归我管，没法帮您联系工程部。", False),
        case("a step left to the customer is none", "不归我管，您自己联系工程部。", False),
        case("a step in a quotation is none", f"不归我管。他说“{REPAIR}”。", False),
        case("a step in the customer's turn is none", f"客服：不归我管。\n客户：{REPAIR}吧", False),
        case("no step", "不归我管，天气真好。", False),
        case("a question before the step does not refuse it", "不归我管，不过我帮您联系工程部。", True),
    ],
)
def test_repaired_by(text: str, saved: bool) -> None:
    assert [h[2] for h in found(checker_of(MINE), text) if h[1] != "没办法"] == ["repaired_by" if saved else None]


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        case("a place that is praised", "水上乐园啊，那家酒店也是很不错的", "friendly"),
        case("it is what was asked for", "四川人家符合您的要求", "friendly"),
        case("a good choice", "古镇也是一个不错的去处", "friendly"),
        case("praise by others", "去的人挺多的，都说不错", "friendly"),
        case("what there is", "酒店提供这项服务", "friendly"),
        case("what there is not", "酒店不提供这项服务", None),
        case("what somebody else has", "别处有这项服务", None),
        case("thanks are turned away", "跟我还这么客气干啥", "friendly"),
        case("trouble is regretted", "漏水的事讓您困擾了", "friendly"),
        case("a greeting alone", "王先生您好", "friendly"),
        case("no praise", "您去别的酒店住吧", None),
        case("praise of no place", "您这态度也真不错", None),
    ],
)
def test_what_is_heard_in_a_friendly_turn_is_let_pass(checker: Checker, text: str, saved: str | None) -> None:
    view = View(fold(text))
    judge = Judge(checker.program, view, None, checker.program.triggered(view.text))
    for by, name in (("reader", saved), ("pattern", None)):
        assert judge.judged(Hit(0, 0, len(view.text), by=by)).saved_by == name


def test_repair_that_a_rule_takes_away() -> None:
    checker = checker_of("rules:\n  - {id: mine, match: [不归我管], guards: [-repaired_by]}\n")
    assert found(checker, f"不归我管，{REPAIR}。") == HIT


def test_step_that_the_hit_itself_names_is_no_repair() -> None:
    checker = checker_of("rules:\n  - {id: mine, match: ['不归~联系']}\n")
    assert found(checker, "不归我，我帮您联系") == []
    crossing = checker_of("rules:\n  - {id: mine, match: ['不归~~联系']}\n")
    assert found(crossing, "不归我，我帮您联系") == [("mine", "不归我，我帮您联系", None)]


@pytest.mark.parametrize(
    ("guard", "text", "saved"),
    [
        case("opening hours are information", "information", "我们的下班时间是六点", True),
        case("off work", "information", "我们下班了", False),
        case("the law is not our rule", "law", "按照法律规定要下班", True),
        case("our rule", "law", "按照公司规定要下班", False),
        case("a fire is no time for courtesy", "emergency", "着火了，下班的先走", True),
        case("no fire", "emergency", "下班的先走", False),
    ],
)
def test_guards_that_a_rule_asks_for(guard: str, text: str, saved: bool) -> None:
    asked = checker_of(f"rules:\n  - {{id: mine, match: [下班], guards: [{guard}]}}\n")
    assert [h[2] for h in found(asked, text)] == [guard if saved else None]
    unasked = checker_of("rules:\n  - {id: mine, match: [下班]}\n")
    assert [h[2] for h in found(unasked, text)] == [None]


@pytest.mark.parametrize(
    ("scope", "text", "saved"),
    [
        case("around: overlapping", "around", "甲乙", True),
        case("around: beside", "around", "甲好乙", False),
        case("clause: after", "clause", "甲好乙", True),
        case("clause: before", "clause", "乙好甲", True),
        case("clause: another", "clause", "甲，乙", False),
        case("clause-before: before", "clause-before", "乙好甲", True),
        case("clause-before: after", "clause-before", "甲好乙", False),
        case("clause-before: another clause", "clause-before", "乙，甲", False),
        case("before: another clause", "before", "乙，甲", True),
        case("before: after", "before", "甲，乙", False),
        case("before: another sentence", "before", "乙。甲", False),
        case("frame: another clause", "frame", "乙，甲", True),
        case("frame: after", "frame", "甲，乙", False),
        case("frame: another sentence", "frame", "乙。甲", False),
        case("sentence: after", "sentence", "甲，乙", True),
        case("sentence: before", "sentence", "乙，甲", True),
        case("sentence: another", "sentence", "甲。乙", False),
        case("near: two sentences on", "near", "好。甲。好。乙。", True),
        case("near: three sentences on", "near", "甲。好。好。乙。", False),
        case("near: before, in a long message", "near", "乙。甲。好。好。", False),
        case("near: before, in a short message", "near", "乙。甲。", True),
        case("near: refused", "near", "甲。不乙。", False),
    ],
)
def test_scopes(scope: str, text: str, saved: bool) -> None:
    match = "甲[乙|好]" if scope == "around" else "甲"
    rules = f"""
rules:
  - {{id: mine, match: ['{match}']}}
lexicon: {{filler: [的]}}
guards:
  own: [{{scope: {scope}, match: [乙]}}]
"""
    assert [h[2] for h in found(checker_of(rules), text)] == ["own" if saved else None]
