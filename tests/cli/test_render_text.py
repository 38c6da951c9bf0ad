"""Widths, wrapping, windows, and the page that they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from tonecheck.cli.messages import PHRASES, Phrases, language_of
from tonecheck.cli.render_text import Page, Tally, groups, render_text, summary
from tonecheck.cli.width import cells, head, shown, tail, window, wrap
from tonecheck.model import Finding, Report, Severity, Span, Suggestion


def case(reason: str, *values: object) -> object:
    return pytest.param(*values, id=reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("a tab is blanks", "a\tb", "a    b"),
        case("an escape is visible", "\x1b[31m", "\\x1b[31m"),
        case("a control character of the upper half", "\x9b31m", "\\x9b31m"),
        case("marks that turn the direction", "a\u202eb", "a\\u202eb"),
        case("a line separator", "a\u2028b", "a\\u2028b"),
        case("an emoji of several parts stays", "👩\u200d🔧", "👩\u200d🔧"),
    ],
)
def test_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text("您好abc ，。…“”（）👍é\u0301\u3000「」～ﾊ", max_size=40))
def test_cells_agree_with_wcwidth(text: str) -> None:
    assert cells(text) == max(wcswidth(text), 0)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        case("no stop at the start of a line", "我来帮您。再见", 8, ["我来帮", "您。再见"]),
        case("no opening mark at the end of a line", "我说（好）", 6, ["我说", "（好）"]),
        case("words stay whole", "please wait", 8, ["please", "wait"]),
        case("numbers with their signs stay whole", "费用3.5%起", 8, ["费用3.5%", "起"]),
        case("a word longer than the line is parted", "abcdefgh", 5, ["abcde", "fgh"]),
        case("many stops in a row are parted after all", "。" * 5, 4, ["。。", "。。", "。"]),
        case("blanks do not begin a line", "好 好 好", 3, ["好", "好", "好"]),
        case("nothing", "", 10, []),
    ],
)
def test_wrap(text: str, width: int, expected: list[str]) -> None:
    assert wrap(text, width) == expected


@given(st.text("您好。，（）“”abc 3.%👍\u0301", max_size=60), st.integers(4, 20))
def test_wrap_fits_and_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "start", "end"),
    [
        case("head marks the cut", "您好您好", 5, "您好…", "…您好"),
        case("what fits is whole", "您好", 4, "您好", "您好"),
        case("half a wide character does not fit", "您好您好", 6, "您好…", "…您好"),
    ],
)
def test_head_and_tail(text: str, width: int, start: str, end: str) -> None:
    assert (head(text, width), tail(text, width)) == (start, end)


@pytest.mark.parametrize(
    ("text", "span", "width", "expected"),
    [
        case("a line that fits is whole", "您好不行吗", (2, 4), 20, ("您好", "不行", "吗")),
        case("other lines stay out", "一\n二不行三\r\n四", (3, 5), 20, ("二", "不行", "三")),
        case("an old line end is one", "一\r不行\r三", (2, 4), 20, ("", "不行", "")),
        case("cut on both sides", "一二三四五不行六七八九十", (5, 7), 12, ("…五", "不行", "六…")),
        case("at the end the begin is cut", "一二三四五六七不行", (7, 9), 12, ("…五六七", "不行", "")),
        case("at the begin the end is cut", "不行一二三四五六七", (0, 2), 12, ("", "不行", "一二三…")),
        case("a finding wider than the line is cut itself", "一二三四五六七八九", (1, 8), 9, ("", "二三四五…", "")),
        case("a finding over two lines is shown on its first", "一二\n三四", (1, 4), 20, ("一", "二", "")),
    ],
)
def test_window(text: str, span: tuple[int, int], width: int, expected: tuple[str, str, str]) -> None:
    assert window(text, *span, width) == expected


@given(st.text("您好ab\t\x1b\n👍\u0301", min_size=1, max_size=80), st.integers(8, 30), st.data())
def test_window_fits(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert sum(map(cells, window(text, start, end, width))) <= width


def finding(rule: str, severity: Severity, start: int, end: int, text: str, replies: tuple[Suggestion, ...] = ()) -> Finding:
    return Finding(rule, severity, Span(start, end), "pattern", 1, start + 1, text[start:end], f"{rule} 的原因。", "", replies)


def page(phrases: Phrases = PHRASES["zh-hans"], width: int = 60) -> Page:
    return Page(phrases, width, False, lambda rule_id: rule_id)


TEXT = "甲乙丙丁。戊己。"
FIRST = (Suggestion("好一。", Span(0, 5), True, {}),)
OTHER = (Suggestion("【谁】好。", Span(0, 5), False, {}), Suggestion("好一。", Span(0, 5), True, {}))


def test_replies_stand_once_under_the_last_of_their_sentence() -> None:
    found = (
        finding("a", Severity.WARNING, 0, 2, TEXT, OTHER),
        finding("b", Severity.ERROR, 2, 4, TEXT, FIRST),
        finding("c", Severity.INFO, 5, 6, TEXT),
    )
    assert "".join(render_text(Report(TEXT, "hans", None, found, "好一。戊己。"), "d.txt", page())) == (
        "d.txt:1:1 警告 a\n  甲乙丙丁。戊己。\n  ^^^^\n  原因      a 的原因。\n"
        "d.txt:1:3 错误 b\n  甲乙丙丁。戊己。\n      ^^^^\n  原因      b 的原因。\n"
        "  可以改说  1. 好一。\n            2. 【谁】好。（先填好【…】）\n"
        "\n"
        "d.txt:1:6 提示 c  c 的原因。\n"
        "\n"
        "可以这样发：\n好一。戊己。\n\n"
    )


def test_the_very_same_words_are_shown_once() -> None:
    found = (finding("a", Severity.ERROR, 0, 2, TEXT, FIRST), finding("b", Severity.ERROR, 0, 2, TEXT, FIRST))
    assert "".join(render_text(Report(TEXT, "hans", None, found, TEXT), "d.txt", page())) == (
        "d.txt:1:1 错误 a\nd.txt:1:1 错误 b\n  甲乙丙丁。戊己。\n  ^^^^\n"
        "  原因      a 的原因。\n  原因      b 的原因。\n  可以改说  好一。\n\n"
    )


def test_groups() -> None:
    a, b = finding("a", Severity.ERROR, 0, 2, TEXT, FIRST), finding("b", Severity.ERROR, 2, 4, TEXT)
    c = finding("c", Severity.ERROR, 3, 4, TEXT, FIRST)
    d, e = finding("d", Severity.ERROR, 5, 6, TEXT), finding("e", Severity.ERROR, 6, 7, TEXT)
    assert list(groups([a, b, c, d, e])) == [[a, b, c], [d], [e]]


def test_a_long_rewriting_is_not_printed() -> None:
    text = TEXT * 400
    report = Report(text, "hans", None, (finding("a", Severity.ERROR, 0, 2, text, FIRST),), "好" + text)
    assert "".join(render_text(report, "d.txt", page())).endswith("改好的全文较长：用 --diff 查看，或用 --fix 写回文件。\n\n")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-hans", "2 份草稿，1 份没有问题，1 个错误，2 个警告。--fix 可以改写 1 句，1 句要您自己改。\n"),
        ("zh-hant", "2 份草稿，1 份沒有問題，1 個錯誤，2 個警告。--fix 可以改寫 1 句，1 句要您自己改。\n"),
        ("en", "2 drafts, 1 with nothing found, 1 error, 2 warnings."
               " --fix can rewrite 1 sentence, 1 sentence needs your own words.\n"),
    ],
)
def test_summary(language: str, expected: str) -> None:
    tally = Tally()
    found = (
        finding("a", Severity.WARNING, 0, 2, TEXT, OTHER),
        finding("b", Severity.ERROR, 2, 4, TEXT, FIRST),
        finding("c", Severity.WARNING, 5, 6, TEXT),
    )
    tally.add(Report(TEXT, "hans", None, found, "好一。戊己。"))
    tally.add(Report(TEXT, "hans", None, (), TEXT))
    assert summary(tally, page(PHRASES[language])) == expected


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        case("nothing set", {}, "en"),
        case("C", {"LANG": "C.UTF-8"}, "en"),
        case("the mainland", {"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        case("Singapore", {"LANG": "zh_SG"}, "zh-hans"),
        case("Chinese of no place", {"LANG": "zh"}, "zh-hans"),
        case("Taiwan", {"LANG": "zh_TW.Big5"}, "zh-hant"),
        case("Hong Kong", {"LANG": "zh_HK.UTF-8"}, "zh-hant"),
        case("a script instead of a place", {"LANG": "zh-Hant-HK"}, "zh-hant"),
        case("another language", {"LANG": "zha_CN.UTF-8"}, "en"),
        case("LC_ALL first", {"LC_ALL": "en_US", "LC_MESSAGES": "zh_TW", "LANG": "zh_CN"}, "en"),
        case("LC_MESSAGES before LANG", {"LC_MESSAGES": "zh_TW", "LANG": "zh_CN"}, "zh-hant"),
        case("an empty one does not count", {"LC_ALL": "", "LANG": "zh_CN"}, "zh-hans"),
    ],
)
def test_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_every_language_has_the_same_placeholders() -> None:
    import re
    from dataclasses import astuple

    def holes(phrases: Phrases) -> list[str]:
        return re.findall(r"\{\w+\}", str(astuple(phrases)))

    assert holes(PHRASES["zh-hant"]) == holes(PHRASES["zh-hans"]) == holes(PHRASES["en"])
