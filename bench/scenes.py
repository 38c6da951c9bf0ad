"""Measures what scenes ask for on labelled drafts (`corpus/scenes`), each half by itself; prints what went wrong.

    python bench/scenes.py [--show develop|aside|later]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tonecheck import Checker

FOLDER = Path(__file__).parent.parent / "corpus" / "scenes"
HALVES = ("develop", "aside")
# Sittings written when the patterns were there, which were then mended by them.
LATER = "later"


@dataclass(frozen=True, slots=True)
class Draft:
    """One labelled draft: what it lacks or promises too late, by rule id."""

    scene: str
    region: str
    rules: tuple[str, ...]
    half: str
    text: str


def drafts() -> Iterator[Draft]:
    """The drafts in order. Of those of one scene with the same labels every second one is set aside."""
    seen: dict[tuple[str, str], int] = {}
    for file in sorted(FOLDER.rglob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            region, labels, text = line.split("\t")
            key = (file.stem, labels)
            number = seen[key] = seen.get(key, -1) + 1
            names = [] if labels == "-" else labels.split(",")
            rules = tuple(sorted(n if n.startswith("late-") else f"missing-{n}" for n in names))
            yield Draft(file.stem, region, rules, LATER if file.parent.name == LATER else HALVES[number % 2], text)


def heard(checker: Checker, draft: Draft) -> tuple[str, ...]:
    """The ids of the scene's findings."""
    found = checker.check(draft.text, scene=draft.scene).findings
    return tuple(sorted(f.rule_id for f in found if f.by == "scene"))


def main() -> int:
    """Prints a line for each scene and half, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=(*HALVES, LATER), help="print the drafts of this half that went wrong")
    options = parser.parse_args()
    checker = Checker(reader=False)
    tallies: dict[tuple[str, str], list[int]] = {}
    for draft in drafts():
        found = heard(checker, draft)
        for key in ((draft.scene, draft.half), ("all", draft.half)):
            tally = tallies.setdefault(key, [0, 0, 0, 0, 0])
            tally[0] += len(draft.rules)
            tally[1] += len(set(draft.rules) & set(found))
            tally[2] += not draft.rules
            tally[3] += not draft.rules and bool(found)
            tally[4] += len(set(found) - set(draft.rules))
        if options.show == draft.half and found != draft.rules:
            wanted, got = (",".join(rules) or "-" for rules in (draft.rules, found))
            print(f"{draft.scene}\t{draft.region}\twanted {wanted}\tfound {got}\t{draft.text}")
    print(f"{'scene':18}{'half':9}{'lacking':>8}{'found':>7}{'whole':>7}{'flagged':>9}{'too many':>10}")
    for (scene, half), (lacking, hit, fine, flagged, extra) in tallies.items():
        print(f"{scene:18}{half:9}{lacking:8}{hit:7}{fine:7}{flagged:9}{extra:10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
