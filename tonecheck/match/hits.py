"""Finds what the patterns say, and asks the guards about each hit."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import cached_property

from tonecheck.match.program import Entry, Program
from tonecheck.match.view import View
from tonecheck.text.expressions import compiled
from tonecheck.text.ranges import Ranges
from tonecheck.text.sieve import ALL, Sifted
from tonecheck.values import dataclass, replace

_SPEAKER_GUARDS = frozenset({"quoted", "customer-turn", "colleague", "retold"})
# Clears what the reader hears in any rule's name, and no phrase.
_HEARD_GUARDS = frozenset({"friendly"})
# So near before a quotation stands what makes its words the speaker's own.
OWNING = 3
# A step is refused by a negation in it or right before it; questions and courtesies hold 不 without refusing.
_REFUSAL_REACH = 4
_REFUSAL = compiled("不|没|忘|无法|别|甭|莫|懒得|才怪|凭什么|难道|自己|(?<![帮替给为同和跟])你(?:自行|去|直接|打|要|得|应该|赶紧|马上|赶快)")
_ASKING = compiled("(.)[不没]\\1|不好意思|不介意|不用|不过|不便|不在|不方便|没问题|要不|不急|不妨|差不多|别急|别的|别担心|不明白|不清楚|不懂|不知道|不收|没有?的话|不够|不合适|对不起|一字不漏|不影响|不耽误|不同|不错|没走|没到")


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of one rule in folded text; `saved_by` names the guard that clears it.

    `by` is `pattern`, `slip` or `reader`; `nearness` is 0 for the rule that the reader holds to be nearest, then 1.
    """

    rule: int
    start: int
    end: int
    slots: tuple[tuple[str, int, int], ...] = ()
    entry: Entry | None = None
    saved_by: str | None = None
    by: str = "pattern"
    nearness: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of folded text, and the numbers of the entries of which an anchor stands in it."""

    start: int
    end: int
    triggered: set[int]


def find_hits(judge: Judge, among: Set[int] | None = None) -> list[Hit]:
    """Every pattern hit of the judge's draft, cleared ones included, in the order of the text and of the rules.

    With `among` (numbers of entries) only what these find; all entries of a rule must be in it, or none.
    """
    program, view = judge.program, judge.view
    hits: list[Hit] = []
    for number in judge.sifted.among(sorted((program.matches.keys() if among is None else among) & judge.triggered)):
        entry, search = program.searching[number]
        # Most find nothing.
        first = search(view.text)
        if first is None:
            judge.sifted.in_vain(number, entry.regex)
        else:
            typed = program.typed.get(entry.owner, ())
            hits += [judge.judged(hit) for hit in _matches_from(first, entry, view.text) if _as_typed(typed, view, hit)]
    return _settled(hits, once=program.once)


def _matches_from(match: re.Match[str] | None, entry: Entry, text: str) -> list[Hit]:
    """The same of a whole text of which the first match is known: it is not looked for again."""
    found = []
    while match is not None:
        start, end = match.span()
        if start == end:
            return _matches(entry, text)
        found.append(_hit(entry, match))
        match = match.re.search(text, end)
    return found


def _hit(entry: Entry, match: re.Match[str]) -> Hit:
    names = match.re.groupindex
    slots = tuple((name, *match.span(name)) for name in names if match[name]) if names else ()
    return Hit(entry.owner, match.start(), match.end(), slots, entry)


def _matches(entry: Entry, text: str, start: int = 0, end: int = sys.maxsize) -> list[Hit]:
    found = []
    for match in entry.regex.finditer(text, start, end):
        if match.end() > match.start():
            found.append(_hit(entry, match))
    return found


def typed_in(program: Program, view: View, among: Iterable[int]) -> bool:
    """Whether one of these entries, which want something typed just so, finds it."""
    return any(_as_typed(program.typed[hit.rule], view, hit) for n in among for hit in _matches(program.entries[n], view.text))


def _as_typed(typed: tuple[str, ...], view: View, hit: Hit) -> bool:
    return not typed or view.folded.source.startswith(typed, view.folded.span(hit.start, hit.end)[0])


def _settled(hits: list[Hit], once: Collection[int]) -> list[Hit]:
    """One hit where several of one rule overlap: an uncleared one first, then the longest, then the earliest.

    Of a rule in `once` the whole draft counts as one place.
    """
    kept: list[Hit] = []
    # Kept hits of a rule do not overlap, so only the two neighbours of a place can.
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for hit in sorted(hits, key=lambda h: (h.saved_by is not None, h.start - h.end, h.start)):
        mine, theirs = starts.setdefault(hit.rule, []), ends.setdefault(hit.rule, [])
        place = bisect_left(mine, hit.start)
        taken = (place and theirs[place - 1] > hit.start) or (place < len(mine) and mine[place] < hit.end)
        if not taken and not (mine and hit.rule in once):
            mine.insert(place, hit.start)
            theirs.insert(place, hit.end)
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, h.rule))


class Judge:
    """Asks the guards of one draft; guard patterns run once each, when first asked for.

    Of a long draft it may know only stretches, all around every hit that it is asked about.
    """

    def __init__(
        self, program: Program, view: View, scene: str | None, triggered: set[int] | None = None, stretches: Sequence[Stretch] = (),
        margin: int = 0, *, sifted: bool = False,
    ) -> None:
        """With `sifted` the entries are told already by what characters the draft has; `margin` is how much wider each stretch is on both sides than where anything is looked for: twice the longest match."""
        self.program = program
        self.view = view
        self._scene = scene
        self.triggered = triggered or set()
        self._margin = margin
        self._sifted = sifted
        self.stretches = stretches or (Stretch(0, len(view.text), self.triggered),)
        self._spans: dict[tuple[str, str], Ranges] = {}
        self._unless: dict[int, Ranges] = {}

    @cached_property
    def _taking_turns(self) -> bool:
        return len(self.view.turns) > 1 or self.view.turns[0].role != "staff"

    @cached_property
    def sifted(self) -> Sifted:
        """What the characters of the draft tell of the entries."""
        return ALL if self._sifted else self.program.sieve.of(self.view.text)

    def judged(self, hit: Hit) -> Hit:
        """The hit with the guard that clears it, if one does."""
        saved = self._saved_by(hit)
        return replace(hit, saved_by=saved) if saved else hit

    def _saved_by(self, hit: Hit) -> str | None:
        rule = self.program.rulebook.rules[hit.rule]
        if rule.off is not None:
            return "off"
        if self._scene in rule.scenes_off or (rule.scenes_only and self._scene not in rule.scenes_only):
            return "scene"
        names = self.program.guards_of[hit.rule]
        if hit.by == "reader":
            # The reader has weighed a remedy and a negation already; who speaks it cannot know.
            names = names & _SPEAKER_GUARDS | _HEARD_GUARDS
        view = self.view
        if self._taking_turns and "customer-turn" in names and view.role(hit.start) == "customer":
            return "customer-turn"
        if view.quotations and "quoted" in names and (quotation := view.quoted(hit.start, hit.end)) and not self._own_words(quotation[0]):
            return "quoted"
        if hit.rule in self.program.unless and "allowed-phrase" in names and self.allowed(hit.rule).overlapping(hit.start, hit.end):
            return "allowed-phrase"
        if rule.veto and self._cuts_words(hit):
            return "other-sense"
        for name, scope in self._awake:
            if name in names and self.holding(name, scope, hit) is not None:
                return name
        # What begins outside a quotation and ends in it, or the other way round, is put together from two speakers.
        if view.quotations and "quoted" in names and (quotation := view.partly_quoted(hit.start, hit.end)) and not self._own_words(quotation[0]):
            return "quoted"
        return None

    @cached_property
    def _awake(self) -> list[tuple[str, str]]:
        """The guards of which an anchor stands in the draft, those of scope `near` last."""
        triggered = set().union(*[stretch.triggered for stretch in self.stretches])
        program = self.program
        owners = {program.guarded[number] for number in self.sifted.among(program.guarded.keys() & triggered)}
        return [program.guards_in_order[number] for number in sorted(owners)]

    def holding(self, name: str, scope: str, hit: Hit) -> tuple[int, int] | None:
        """What a guard finds that clears the hit, as a range of the folded text; None where it does not."""
        spans = self.guard_spans(name, scope)
        if not spans.spans:
            return None
        view = self.view
        found: Iterable[tuple[int, int]]
        match scope:
            case "around":
                found = spans.overlapping(hit.start, hit.end)
            case "clause":
                found = spans.beginning(*view.clause(hit.start, hit.end))
            case "frame":
                # What the reader hears is a whole clause, so the frame may open it.
                found = ((a, b) for a, b in spans.beginning(view.sentence(hit.start)[0], hit.end) if b < hit.end)
            case "before":
                found = spans.beginning(view.sentence(hit.start)[0], hit.start)
            case "clause-before":
                found = spans.beginning(view.clause(hit.start, hit.start)[0], hit.start)
            case "sentence":
                found = spans.beginning(*view.sentence(hit.start))
            case _:
                # A step that the hit itself names (您自己去联系) is no repair, nor is a refused one (没法帮您联系),
                # nor one in a customer's turn or a quotation.
                found = (
                    (a, b)
                    for a, b in spans.beginning(*view.neighbourhood(hit.start))
                    if not (a < hit.end and hit.start < b)
                    and not self._refused(a, b)
                    and view.role(a) == "staff"
                    and view.quoted(a, b) is None
                )
        return next(iter(found), None)

    def _refused(self, start: int, end: int) -> bool:
        text = _ASKING.sub("", self.view.text[max(0, start - _REFUSAL_REACH) : end])
        return bool(_REFUSAL.search(text[text.rfind(",") + 1 :]))

    def guard_spans(self, name: str, scope: str) -> Ranges:
        """Where the patterns of a guard stand, whether they clear anything or not."""
        key = (name, scope)
        if key not in self._spans:
            self._spans[key] = Ranges(self._found(self.program.guarding.get(key, ())))
        return self._spans[key]

    def allowed(self, rule: int) -> Ranges:
        """Where the `unless` of a rule stands."""
        if rule not in self._unless:
            self._unless[rule] = Ranges(self._found(self.program.unless.get(rule, ())))
        return self._unless[rule]

    def _found(self, entries: Sequence[int]) -> Iterator[tuple[int, int]]:
        for stretch in self.stretches:
            triggered = stretch.triggered
            for number in self.sifted.among([number for number in entries if number in triggered]):
                regex = self.program.entries[number].regex
                found = [match.span() for match in regex.finditer(self.view.text, *self._within(stretch, number))]
                if not found:
                    self.sifted.in_vain(number, regex)
                yield from found

    def _within(self, stretch: Stretch, number: int) -> tuple[int, int]:
        """Where in a stretch an entry is looked for: shorter matches need less of its margin."""
        if not self._margin:
            return stretch.start, stretch.end
        less = max(0, self._margin - 2 * self.program.reaches[number])
        return stretch.start and stretch.start + less, stretch.end - less if stretch.end < len(self.view.text) else stretch.end

    def _own_words(self, quotation_start: int) -> bool:
        """True where the speaker makes the quoted words their own (我还是那句话“…”)."""
        spans = self.guard_spans("own-words", "around").overlapping(quotation_start - OWNING, quotation_start)
        return any(a < quotation_start for a, _ in spans)

    def _cuts_words(self, hit: Hit) -> bool:
        from tonecheck.text.words import cuts_word

        left, right = self.view.clause(hit.start, hit.end)
        return cuts_word(self.view.text[left:right], hit.start - left, hit.end - left)
