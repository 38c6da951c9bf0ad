"""Messages of the past, as people have them: a table with a column of text, a .txt with one a line, a folder of either."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tonecheck.cli.files import STDIN, is_folder, read, shown_name
from tonecheck.compare import Message
from tonecheck.errors import DraftError
from tonecheck.rulebook.faults import refusal
from tonecheck.text.fold import is_han

SUFFIXES = (".csv", ".tsv", ".xlsx", ".txt", ".md", ".jsonl")
# What a column of messages is called, in small letters.
_NAMES = (
    *("text", "content", "message", "body", "reply"),
    *("内容", "消息", "文本", "回复", "话术", "消息内容", "回复内容"),
    *("內容", "訊息", "回覆", "話術"),
)


def messages(paths: Sequence[str], column: str | None = None) -> list[Message]:
    """Every message of the files, in order; `DraftError` where a file cannot be read or holds none."""
    found = [message for path in paths for file in _files(path) for message in _of(file, column)]
    if not found:
        names = ", ".join(map(shown_name, paths))
        raise refusal(DraftError, "{names}: no message in it; expected one a line, or a column of text in a table", names=names)
    return found


def _files(path: str) -> list[str]:
    if not is_folder(path):
        return [path]
    files = sorted(str(f) for f in Path(path).rglob("*") if f.suffix.lower() in SUFFIXES and not f.name.startswith("."))
    if not files:
        raise refusal(DraftError, "{name}: no messages in this folder; expected files that end in {endings}",
                      name=shown_name(path), endings=", ".join(SUFFIXES))
    return files


def _of(path: str, column: str | None) -> Iterator[Message]:
    suffix = Path(path).suffix.lower() if path != STDIN else ".txt"
    if path != STDIN and not Path(path).exists():
        raise refusal(DraftError, "{name}: no such file or folder", name=shown_name(path))
    if suffix == ".xlsx":
        yield from _workbook(path, column)
        return
    draft = read(path)
    if suffix in (".csv", ".tsv"):
        yield from _table(draft.name, draft.text, column)
    elif suffix == ".jsonl":
        yield from _objects(draft.name, draft.text)
    else:
        lines = enumerate(draft.text.splitlines(), 1)
        yield from (Message(draft.name, number, line.strip()) for number, line in lines if line.strip())


def _objects(name: str, text: str) -> Iterator[Message]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                said = json.loads(line)["text"]
            except (ValueError, KeyError, TypeError):
                raise refusal(DraftError, '{name}:{line}: not an object with a text; expected {shape}',
                              name=name, line=number, shape='{"text": "…"}') from None
            yield Message(name, number, str(said))


def _workbook(path: str, column: str | None) -> Iterator[Message]:
    """The messages of every sheet with a column of them; where no column is named so, of every sheet."""
    from tonecheck.sheets.tables import read_tables

    tables = [table for table in read_tables(Path(path)) if any(map(any, table.rows))]
    wanted = set(_NAMES) if column is None else {column.lower()}
    for table in [t for t in tables if not wanted.isdisjoint(cell.strip().lower() for cell in t.rows[0])] or tables:
        name = f"{shown_name(path)}!{table.name}" if len(tables) > 1 else shown_name(path)
        yield from _column(name, [(n, list(row)) for n, row in enumerate(table.rows, 1)], column)


def _table(name: str, text: str, column: str | None) -> Iterator[Message]:
    first = text.partition("\n")[0]
    delimiter = max("\t;,", key=first.count) if any(mark in first for mark in "\t;") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    start = 1
    for row in reader:
        rows.append((start, row))
        start = reader.line_num + 1
    if rows:
        yield from _column(name, rows, column)


def _column(name: str, rows: Sequence[tuple[int, list[str]]], column: str | None) -> Iterator[Message]:
    """The cells of the column that was named, of one that is named as such columns are, or of the one with most Chinese."""
    head = [cell.strip() for cell in rows[0][1]]
    known = next((n for n, cell in enumerate(head) if cell.lower() in _NAMES), None)
    if column is not None:
        if column not in head:
            raise refusal(DraftError, "{name}: no column '{column}'; columns: {columns}",
                          name=name, column=column, columns=", ".join(filter(None, head)))
        known = head.index(column)
    at = _wordiest([row for _, row in rows]) if known is None else known
    for line, row in rows if known is None else rows[1:]:
        if at < len(row) and row[at].strip():
            yield Message(name, line, row[at].strip())


def _wordiest(rows: Sequence[Sequence[str]]) -> int:
    widest = max(map(len, rows))
    return max(range(widest), key=lambda n: sum(is_han(ch) for row in rows if n < len(row) for ch in row[n]))
