"""Tables as people write them, and what is said of their mistakes: the sheet, the cell, what would be right."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from table import case

from tonecheck import RulebookError, UsageError
from tonecheck.rulebook.load import load, load_builtin
from tonecheck.sheets.importing import doubts, imported
from tonecheck.sheets.tables import cell_name, csv_bytes, read_tables

HEAD = ["编号", "不能说的话", "严重程度", "建议的回答", "建议的回答（台湾）", "错误例句", "只用于场景", "不切词"]


def workbook(folder: Path, rows: list[list[object]], merged: tuple[str, ...] = (), name: str = "规则") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    file = folder / "rules.xlsx"
    book.save(file)
    return file


def rules(path: Path) -> list[tuple[str, list[str], list[str]]]:
    """Ids, phrases and replies."""
    return [(r.id, [p.text for p in r.match], [t.hans for t in r.suggest]) for r in imported(path).rulebook.rules]


# --- tables as people write them


def test_the_smallest_table(tmp_path: Path) -> None:
    result = imported(workbook(tmp_path, [["不能说的话"], ["爬楼梯锻炼"], ["喊什么喊"]]))
    assert [(r.id, r.match[0].text) for r in result.rulebook.rules] == [("own-01", "爬楼梯锻炼"), ("own-02", "喊什么喊")]
    assert result.new == ("own-01", "own-02")
    assert [str(n) for n in result.notes] == ["Sheet 规则!A2: without an id; it is now own-01", "Sheet 规则!A3: without an id; it is now own-02"]


def test_a_table_in_traditional_script_with_dashes_slashes_and_numbers(tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        [
            ["服務忌語一覽", None, None, None],
            ["序號", "不能說的話", "可能給客戶造成的不良感受", "建議的回答"],
            ["1.", "——這是公司的規定/這是我們部門的規定。", "——反感。", "——這項安排我向您說明。/ 我向上反映。"],
            [9, "對不起，經理不在，請改日再來。", "失望", "我請他回電給您。 備註：本回答僅用於一般事務。"],
        ],
        ("A1:D1",),
    )
    first, second = imported(file).rulebook.rules
    assert (first.id, [p.text for p in first.match]) == ("own-01", ["這是公司的規定", "這是我們部門的規定"])
    assert first.impact.hans == "——反感。"
    assert [(t.hans, t.hant_tw or t.hant_hk) for t in first.suggest] == [
        ("这项安排我向您说明。", "這項安排我向您說明。"), ("我向上反映。", None)]
    assert (second.id, second.remark) == ("own-09", "本回答僅用於一般事務。")


def test_merged_cells(tmp_path: Path) -> None:
    """A number over three rows makes them one rule; a feeling over two rules is that of both."""
    file = workbook(
        tmp_path,
        [["编号", "不能说的话", "客户感受", "建议的回答"],
         ["busy", "很忙", "生气", "我来登记。"], [None, "没空", "生气", None], [None, "走不开", "生气", "我来转告。"],
         ["away", "不在", None, "我来联系。"]],
        ("A2:A4", "C2:C5"),
    )
    busy, away = imported(file).rulebook.rules
    assert ([p.text for p in busy.match], [t.hans for t in busy.suggest]) == (["很忙", "没空", "走不开"], ["我来登记。", "我来转告。"])
    assert (busy.impact.hans, away.impact.hans) == ("生气", "生气")


def test_numbers_days_and_ticks_that_a_spreadsheet_made(tmp_path: Path) -> None:
    import datetime

    file = workbook(tmp_path, [["不能说的话", "备注", "生效日", "不切词", "每稿一次"],
                               [12345, 3.0, datetime.datetime(2026, 1, 31), True, "否"]])
    (rule,) = imported(file).rulebook.rules
    assert (rule.match[0].text, rule.remark, rule.valid_from, rule.veto, rule.once) == ("12345", "3", "2026-01-31", True, False)


def test_a_column_of_ones_own_is_left_out_and_told(tmp_path: Path) -> None:
    result = imported(workbook(tmp_path, [["编号", "不能说的话", "负责人"], ["busy", "很忙", "小王"]]))
    assert [str(n) for n in result.notes] == ["Sheet 规则!C1: column '负责人' is no part of a rule, left out"]


def test_another_sheet_goes_first(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["说明"])
    for name, phrase in (("一月", "很忙"), ("二月", "没空")):
        sheet = book.create_sheet(name)
        sheet.append(["不能说的话"])
        sheet.append([phrase])
    book.save(tmp_path / "rules.xlsx")
    assert imported(tmp_path / "rules.xlsx").rulebook.rules[0].match[0].text == "很忙"
    assert imported(tmp_path / "rules.xlsx", "二月").rulebook.rules[0].match[0].text == "没空"
    with pytest.raises(UsageError, match=r"rules\.xlsx: no sheet '三月'; it has: Sheet, 一月, 二月$"):
        imported(tmp_path / "rules.xlsx", "三月")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_other_programs(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "rules.csv"
    text = delimiter.join(["编号", "不能说的话", "建议的回答"]) + "\r\n" + delimiter.join(["busy", '"很忙\r\n没空"', "我来登记。"]) + "\r\n"
    file.write_bytes(text.encode(encoding))
    assert rules(file) == [("busy", ["很忙", "没空"], ["我来登记。"])]


def test_csv_of_taiwan(tmp_path: Path) -> None:
    file = tmp_path / "rules.csv"
    file.write_bytes("編號,不能說的話,建議的回答\nbusy,很忙,我來登記。\n".encode("big5"))
    assert rules(file) == [("busy", ["很忙"], ["我来登记。"])]


def test_no_cell_of_a_csv_file_is_a_formula(tmp_path: Path) -> None:
    cells = ["=1+1", "@we 忙", "+1", "-a", "'x", "'=1", "好"]
    content = csv_bytes([["不能说的话"], cells])
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    assert content.decode("utf-8-sig").splitlines()[1] == "'=1+1,'@we 忙,'+1,'-a,''x,''=1,好"
    assert read_tables(file)[0].rows[1] == tuple(cells)


def test_only_what_changed(tmp_path: Path) -> None:
    from tonecheck.sheets.export import exported

    file = tmp_path / "rules.xlsx"
    file.write_bytes(exported(load_builtin(), file))
    book = openpyxl.load_workbook(file)
    sheet = book["规则"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == "t09")
    sheet.cell(row, heads["客户感受"]).value = "失望。"
    sheet.append([None, None, None, "爬楼梯锻炼"])
    sheet.delete_rows(next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == "t15"))
    words = book["词类"]
    words.cell(next(r for r in range(2, words.max_row + 1) if words.cell(r, 1).value == "we"), 3).value = "阳光物业 阳光管家"
    book.save(file)
    result = imported(file, changes=True)
    assert (result.new, result.changed, result.missing) == (("own-01",), ("t09",), ("t15",))
    own = tmp_path / "own.yaml"
    own.write_text(result.text, encoding="utf-8")
    written = load([own])
    assert [r.id for r in written.rules] == ["t09", "own-01"]
    assert written.rule("t09").impact.hans == "失望。"
    assert written.lexicon["we"] == (*load_builtin().lexicon["we"], "阳光物业", "阳光管家")


def test_new_rules_are_tried_on_their_own_examples(tmp_path: Path) -> None:
    file = workbook(tmp_path, [["编号", "不能说的话", "错误例句", "建议的回答"], ["stairs", "爬楼梯锻炼", "您就走楼梯吧。", "我来登记。"]])
    (fault,) = doubts(imported(file)).doubts
    assert str(fault).startswith("Sheet 规则!C2: stairs: ")


# --- mistakes


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        case("an id in capitals", ["Busy", "很忙"],
             "Sheet 规则!A2: Busy: an id is lower-case letters, digits and single hyphens, such as taboo-busy"),
        case("a phrase that cannot be read", ["a", "我 [很|太 忙"],
             "Sheet 规则!B2: a: in '我 [很|太 忙' at character 3: '[' is not closed; ']' is missing"),
        case("an unknown class", ["a", "@wee 忙"], "Sheet 规则!B2: a: unknown class '@wee' (did you mean '@we'?)"),
        case("no phrase", ["a", None, "错误"], "Sheet 规则!A2: a: key 'match' is missing"),
        case("a severity that is none", ["a", "忙", "严重"], "Sheet 规则!C2: unknown severity '严重'; known: 错误, 警告, 提示"),
        case("a reply with an unknown slot", ["a", "忙", None, "我请{woh}来。"],
             "Sheet 规则!D2: a: no phrase captures {woh} (did you mean '{who}'?); write {woh} into a phrase, or take it out of the reply"),
        case("a number twice", ["a", "忙", None, "1. 我来。\n1. 我办。"],
             "Sheet 规则!D2: number 1 stands twice; number the replies 1. 2. 3."),
        case("a wording without its reply", ["a", "忙", None, "1. 我来。", "2. 我辦。"],
             "Sheet 规则!E2: reply 2 is not in '建议的回答'; write it there, or number it as there"),
        case("wordings that nobody can tell apart", ["a", "忙", None, "1. 我来。\n2. 我办。", "我辦。"],
             "Sheet 规则!E2: number the replies here as in '建议的回答': 1. … 2. …"),
        case("a wording without any reply", ["a", "忙", None, None, "我來。"],
             "Sheet 规则!E2: a wording without a reply; write it under '建议的回答' too"),
        case("an example with an unknown guard", ["a", "忙", None, None, None, "我忙〔lwa〕"],
             "Sheet 规则!F2: a: unknown guard 'lwa' (did you mean 'law'?)"),
        case("an unknown scene", ["a", "忙", None, None, None, None, "chatt"],
             "Sheet 规则!G2: a: unknown scene 'chatt' (did you mean 'chat'?)"),
        case("a flag that is none", ["a", "忙", None, None, None, None, None, "也许"], "Sheet 规则!H2: '也许' is neither 是 nor 否"),
        case("a formula", ["a", "=A1"], "Sheet 规则!B2: a formula; write the text itself"),
    ],
)
def test_faults(tmp_path: Path, row: list[object], expected: str) -> None:
    with pytest.raises(RulebookError) as caught:
        imported(workbook(tmp_path, [HEAD, row]))
    assert caught.value.faults == (expected,)


def test_five_faults_in_the_order_of_the_cells(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        imported(workbook(tmp_path, [HEAD, ["a", "忙", "重"], ["a", "累"], ["b", "@wee 忙"], ["C", "急"], ["d", "躁", None, "{x}"]]))
    assert caught.value.faults == (
        "Sheet 规则!C2: unknown severity '重'; known: 错误, 警告, 提示",
        "Sheet 规则!A3: a: this id stands already at Sheet 规则!A2; rename one",
        "Sheet 规则!B4: b: unknown class '@wee' (did you mean '@we'?)",
        "Sheet 规则!A5: C: an id is lower-case letters, digits and single hyphens, such as taboo-busy",
        "Sheet 规则!D6: d: no phrase captures {x}; write {x} into a phrase, or take it out of the reply",
    )


def test_two_values_of_one_rule(tmp_path: Path) -> None:
    file = workbook(tmp_path, [["编号", "不能说的话", "客户感受"], ["a", "忙", "生气"], [None, "累", "失望"]], ("A2:A3",))
    with pytest.raises(RulebookError) as caught:
        imported(file)
    assert caught.value.faults == ("Sheet 规则!C3: a second value for the same rule; keep one",)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        case("no column of ours", [["姓名", "电话"], ["王", "1"]],
             "no column '不能说的话' in the first 10 rows of Sheet 规则; write the headers as `tonecheck rules export` does"),
        case("nothing at all", [], "no column '不能说的话' in the first 10 rows of Sheet 规则; write the headers as"
             " `tonecheck rules export` does"),
    ],
)
def test_a_table_of_something_else(tmp_path: Path, rows: list[list[object]], expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        imported(workbook(tmp_path, rows))
    assert str(caught.value) == f"{tmp_path / 'rules.xlsx'}: {expected}"


def test_headers_without_rules(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        imported(workbook(tmp_path, [HEAD]))
    assert caught.value.faults == ("Sheet 规则: no rule in it; write at least one under '不能说的话'",)


def test_a_column_twice(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        imported(workbook(tmp_path, [["不能说的话", "备注", "注"], ["忙", "a", "b"]]))
    assert caught.value.faults == ("Sheet 规则!C1: column '注' stands twice; keep one",)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        case("another kind of file", b"x", "rules.ods: not a table that can be read; save it as .xlsx or .csv"),
        case("no workbook", b"PK\x03\x04 no", "rules.xlsx: not an Excel workbook; save it anew as .xlsx, or as .csv"),
        case("an old workbook", b"\xd0\xcf\x11\xe0....",
             "rules.xlsx: an old or a password-protected workbook; save it as .xlsx without a password"),
        case("bytes that are no text", b"\xff\x00\xfe\x81", "rules.csv: neither UTF-8, GBK nor Big5; save it as CSV UTF-8"),
    ],
)
def test_a_file_that_is_no_table(tmp_path: Path, content: bytes, expected: str) -> None:
    file = tmp_path / expected.split(":")[0]
    file.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        imported(file)
    assert str(caught.value) == f"{tmp_path}/{expected}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        imported(tmp_path / "rules.xlsx")
    assert str(caught.value) == f"{tmp_path}/rules.xlsx: no such file"


@pytest.mark.parametrize(("row", "column", "name"), [(7, 3, "规则!C7"), (1, 26, "规则!Z1"), (2, 27, "规则!AA2"), (3, 703, "规则!AAA3")])
def test_cell_names(row: int, column: int, name: str) -> None:
    assert cell_name("规则", row, column) == name
