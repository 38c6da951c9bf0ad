"""One draft as the matcher sees it."""

from __future__ import annotations

import pytest
from table import case, view_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("a pair", "他说“不管”。", ["不管"]),
        case("corner brackets of both kinds", "「不管」『归我』", ["不管", "归我"]),
        case("straight marks", "\"不管\" '归我'", ["不管", "归我"]),
        case("an unclosed one ends with its line", "“不管\n归我", ["不管"]),
        case("an unclosed one ends with the text", "“不管", ["不管"]),
        case("an unclosed one has a limit", "“" + "不" * 70, ["不" * 60]),
        case("a closing mark alone", "不管”", []),
        case("nothing inside", "“”", [""]),
        case("one within another is part of it", "“没有“分期”按钮”归我", ["没有“分期”按钮"]),
        case("one within another that is not closed", "“没有“分期”按钮", ["分期"]),
        case("an opening mark typed twice", "“不管“归我\n“好”", ["归我", "好"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    view = view_of(text)
    assert [view.text[a:b] for a, b in view.quotations] == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        case("the first", "好的。不管。", "好的", "好的。"),
        case("the last", "好的。不管。", "不管", "不管。"),
        case("the mark itself", "好的。不管。", "。", "好的。"),
    ],
)
def test_sentence(text: str, part: str, expected: str) -> None:
    view = view_of(text)
    start, end = view.sentence(view.text.index(part))
    assert view.text[start:end] == expected


def test_sentence_of_blank_text_is_all_of_it() -> None:
    assert view_of(" \n").sentence(0) == (0, 2)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        case("between commas", "好，不管它，走", "不管", "不管它"),
        case("a range over two clauses takes both", "好，不管它，走吧。", "管它,走", "不管它,走吧"),
        case("the whole text", "不管", "不", "不管"),
    ],
)
def test_clause(text: str, part: str, expected: str) -> None:
    view = view_of(text)
    at = view.text.index(part)
    start, end = view.clause(at, at + len(part))
    assert view.text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        case("a short message is near as a whole", "甲。乙。丙。", "丙", "甲。乙。丙。"),
        case("its own sentence and the two after it", "甲。乙。丙。丁。戊。", "乙", "乙。丙。丁。"),
        case("the end of the message ends it", "甲。乙。丙。丁。戊。", "丁", "丁。戊。"),
    ],
)
def test_neighbourhood(text: str, part: str, expected: str) -> None:
    view = view_of(text)
    start, end = view.neighbourhood(view.text.index(part))
    assert view.text[start:end] == expected


def test_roles() -> None:
    view = view_of("甲\n客户：乙\n客服：丙")
    assert {ch: view.role(view.text.index(ch)) for ch in "甲乙丙"} == {"甲": "staff", "乙": "customer", "丙": "staff"}


def test_staff_sentences_are_without_labels_and_customers() -> None:
    view = view_of("客户：乙。\n客服：丙。丁。")
    assert [view.text[a:b] for a, b in view.staff_sentences] == ["丙。", "丁。"]


def test_quoted_holds_the_whole_range() -> None:
    view = view_of("“不归”我管")
    assert (view.quoted(1, 3), view.quoted(1, 5)) == ((1, 3), None)


def test_partly_quoted_holds_one_end_of_the_range() -> None:
    view = view_of("我“不归”我管")
    assert [view.partly_quoted(*r) for r in ((0, 4), (3, 6), (0, 6), (2, 4), (5, 7))] == [(2, 4), (2, 4), None, (2, 4), None]
