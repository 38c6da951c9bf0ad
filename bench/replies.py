"""Draws rewritten drafts to be read one by one, counts what readers judged, and tries every labelled violation.

    python bench/replies.py --draw 200 --seed 7 > sheet.tsv     a sheet to judge, the same for the same seed
    python bench/replies.py [bench/judged/replies.tsv]          the judgements, counted; what reads otherwise today
    python bench/replies.py --corpus [--every N]                how many violations get a complete reply, and broken laws

A sheet has a line a draft: number, judgement, rules, region, draft, rewritten, note. The judgement is `send` (could be sent as it
stands), `touch` (with a touch) or `not`. Drafts come from corpus/set-aside, as many from each rule: of these sittings the choice of
replies has learned nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path

from tonecheck import Checker, Report, Verdict
from tonecheck.learn.labelled import read_corpus

ROOT = Path(__file__).parent.parent
SHEET = Path(__file__).parent / "judged" / "replies.tsv"
JUDGEMENTS = ("send", "touch", "not")
SCRIPTS = ("hans", "hant-tw", "hant-hk")


def violations(*folders: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Text, labelled rules and region of every violation of folders of the corpus, in a fixed order."""
    drafts = [d for folder in folders for d in read_corpus(ROOT / "corpus" / folder)]
    return [(d.text, tuple(d.rules), d.region) for d in drafts if d.rules and d.kind != "near-miss"]


def loud(report: Report) -> bool:
    """True where there is an error or a warning."""
    return any(f.severity.rank for f in report.findings)


def drawn(checker: Checker, number: int, seed: int) -> list[list[str]]:
    """The lines of a sheet: drafts with a finding, about as many of each rule, in random order."""
    by_rule: dict[str, list[tuple[str, tuple[str, ...], str]]] = {}
    for violation in violations("set-aside"):
        by_rule.setdefault(violation[1][0], []).append(violation)
    chance = random.Random(seed)
    piles = [by_rule[rule] for rule in sorted(by_rule)]
    for pile in piles:
        chance.shuffle(pile)
    lines: list[list[str]] = []
    while len(lines) < number and any(piles):
        for pile in piles:
            while pile and len(lines) < number:
                text, rules, region = pile.pop()
                report = checker.check(text)
                if loud(report):
                    lines.append(["", ",".join(rules), region, text, report.rewritten, ""])
                    break
    chance.shuffle(lines)
    return [[str(n), *line] for n, line in enumerate(lines, 1)]


def counted(checker: Checker, sheet: Path) -> None:
    """Prints the judgements of a sheet, and how many of its drafts are rewritten otherwise today."""
    rows = [line.split("\t") for line in sheet.read_text(encoding="utf-8").splitlines()]
    found = Counter(row[1] for row in rows)
    for judgement in (*JUDGEMENTS, *sorted(set(found) - set(JUDGEMENTS))):
        print(f"{judgement or 'open':6} {found[judgement]:4} {found[judgement] / len(rows):6.1%}")
    changed = sum(checker.check(_typed(row[4])).rewritten != _typed(row[5]) for row in rows)
    print(f"{changed} of {len(rows)} read otherwise today")


def tried(checker: Checker, every: int) -> int:
    """Prints how many violations that are found get a complete reply, and every broken law; how many laws broke."""
    found = complete = broken = rewritten = 0
    for text, _, _ in violations("sittings", "set-aside")[::every]:
        report = checker.check(text)
        if not loud(report):
            continue
        found += 1
        complete += any(s.complete for f in report.findings for s in f.suggestions)
        rewritten += report.rewritten != text
        for script in SCRIPTS:
            for fault in faults(checker, text, checker.check(text, script=script)):
                broken += 1
                print(f"{fault}\t{script}\t{_written(text)}", flush=True)
    print(f"{found} found, {complete} with a complete reply ({complete / found:.1%}), {rewritten} rewritten, {broken} laws broken")
    return broken


def faults(checker: Checker, text: str, report: Report) -> list[str]:
    """The laws that a report breaks: clean replies, clean rewriting that stays, nothing invented, the rest untouched."""
    found = []
    polite = text.replace("你", "您").replace("妳", "您")
    for finding in report.findings:
        for s in finding.suggestions:
            if loud(checker.check(s.text)):
                found.append(f"not clean: {s.text}")
            if any(value not in polite for value in s.slots.values()):
                found.append(f"invented: {dict(s.slots)}")
            if "你" in s.text:
                found.append(f"你: {s.text}")
    again = checker.check(report.rewritten)
    if any(s.complete for f in report.findings for s in f.suggestions) and again.verdict is not Verdict.PASS:
        found.append(f"rewriting is not clean: {_written(report.rewritten)}")
    if again.rewritten != report.rewritten:
        found.append(f"rewriting goes on: {_written(report.rewritten)}")
    return found


def _written(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _typed(text: str) -> str:
    marks = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
    return re.sub(r"\\(.)", lambda m: marks[m[1]], text)


def main() -> int:
    """0, or 1 where a law is broken."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("sheet", nargs="?", type=Path, default=SHEET)
    arguments.add_argument("--draw", type=int, metavar="NUMBER")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--corpus", action="store_true")
    arguments.add_argument("--every", type=int, default=1, metavar="N")
    options = arguments.parse_args()
    checker = Checker()
    if options.draw:
        for line in drawn(checker, options.draw, options.seed):
            print("\t".join(_written(cell) for cell in line))
    elif options.corpus:
        return int(tried(checker, options.every) > 0)
    else:
        counted(checker, options.sheet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
