"""YAML nodes with their places: every message can name file, line and column, and `no` stays text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from tonecheck.rulebook.model import Place

# The C parser reads the same nodes ten times as fast; it is missing where PyYAML was built without it.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Faults:
    """Collects every fault of a run, one line each, in the order of the files."""

    def __init__(self) -> None:
        self._found: list[tuple[int, int, int, str]] = []
        self._files: list[str] = []

    @property
    def lines(self) -> list[str]:
        """One line a fault."""
        return [line for *_, line in sorted(self._found, key=lambda f: f[:3])]

    def add(self, place: Place, owner: str, problem: str) -> None:
        """Keeps `file:line:column: owner: problem`."""
        self._keep(place.file, place.line, place.column, f"{place}: {owner + ': ' if owner else ''}{problem}")

    def add_file(self, file: str, problem: str) -> None:
        """Keeps a fault of a whole file: `file: problem`."""
        self._keep(file, 0, 0, f"{file}: {problem}")

    def _keep(self, file: str, line: int, column: int, text: str) -> None:
        if file not in self._files:
            self._files.append(file)
        self._found.append((self._files.index(file), line, column, text))


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
            faults.add(self.place, owner, f"expected keys and values, found {self._what()}")
            return {}
        allowed = tuple(known)
        found: dict[str, Node] = {}
        for key_node, value in self.raw.value:
            key, place = Node(key_node, self.file).word(), Node(key_node, self.file).place
            if allowed and key not in allowed:
                near = difflib.get_close_matches(key, allowed, 1)
                guess = f" (did you mean '{near[0]}'?)" if near else f"; known: {', '.join(allowed)}"
                faults.add(place, owner, f"unknown key '{key}'{guess}")
            elif key in found:
                faults.add(place, owner, f"key '{key}' stands twice; keep one")
            else:
                found[key] = Node(value, self.file)
        for key in required:
            if key not in found:
                faults.add(self.place, owner, f"key '{key}' is missing")
        return found

    def sequence(self, faults: Faults, owner: str) -> list[Node]:
        """Its items; a single value counts as a list of one."""
        if isinstance(self.raw, yaml.SequenceNode):
            return [Node(item, self.file) for item in self.raw.value]
        if isinstance(self.raw, yaml.ScalarNode) and self.raw.value:
            return [self]
        faults.add(self.place, owner, f"expected a list, found {self._what()}")
        return []

    def text(self, faults: Faults, owner: str, what: str) -> str:
        """Its text, not empty."""
        if not isinstance(self.raw, yaml.ScalarNode) or not self.raw.value.strip():
            faults.add(self.place, owner, f"{what} must be text, found {self._what()}")
            return ""
        return str(self.raw.value).strip()

    def word(self) -> str:
        """Its text as it stands, or "" where it is not text."""
        return str(self.raw.value) if isinstance(self.raw, yaml.ScalarNode) else ""

    @property
    def is_empty_list(self) -> bool:
        """True for `[]`."""
        return isinstance(self.raw, yaml.SequenceNode) and not self.raw.value

    @property
    def is_mapping(self) -> bool:
        """True for keys and values."""
        return isinstance(self.raw, yaml.MappingNode)

    def _what(self) -> str:
        if isinstance(self.raw, yaml.MappingNode):
            return "keys and values"
        if isinstance(self.raw, yaml.SequenceNode):
            return "a list"
        return "nothing" if not self.raw.value else f"'{str(self.raw.value)[:20]}'"


def read(text: str, file: str, faults: Faults) -> Node | None:
    """The root node of one YAML file; a fault and None where it is not YAML, None where it is empty."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)
        faults.add(place, "", f"not valid YAML: {error.problem or error.context}; check indentation, quotes and colons here")
        return None
    except yaml.YAMLError as error:
        faults.add(Place(file, 1, 1), "", f"not valid YAML: {' '.join(str(error).split())}")
        return None
    if root is None:
        return None
    return Node(root, file)
