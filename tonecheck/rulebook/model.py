"""What a rulebook says, as frozen plain values; nothing here is compiled."""

from __future__ import annotations

from collections.abc import Mapping

from tonecheck.model import Severity
from tonecheck.values import dataclass, field, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tonecheck.rulebook.scene import Scene

# What a reply does: takes the matter over, hands it on and reports back, makes an appointment, explains and offers,
# asks for what is needed to help, asks for cooperation, thanks.
MOVES = ("take", "hand", "appoint", "explain", "ask", "request", "thank")


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
    """A reply with `{slots}`; the traditional wordings are None where conversion makes them.

    `unreviewed` names those (`tw`, `hk`) that nobody of the region has looked at.
    `move` is what the reply does for the customer, one of `MOVES`, or empty where the author does not say.
    """

    hans: str
    hant_tw: str | None
    hant_hk: str | None
    place: Place
    unreviewed: tuple[str, ...] = ()
    move: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What can be said where a draft tells a state of things of that kind; `{fact}` is the state as the draft has it.

    Beside findings of the rules under `never` nothing is told: what they find is no fact. In reply to the rules under `about`
    the gist of a clause is enough.
    """

    kind: str
    replies: tuple[Template, ...]
    never: tuple[str, ...]
    about: tuple[str, ...]
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
    `renamed_from`: ids that it had. `deprecated`: why it will go. `valid_from` and `valid_until`: days (ISO), both
    included, or "".
    `topic`: words of which one must stand beside a hit for the rule's own replies; else general ones are offered.
    `manner`: the rule says how something is put; where another rule knows what it is about, that one answers.
    `whole`: a reply leaves nothing but the greeting of what stands beside it in the same line: private matters do not stay.
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
    topic: tuple[str, ...] = ()
    manner: bool = False
    whole: bool = False
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    scenes_off: tuple[str, ...] = ()
    scenes_only: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    remark: str = ""
    off: str | None = None
    renamed_from: tuple[str, ...] = ()
    deprecated: str = ""
    valid_from: str = ""
    valid_until: str = ""

    def in_force(self, day: str) -> bool:
        """True on the days (ISO, such as 2026-01-31) that the rule is for."""
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_until or day <= self.valid_until)

    def on(self, day: str) -> Rule:
        """The rule as it is on a day: switched off where it is not for that day."""
        if self.in_force(day):
            return self
        over = self.valid_until and self.valid_until < day
        return replace(self, off=f"valid_until: {self.valid_until}" if over else f"valid_from: {self.valid_from}")


@dataclass(frozen=True, slots=True)
class Guard:
    """A reason why a hit is no violation: patterns, and the scope they are looked for in.

    Scopes: `around` (overlapping the hit), `clause`, `clause-before`, `before` (earlier in the sentence), `frame` (that, or
    the begin of what the hit holds), `sentence`, `near` (that sentence and the two after it; the whole message where it is short).
    `default` guards protect every rule that does not take them away. `saves` are drafts that prove it.
    """

    name: str
    scope: str
    patterns: tuple[Pattern, ...]
    default: bool
    place: Place
    saves: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Courtesy:
    """One kind of courtesy phrase of the manual's inventory."""

    kind: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules, word classes, guards and the courtesy inventory; `digest` names the exact content.

    `rules` holds those switched off, too; `house` the names that a house fills into replies, by slot. `version` is what
    the owner calls it, "" where nothing was said. `details` tells what the scenes ask for.
    `general` holds the replies that fit where nobody can be sure what the draft is about, `situations` those that begin
    with the state of things that a draft tells.
    """

    rules: tuple[Rule, ...]
    lexicon: Mapping[str, tuple[str, ...]]
    guards: tuple[Guard, ...]
    scenes: tuple[str, ...]
    courtesy: tuple[Courtesy, ...] = ()
    general: tuple[Template, ...] = ()
    digest: str = ""
    files: tuple[str, ...] = field(default=())
    house: Mapping[str, Template] = field(default_factory=dict)
    version: str = ""
    details: tuple[Scene, ...] = ()
    situations: tuple[Situation, ...] = ()

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id, one of a scene's own included, or the one that had it once; `KeyError` where there is none."""
        for rule in (*self.rules, *(rule for scene in self.details for rule in scene.rules)):
            if rule.id == rule_id:
                return rule
        for rule in self.rules:
            if rule_id in rule.renamed_from:
                return rule
        raise KeyError(rule_id)

    def scene(self, name: str) -> Scene | None:
        """What the scene of that name asks for; None where it asks for nothing."""
        return next((scene for scene in self.details if scene.name == name), None)

    @property
    def off(self) -> tuple[Rule, ...]:
        """What a configuration switched off: rules, and what scenes ask for."""
        asked = {rule.id: rule for scene in self.details for rule in scene.rules}
        return tuple(rule for rule in (*self.rules, *asked.values()) if rule.off is not None)

    @property
    def in_force(self) -> int:
        """How many rules are in force."""
        return sum(rule.off is None for rule in self.rules)

    def on(self, day: str) -> Rulebook:
        """The rulebook of one day (ISO, such as 2026-01-31): rules that are not for that day are switched off."""
        if all(rule.in_force(day) for rule in self.rules):
            return self
        return replace(self, rules=tuple(rule if rule.off is not None else rule.on(day) for rule in self.rules))

    def current(self, rule_id: str) -> str | None:
        """The id of today for an id or an old one; None where no rule had it."""
        try:
            return self.rule(rule_id).id
        except KeyError:
            return None
