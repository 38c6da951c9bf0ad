"""What there is to tell about a draft: what was read, what met it, what lets it pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tonecheck.model import Finding, Report
from tonecheck.rulebook.model import Localized, Pattern, Rule


@dataclass(frozen=True, slots=True)
class Met:
    """A part of a phrase as written, and what it met in the draft (folded; "" where it met nothing).

    `own` is the same in the draft's own characters, `word_class` the class that the words belong to, if any.
    """

    part: str
    kind: str
    text: str
    own: str = field(default="", compare=False)
    word_class: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn of a transcript, and the label that tells whose it is ("" where there is none)."""

    role: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the reader makes of a sentence: its score, and the nearest rule where the score is over the threshold."""

    sentence: str
    score: float
    rule: str | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of one hit.

    `guard` is what cleared it (None: a finding, or the reader's doubt), `evidence` what that guard saw. `refused` holds
    what a guard saw and did not count: a next step that is denied, or left to the customer. `said` and `declined` are
    the clauses that hold `evidence`, and each of `refused`.
    """

    rule: Rule
    excerpt: str
    pattern: Pattern | None
    met: tuple[Met, ...]
    guard: str | None
    evidence: str
    refused: tuple[tuple[str, str], ...]
    outcome: str
    finding: Finding | None = None
    said: str = ""
    declined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A phrase of which a word stands in the draft, though the whole does not: how far it came, and what is missing."""

    rule: Rule
    pattern: Pattern
    reached: str
    missing: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one draft. `threshold` and `doubt` are the reader's, None where none listens.

    `cantonese` holds characters of written Cantonese that stand in the draft, each with the one that it is read as; `titles`
    what every rule is called.
    """

    report: Report
    folded: str
    sentences: tuple[tuple[str, str], ...]
    hits: tuple[Looked, ...]
    near: tuple[Near, ...]
    heard: tuple[Heard, ...]
    threshold: float | None
    doubt: float | None
    turns: tuple[Spoken, ...] = ()
    cantonese: tuple[tuple[str, str], ...] = ()
    titles: Mapping[str, Localized] = field(default_factory=dict)
