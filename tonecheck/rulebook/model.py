"""What a rulebook says, as frozen plain values; nothing here is compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tonecheck.model import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a rulebook something stands: file name, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Localized:
    """A text for people, in simplified Chinese and in English."""

    hans: str
    en: str


@dataclass(frozen=True, slots=True)
class Template:
    """A reply with `{slots}`; the traditional wordings are None where conversion makes them."""

    hans: str
    hant_tw: str | None
    hant_hk: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that proves a rule; `guard` names what saves a good one."""

    text: str
    place: Place
    guard: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying something, as written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a document's file name and the item in it."""

    document: str
    item: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with everything that its author states.

    `typed`: a hit must begin with one of these, as typed (folding makes 您 and 你 one). `once`: one finding a draft.
    `off`: why a configuration switched the rule off ("" where it gives no reason), None where the rule is in force.
    """

    id: str
    place: Place
    title: Localized
    severity: Severity
    message: Localized
    impact: Localized
    match: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    guards: tuple[str, ...] = ()
    veto: bool = False
    typed: tuple[str, ...] = ()
    once: bool = False
    suggest: tuple[Template, ...] = ()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    scenes_off: tuple[str, ...] = ()
    scenes_only: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    remark: str = ""
    off: str | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """A reason why a hit is no violation: patterns, and the scope they are looked for in.

    Scopes: `around` (overlapping the hit), `clause`, `clause-before`, `before` (earlier in the sentence), `frame` (that, or
    the begin of what the hit holds), `sentence`, `near` (that sentence and the two after it; the whole message where it is short).
    `default` guards protect every rule that does not take them away.
    """

    name: str
    scope: str
    patterns: tuple[Pattern, ...]
    default: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Courtesy:
    """One kind of courtesy phrase of the manual's inventory."""

    kind: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules, word classes, guards and the courtesy inventory; `digest` names the exact content.

    `rules` holds those switched off, too; `house` the names that a house fills into replies, by slot.
    """

    rules: tuple[Rule, ...]
    lexicon: Mapping[str, tuple[str, ...]]
    guards: tuple[Guard, ...]
    scenes: tuple[str, ...]
    courtesy: tuple[Courtesy, ...] = ()
    digest: str = ""
    files: tuple[str, ...] = field(default=())
    house: Mapping[str, Template] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; `KeyError` where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    @property
    def off(self) -> tuple[Rule, ...]:
        """The rules that a configuration switched off."""
        return tuple(rule for rule in self.rules if rule.off is not None)
