"""The cells of one rule as the nodes that a rulebook file would give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from tonecheck.rulebook.faults import Faults, Said, guess
from tonecheck.rulebook.model import Place
from tonecheck.sheets.columns import (
    COLUMNS,
    NO,
    SEVERITIES,
    UNREVIEWED,
    YES,
    plain,
    read_example,
    read_reply,
    read_source,
    unescaped,
)
from tonecheck.sheets.yaml_out import mapping, scalar, sequence
from tonecheck.text.script import reply_script, script_of

_NUMBERED = re.compile(r"\s*(\d{1,3})\s*[.．、)）]\s*")
# Between the phrases of a cell: a line end, or a slash outside brackets; `\/` is a slash of a phrase.
_SLASH = re.compile(r"(?<!\\)[/／](?![^\[]*\])")
_BULLET = re.compile(r"^\s*(?:[-—–•·●○*]+\s*)+(?=\S)")
_REMARK = re.compile(r"(?:^|\s|(?<=[。！？”]))(?:备注|備注|備註|注)[:：]\s*", re.MULTILINE)
# In a cell of free writing two replies are parted by a slash after a stop, or by 或 between two quotations.
_BETWEEN_REPLIES = re.compile(r"(?<=[。！？!?”\"」])\s*[/／]\s*|(?<=[”\"」])\s*或\s*(?=[“\"「])")
_QUOTATION = re.compile(r"^[“\"「](.*)[”\"」][。]?$", re.DOTALL)
_NAMES = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a cell, and where."""

    text: str
    row: int
    column: int


Values = Mapping[str, Sequence[Value]]


class Maker:
    """Makes the nodes of rules; `columns` are the keys of the columns that the table has."""

    def __init__(self, faults: Faults, file: str, columns: set[str], notes: list[Said]) -> None:
        self._faults = faults
        self._file = file
        self._columns = columns
        self._notes = notes

    def rule(self, values: Values, row: int, new_id: Callable[[], str]) -> yaml.MappingNode:
        """The node of one rule, as a rulebook file would hold it."""
        own = next(iter(values.get("id", ())), None)
        pairs: list[tuple[object, object]] = [("id", scalar(own.text, own.row, own.column) if own else scalar(new_id(), row))]
        remarks = [(scalar(unescaped(v.text), v.row, v.column)) for v in values.get("remark", ())]
        for key in dict.fromkeys(column.key.split(".")[0] for column in COLUMNS):
            if key in ("id", "remark", "scenes", "suggest"):
                continue
            node = self._node(key, values)
            if node is not None:
                pairs.append((key, node))
        scenes = [(part, self._listed(values[f"scenes.{part}"], _split_names)) for part in ("off", "only")
                  if values.get(f"scenes.{part}")]
        if scenes:
            pairs.append(("scenes", mapping(scenes, flow=True)))
        replies, said = self._replies(values)
        if replies:
            pairs.append(("suggest", replies))
        remarks += said
        if remarks:
            text = "\n".join(node.value for node in remarks)
            pairs.append(("remark", scalar(text, remarks[0].start_mark.line + 1, remarks[0].start_mark.column + 1)))
        first = next((v for cells in values.values() for v in cells), Value("", row, 1))
        return mapping(pairs, row, first.column)

    def _node(self, key: str, values: Values) -> yaml.Node | None:
        cells = values.get(key, ())
        if not cells:
            return None
        kind = next(column.kind for column in COLUMNS if column.key == key)
        match kind:
            case "phrases":
                return self._listed(cells, _split_phrases)
            case "names":
                return self._listed(cells, _split_names)
            case "lines":
                return self._listed(cells, _split_lines)
            case "examples":
                return self._each(cells, self._example)
            case "sources":
                return self._each(cells, self._source)
            case "severity":
                return self._severity(self._single(cells))
            case "flag":
                return self._flag(self._single(cells))
            case _:
                return self._text(self._single(cells), values.get(f"{key}.en", ()))

    def _single(self, cells: Sequence[Value]) -> Value:
        """The one value of a rule; of merged rows that say two things one is too many."""
        for other in cells[1:]:
            if other.text != cells[0].text:
                self._fault(other, "a second value for the same rule; keep one")
        return cells[0]

    def _text(self, value: Value, english: Sequence[Value]) -> yaml.Node:
        text = scalar(unescaped(value.text), value.row, value.column)
        if not english:
            return text
        en = self._single(english)
        return mapping([("zh", text), ("en", scalar(unescaped(en.text), en.row, en.column))], value.row, value.column)

    def _severity(self, value: Value) -> yaml.Node:
        known = {plain(word): name for name, word in SEVERITIES.items()} | {name: name for name in SEVERITIES}
        name = known.get(plain(value.text))
        if name is None:
            self._fault(value, "unknown severity '{name}'{guess}", name=value.text,
                        guess=guess(value.text, SEVERITIES.values()))
        return scalar(name or "warning", value.row, value.column)

    def _flag(self, value: Value) -> yaml.Node:
        said = {YES: "true", NO: "false", "true": "true", "false": "false", "y": "true", "n": "false", "√": "true"}
        if value.text.lower() not in said:
            self._fault(value, "'{text}' is neither {yes} nor {no}", text=value.text, yes=YES, no=NO)
        return scalar(said.get(value.text.lower(), "false"), value.row, value.column)

    def _listed(self, cells: Sequence[Value], split: Callable[[str], Iterator[str]]) -> yaml.Node:
        items = [scalar(text, v.row, v.column) for v in cells for text in split(v.text)]
        return sequence(items, cells[0].row, cells[0].column)

    def _each(self, cells: Sequence[Value], make: Callable[[str, Value], yaml.Node]) -> yaml.Node:
        return sequence([make(line, v) for v in cells for line in _raw_lines(v.text)], cells[0].row, cells[0].column)

    def _example(self, line: str, value: Value) -> yaml.Node:
        text, guard = read_example(line)
        node = scalar(text, value.row, value.column)
        if guard is None:
            return node
        return mapping([("text", node), ("guard", scalar(guard, value.row, value.column))], value.row, value.column, flow=True)

    def _source(self, line: str, value: Value) -> yaml.Node:
        document, item = read_source(line)
        pairs: list[tuple[object, object]] = [("document", scalar(document, value.row, value.column))]
        if item:
            pairs.append(("item", scalar(item, value.row, value.column)))
        return mapping(pairs, value.row, value.column, flow=True)

    def _replies(self, values: Values) -> tuple[yaml.Node | None, list[yaml.ScalarNode]]:
        """The replies with their wordings in other scripts, and the remarks that stand among them."""
        cells = values.get("suggest", ())
        if not cells:
            for key in ("suggest.tw", "suggest.hk"):
                for value in values.get(key, ()):
                    self._fault(value, "a wording without a reply; write it under '{header}' too", header="建议的回答")
            return None, []
        remarks: list[yaml.ScalarNode] = []
        replies: list[tuple[int | None, str, Value]] = []
        for value in cells:
            for number, text, is_remark in _split_replies(value.text):
                if is_remark:
                    remarks.append(scalar(text, value.row, value.column))
                else:
                    replies.append((number, text, value))
        numbers: set[int] = set()
        for number, _, value in replies:
            if number in numbers:
                self._fault(value, "number {number} stands twice; number the replies 1. 2. 3.", number=number)
            numbers |= {number} if number else set()
        others = {name: self._wordings(values.get(f"suggest.{name}", ()), replies) for name in ("tw", "hk")}
        nodes = [self._reply(n, text, value, others) for n, (_, text, value) in enumerate(replies)]
        return sequence(nodes, cells[0].row, cells[0].column), remarks

    def _reply(self, n: int, text: str, value: Value, others: Mapping[str, Mapping[int, yaml.ScalarNode]]) -> yaml.Node:
        wordings = {name: found[n] for name, found in others.items() if n in found}
        text, move = read_reply(text)
        if "suggest.tw" not in self._columns and "suggest.hk" not in self._columns and script_of(text) == "hant":
            # A table in traditional script alone: its wording is that of its region.
            name = {"hant-tw": "tw", "hant-hk": "hk"}[reply_script(text, "auto")]
            wordings[name] = scalar(text, value.row, value.column)
            text = _simplified(text)
        node = scalar(text, value.row, value.column)
        if not wordings and not move:
            return node
        pairs: list[tuple[object, object]] = [("text", node), *wordings.items()]
        if move:
            pairs.append(("move", scalar(move, value.row, value.column)))
        unreviewed = [scalar(name, w.start_mark.line + 1, w.start_mark.column + 1) for name, w in wordings.items()
                      if w.value.endswith(UNREVIEWED)]
        for wording in wordings.values():
            wording.value = wording.value.removesuffix(UNREVIEWED)
        if unreviewed:
            pairs.append(("unreviewed", sequence(unreviewed, flow=True)))
        return mapping(pairs, value.row, value.column)

    def _wordings(self, cells: Sequence[Value], replies: Sequence[tuple[int | None, str, Value]]) -> dict[int, yaml.ScalarNode]:
        """By the place of the reply: by its number, or line by line where nothing is numbered."""
        lines = [(v, *_number_of(line)) for v in cells for line in _raw_lines(v.text)]
        places = {number: n for n, (number, _, _) in enumerate(replies) if number is not None}
        found: dict[int, yaml.ScalarNode] = {}
        if lines and all(number is None for _, number, _ in lines) and len(lines) == len(replies) and not places:
            return {n: scalar(unescaped(text), v.row, v.column) for n, (v, _, text) in enumerate(lines)}
        for value, number, text in lines:
            if number is None:
                self._fault(value, "number the replies here as in '{header}': 1. … 2. …", header="建议的回答")
                break
            if number not in places:
                self._fault(value, "reply {number} is not in '{header}'; write it there, or number it as there", number=number,
                            header="建议的回答")
            else:
                found[places[number]] = scalar(unescaped(text), value.row, value.column)
        return found

    def _fault(self, value: Value, wording: str, **values: object) -> None:
        self._faults.add(Place(self._file, value.row, value.column), "", wording, **values)


def _raw_lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _split_lines(text: str) -> Iterator[str]:
    return (unescaped(line) for line in _raw_lines(text))


def _split_names(text: str) -> Iterator[str]:
    return filter(None, _NAMES.split(text))


def _split_phrases(text: str) -> Iterator[str]:
    """The phrases of a cell, without the dashes before them and the stop at the end."""
    for line in _raw_lines(text):
        for part in _SLASH.split(line):
            phrase = _BULLET.sub("", part).strip()
            quoted = _QUOTATION.match(phrase)
            phrase = quoted[1] if quoted else phrase
            if phrase[-1:] in "。！" and phrase[-2:-1] != "\\":
                phrase = phrase.rstrip("。！")
            if phrase:
                yield unescaped(phrase)


def _number_of(line: str) -> tuple[int | None, str]:
    found = _NUMBERED.match(line)
    return (int(found[1]), line[found.end() :]) if found else (None, line)


def _split_replies(text: str) -> Iterator[tuple[int | None, str, bool]]:
    """Number, text, and whether it is a remark; a numbered reply is taken to the letter, free writing is parted."""
    for line in _raw_lines(text):
        number, rest = _number_of(line)
        if number is not None:
            yield number, unescaped(rest), False
            continue
        said, *remark = _REMARK.split(rest, maxsplit=1)
        for part in _BETWEEN_REPLIES.split(said):
            reply = _BULLET.sub("", part).strip()
            quoted = _QUOTATION.match(reply)
            if quoted or reply:
                yield None, unescaped(quoted[1] if quoted else reply), False
        if remark:
            yield None, unescaped(remark[0]), True


def _simplified(text: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(text))
