"""`tonecheck rules test`: do the examples hold, in other forms too, and what do they leave untried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tonecheck.checker import Checker
from tonecheck.cli.tongue import Tongue
from tonecheck.cli.width import padded, shown
from tonecheck.proof.coverage import Coverage, Gap, coverage
from tonecheck.proof.examples import example_faults
from tonecheck.proof.forms import Robustness, robustness
from tonecheck.rulebook.faults import Fault

_SHOWN = 3


def examples_tried(
    paths: Sequence[str], only: Sequence[str], language: str, *,
    mutate: bool, cover: bool, everything: bool = False, format: str = "text",
) -> tuple[int, list[str]]:
    """Exit status (1 where an example does not hold) and lines: faults, then a line for every rule, then what is left."""
    checker = Checker([Path(p) for p in paths] or None, language=language)
    book = checker.rulebook
    wanted = {book.rule(name).id for name in only} or {rule.id for rule in book.rules}
    faults = [fault for fault in example_faults(checker) if fault.owner in wanted and not fault.is_note]
    numbers = [n for n, rule in enumerate(book.rules) if rule.id in wanted]
    robust = {n: robustness(checker, book.rules[n]) for n in numbers} if mutate else {}
    covered = {n: coverage(checker.program, n) for n in numbers} if cover else {}
    tell = Tongue(language)
    if format == "json":
        rows = [_row(checker, n, faults, robust.get(n), covered.get(n), tell) for n in numbers]
        return int(bool(faults)), [json.dumps(rows, ensure_ascii=False, indent=2)]
    lines = [tell.line(fault) for fault in faults]
    ids = max(len(book.rules[n].id) for n in numbers)
    for n in numbers:
        lines.append(f"{padded(book.rules[n].id, ids)}  {_figures(checker, n, faults, robust.get(n), covered.get(n), tell)}")
        lines += _left(robust.get(n), covered.get(n), tell, everything)
    tried = sum(len(book.rules[n].bad) + len(book.rules[n].good) for n in numbers)
    lines.append(tell("{n} examples, {wrong} do not hold", n=tried, wrong=len(faults)))
    if robust:
        forms = sum(r.tried for r in robust.values())
        broken = sum(len(r.broken) for r in robust.values())
        lines.append(tell("{n} other forms, {wrong} do not hold: robust to {share}", n=forms, wrong=broken,
                          share=f"{1 - broken / max(forms, 1):.1%}"))
    if covered:
        phrases, done = (sum(getattr(c, what) for c in covered.values()) for what in ("phrases", "exercised"))
        lines.append(tell("{n} phrases, {done} of them with an example", n=phrases, done=done))
    return int(bool(faults)), lines


def _figures(
    checker: Checker, number: int, faults: Sequence[Fault], robust: Robustness | None, covered: Coverage | None, tell: Tongue
) -> str:
    rule = checker.rulebook.rules[number]
    wrong = {fault.place for fault in faults if fault.owner == rule.id}
    sides = [("bad {done}/{n}", rule.bad), ("good {done}/{n}", rule.good)]
    figures = [tell(wording, n=len(side), done=sum(e.place not in wrong for e in side)) for wording, side in sides]
    if robust is not None:
        figures.append(tell("robust {share}", share=f"{robust.figure:.0%}"))
    if covered is not None:
        figures.append(tell("phrases {done}/{n}", n=covered.phrases, done=covered.exercised))
    return "  ".join(figures)


def _left(robust: Robustness | None, covered: Coverage | None, tell: Tongue, everything: bool) -> Iterator[str]:
    """Forms that do not hold and phrases without an example, the first few."""
    lines = []
    if robust is not None:
        lines += [tell("as '{form}': {draft}", form=tell(b.form), draft=shown(" ".join(b.draft.split()))) for b in robust.broken]
    lines += [_untried(gap, tell) for gap in (covered.gaps if covered is not None else ())]
    yield from (f"  {line}" for line in (lines if everything else lines[:_SHOWN]))
    if len(lines) > _SHOWN and not everything:
        yield "  " + tell("… and {n} more; see them with --all", n=len(lines) - _SHOWN)


def _untried(gap: Gap, tell: Tongue) -> str:
    where = f"{gap.pattern.place.file}:{gap.pattern.place.line}"
    if not gap.alternatives:
        return tell("{where}: no example for \"{pattern}\"", where=where, pattern=shown(gap.pattern.text))
    named = "、".join(f"“{alternative}”" for alternative in gap.alternatives)
    return tell("{where}: no example takes {alternatives}", where=where, alternatives=named)


def _row(
    checker: Checker, number: int, faults: Sequence[Fault], robust: Robustness | None, covered: Coverage | None, tell: Tongue
) -> dict[str, Any]:
    rule = checker.rulebook.rules[number]
    row: dict[str, Any] = {"rule": rule.id, "bad": len(rule.bad), "good": len(rule.good),
                           "faults": [tell.line(fault) for fault in faults if fault.owner == rule.id]}
    if robust is not None:
        row["robustness"] = round(robust.figure, 4)
        row["broken"] = [{"example": b.example, "form": b.form, "draft": b.draft} for b in robust.broken]
    if covered is not None:
        row["phrases"], row["exercised"] = covered.phrases, covered.exercised
        row["untried"] = [{"pattern": g.pattern.text, "place": str(g.pattern.place), "alternatives": list(g.alternatives)}
                          for g in covered.gaps]
    return row
