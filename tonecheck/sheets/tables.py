"""Tables in files: Excel workbooks and CSV, as rows of text."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tonecheck.errors import UsageError
from tonecheck.rulebook.faults import refusal
from tonecheck.sheets.columns import NO, YES, plain

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".xlsx", ".csv")
MISSING = "openpyxl is missing; install the extra: pip install 'tonecheck[sheets]'"
# What Excel holds in one cell.
MOST_CHARACTERS = 32_767
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one sheet; `merged` holds first row, first column, last row and last column of merged cells, from 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()

    def group(self, row: int, column: int) -> tuple[int, int]:
        """Row and column of the cell that holds the text of this one: itself, or the first of its merged cells."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def text(self, row: int, column: int) -> str:
        """The text of a cell; of merged cells each has that of the first."""
        row, column = self.group(row, column)
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else ""


def cell_name(sheet: str, row: int, column: int) -> str:
    """`规则!C7`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row}"


def read_tables(path: Path) -> list[Table]:
    """The tables of a workbook or a CSV file; `UsageError` where it is neither."""
    if path.suffix.lower() not in SUFFIXES:
        raise refusal(UsageError, "{name}: not a table that can be read; save it as .xlsx or .csv", name=path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise refusal(UsageError, "{name}: no such file", name=path) from None
    except OSError as error:
        raise refusal(UsageError, "{name}: cannot be read: {reason}", name=path, reason=error.strerror) from None
    return _workbook(path, content) if path.suffix.lower() == ".xlsx" else [_csv(path, content)]


def _workbook(path: Path, content: bytes) -> list[Table]:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(
            UsageError, "{name}: an old or a password-protected workbook; save it as .xlsx without a password", name=path)
    try:
        import openpyxl
    except ImportError:
        raise refusal(UsageError, MISSING) from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except Exception:
        # Whatever is wrong inside the archive, for the user it is one thing.
        raise refusal(UsageError, "{name}: not an Excel workbook; save it anew as .xlsx, or as .csv", name=path) from None
    return [_sheet(sheet) for sheet in book.worksheets]


def _sheet(sheet: Worksheet) -> Table:
    rows = tuple(tuple(_said(cell.value) for cell in row) for row in sheet.iter_rows())
    merged = tuple((r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges)
    formulas = {(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    return Table(sheet.title, rows, merged, frozenset((r, c) for r, c in formulas if r is not None and c is not None))


def _said(value: Any) -> str:
    """What a cell shows: a number, a day or a yes that somebody typed is text to us."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    # Excel writes a line end of a cell as one or the other.
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")


def _csv(path: Path, content: bytes) -> Table:
    text = _decoded(path, content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        rows = tuple(tuple(_unguarded(cell) for cell in row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise refusal(UsageError, "{name}: not a CSV file: {reason}", name=path, reason=error) from None
    return Table(path.name, rows)


def _decoded(path: Path, content: bytes) -> str:
    """UTF-8, or what Excel of China, Taiwan or Hong Kong saves: the encoding in which the headers are Chinese words we know."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    read = []
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if plain("不能说的话") in plain(text[:2000]):
            return text
        read.append(text)
    if not read:
        raise UsageError(f"{path}: neither UTF-8, GBK nor Big5; save it as CSV UTF-8")
    return read[0]


def _unguarded(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith((*_FORMULA, "'")) else cell


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that Excel opens as UTF-8, none of its cells a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Sequence[tuple[str, Sequence[Sequence[str]], Sequence[int]]], choices: tuple[int, Sequence[str]]) -> bytes:
    """A workbook of named sheets with their rows and column widths; `choices` is a column of the first and its values."""
    try:
        from openpyxl import Workbook
        from openpyxl.worksheet.datavalidation import DataValidation
    except ImportError:
        raise refusal(UsageError, MISSING) from None
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows, widths in sheets:
        _write_sheet(book.create_sheet(name), rows, widths)
    first = book.worksheets[0]
    column, values = choices
    letter = re.sub("[^A-Z]", "", cell_name("", 1, column))
    validation = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
    validation.add(f"{letter}2:{letter}5000")
    first.add_data_validation(validation)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(sheet: Any, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    head, body = Alignment(vertical="center", wrap_text=True), Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            if len(text) > MOST_CHARACTERS:
                where = f"Sheet {cell_name(sheet.title, number, place)}"
                raise UsageError(f"{where}: {len(text):,} characters; Excel holds {MOST_CHARACTERS:,} in a cell")
            cell = sheet.cell(number, place)
            # As text: neither a formula nor a number, whatever it begins with.
            cell.value, cell.data_type, cell.number_format = text or None, "s", "@"
            cell.alignment = head if number == 1 else body
            if number == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
