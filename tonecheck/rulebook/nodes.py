"""YAML nodes with their places: every message can name file, line and column, and `no` stays text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from tonecheck.rulebook.faults import SECTION, SPELLING, Fault, Faults, Said, guess, say
from tonecheck.rulebook.model import Place
from tonecheck.rulebook.spelling import in_rule, read_problem, without_block

# The C parser reads the same nodes ten times as fast; it is missing where PyYAML was built without it.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML node of one file."""

    raw: yaml.Node
    file: str

    @property
    def place(self) -> Place:
        """Where the node begins."""
        mark = self.raw.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def mapping(self, faults: Faults, owner: str, known: Iterable[str], required: Iterable[str] = ()) -> dict[str, Node]:
        """Its values by key; unknown, doubled and missing keys become faults, unknown ones with a guess."""
        if not isinstance(self.raw, yaml.MappingNode):
            faults.add(self.place, owner, "expected keys and values, found {found}", found=self._what())
            return {}
        allowed = tuple(known)
        found: dict[str, Node] = {}
        meant: set[object] = set()
        for key_node, value in self.raw.value:
            key, place = Node(key_node, self.file).word(), Node(key_node, self.file).place
            if allowed and key not in allowed:
                near = guess(key, allowed)
                meant.add(near.values.get("near"))
                faults.add(place, owner, "unknown key '{key}'{guess}", key=key, guess=near)
            elif key in found:
                faults.add(place, owner, "key '{key}' stands twice; keep one", key=key)
            else:
                found[key] = Node(value, self.file)
        for key in required:
            # What is only misspelt is not missing, too.
            if key not in found and key not in meant:
                faults.add(self.place, owner, "key '{key}' is missing", key=key)
        return found

    def sequence(self, faults: Faults, owner: str) -> list[Node]:
        """Its items; a single value counts as a list of one."""
        if isinstance(self.raw, yaml.SequenceNode):
            return [Node(item, self.file) for item in self.raw.value]
        if isinstance(self.raw, yaml.ScalarNode) and self.raw.value:
            return [self]
        faults.add(self.place, owner, "expected a list, found {found}", found=self._what())
        return []

    def text(self, faults: Faults, owner: str, what: str) -> str:
        """Its text, not empty."""
        if not isinstance(self.raw, yaml.ScalarNode) or not self.raw.value.strip():
            faults.add(self.place, owner, "{what} must be text, found {found}", what=say(what), found=self._what())
            return ""
        return str(self.raw.value).strip()

    def word(self) -> str:
        """Its text as it stands, or "" where it is not text."""
        return str(self.raw.value) if isinstance(self.raw, yaml.ScalarNode) else ""

    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys, each with its own place, and their values; nothing where it is no mapping."""
        if not isinstance(self.raw, yaml.MappingNode):
            return []
        return [(Node(key, self.file), Node(value, self.file)) for key, value in self.raw.value]

    def under(self, key: str, *, listed: bool = False) -> Node:
        """A mapping that holds this node (or a list of it) under one key."""
        value = yaml.SequenceNode("", [self.raw], self.raw.start_mark) if listed else self.raw
        return Node(yaml.MappingNode("", [(self._scalar(key), value)], self.raw.start_mark), self.file)

    def with_keys(self, defaults: Mapping[str, str], own: Mapping[str, Node]) -> Node:
        """A mapping of one's own values, and of what they do not hold."""
        pairs: list[tuple[yaml.Node, yaml.Node]]
        pairs = [(self._scalar(key), self._scalar(value)) for key, value in defaults.items() if key not in own]
        pairs += [(self._scalar(key), node.raw) for key, node in own.items() if key != "add"]
        return Node(yaml.MappingNode("", pairs, self.raw.start_mark), self.file)

    def _scalar(self, text: str) -> yaml.ScalarNode:
        return yaml.ScalarNode("", text, self.raw.start_mark)

    @property
    def is_empty_list(self) -> bool:
        """True for `[]`."""
        return isinstance(self.raw, yaml.SequenceNode) and not self.raw.value

    @property
    def is_mapping(self) -> bool:
        """True for keys and values."""
        return isinstance(self.raw, yaml.MappingNode)

    def _what(self) -> Said:
        if isinstance(self.raw, yaml.MappingNode):
            return say("keys and values")
        if isinstance(self.raw, yaml.SequenceNode):
            return say("a list")
        return say("'{text}'", text=str(self.raw.value)[:20]) if self.raw.value else say("nothing")


# After so many faults of spelling the rest of a file is not looked at.
_MOST = 50


def read(text: str, file: str, faults: Faults) -> Node | None:
    """The root node of one YAML file; None where it is empty or no YAML.

    Where YAML breaks off, the rule around the fault is left out and the rest is read, so that one run tells every fault.
    """
    found: list[tuple[Place, Said]] = []
    rest, root = text, None
    while len(found) < _MOST:
        try:
            root = yaml.compose(rest, Loader=_Loader)
            break
        except yaml.YAMLError as error:
            line, column, problem = read_problem(error, rest)
            place = Place(file, line, column)
            if found and place.line <= found[-1][0].line:
                break
            found.append((place, problem))
            rest = without_block(rest, line)
    # Where the rest makes no sense either, it is the first fault that broke it.
    if not found:
        return Node(root, file) if root is not None else None
    readable = isinstance(root, yaml.MappingNode)
    for place, problem in found if readable else found[:1]:
        faults.keep(Fault(place, "", problem, SPELLING if readable and in_rule(text, place.line) else SECTION))
    if not isinstance(root, yaml.MappingNode):
        return None
    # A section that lost its only rule is empty for that reason alone.
    root.value = [(key, value) for key, value in root.value if not isinstance(value, yaml.ScalarNode) or value.value]
    return Node(root, file)
