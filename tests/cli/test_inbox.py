"""Messages as people have them: tables, lists, folders."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from table import case

from tonecheck.cli.inbox import messages
from tonecheck.cli.plain import told
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
        case("nothing in it", "m.txt", "\n", "no message in it; expected one a line, or a column of text in a table"),
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


def workbook(file: Path, **sheets: list[list[str | int]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


def test_a_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    one = workbook(tmp_path / "one.xlsx", 消息=[["日期", "内容"], [1, "您好\n请坐"], [2, ""], [3, "再见"]], 空=[])
    assert [(m.file, m.line, m.text) for m in messages([str(one)])] == [(str(one), 2, "您好\n请坐"), (str(one), 4, "再见")]
    two = workbook(tmp_path / "two.xlsx", 甲=[["内容"], ["您好"]], 说明=[["怎样填写"]], 乙=[["n", "消息"], [1, "请坐下"]])
    assert [(m.file, m.line, m.text) for m in messages([str(two)])] == [(f"{two}!甲", 2, "您好"), (f"{two}!乙", 2, "请坐下")]
    assert [m.text for m in messages([str(two)], "n")] == ["1"]
    plain = workbook(tmp_path / "plain.xlsx", 甲=[["您好"]], 乙=[["请坐下"]])
    assert [m.text for m in messages([str(plain)])] == ["您好", "请坐下"]


@pytest.mark.parametrize(
    ("name", "content", "column", "told_so"),
    [
        case("nothing in it", "m.txt", "\n", None, "{file}：里面没有消息；应该一行一条，或者是有一列文字的表格"),
        case("no such column", "m.csv", "a,b\n1,2\n", "x", "{file}：没有叫“x”的列；现有的列：a, b"),
        case("no object", "m.jsonl", "[1]\n", None, '{file}:1：这一行不是带文字的对象；应该写成 {{"text": "…"}}'),
        case("no workbook", "m.xlsx", "x", None, "{file}：不是 Excel 工作簿；请重新存为 .xlsx，或者存为 .csv"),
        case("no file", None, "", None, "{file}：没有这个文件或文件夹"),
    ],
)
def test_it_is_told_in_the_language_that_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str | None, content: str, column: str | None, told_so: str
) -> None:
    file = tmp_path / (name or "m.txt")
    if name:
        file.write_text(content, encoding="utf-8")
    status = told(lambda: len(messages([str(file)], column)), ["--lang", "zh-hans"])
    assert (status, capsys.readouterr().err) == (2, f"tonecheck: {told_so.format(file=file)}\n")
