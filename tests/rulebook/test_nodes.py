"""YAML nodes with their places, and the words of their faults."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.rulebook.faults import Faults
from tonecheck.rulebook.model import Place
from tonecheck.rulebook.nodes import Node, read


def root(text: str) -> Node:
    faults = Faults()
    node = read(text, "r.yaml", faults)
    assert node is not None
    assert faults.lines == []
    return node


def test_values_keep_their_places_and_their_text() -> None:
    faults = Faults()
    keys = root("a: no\nb: 1.0\n").mapping(faults, "", ("a", "b"))
    assert {k: (n.word(), n.place) for k, n in keys.items()} == {
        "a": ("no", Place("r.yaml", 1, 4)),
        "b": ("1.0", Place("r.yaml", 2, 4)),
    }
    assert faults.lines == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("an unknown key with a guess", "macth: x\n", ["r.yaml:1:1: own: unknown key 'macth' (did you mean 'match'?)"]),
        case("an unknown key without one", "zzz: x\n", ["r.yaml:1:1: own: unknown key 'zzz'; known: id, match"]),
        case("a key twice", "id: a\nid: b\n", ["r.yaml:2:1: own: key 'id' stands twice; keep one"]),
        case("a list", "- a\n", ["r.yaml:1:1: own: expected keys and values, found a list"]),
        case("a word", "abc\n", ["r.yaml:1:1: own: expected keys and values, found 'abc'"]),
    ],
)
def test_mapping_faults(text: str, expected: list[str]) -> None:
    faults = Faults()
    root(text).mapping(faults, "own", ("id", "match"))
    assert faults.lines == expected


def test_missing_key() -> None:
    faults = Faults()
    root("id: a\n").mapping(faults, "a", ("id", "match"), ("id", "match"))
    assert faults.lines == ["r.yaml:1:1: a: key 'match' is missing"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        case("a list", "a: [x, y]\n", ["x", "y"], []),
        case("one value is a list of one", "a: x\n", ["x"], []),
        case("nothing", "a:\n", [], ["r.yaml:1:3: own: expected a list, found nothing"]),
        case("keys", "a: {b: c}\n", [], ["r.yaml:1:4: own: expected a list, found keys and values"]),
    ],
)
def test_sequence(text: str, words: list[str], expected: list[str]) -> None:
    faults = Faults()
    node = root(text).mapping(Faults(), "", ())["a"]
    assert [n.word() for n in node.sequence(faults, "own")] == words
    assert faults.lines == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        case("blanks around it go", "a: '  x '\n", "x", []),
        case("nothing", "a: ''\n", "", ["r.yaml:1:4: own: a phrase must be text, found nothing"]),
        case("a list", "a: [x]\n", "", ["r.yaml:1:4: own: a phrase must be text, found a list"]),
    ],
)
def test_text(text: str, value: str, expected: list[str]) -> None:
    faults = Faults()
    assert root(text).mapping(Faults(), "", ())["a"].text(faults, "own", "a phrase") == value
    assert faults.lines == expected


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n"])
def test_empty_file_has_no_root_and_no_fault(text: str) -> None:
    faults = Faults()
    assert read(text, "r.yaml", faults) is None
    assert faults.lines == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        case("a bracket left open", "rules: [a\n", "1:8: '[' is not closed; ']' is missing"),
        case("a bracket at the very end", "rules: [", "1:8: '[' is not closed; ']' is missing"),
        case("a tab", "rules:\n\t- a\n", "2:1: a tab; indent with blanks"),
        case("a control character", "rules: \x01\n", "1:8: a control character; delete it"),
    ],
)
def test_not_yaml(text: str, line: str) -> None:
    faults = Faults()
    assert read(text, "r.yaml", faults) is None
    assert faults.lines == [f"r.yaml:{line}"]
