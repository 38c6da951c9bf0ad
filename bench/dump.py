"""Writes everything that is found and suggested on the corpus, a line a text, to compare before and after a change.

    python bench/dump.py FILE [--every N]

Beside the texts of the corpus alone come documents that are joined from them: transcripts, long lines, many lines.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tonecheck import Checker, Report
from tonecheck.learn.labelled import read_corpus

ROOT = Path(__file__).parent.parent
# Joined from so many texts, with what is between them.
JOINS = ((3, ""), (3, "\n"), (7, " "), (40, "\n"), (40, ""))


def texts(every: int) -> Iterator[str]:
    """The corpus, its drafts, and what is joined from it."""
    for file in sorted((ROOT / "corpus" / "drafts").glob("*.txt")):
        yield file.read_text(encoding="utf-8")
    drafts = [d for folder in ("sittings", "set-aside") for d in read_corpus(ROOT / "corpus" / folder)]
    said = [d.text for d in drafts]
    yield from said[::every]
    for size, between in JOINS:
        for start in range(0, len(said), size * every):
            parts = said[start : start + size]
            yield between.join(parts)
    # Long and mostly clean.
    clean, bad = [d.text for d in drafts if d.kind == "ordinary"], [d.text for d in drafts if d.bad]
    for start in range(0, len(clean), 200 * every):
        for between in ("\n", "", "客户：哦\n客服："):
            parts = clean[start : start + 400]
            parts[7::40] = [bad[(start + n) % len(bad)] for n in range(7, len(parts), 40)]
            yield between.join(parts)
    for start in range(0, len(said), 20 * every):
        yield "\n".join(f"{'客户' if n % 3 else '客服'}：“{text}”{text}" for n, text in enumerate(said[start : start + 6]))


def line(report: Report) -> str:
    """One report, but for what names the rulebook."""
    findings = [
        [f.rule_id, f.severity.value, f.span.start, f.span.end, f.by, f.line, f.column, f.weighed,
         [[s.text, s.span.start, s.span.end, s.complete, dict(s.slots), s.why] for s in f.suggestions]]
        for f in report.findings
    ]
    return json.dumps([report.text, report.script, findings, report.rewritten], ensure_ascii=False)


def main() -> int:
    """Writes the lines."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--every", type=int, default=1, help="only every Nth text")
    options = arguments.parse_args()
    with options.file.open("w", encoding="utf-8") as out:
        for report in Checker().check_many(texts(options.every), jobs=0):
            out.write(line(report) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
