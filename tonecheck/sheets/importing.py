"""A table as a rulebook: every fault names its sheet and cell, as `Sheet 规则!C7`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from tonecheck.errors import RulebookError, UsageError
from tonecheck.match.compile import entries_of
from tonecheck.rulebook.digest import content_of
from tonecheck.rulebook.faults import Fault, Faults, Said, say
from tonecheck.rulebook.load import Reading, load_builtin
from tonecheck.rulebook.model import Place, Rulebook
from tonecheck.rulebook.nodes import Node
from tonecheck.sheets.cells import Maker, Value
from tonecheck.sheets.columns import NUMBER_HEADERS, Column, column_of, plain
from tonecheck.sheets.export import WORD_HEADERS
from tonecheck.sheets.tables import Table, cell_name, read_tables
from tonecheck.sheets.yaml_out import mapping, scalar, sequence, written

# A title, a date or a logo may stand above the headers.
_HEAD_ROWS = 10
_SHEET = "\0"
_WRITTEN_PLACE = re.compile(f"{_SHEET}([^:{_SHEET}]+):(\\d+)(?::(\\d+))?")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table says: the rulebook, its YAML text, and how it differs from the built-in rules, by id.

    `notes` tell what was left out or added on the way, `doubts` what the examples and replies of new and changed rules prove
    wrong; both can be imported.
    """

    rulebook: Rulebook
    text: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[Said, ...]
    doubts: tuple[Fault, ...] = ()


def imported(path: Path, sheet: str | None = None, *, changes: bool = False) -> Imported:
    """The rulebook of a workbook or a CSV file; with `changes` its text holds only what the built-in rules do not say.

    Raises `RulebookError` with every fault, `UsageError` where the file is no table of rules.
    """
    tables = read_tables(path)
    table = _chosen(tables, sheet, path)
    faults = Faults()
    reader = _Table(table, faults)
    words = [_words(t, faults) for t in tables if t is not table and column_text(t, 1, 1) == plain(WORD_HEADERS[0])]
    nodes = reader.rules()
    root = mapping([("rules", sequence(nodes))])
    lexicon = [pair for pairs in words for pair in pairs]
    if lexicon:
        root.value.append((scalar("lexicon"), mapping(lexicon)))
    reading = Reading(faults, _base(nodes))
    reading.file(Node(root, _SHEET + table.name))
    if not reading.rules and not faults.found:
        faults.add_file(f"Sheet {table.name}", "no rule in it; write at least one under '{header}'", header="不能说的话")
    rulebook = reading.rulebook((path.name,)) if reading.rules else None
    if rulebook is not None:
        for fault in entries_of(rulebook, prove=True)[1]:
            faults.keep(fault)
    if faults.found or rulebook is None:
        raise RulebookError([_with_cells(fault) for fault in faults.found])
    return _compared(rulebook, root, path, reader.notes, changes=changes)


def _base(rules: Sequence[Node]) -> Rulebook | None:
    """What stands behind the table: a changed built-in rulebook keeps its general replies, one's own rules have none."""
    built_in = load_builtin()
    ids = {node.mapping(Faults(), "", ())["id"].word() for node in rules}
    return replace(built_in, rules=()) if ids & {rule.id for rule in built_in.rules} else None


def doubts(result: Imported) -> Imported:
    """The same with its doubts: every example and reply of new and changed rules is tried."""
    from tonecheck.checker import Checker
    from tonecheck.proof import proved

    mine = (*result.new, *result.changed)
    found = proved(Checker.of(result.rulebook, reader=True)) if mine else []
    return replace(result, doubts=tuple(_with_cells(fault) for fault in found if fault.owner in mine and not fault.is_note))


def _compared(rulebook: Rulebook, root: Node | object, path: Path, notes: Sequence[Said], *, changes: bool) -> Imported:
    import yaml

    assert isinstance(root, yaml.MappingNode)
    built_in = {rule.id: content_of(rule) for rule in load_builtin().rules}
    new = tuple(rule.id for rule in rulebook.rules if rule.id not in built_in)
    changed = tuple(rule.id for rule in rulebook.rules if built_in.get(rule.id, content_of(rule)) != content_of(rule))
    if changes:
        rules = root.value[0][1]
        rules.value = [node for node, rule in zip(rules.value, rulebook.rules, strict=True) if rule.id in (*new, *changed)]
    head = f"# Made from {path.name} by: tonecheck rules import. Edit the table and import it again."
    have = {rule.id for rule in rulebook.rules}
    # A table of one's own was never meant to hold the built-in rules.
    missing = tuple(rule_id for rule_id in built_in if rule_id not in have) if have & set(built_in) else ()
    return Imported(rulebook, f"{head}\n{written(root)}", new, changed, missing, tuple(notes))


def _chosen(tables: Sequence[Table], sheet: str | None, path: Path) -> Table:
    if sheet is not None:
        found = [table for table in tables if table.name == sheet]
        if not found:
            raise UsageError(f"{path}: no sheet '{sheet}'; it has: {', '.join(t.name for t in tables)}")
        return found[0]
    for table in tables:
        if _head_row(table) is not None:
            return table
    names = ", ".join(f"Sheet {t.name}" for t in tables)
    raise UsageError(f"{path}: no column '不能说的话' in the first {_HEAD_ROWS} rows of {names}; write the headers as"
                     " `tonecheck rules export` does")


def _head_row(table: Table) -> int | None:
    for row in range(1, min(_HEAD_ROWS, len(table.rows)) + 1):
        if any((column := column_of(text)) and column.key == "match" for text in table.rows[row - 1]):
            return row
    return None


def column_text(table: Table, row: int, column: int) -> str:
    """The text of a cell of a header, evened out."""
    return plain(table.text(row, column))


class _Table:
    """Reads the rows of a table into the nodes of rules."""

    def __init__(self, table: Table, faults: Faults) -> None:
        self._table = table
        self._faults = faults
        head = _head_row(table)
        if head is None:
            raise UsageError(f"Sheet {table.name}: no column '不能说的话' in its first {_HEAD_ROWS} rows")
        self._first = head + 1
        self.notes: list[Said] = []
        self._columns, self._number = self._headers(head)
        self._maker = Maker(faults, _SHEET + table.name, {c.key for c in self._columns.values()}, self.notes)

    def _headers(self, head: int) -> tuple[dict[int, Column], int | None]:
        found: dict[int, Column] = {}
        number = None
        for place, text in enumerate(self._table.rows[head - 1], 1):
            column = column_of(text)
            if column is not None and column in found.values():
                self._cell_fault(head, place, "column '{header}' stands twice; keep one", header=text.strip())
            elif column is not None:
                found[place] = column
            elif plain(text) in map(plain, NUMBER_HEADERS):
                number = place
            elif text.strip():
                where = cell_name(self._table.name, head, place)
                left = say("Sheet {cell}: column '{header}' is no part of a rule, left out", cell=where, header=text.strip())
                self.notes.append(left)
        return found, number

    def rules(self) -> list[Node]:
        """The node of every rule, in the order of the rows."""
        found = []
        taken = {self._cell(rows[0], "id") for rows in self._groups()}
        for rows in self._groups():
            values = {column.key: self._values(rows, place) for place, column in self._columns.items()}
            found.append(self._maker.rule(values, rows[0], lambda rows=rows: self._new_id(rows[0], taken)))  # type: ignore[misc]
        return [Node(raw, "") for raw in found]

    def _groups(self) -> Iterator[list[int]]:
        """The rows of each rule: one, or several whose number or phrase cells are merged into one."""
        rows: list[int] = []
        for row in range(self._first, len(self._table.rows) + 1):
            if not any(self._table.text(row, place).strip() for place in self._columns):
                continue
            if rows and any(self._table.group(row, p) == self._table.group(rows[0], p) for p in self._keys()):
                rows.append(row)
                continue
            if rows:
                yield rows
            rows = [row]
        if rows:
            yield rows

    def _keys(self) -> list[int]:
        """Columns that tell a rule from the next: merged cells there make their rows one rule."""
        return [p for p, c in self._columns.items() if c.key in ("id", "match")] + ([self._number] if self._number else [])

    def _values(self, rows: Sequence[int], place: int) -> list[Value]:
        values, seen = [], set()
        for row in rows:
            at = self._table.group(row, place)
            if at in seen:
                continue
            seen.add(at)
            if at in self._table.formulas:
                self._cell_fault(*at, "a formula; write the text itself")
            text = self._table.text(*at).strip()
            if text:
                values.append(Value(text, *at))
        return values

    def _cell(self, row: int, key: str) -> str:
        return next((self._table.text(row, p).strip() for p, c in self._columns.items() if c.key == key), "")

    def _new_id(self, row: int, taken: set[str]) -> str:
        """An id for a row without one: that of its number, else the next free."""
        number = self._table.text(row, self._number).strip(" .．、") if self._number else ""
        built_in = {rule.id for rule in load_builtin().rules}
        wanted = [int(number)] if number.isdecimal() else []
        for n in (*wanted, *range(1, 100_000)):
            rule_id = f"own-{n:02}"
            if rule_id not in taken and rule_id not in built_in:
                taken.add(rule_id)
                where = cell_name(self._table.name, row, 1)
                self.notes.append(say("Sheet {cell}: without an id; it is now {id}", cell=where, id=rule_id))
                return rule_id
        raise AssertionError("no id is free")

    def _cell_fault(self, row: int, column: int, wording: str, **values: object) -> None:
        self._faults.add(Place(_SHEET + self._table.name, row, column), "", wording, **values)


def _words(table: Table, faults: Faults) -> list[tuple[object, object]]:
    """The word classes of a sheet: what stands in the column for one's own words."""
    headers = [column_text(table, 1, place) for place in range(1, len(table.rows[0]) + 1)]
    wanted = plain(WORD_HEADERS[2])
    if wanted not in headers:
        faults.add(Place(_SHEET + table.name, 1, 1), "", "no column '{header}'", header=WORD_HEADERS[2])
        return []
    own = headers.index(wanted) + 1
    found: list[tuple[object, object]] = []
    for row in range(2, len(table.rows) + 1):
        name, words = table.text(row, 1).strip(), table.text(row, own).strip()
        if words and not name:
            faults.add(Place(_SHEET + table.name, row, 1), "", "words without a class; write its name, such as we")
        elif words:
            found.append((scalar(name, row, 1), scalar(words, row, own)))
    return found


def _with_cells(fault: Fault) -> Fault:
    """The fault with its cell as its place, and cells in what it says."""
    values = {name: _cells_of(v) for name, v in fault.problem.values.items()}
    place = Place(_cell_of(fault.place), 0, 0)
    return replace(fault, place=place, problem=Said(fault.problem.wording, MappingProxyType(values)))


def _cells_of(value: object) -> object:
    """A place of the table as its cell, in whatever form a message holds it."""
    if isinstance(value, Place):
        return _cell_of(value)
    if isinstance(value, str):
        return _WRITTEN_PLACE.sub(lambda m: f"Sheet {cell_name(m[1], int(m[2]), int(m[3] or 1))}", value)
    return value


def _cell_of(place: Place) -> str:
    if not place.file.startswith(_SHEET):
        return str(place) if place.line else place.file
    return f"Sheet {cell_name(place.file.removeprefix(_SHEET), place.line, place.column)}"
