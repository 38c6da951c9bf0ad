"""Why a draft is found or let pass: the phrase, the words it met, the guard and what it saw."""

from __future__ import annotations

import pytest
from table import case, checker_of

from tonecheck import Checker
from tonecheck.explain import explain
from tonecheck.explained import Met

RULES = """
rules:
  - id: wait-outside
    match: ["@we 让{who} ~4 到[外面|门口](先)等"]
    unless: ["等[车|快递]"]
"""


def outcomes(checker: Checker, text: str, rule: str, scene: str | None = None) -> list[tuple[str, str | None, str]]:
    hits = explain(checker, text, scene=scene).hits
    return [(look.outcome, look.guard, look.evidence) for look in hits if look.rule.id == rule]


def test_what_each_part_of_a_phrase_met() -> None:
    (look,) = explain(checker_of(RULES), "我们真的让王经理赶紧到门口先等。").hits
    assert look.met == (
        Met("@we", "class", "我们"),
        Met(" ", "joint", "真的"),
        Met("让", "words", "让"),
        Met("{who}", "slot", "王经理"),
        Met("~4", "gap", "赶紧"),
        Met("到", "words", "到"),
        Met("[外面|门口]", "choice", "门口"),
        Met("(先)", "optional", "先"),
        Met("等", "words", "等"),
    )


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        case("found", "维修的事不归我管。", "taboo-not-my-job", [("found", None, "")]),
        case("quoted", "您说“这事不归我管”，很抱歉。", "taboo-not-my-job", [("saved", "quoted", "这事不归我管")]),
        case("reported", "昨天前台跟您说不归我管，很抱歉。", "taboo-not-my-job", [("saved", "reported", "前台跟您说")]),
        case("the customer says it", "客户：这不归你们管吗？\n客服：您好，我来看看。", "taboo-not-my-job",
             [("saved", "customer-turn", "")]),
        case("only if", "如果不归我管，会有同事来。", "taboo-not-my-job", [("saved", "hypothetical", "如果")]),
        case("to colleagues", "各位同事，见到业主别说不归我管。", "taboo-not-my-job", [("saved", "colleague", "各位同事")]),
        case("denied", "我们不会说不归我管。", "taboo-not-my-job", [("saved", "negated", "不会说")]),
        case("a next step", "电梯不归我管，我帮您联系维保。", "taboo-not-my-job", [("saved", "repaired_by", "我帮您联系维保")]),
        case("a law", "消防法规定楼道不能堆放杂物，请您配合。", "t21", [("saved", "law", "消防法")]),
        case("not triggered", "您好，师傅下午三点到。", "taboo-not-my-job", []),
    ],
)
def test_what_saved_it(patterns: Checker, text: str, rule: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert outcomes(patterns, text, rule) == expected


def test_a_step_that_is_denied_is_told_as_refused() -> None:
    (look,) = explain(checker_of(RULES), "我让王经理到外面等，没法帮您联系。").hits
    assert (look.outcome, look.guard, [name for name, _ in look.refused]) == ("found", None, ["repaired_by"])


def test_what_came_nearest() -> None:
    explanation = explain(checker_of(RULES), "我让王经理到外面坐。")
    assert [(n.rule.id, n.reached, n.missing) for n in explanation.near] == [("wait-outside", "我让王经理到外面", "等")]


def test_a_scene_that_saves(patterns: Checker) -> None:
    assert outcomes(patterns, "让您久等了。", "t15", "queue") == [("saved", "scene", "")]


def test_the_reader_scores_every_sentence_of_staff(checker: Checker) -> None:
    explanation = explain(checker, "客户：我想问押金。\n客服：这个我真没招，您爱找谁找谁。")
    assert [h.sentence for h in explanation.heard] == ["这个我真没招，您爱找谁找谁。"]
    assert explanation.threshold is not None
    assert [h.rule is not None for h in explanation.heard] == [h.score > explanation.threshold for h in explanation.heard]
