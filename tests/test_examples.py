"""The drafts of `examples/`: what their table promises."""

from __future__ import annotations

import pytest
from table import ROOT, case

from tonecheck import Checker, Verdict

EXAMPLES = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "examples").glob("*.txt"))}
FRONT = {"nothing": "", "a mark": "\ufeff", "emoji": "😀", "astral": "👩\u200d🔧𠀀"}
FRONT |= {f"{name} in a line": f"{text}\n" for name, text in FRONT.items()}
# Before a label only what is dropped, or another line: `😀业主：` is no label.
IN_FRONT = [(name, front) for name in EXAMPLES for front in FRONT if name != "transcript.txt" or front not in ("emoji", "astral")]


def lines_found(checker: Checker, name: str) -> list[str]:
    """The lines with an error or a warning, in order."""
    lines = EXAMPLES[name].splitlines()
    numbers = {f.line for f in checker.check(EXAMPLES[name]).findings if f.severity.rank}
    return [lines[n - 1] for n in sorted(numbers)]


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        case("not my job, another day, our rule", "front-desk.txt", ["您说的地库", "装修押金是", "想寄快递"]),
        case("not ours, away today", "taiwan.txt", ["您另外問的", "總幹事今天"]),
        case("don't know, fully booked", "hong-kong.txt", ["至於外牆", "會所多功能室"]),
        case("a next step or a public rule stands with each", "phone-script.txt", []),
        case("two staff turns, no customer's", "transcript.txt", ["客服：不是跟您说了", "客服：我哪儿知道"]),
    ],
)
def test_found_lines(checker: Checker, name: str, starts: list[str]) -> None:
    found = lines_found(checker, name)
    assert [line[: len(start)] for line, start in zip(found, starts, strict=False)] == starts
    assert len(found) == len(starts), found[len(starts) :]


def test_phone_script_is_clean(checker: Checker) -> None:
    report = checker.check(EXAMPLES["phone-script.txt"])
    assert (report.verdict, report.findings, report.rewritten) == (Verdict.PASS, (), report.text)


def test_customers_are_never_flagged_and_never_rewritten(checker: Checker) -> None:
    text = EXAMPLES["transcript.txt"]
    report = checker.check(text)
    customers = {n for n, line in enumerate(text.splitlines(), 1) if line.startswith("业主：")}
    assert customers & {f.line for f in report.findings} == set()
    spoken = [line for line in text.splitlines() if line.startswith("业主：")]
    assert [line for line in report.rewritten.splitlines() if line.startswith("业主：")] == spoken


@pytest.mark.parametrize(("name", "front"), IN_FRONT)
def test_text_in_front_moves_every_span(checker: Checker, name: str, front: str) -> None:
    plain, moved = checker.check(EXAMPLES[name]), checker.check(FRONT[front] + EXAMPLES[name])
    shift = len(FRONT[front])
    assert [(f.rule_id, f.span.start - shift, f.span.end - shift, f.excerpt) for f in moved.findings] == [
        (f.rule_id, f.span.start, f.span.end, f.excerpt) for f in plain.findings
    ]
    for finding in moved.findings:
        assert moved.text[finding.span.start : finding.span.end] == finding.excerpt
        for suggestion in finding.suggestions:
            assert suggestion.span.start <= finding.span.start < finding.span.end <= suggestion.span.end


@pytest.mark.parametrize("name", EXAMPLES)
def test_rewritten_is_clean_and_keeps_the_other_lines(checker: Checker, name: str) -> None:
    report = checker.check(EXAMPLES[name])
    assert checker.check(report.rewritten).verdict is Verdict.PASS
    found = {f.line for f in report.findings}
    before, after = ([*enumerate(text.split("\n"), 1)] for text in (report.text, report.rewritten))
    assert len(before) == len(after)
    assert [line for line in after if line[0] not in found] == [line for line in before if line[0] not in found]
