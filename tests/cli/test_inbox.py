"""Messages as people have them: tables, lists, folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from table import case

from tonecheck.cli.inbox import messages
from tonecheck.errors import DraftError


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        case("a column by its name", "m.csv", "日期,内容\n1,您好\n2,请坐\n", [(2, "您好"), (3, "请坐")]),
        case("a message of two lines", "m.csv", '内容,n\n"您好，\n请坐",1\n再见,2\n', [(2, "您好，\n请坐"), (4, "再见")]),
        case("no head: the column with most Chinese", "m.csv", "1,王,您好请坐\n2,李,再见\n", [(1, "您好请坐"), (2, "再见")]),
        case("semicolons, as some spreadsheets write", "m.csv", "日期;消息\n1;您好,请坐\n", [(2, "您好,请坐")]),
        case("tabs", "m.tsv", "日期\t消息\n1\t您好\n", [(2, "您好")]),
        case("a byte order mark", "m.csv", "\ufeff内容\n您好\n", [(2, "您好")]),
        case("one a line, blank ones left out", "m.txt", "您好\n\n  请坐  \n", [(1, "您好"), (3, "请坐")]),
        case("objects", "m.jsonl", '{"text": "您好"}\n', [(1, "您好")]),
    ],
)
def test_messages(tmp_path: Path, name: str, content: str, expected: list[tuple[int, str]]) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert [(m.line, m.text) for m in messages([str(file)])] == expected


def test_a_column_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("原文,内容\n您好,再见\n", encoding="utf-8")
    assert [m.text for m in messages([str(file)], "原文")] == ["您好"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        case("nothing in it", "m.txt", "\n", "no message in it; expected one a line, or a column of text in a .csv"),
        case("no such column", "m.csv", "a,b\n1,2\n", "no column 'x'; columns: a, b"),
        case("no object", "m.jsonl", "[1]\n", ':1: not an object with a text; expected {"text": "…"}'),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: str, problem: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        messages([str(file)], "x" if "column" in problem and "no column" in problem else None)
    assert str(caught.value).startswith(str(file))
    assert str(caught.value).endswith(problem)


def test_a_folder_is_searched(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("您好\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("内容\n请坐\n", encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    assert [m.text for m in messages([str(tmp_path)])] == ["您好", "请坐"]
