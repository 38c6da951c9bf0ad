"""A compiled rulebook: entries with anchors, one automaton, and the guards of each rule."""

from __future__ import annotations

import pytest
from table import case, program_of

from tonecheck.match.program import Program
from tonecheck.rulebook.load import load_builtin
from tonecheck.text.fold import fold

RULES = """
standalone: true
rules:
  - {id: mine, match: [不归我管, '@later~再来'], unless: [归我管的], guards: [law, -repaired_by]}
  - {id: busy, match: ['[很忙|没空]']}
lexicon:
  later: [改天 明天]
  filler: [的]
guards:
  law: [{scope: sentence, default: false, match: [法律]}]
  told: [{scope: before, match: [他说]}]
  repaired_by: [{scope: near, match: [我帮你]}]
"""


def test_entries() -> None:
    program = program_of(RULES)
    assert [(e.kind, e.owner, e.pattern.text, sorted(e.anchors)) for e in program.entries] == [
        ("match", 0, "不归我管", ["不归我管"]),
        ("match", 0, "@later~再来", ["再来"]),
        ("unless", 0, "归我管的", ["归我管的"]),
        ("match", 1, "[很忙|没空]", ["很忙", "没空"]),
        ("guard", 0, "法律", ["法律"]),
        ("guard", 1, "他说", ["他说"]),
        ("guard", 2, "我帮你", ["我帮你"]),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        case("nothing stands there", "您好", set()),
        case("nothing at all", "", set()),
        case("one anchor", "改天再来", {1}),
        case("an anchor inside another", "不归我管的", {0, 2}),
        case("one of several", "没空", {3}),
        case("traditional and strewn", "不 歸 我 管", {0}),
        case("guards too", "他说没空", {3, 5}),
    ],
)
def test_triggered(text: str, numbers: set[int]) -> None:
    assert program_of(RULES).triggered(fold(text).text) == numbers


def test_guards_of_a_rule_are_the_default_ones_with_its_own() -> None:
    built_in = {"quoted", "customer-turn", "allowed-phrase", "scene"}
    assert tuple(program_of(RULES).guards_of) == (
        frozenset({*built_in, "told", "law"}),
        frozenset({*built_in, "told", "repaired_by"}),
    )


def test_every_built_in_pattern_compiles() -> None:
    program = Program(load_builtin())
    assert [e.pattern.text for e in program.entries if not e.regex.pattern] == []


def test_no_built_in_pattern_matches_nothing() -> None:
    program = Program(load_builtin())
    assert [(e.pattern.place, e.pattern.text) for e in program.entries if e.regex.fullmatch("")] == []


def test_expressions_have_no_unbounded_repetition() -> None:
    """Linear time: without `*`, `+` and `{n,}` the work at one place has a bound."""
    import re

    # Escaped characters and classes are no operators.
    plain = [(e.pattern.place, re.sub(r"\\.|\[[^\]]*\]", "x", e.source)) for e in Program(load_builtin()).entries]
    assert [(str(place), source) for place, source in plain if re.search(r"[*+]|\{\d*,\}", source)] == []
