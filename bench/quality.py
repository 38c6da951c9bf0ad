"""Scores the checker on the sittings that were set aside and on real text, and records the run.

    python bench/quality.py [--real FOLDER] [--record] [--drafts]

`--real` names a folder with text that nobody on this project wrote, one message a line; findings there are counted
and listed, to be judged by hand. `--record` appends the figures to bench/runs/quality.jsonl. `--drafts` writes the findings
on the longer drafts of corpus/drafts to corpus/drafts/findings.tsv, so that a change of a rule shows its cost in the diff.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tonecheck import Checker, Severity
from tonecheck.learn.labelled import read_corpus
from tonecheck.score import Score, Tally, score

ROOT = Path(__file__).parent.parent
RUNS = Path(__file__).parent / "runs" / "quality.jsonl"


def figures(result: Score) -> dict[str, Any]:
    """The figures of a score, as shares rounded to four places."""
    return {
        "figure": round(result.whole.figure, 4),
        "whole": _tally(result.whole),
        "kinds": {k: _tally(t) for k, t in sorted(result.kinds.items())},
        "regions": {k: _tally(t) for k, t in sorted(result.regions.items())},
    }


def loud(checker: Checker, file: Path) -> list[tuple[int, str, str, str]]:
    """Line number, rule, `pattern` or `reader`, and excerpt of every error and warning in a file of messages."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for f in checker.check(line).findings:
            if f.severity is not Severity.INFO:
                found.append((number, f.rule_id, f.by, f.excerpt))
    return found


def draft_findings(checker: Checker) -> str:
    """A line for every error and warning in the longer drafts: file, rule, severity, `pattern` or `reader`, excerpt."""
    lines = []
    for file in sorted((ROOT / "corpus" / "drafts").glob("*.txt")):
        for f in checker.check(file.read_text(encoding="utf-8")).findings:
            if f.severity is not Severity.INFO:
                lines.append(f"{file.name}\t{f.rule_id}\t{f.severity.value}\t{f.by}\t{f.excerpt}\n")
    return "".join(lines)


def main() -> int:
    """Prints the tables; 0 always: floors are held by the tests."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--real", type=Path, metavar="FOLDER")
    arguments.add_argument("--record", action="store_true")
    arguments.add_argument("--drafts", action="store_true")
    options = arguments.parse_args()
    checker = Checker()
    if options.drafts:
        (ROOT / "corpus" / "drafts" / "findings.tsv").write_text(draft_findings(checker), encoding="utf-8")
    result = score(checker, read_corpus(ROOT / "corpus" / "set-aside"))
    run: dict[str, Any] = {"date": date.today().isoformat(), "commit": _commit(), **figures(result)}
    for name, tally in [*sorted(result.kinds.items()), ("whole", result.whole)]:
        print(f"{name:12} found {tally.recall:6.1%} of {tally.violations:5}   flagged {tally.false_rate:6.2%} of {tally.fine:5}")
    if options.real:
        run["real"] = {}
        for file in sorted(options.real.glob("*_hans.txt")) + sorted(options.real.glob("*_hant.txt")):
            found = loud(checker, file)
            lines = len(file.read_text(encoding="utf-8").splitlines())
            run["real"][file.name] = {"lines": lines, "findings": len(found)}
            print(f"{file.name}: {len(found)} findings in {lines} lines")
            for number, rule, by, excerpt in found:
                print(f"  {number}\t{rule}\t{by}\t{excerpt}")
    elif not options.record:
        print("real text: not given (--real FOLDER)")
    if options.record:
        RUNS.parent.mkdir(exist_ok=True)
        with RUNS.open("a", encoding="utf-8") as out:
            out.write(json.dumps(run, ensure_ascii=False) + "\n")
    return 0


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "violations": tally.violations,
        "recall": round(tally.recall, 4),
        "by_pattern": tally.by_pattern,
        "by_reader": tally.by_reader,
        "fine": tally.fine,
        "false_rate": round(tally.false_rate, 4),
    }


def _commit() -> str:
    asked = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "none"


if __name__ == "__main__":
    sys.exit(main())
