"""A rulebook that is ready to run: entries with anchors, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter

from tonecheck.rulebook.model import Guard, Pattern, Rule, Rulebook
from tonecheck.rulebook.records import Numbered
from tonecheck.text.expressions import proven
from tonecheck.text.fold import fold
from tonecheck.text.sentences import clauses
from tonecheck.text.sieve import Sieve
from tonecheck.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# After so many characters the automaton, which takes some milliseconds to build, has paid.
_MUCH = 10_000
_entries = itemgetter(1)


@dataclass(slots=True)
class Entry:
    """One compiled pattern. `kind` is `match`, `unless` or `guard`; `owner` is an index of rules or guards.
    A match takes `reach` characters at most.

    The regular expression is made at its first use: a draft needs few of them.
    """

    kind: str
    owner: int
    pattern: Pattern
    source: str
    anchors: tuple[str, ...]
    reach: int
    _regex: re.Pattern[str] | None = field(default=None, repr=False, compare=False)
    _later: Callable[[], Pattern] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def kept(
        cls, pattern: Callable[[], Pattern], kind: str, owner: int, source: str, anchors: tuple[str, ...], reach: int
    ) -> Entry:
        """An entry whose pattern is made when it is asked for: a draft needs the expression alone."""
        entry = cls.__new__(cls)
        entry.kind, entry.owner, entry.source, entry.anchors, entry.reach = kind, owner, source, anchors, reach
        entry._regex, entry._later = None, pattern
        return entry

    def __getattr__(self, name: str) -> Any:
        if name != "pattern" or self._later is None:
            raise AttributeError(name)
        self.pattern = self._later()
        return self.pattern

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._regex is None:
            self._regex = proven(self.source)
        return self._regex


class Program:
    """A rulebook that is ready to run; immutable but for what is made on demand."""

    def __init__(self, rulebook: Rulebook, *, prove: bool = False) -> None:
        """`prove` compiles every expression at once: for rulebooks that no test of ours has run."""
        from tonecheck.match.compile import entries_of

        self.rulebook = rulebook
        self.entries: Sequence[Entry]
        self.entries, faults = entries_of(rulebook, prove=prove)
        if faults:
            from tonecheck.errors import RulebookError

            raise RulebookError(faults)
        self.guards_of: Sequence[frozenset[str]] = [_guards_of(rule, rulebook.guards) for rule in rulebook.rules]
        self.once = frozenset(n for n, rule in enumerate(rulebook.rules) if rule.once)
        self.typed: Mapping[int, tuple[str, ...]] = {n: rule.typed for n, rule in enumerate(rulebook.rules) if rule.typed}
        self.ids = tuple(rule.id for rule in rulebook.rules)
        # Rules that are switched off, with the reason.
        self.off: Sequence[Sequence[str]] = [(rule.id, rule.off or "") for rule in rulebook.off]
        # What must stand in what an entry finds, where it was read before: sets of characters, and for each entry their numbers.
        self.needs: Callable[[], tuple[list[str], list[list[int]]]] | None = None
        # What slips are compared with, where it was made before.
        self.wordings: Callable[[], Sequence[tuple[str, int]]] | None = None
        # For each entry the first letter of its kind, and its owner.
        self.kinds = "".join(entry.kind[0] for entry in self.entries)
        self.owners: Sequence[int] = [entry.owner for entry in self.entries]
        # For each entry how far a match reaches; the longest of all.
        self.reaches: Sequence[int] = [entry.reach for entry in self.entries]
        self.reach = max(self.reaches, default=0)
        self.hints = frozenset(n for n, rule in enumerate(rulebook.rules) if not rule.severity.rank)

    @classmethod
    def ready(cls, **attributes: Any) -> Program:
        """A program whose attributes were made before."""
        program = cls.__new__(cls)
        vars(program).update(attributes)
        return program

    @cached_property
    def matches(self) -> Mapping[int, int]:
        """The entries that find something, with the rule of each."""
        return {n: owner for n, (kind, owner) in enumerate(zip(self.kinds, self.owners, strict=True)) if kind == "m"}

    @cached_property
    def siblings(self) -> Mapping[int, Sequence[int]]:
        """For each rule the entries that find something."""
        return self._of("m")

    @cached_property
    def unless(self) -> Mapping[int, Sequence[int]]:
        """For each rule that has any the entries of its allowed phrases."""
        return self._of("u")

    @cached_property
    def guarding(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """For each guard, by name and scope, its entries."""
        found: dict[tuple[str, str], list[int]] = {}
        for owner, entries in self._of("g").items():
            found.setdefault(self.guards[owner], []).extend(entries)
        return found

    @cached_property
    def guards_in_order(self) -> Sequence[tuple[str, str]]:
        """The guards as they are asked, by name and scope: those of scope `near` last."""
        return sorted(dict.fromkeys(self.guards), key=lambda guard: guard[1] == "near")

    @cached_property
    def guarded(self) -> Mapping[int, int]:
        """The entries of guards, each with the place of its guard in their order."""
        return {n: place for place, guard in enumerate(self.guards_in_order) for n in self.guarding.get(guard, ())}

    def _of(self, wanted: str) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for n, (kind, owner) in enumerate(zip(self.kinds, self.owners, strict=True)):
            if kind == wanted:
                found.setdefault(owner, []).append(n)
        return found

    @cached_property
    def anchors(self) -> Mapping[str, tuple[int, ...]]:
        """Words of which one must stand in a text that matches, with the numbers of their entries."""
        numbers: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for anchor in dict.fromkeys(entry.anchors):
                numbers.setdefault(anchor, []).append(number)
        return {anchor: tuple(entries) for anchor, entries in numbers.items()}

    @cached_property
    def finding(self) -> Sequence[str]:
        """The anchors of entries that find something, sorted."""
        return sorted(anchor for anchor, entries in self.anchors.items() if not self.matches.keys().isdisjoint(entries))

    def beginning(self, asked: Collection[int]) -> dict[str, tuple[int, ...]]:
        """Of some entries their anchors, each with those of them that it stands for."""
        anchors = self.anchors.of(asked) if isinstance(self.anchors, Numbered) else self.anchors
        return {anchor: those for anchor, entries in anchors.items() if (those := tuple(n for n in entries if n in asked))}

    @cached_property
    def automaton(self) -> Any:
        """Finds anchors; each carries the numbers of its entries."""
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for anchor, entries in self.anchors.items():
            automaton.add_word(anchor, entries)
        automaton.make_automaton()
        return automaton

    @cached_property
    def searching(self) -> Mapping[int, tuple[Entry, Callable[[str], re.Match[str] | None]]]:
        """The entries by number, each with what looks for its expression; made when they are asked for."""
        return _Searching(self.entries)

    @cached_property
    def sieve(self) -> Sieve:
        """Tells which entries cannot match, by number."""
        return Sieve()

    @cached_property
    def courtesies(self) -> frozenset[str]:
        """The folded clauses of the courtesy inventory: a sentence made of them alone is never flagged for its tone."""
        phrases = [fold(p).text for kind in self.rulebook.courtesy for p in kind.phrases]
        return frozenset(p[a:b] for p in phrases for a, b in clauses(p, 0, len(p)))

    @cached_property
    def guards(self) -> tuple[tuple[str, str], ...]:
        """Name and scope of each guard."""
        return tuple((guard.name, guard.scope) for guard in self.rulebook.guards)

    def much_read(self, folded: str) -> bool:
        """True where so much was looked through that what is made for long use has paid; tells of a text that is looked through."""
        if "automaton" in vars(self):
            return True
        self._read = getattr(self, "_read", 0) + len(folded)
        return self._read > _MUCH

    def triggered(self, folded: str) -> set[int]:
        """Numbers of the entries of which an anchor stands in the text."""
        if not self.much_read(folded):
            return set(chain.from_iterable(map(self.anchors.__getitem__, self._standing(folded))))
        return set(chain.from_iterable(map(_entries, self.automaton.iter(folded))))

    def _standing(self, folded: str) -> Iterator[str]:
        """The anchors that stand in a text: for one draft this takes less than building an automaton."""
        for size in self._sizes:
            yield from filter(self.anchors.__contains__, {folded[i : i + size] for i in range(len(folded) - size + 1)})

    @cached_property
    def _sizes(self) -> tuple[int, ...]:
        return tuple(sorted(set(map(len, self.anchors))))


class _Searching(dict[int, "tuple[Entry, Callable[[str], re.Match[str] | None]]"]):
    """Entries that were asked for."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = entries

    def __missing__(self, number: int) -> tuple[Entry, Callable[[str], re.Match[str] | None]]:
        """An entry and its search."""
        entry = self._entries[number]
        self[number] = found = entry, entry.regex.search
        return found


def _guards_of(rule: Rule, guards: tuple[Guard, ...]) -> frozenset[str]:
    """Names of the guards that protect a rule: the default ones, and what the rule adds and takes away."""
    names = {g.name for g in guards if g.default} | {"quoted", "customer-turn", "allowed-phrase", "scene"}
    for name in rule.guards:
        if name.startswith("-"):
            names.discard(name[1:])
        else:
            names.add(name)
    return frozenset(names)
