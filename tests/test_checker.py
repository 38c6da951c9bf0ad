"""The contracts of the library."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from table import case, checker_of

import tonecheck
from tonecheck import Checker, DraftError, RulebookError, Severity, Span, TonecheckError, UsageError, Verdict

MINE = """
rules:
  - id: mine
    match: [不归我管]
    severity: error
    message: {zh: 推给别人, en: passed on}
    impact: {zh: 生气, en: anger}
    suggest: [我来办。]
  - {id: ask, match: [什么事], severity: warning, scenes: {off: [group]}}
  - {id: hint, match: [没事], severity: info}
"""


def test_the_example_of_the_design(checker: Checker) -> None:
    text = "维修是老李负责的,不归我管。"
    report = checker.check(text, scene="front-desk")
    assert (report.verdict, report.script, report.scene, report.text) == (Verdict.BLOCK, "hans", "front-desk", text)
    assert "t06" in [f.rule_id for f in report.findings]
    for finding in report.findings:
        assert finding.severity is Severity.ERROR
        assert "不归" in finding.excerpt
        assert finding.message
        assert finding.impact
        assert finding.suggestions[0].complete
        assert finding.suggestions[0].slots == {"who": "老李"}
        assert finding.suggestions[0].span == Span(0, len(text))
    assert report.rewritten in [s.text for f in report.findings for s in f.suggestions]
    assert checker.check(report.rewritten, scene="front-desk").verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("text", "verdict", "rules"),
    [
        case("clean", "您好，请坐。", Verdict.PASS, []),
        case("a hint is no reason to stop", "没事", Verdict.PASS, ["hint"]),
        case("a warning", "什么事", Verdict.WARN, ["ask"]),
        case("an error", "不归我管", Verdict.BLOCK, ["mine"]),
        case("the worst decides, a hint hides nothing", "没事，什么事，不归我管", Verdict.BLOCK, ["hint", "ask", "mine"]),
    ],
)
def test_verdict(text: str, verdict: Verdict, rules: list[str]) -> None:
    report = checker_of(MINE).check(text)
    assert (report.verdict, [f.rule_id for f in report.findings]) == (verdict, rules)


@pytest.mark.parametrize(
    ("text", "span", "line", "column", "excerpt"),
    [
        case("at the start", "不归我管", Span(0, 4), 1, 1, "不归我管"),
        case("after a line", "好\n您不归我管", Span(3, 7), 2, 2, "不归我管"),
        case("after CR LF", "好\r\n您不归我管", Span(4, 8), 2, 2, "不归我管"),
        case("astral characters are one code point", "😀𠀀，不归我管", Span(3, 7), 1, 4, "不归我管"),
        case("strewn and traditional", "这 不\u200b歸 我管！", Span(2, 8), 1, 3, "不\u200b歸 我管"),
        case("a NUL is a code point", "\x00不归我管", Span(1, 5), 1, 2, "不归我管"),
        case("an accent of two code points", "e\u0301不归我管", Span(2, 6), 1, 3, "不归我管"),
    ],
)
def test_place(text: str, span: Span, line: int, column: int, excerpt: str) -> None:
    (finding,) = checker_of(MINE).check(text).findings
    assert (finding.span, finding.line, finding.column, finding.excerpt) == (span, line, column, excerpt)
    assert text[finding.span.start : finding.span.end] == finding.excerpt


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\t\r\n　", "。。。", "\x00", "\ufeff", "\u200b", "😀", "OK", "啊", "“", "：", "客户："]
)
def test_text_that_says_nothing_is_clean(checker: Checker, text: str) -> None:
    report = checker.check(text)
    assert (report.verdict, report.findings, report.rewritten) == (Verdict.PASS, (), text)


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        case("bytes", b"abc", "a draft must be str, not bytes; decode bytes first"),
        case("nothing", None, "a draft must be str, not NoneType; decode bytes first"),
        case("a lone surrogate", "好\ud800", "lone surrogate U+D800 at code point 1; it is no character, decode the text anew"),
        case("a low one", "\udfff", "lone surrogate U+DFFF at code point 0; it is no character, decode the text anew"),
    ],
)
def test_what_is_no_draft(draft: object, message: str) -> None:
    with pytest.raises(DraftError) as caught:
        checker_of(MINE).check(draft)  # type: ignore[arg-type]
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        case("a script misspelt", {"script": "hant_tw"},
             "unknown script 'hant_tw' (did you mean 'hant-tw'?); known: auto, hans, hant-tw, hant-hk"),
        case("a script unlike any", {"script": "x"}, "unknown script 'x'; known: auto, hans, hant-tw, hant-hk"),
    ],
)
def test_unknown_script(settings: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        checker_of(MINE).check("好", **settings)
    assert str(caught.value) == message


def test_unknown_scene_is_told_with_a_guess(checker: Checker) -> None:
    with pytest.raises(UsageError) as caught:
        checker.check("好", scene="frontdesk")
    known = ", ".join(checker.rulebook.scenes)
    assert str(caught.value) == f"unknown scene 'frontdesk' (did you mean 'front-desk'?); known: {known}"


def test_unknown_language() -> None:
    with pytest.raises(UsageError) as caught:
        Checker(language="zh")
    assert str(caught.value).startswith("unknown language 'zh'")
    assert str(caught.value).endswith("known: zh-hans, zh-hant, en")


def test_broken_rulebook_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        Checker([tmp_path / "none.yaml"])
    assert caught.value.faults == (f"{tmp_path / 'none.yaml'}: no such rulebook; give a .yaml file or a folder of them",)


def test_no_rulebook_is_an_error_not_a_clean_pass() -> None:
    with pytest.raises(RulebookError):
        Checker([])


def test_every_error_is_a_tonecheck_error() -> None:
    assert all(issubclass(e, TonecheckError) for e in (DraftError, UsageError, RulebookError))


def test_scene_switches_a_rule_off() -> None:
    checker = checker_of(MINE)
    assert [checker.check("什么事", scene=s).verdict for s in (None, "group", "chat")] == [Verdict.WARN, Verdict.PASS, Verdict.WARN]


@pytest.mark.parametrize(
    ("language", "message", "impact"),
    [("zh-hans", "推给别人", "生气"), ("zh-hant", "推給別人", "生氣"), ("en", "passed on", "anger")],
)
def test_messages_are_in_the_language(tmp_path: Path, language: str, message: str, impact: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(MINE, encoding="utf-8")
    (finding,) = Checker([file], language=language).check("不归我管").findings
    assert (finding.message, finding.impact) == (message, impact)


@pytest.mark.parametrize(("script", "text"), [("auto", "我來辦。"), ("hans", "我来办。"), ("hant-hk", "我來辦。")])
def test_replies_are_in_the_script(script: str, text: str) -> None:
    (finding,) = checker_of(MINE).check("這個不歸我管", script=script).findings
    assert [s.text for s in finding.suggestions] == [text]


def test_check_many_is_check_one_at_a_time() -> None:
    checker = checker_of(MINE)
    drafts = ["好", "不归我管", "", "什么事"]
    assert list(checker.check_many(iter(drafts), scene="queue")) == [checker.check(d, scene="queue") for d in drafts]


def test_check_many_takes_no_draft_before_it_is_asked() -> None:
    taken: list[str] = []

    def drafts():
        for text in ("好", "不归我管"):
            taken.append(text)
            yield text

    reports = checker_of(MINE).check_many(drafts())
    assert taken == []
    next(reports)
    assert taken == ["好"]


def test_threads_share_a_fresh_checker() -> None:
    drafts = ["不归我管，您自己去问别人。", "您好，请坐。", "這個我不清楚喎", "没有人均消费", "改天再来吧", "你叫什么名字"] * 10
    expected = [r.to_dict() for r in Checker().check_many(drafts)]
    fresh = Checker()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda d: fresh.check(d).to_dict(), drafts)) == expected


def test_a_report_is_frozen() -> None:
    report = checker_of(MINE).check("不归我管")
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.rewritten = "x"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.findings[0].excerpt = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        report.findings[0].suggestions[0].slots["who"] = "x"  # type: ignore[index]


def test_reports_do_not_share_what_a_caller_may_change() -> None:
    checker = checker_of(MINE)
    before = checker.check("好").to_dict()
    changed = checker.check("好").to_dict()
    changed["rulebook"]["digest"] = "x"
    changed["findings"].append({})
    assert checker.check("好").to_dict() == before


def test_a_draft_that_is_checked_again_has_the_same_report(checker: Checker) -> None:
    """What is remembered is what a checker says that never saw the draft; what is asked otherwise is another question."""
    text = "您好，这事不归我管，您自己去问别人吧。"
    ways: list[dict[str, Any]] = [
        {}, {"script": "hant-tw"}, {"channel": "phone"}, {"audience": "elder"}, {"replies": False}, {"scene": "provoked"},
        {"path": "a.txt"}, {"context": [("staff", "我帮您转给工程部。")]},
    ]
    first = [checker.check(text, **way) for way in ways]
    assert [checker.check(text, **way) for way in ways] == first
    assert [Checker().check(text, **way) for way in ways] == first
    assert len({repr(report) for report in first}) >= 6, "the draft tells most ways apart"
    assert checker.speaking("en").check(text).findings[0].message != first[0].findings[0].message


def test_the_rulebook_of_a_report_is_that_of_the_checker(checker: Checker) -> None:
    book = checker.rulebook
    assert dict(checker.check("好").rulebook) == {"digest": book.digest, "rules": len(book.rules), "version": "1"}


@pytest.mark.parametrize("name", tonecheck.__all__)
def test_public_names_are_there(name: str) -> None:
    assert getattr(tonecheck, name) is not None


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="module 'tonecheck' has no attribute 'Chekcer'"):
        tonecheck.Chekcer  # noqa: B018


DATED = """
rules:
  - {id: spring, match: [忙], valid_from: 2026-03-01, valid_until: 2026-05-31}
"""


@pytest.mark.parametrize(
    ("day", "rules", "off"),
    [
        case("the day before", "2026-02-28", [], [{"rule": "spring", "reason": "valid_from: 2026-03-01"}]),
        case("the first day", "2026-03-01", ["spring"], None),
        case("the last day", "2026-05-31", ["spring"], None),
        case("the day after", "2026-06-01", [], [{"rule": "spring", "reason": "valid_until: 2026-05-31"}]),
    ],
)
def test_a_rule_holds_on_its_days(tmp_path: Path, day: str, rules: list[str], off: object) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(DATED, encoding="utf-8")
    report = Checker([file], today=date.fromisoformat(day)).check("忙")
    assert ([f.rule_id for f in report.findings], report.rulebook.get("off")) == (rules, off)
