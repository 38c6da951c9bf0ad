"""Scores a checker against labelled drafts: what it found, missed and flagged for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tonecheck.checker import Checker
from tonecheck.learn.labelled import FINE_KINDS, Labelled
from tonecheck.model import Finding, Severity
from tonecheck.rulebook.model import Rulebook

# A false alarm costs more than a miss: it counts so often.
FALSE_ALARM_COST = 2


@dataclass(slots=True)
class Tally:
    """Counts of one group of drafts. `found` is under a right rule, `noticed` under any."""

    violations: int = 0
    found: int = 0
    noticed: int = 0
    by_pattern: int = 0
    by_reader: int = 0
    fine: int = 0
    flagged: int = 0

    @property
    def recall(self) -> float:
        """Violations found under a right rule, 0 to 1."""
        return self.found / self.violations if self.violations else 1.0

    @property
    def false_rate(self) -> float:
        """Fine drafts flagged with an error or a warning, 0 to 1."""
        return self.flagged / self.fine if self.fine else 0.0

    @property
    def precision(self) -> float:
        """Of what was flagged, the share that was a violation, 0 to 1."""
        flagged = self.noticed + self.flagged
        return self.noticed / flagged if flagged else 1.0

    @property
    def figure(self) -> float:
        """The whole as one figure, at most 1: recall less the weighed rate of false alarms."""
        return self.recall - FALSE_ALARM_COST * self.false_rate


@dataclass(slots=True)
class Score:
    """Tallies of everything, by kind, by region and by rule, and the drafts that went wrong.

    `renamed` holds the old ids that drafts name, with those of today, under which they are counted.
    """

    whole: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    regions: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[tuple[Labelled, tuple[Finding, ...]]] = field(default_factory=list)
    false: list[tuple[Labelled, tuple[Finding, ...]]] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)


def score(checker: Checker, drafts: Iterable[Labelled]) -> Score:
    """What the checker makes of the drafts; a hint (info) counts as found, never as a false alarm."""
    result = Score()
    today: dict[str, str] = {}
    for draft in drafts:
        draft = replace(draft, rules=tuple(_current(checker.rulebook, rule, today) for rule in draft.rules))
        findings = checker.check(draft.text).findings
        groups = [result.whole, result.kinds[draft.kind], result.regions[draft.region], *(result.rules[r] for r in draft.rules[:1])]
        if draft.kind in FINE_KINDS:
            loud = tuple(f for f in findings if f.severity is not Severity.INFO)
            for tally in groups:
                tally.fine += 1
                tally.flagged += bool(loud)
            if loud:
                result.false.append((draft, loud))
        else:
            _count_violation(groups, draft, findings)
            if not _right(draft, findings):
                result.missed.append((draft, findings))
    result.renamed = {old: new for old, new in sorted(today.items()) if old != new}
    return result


def _current(rulebook: Rulebook, rule: str, today: dict[str, str]) -> str:
    """The id of today; each is looked up once."""
    if rule not in today:
        today[rule] = rulebook.current(rule) or rule
    return today[rule]


def _right(draft: Labelled, findings: Sequence[Finding]) -> list[Finding]:
    return [f for f in findings if f.rule_id in draft.rules]


def _count_violation(groups: Sequence[Tally], draft: Labelled, findings: Sequence[Finding]) -> None:
    right = _right(draft, findings)
    for tally in groups:
        tally.violations += 1
        tally.found += bool(right)
        tally.noticed += bool(right) or any(f.severity is not Severity.INFO for f in findings)
        tally.by_pattern += any(f.by == "pattern" for f in right)
        tally.by_reader += bool(right) and all(f.by == "reader" for f in right)
