"""YAML nodes that carry the cell they were made from, and their text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

import yaml

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z]+)?")
# Short lists and the wordings of one reply stand on one line.
_FLOW = ("scenes", "guards", "typed", "renamed_from")


def mark(row: int, column: int) -> yaml.Mark:
    """The place of a cell, rows and columns from 1."""
    return yaml.Mark("", 0, row - 1, column - 1, None, 0)


def scalar(text: str, row: int = 1, column: int = 1) -> yaml.ScalarNode:
    """A text; a plain word stays without quotation marks."""
    bare = _PLAIN.fullmatch(text) and text not in ("yes", "no", "on", "off", "null", "y", "n")
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, mark(row, column), style=None if bare else '"')


def sequence(items: Iterable[object], row: int = 1, column: int = 1, *, flow: bool = False) -> yaml.SequenceNode:
    """A list of nodes."""
    nodes = [cast(yaml.Node, getattr(item, "raw", item)) for item in items]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, mark(row, column), flow_style=flow)


def mapping(pairs: Iterable[tuple[object, object]], row: int = 1, column: int = 1, *, flow: bool = False) -> yaml.MappingNode:
    """Keys and values."""
    nodes = [(cast(yaml.Node, scalar(key) if isinstance(key, str) else key), cast(yaml.Node, value)) for key, value in pairs]
    return yaml.MappingNode("tag:yaml.org,2002:map", nodes, mark(row, column), flow_style=flow)


def written(root: yaml.Node) -> str:
    """The text of a node."""
    _bare_flags(root)
    return str(yaml.serialize(root, allow_unicode=True, width=10**9))


def _bare_flags(node: yaml.Node) -> None:
    """`true` as people write it: what reads a rulebook takes every scalar for text."""
    if isinstance(node, yaml.ScalarNode) and node.value in ("true", "false"):
        node.tag, node.style = "tag:yaml.org,2002:bool", None
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _bare_flags(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _bare_flags(value)
