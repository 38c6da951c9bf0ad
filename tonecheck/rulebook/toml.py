"""Reads a table of a TOML file as the same nodes as YAML gives, so that one reader serves both."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from tonecheck.rulebook.faults import Faults
from tonecheck.rulebook.model import Place
from tonecheck.rulebook.nodes import Node

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*=[ \t]*")
_ERROR_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

_Path = tuple[str, ...]
_Marks = tuple[yaml.Mark, yaml.Mark]


def read_toml(text: str, file: str, table: Sequence[str], faults: Faults) -> Node | None:
    """The node of one table, such as `("tool", "tonecheck")`; None where there is none, or a fault where it is not TOML."""
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = _ERROR_PLACE.search(message)
        line, column = (int(found[1]), int(found[2])) if found and found[1] else (text.count("\n") + 1, 1)
        problem = _ERROR_PLACE.sub("", message)
        faults.add(Place(file, line, column), "", "not valid TOML: {problem}; check quotes and brackets here", problem=problem)
        return None
    for name in table:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        return None
    places = dict(_places(text))
    start = _mark(0, 0)
    return Node(_node(value, tuple(table), places, places.get(tuple(table), (start, start))), file)


def _node(value: Any, path: _Path, places: Mapping[_Path, _Marks], marks: _Marks) -> yaml.Node:
    """A value as a YAML node; what has no place of its own has that of what holds it."""
    at = marks[1]
    if isinstance(value, dict):
        pairs = []
        for key, item in value.items():
            mine = places.get((*path, key), marks)
            pairs.append((yaml.ScalarNode("", key, mine[0], mine[0]), _node(item, (*path, key), places, mine)))
        return yaml.MappingNode("", pairs, at, at)
    if isinstance(value, list):
        items = [_node(v, (*path, str(n)), places, places.get((*path, str(n)), marks)) for n, v in enumerate(value)]
        return yaml.SequenceNode("", items, at, at)
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return yaml.ScalarNode("", said, at, at)


def _places(text: str) -> Iterator[tuple[_Path, _Marks]]:
    """Where tables and keys stand: the marks of the key and of its value."""
    table: _Path = ()
    seen: dict[_Path, int] = {}
    for number, line in enumerate(text.splitlines()):
        if header := _HEADER.match(line):
            table = _names(header[2])
            if header[1] == "[[":
                count = seen[table] = seen.get(table, -1) + 1
                table = (*table, str(count))
            mark = _mark(number, header.start(1))
            yield table, (mark, mark)
        elif key := _KEY.match(line):
            names = _names(key[1])
            for depth in range(1, len(names) + 1):
                yield (*table, *names[:depth]), (_mark(number, key.start(1)), _mark(number, key.end()))


def _names(dotted: str) -> _Path:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def _mark(line: int, column: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, column, None, 0)
