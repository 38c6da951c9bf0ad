"""Forms that keep the meaning, frames that clear it, and what examples leave untried."""

from __future__ import annotations

import pytest
from table import case, checker_of

from tonecheck.proof.coverage import coverage
from tonecheck.proof.forms import FRAMES, SAME, framed, robustness

RULES = """
rules:
  - id: out
    match: ["到[外面|门口|楼下]等", "外头站着"]
    unless: ["等[车|快递]"]
    bad: ["您到外面等。", "到门口等！"]
    good: ["孩子到外面等车。"]
"""


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        case("traditional", "s2tw", "没有", "沒有"),
        case("blanks between characters, not at marks", "blanks", "您到外面等。", "您 到外 面等。"),
        case("full width leaves Chinese alone", "full width", "a1,等", "ａ１，等"),
        case("a particle before the mark", "啊 at the end", "您等。", "您等啊。"),
        case("a particle without a mark", "啊 at the end", "您等", "您等啊"),
        case("no stop", "no stop at the end", "您等。", "您等"),
        case("your", "你 for 您", "您等", "你等"),
    ],
)
def test_forms(form: str, text: str, expected: str) -> None:
    assert SAME[form](text) == expected


def test_a_report_is_one_clause() -> None:
    assert framed(FRAMES["report"], "您到外面等。") == "业主反映前台昨天跟他说您到外面等，很抱歉，我马上去核实。"


def test_a_plain_rule_is_robust() -> None:
    checker = checker_of(RULES)
    found = robustness(checker, checker.rulebook.rule("out"))
    assert (found.broken, found.figure) == ((), 1.0)
    assert found.tried > 20


def test_a_rule_that_lets_no_quotation_pass_is_not() -> None:
    checker = checker_of(RULES.replace("    unless", "    guards: [-quoted, -reported, -repaired_by]\n    unless"))
    found = robustness(checker, checker.rulebook.rule("out"))
    assert sorted({broken.form for broken in found.broken}) == ["quotation", "report"]
    assert 0 < found.figure < 1


def test_coverage_names_what_no_example_takes() -> None:
    found = coverage(checker_of(RULES).program, 0)
    assert (found.phrases, found.exercised) == (3, 2)
    assert [(gap.pattern.text, gap.alternatives) for gap in found.gaps] == [
        ("到[外面|门口|楼下]等", ("楼下",)),
        ("外头站着", ()),
        ("等[车|快递]", ("快递",)),
    ]
