"""A digest names what a rulebook says, and nothing of how it is written down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from table import case

from tonecheck.rulebook.digest import digest_of
from tonecheck.rulebook.load import load, load_builtin
from tonecheck.rulebook.model import Rulebook, Template

RULES = """rules:
  - id: a
    match: [忙]
    bad: [我忙]
  - {id: b, match: [累], suggest: [{text: 好, tw: 好喔}]}
"""


def digest(folder: Path, text: str, name: str = "own.yaml") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return load([file]).digest


@pytest.mark.parametrize(
    "text",
    [
        case("comments and blank lines", "# ours\n\n" + RULES.replace("  - id: a\n", "  - id: a   # the first\n")),
        case("quotation marks", RULES.replace("[忙]", "['忙']")),
        case("another layout", """rules:
  - {id: a, match: 忙, bad: "我忙"}
  - id: b
    match:
      - 累
    suggest:
      - tw: 好喔
        text: 好
"""),
        case("a default written out", RULES.replace("    bad: [我忙]", "    severity: warning\n    once: false\n    bad: [我忙]")),
    ],
)
def test_layout_does_not_count(tmp_path: Path, text: str) -> None:
    assert digest(tmp_path, text) == digest(tmp_path, RULES)


def test_the_name_of_the_file_does_not_count(tmp_path: Path) -> None:
    assert digest(tmp_path, RULES, "other.yaml") == digest(tmp_path, RULES)


@pytest.mark.parametrize(
    "text",
    [
        case("a phrase", RULES.replace("[忙]", "[很忙]")),
        case("a phrase more", RULES.replace("[忙]", "[忙, 累]")),
        case("the same characters, cut otherwise", RULES.replace("bad: [我忙]", "bad: [我, 忙]")),
        case("an example of the other kind", RULES.replace("bad: [我忙]", "good: [我忙]")),
        case("a traditional wording", RULES.replace("好喔", "好的")),
        case("of another region", RULES.replace("tw:", "hk:")),
        case("a severity", RULES.replace("    bad:", "    severity: error\n    bad:")),
        case("the order", "rules:\n  - {id: b, match: 累, suggest: [{text: 好, tw: 好喔}]}\n  - {id: a, match: 忙, bad: 我忙}\n"),
        case("a word class", "lexicon:\n  tired: [忙]\n" + RULES),
    ],
)
def test_content_counts(tmp_path: Path, text: str) -> None:
    assert digest(tmp_path, text) != digest(tmp_path, RULES)


def off(rulebook: Rulebook, reason: str | None) -> Rulebook:
    return replace(rulebook, rules=(replace(rulebook.rules[0], off=reason), *rulebook.rules[1:]))


def test_what_is_off_and_who_the_house_is_count() -> None:
    rulebook = load_builtin()
    template = Template("阳光物业", None, None, rulebook.rules[0].place)
    others = [off(rulebook, ""), off(rulebook, "x"), replace(rulebook, house={"company": template}),
              replace(rulebook, house={"hotline": template})]
    assert len({digest_of(r) for r in (rulebook, *others)}) == 5
    assert digest_of(off(rulebook, None)) == rulebook.digest
