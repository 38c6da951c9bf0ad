"""Sentences and clauses of folded text, and the turns of a transcript."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.fold import fold
from tonecheck.text.sentences import Turn, clauses, sentences, turns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("marks belong to the sentence before", "不归我管。您好！", ["不归我管。", "你好!"]),
        case("marks in a row", "好!!!不……", ["好!!!", "不……"]),
        case("a closing quotation mark goes with the stop before it", "“不归我管。”他说。", ["“不归我管。”", "他说。"]),
        case("waves and pictures end sentences", "好～不😀归", ["好~", "不~", "归"]),
        case("lines end sentences", "\n\n 好\n不", ["好\n", "不"]),
        case("an ASCII stop between Chinese", "我不管.你去问.", ["我不管.", "你去问."]),
        case("an ASCII stop after a word", "hello. world", ["hello.", "world"]),
        case("numbers, addresses and versions stay whole", "3.5元 www.a.com v1.2", ["3.5元 www.a.com v1.2"]),
        case("blank text has none", " \n ", []),
        case("no text has none", "", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    folded = fold(text).text
    assert [folded[a:b] for a, b in sentences(folded)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("commas, enumeration commas, colons", "您好，这个、那个：不管。", ["你好", "这个", "那个", "不管"]),
        case("an ASCII stop", "不管.去问", ["不管", "去问"]),
        case("marks alone", "。，", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    folded = fold(text).text
    assert [folded[a:b] for a, b in clauses(folded, 0, len(folded))] == expected


def test_clauses_of_a_later_sentence_keep_their_places() -> None:
    assert clauses("好。不,管。", 2, 6) == [(2, 3), (4, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("no labels: all of it is ours", "不归我管", [("staff", "不归我管")]),
        case("no text", "", [("staff", "")]),
        case("two sides", "客户：在吗\n客服：不归我管", [("customer", "在吗\n"), ("staff", "不归我管")]),
        case("a turn of several lines", "业主：有人吗\n没人管\n客服：好", [("customer", "有人吗\n没人管\n"), ("staff", "好")]),
        case("words before the first label are ours", "摘录\n业主：好\n客服：是",
             [("staff", "摘录\n"), ("customer", "好\n"), ("staff", "是")]),
        case("names after the role", "客户陈女士：好\n客服小宋：是", [("customer", "好\n"), ("staff", "是")]),
        case("brackets and times", "[10:30] 【客户】：好\n[10:31] 【客服】：是", [("customer", "好\n"), ("staff", "是")]),
        case("traditional labels", "業主：好\n管理處：是", [("customer", "好\n"), ("staff", "是")]),
        case("one customer's label is a transcript", "业主：不归我管", [("customer", "不归我管")]),
        case("a letterhead is none", "物业：今天停水", [("staff", "物业:今天停水")]),
        case("a list is none", "时间：今天\n地点：前台", [("staff", "时间:今天\n地点:前台")]),
        case("a colon inside a line is none", "请告诉客户：今天停水", [("staff", "请告诉客户:今天停水")]),
    ],
)
def test_turns(text: str, expected: list[tuple[str, str]]) -> None:
    folded = fold(text).text
    assert [(t.role, folded[t.start : t.end].lstrip(" ")) for t in turns(folded)] == expected


def test_turns_know_their_places() -> None:
    assert turns("客户:好\n客服:是") == [Turn(3, 5, "customer"), Turn(8, 9, "staff")]
