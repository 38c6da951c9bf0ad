"""The shipped reader in rulebooks that hold built-in rules: as they are, edited, some of them, or only in name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tonecheck import Checker
from tonecheck.model import Report
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.model import Pattern, Place, Rulebook

BUILTIN = load_builtin()
# Heard in the built-in rulebook, by no phrase: the first of taboo-dont-understand, the second of style-mock.
MANUAL, TENANT = "水电图纸谁看得懂啊。", "一个租房的还提这么多意见。"
FINE = "您好，呼啦圈在一楼大厅，祝您生活愉快。"


def checker_of(*ids: str, **changes: object) -> Checker:
    """A checker over these built-in rules alone, each with the changes; the reader is asked for."""
    rules = tuple(replace(rule, **changes) for rule in BUILTIN.rules if rule.id in ids or not ids)  # type: ignore[arg-type]
    return Checker.of(replace(BUILTIN, rules=rules), reader=True)


def heard(report: Report) -> list[str]:
    return [f.rule_id for f in report.findings if f.by == "reader"]


def phrase(text: str) -> Pattern:
    return Pattern(text, Place("own.yaml", 1, 1))


def test_all_the_rules_find_what_they_find_in_the_built_in_rulebook(checker: Checker) -> None:
    own = checker_of()
    texts = [example.text for rule in BUILTIN.rules for example in (*rule.bad, *rule.good)]
    assert len(texts) > 400
    assert [t for t in texts if own.check(t).findings != checker.check(t).findings] == []


def test_some_of_the_rules_are_heard_as_ever_and_the_others_not_at_all(checker: Checker) -> None:
    own = checker_of("taboo-dont-understand", "t06")
    assert heard(checker.check(MANUAL)) == heard(own.check(MANUAL)) == ["taboo-dont-understand"]
    assert heard(checker.check(TENANT))[:1] == ["style-mock"]
    assert own.check(TENANT).findings == (), "it is nearest to a rule that is not there"


def test_what_one_rule_finds_hangs_on_no_other(checker: Checker) -> None:
    """Bad examples in which the reader alone hears something, and that rule alone, each with its own rule alone."""
    reports = [(rule.id, example.text, checker.check(example.text)) for rule in BUILTIN.rules for example in rule.bad]
    alone = [(rule_id, text) for rule_id, text, report in reports
             if {(f.rule_id, f.by) for f in report.findings} == {(rule_id, "reader")}]
    assert len(alone) > 20
    books = {rule_id: checker_of(rule_id) for rule_id, _ in alone}
    assert [(rule_id, text) for rule_id, text in alone if set(heard(books[rule_id].check(text))) != {rule_id}] == []


@pytest.mark.parametrize("changes", [
    {"suggest": ()}, {"severity": BUILTIN.rule("t15").severity}, {"match": (*BUILTIN.rule("taboo-dont-understand").match[:1],)},
    {"match": (phrase("呼啦圈"),)},
], ids=["other replies", "another severity", "fewer phrases", "another phrase, the same examples"])
def test_an_edited_rule_is_still_heard(changes: dict[str, object]) -> None:
    assert heard(checker_of("taboo-dont-understand", **changes).check(MANUAL)) == ["taboo-dont-understand"]


def test_a_phrase_that_was_added_is_never_cleared() -> None:
    rule = BUILTIN.rule("taboo-dont-understand")
    own = checker_of("taboo-dont-understand", match=(*rule.match, phrase("呼啦圈")))
    assert [(f.rule_id, f.by) for f in own.check(FINE).findings] == [("taboo-dont-understand", "pattern")]


def test_the_rule_s_own_phrases_are_cleared_as_ever(checker: Checker) -> None:
    """Fine sentences in which a phrase stands, and which the reader clears: an added phrase changes nothing for them."""
    patterns = Checker(reader=False)
    cleared = [
        (f.rule_id, example.text) for rule in BUILTIN.rules for example in rule.good
        for f in patterns.check(example.text).findings if f.severity.rank and not checker.check(example.text).findings
    ]
    assert cleared
    for rule_id, text in cleared:
        rule = BUILTIN.rule(rule_id)
        assert checker_of(rule_id, match=(*rule.match, phrase("呼啦圈"))).check(text).findings == ()


@pytest.mark.parametrize(("book", "why"), [
    (replace(BUILTIN, rules=(replace(BUILTIN.rule("t06"), id="mine"),)), "an id of its own"),
    (replace(BUILTIN, rules=(replace(BUILTIN.rule("t06"), match=(phrase("呼啦圈"),), bad=()),)), "nothing in common but the id"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_other_rules_have_no_reader(book: Rulebook, why: str) -> None:
    assert Checker.of(book, reader=True).reader is None, why


def test_without_being_asked_for_it_does_not_listen() -> None:
    assert Checker.of(BUILTIN).reader is None
