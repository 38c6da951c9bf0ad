"""What is found in a draft by patterns, reader and slips; looked at no more closely than is needed to tell."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cached_property

from tonecheck.match.hits import Hit, Judge, find_hits, typed_in
from tonecheck.match.program import Program
from tonecheck.match.reader import Reader, Reading, read, read_hits, reading_of, unheeded, unread
from tonecheck.match.slips import Slips
from tonecheck.match.view import LONG, View
from tonecheck.text.fold import Folded, fold
from tonecheck.text.ranges import Ranges
from tonecheck.text.script import script_by, script_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tonecheck.match.scenes import SceneProgram

    # A draft that is looked at closely: its view, its script, and where they are known how it reads and which entries can match.
    Seen = tuple[View, str, Reading | None, set[int] | None]


class Detector:
    """Finds violations with a program of rules and, unless it is None, a trained reader; what it keeps only saves time."""

    # Whether the reader in C knows all anchors.
    _all_known = False

    def __init__(self, program: Program, reader: Reader | None) -> None:
        self.program = program
        self.reader = reader

    def prepare(self) -> None:
        """Builds now what many drafts need, so that none of them waits for it."""
        _ = self.program.automaton
        for entry in self.program.entries:
            _ = entry.regex
        self.slips.prepare()
        # The reader in C has its own.
        if self.reader is not None and self.ear is None:
            self.reader.weights.prepare()

    def glance(self, text: str) -> str | Seen | None:
        """The script of a draft in which nothing is found, where that is told without looking closely; else what was seen."""
        if self.ear is None or not isinstance(text, str) or len(text) >= LONG:
            return None
        seen = self.ear.calm(text, *self._limits)
        if seen is None:
            return None
        script, folded, entries, doubtful = seen
        if type(entries) is not set:
            assert self.reader is not None
            reading = reading_of(self.reader, *doubtful)
            possible = self._not_in_vain(folded, reading) if self._sifting else None
            if possible is not None and self.program.matches.keys().isdisjoint(possible) and not self._may_slip(folded, reading):
                return script_by(*script)
            return self._seen(folded, text, entries), script_by(*script), reading, possible
        for form in self._typed_forms:
            if form in text:
                folded, index, _ = self.ear.fold(text)
                view = self._seen(folded, text, index)
                if typed_in(self.program, view, self._typed_unheeded):
                    return view, script_by(*script), None, None
                break
        for number in entries:
            if self.program.searching[number][1](folded):
                return None
        return None if doubtful and self.slips.possible(folded, doubtful) else script_by(*script)

    def opened(self, text: str, seen: str | Seen | None = None) -> Seen:
        """A draft to be looked at closely, as far as a glance has `seen` it."""
        if isinstance(seen, tuple):
            return seen
        if self.ear is None:
            return View(fold(text)), script_of(text), None, None
        folded, index, script = self.ear.fold(text)
        return self._seen(folded, text, index), script_by(*script), None, None

    def read(self, text: str, scene: str | None) -> tuple[View, list[Hit]]:
        """A draft with its violations; of one that a glance holds to be clean as well."""
        view, _, reading, possible = self.opened(text, self.glance(text))
        return view, self.violations(view, scene, reading, possible)

    def violations(
        self, view: View, scene: str | None, reading: Reading | None = None, possible: set[int] | None = None
    ) -> list[Hit]:
        """Hits that no guard clears, each with the parts that weighed for the reader (none for a pattern).

        `possible` are the entries that can match, where that is known.
        """
        heard: list[Hit] = []
        doubtful: Sequence[tuple[int, int]] = ()
        if self.reader is not None:
            reading = self._without_slips(view, reading or read(self.reader, view))
            judge, found = self._near(view, scene, reading) or self._anywhere(view, scene, reading, possible)
            if found or not reading.calm:
                found, heard, doubtful = read_hits(self.reader, self.program, view, judge, found, reading)
        else:
            judge, found = self._anywhere(view, scene)
            taken = Ranges((h.start, h.end) for h in found)
            doubtful = [(a, b) for a, b in view.staff_sentences if not taken.beginning(a, b)]
        if doubtful:
            found += self.slips.hits(view, judge, doubtful)
        if heard and scene is not None:
            approves = self.scene(scene).approves
            heard = [hit for hit in heard if not approves(view, hit.start, hit.end)]
        hits = [h for h in found if not h.saved_by] + heard
        return sorted(hits, key=lambda h: (h.start, h.rule))

    def _without_slips(self, view: View, reading: Reading) -> Reading:
        """The reading in which only those sentences are in doubt where a slip of the keyboard may stand."""
        assert self.reader is not None
        calm, hushed = self.reader.calm, self.reader.hushed
        scores = reading.scores
        for number, score in enumerate(scores):
            if calm < score <= hushed and not self.slips.possible(view.text, [reading.ranges[number]]):
                scores = scores if scores is not reading.scores else [*scores]
                scores[number] = calm
        return reading if scores is reading.scores else Reading(reading.ranges, scores, max(scores) <= calm)

    def _anywhere(
        self, view: View, scene: str | None, reading: Reading | None = None, possible: set[int] | None = None
    ) -> tuple[Judge, list[Hit]]:
        """What patterns find, and one judge for patterns, reader and slips: guard patterns run once a draft."""
        triggered = possible if possible is not None else self._possible(view.text)
        judge = Judge(self.program, view, scene, triggered, sifted=self._sifting)
        return judge, find_hits(judge, self._standing(view, reading, triggered) if reading and reading.calm else None)

    def _near(self, view: View, scene: str | None, reading: Reading) -> tuple[Judge, list[Hit]] | None:
        """The same of a long draft that is mostly calm."""
        if len(view.text) < LONG or self.reader is None:
            return None
        from tonecheck.match.stretches import hits_near

        matches = self.program.matches
        within_reach = self._knowing().near if self.ear is not None else None
        places = reading.above(self.reader.calm)
        places += [(a, b) for a, b in unread(view, reading) if not self._triggered(view.text[a:b]).isdisjoint(matches)]
        unheeded = self._unheeded if self.ear is None else self._typed_unheeded.union(self.ear.standing(view.text))
        everywhere = unheeded.union(n for n, rule in matches.items() if rule in self.program.once)
        return hits_near(self.program, view, scene, places, everywhere, self._possible, within_reach)

    def _standing(self, view: View, reading: Reading, triggered: set[int]) -> frozenset[int]:
        """The entries whose findings may stand in a draft that reads as fine: hints, and all of rules with something unread."""
        matches = self.program.matches
        apart = {matches[n] for a, b in unread(view, reading) for n in self._triggered(view.text[a:b]) if n in matches}
        return self._unheeded.union(n for n in triggered if matches.get(n) in apart) if apart else self._unheeded

    def _seen(self, folded: str, text: str, index: bytes | None) -> View:
        """The view of a draft that the reader in C has folded."""
        return View(Folded(folded, text, None if index is None else memoryview(index).cast("I")), self.ear.sentences)

    @cached_property
    def ear(self) -> Any:
        """The reader in C, which knows what patterns need; None where there is none."""
        ear = self.reader.ear if self.reader is not None else None
        if ear is not None:
            finding = self.program.finding
            if max(self.program.anchors, default="")[:1] > "\uffff":
                return None
            asked = self.program.beginning(self._unheeded.difference(self._typed_unheeded))
            ear.know([*finding], tuple([asked.get(anchor, ()) for anchor in finding]))
        return ear

    @cached_property
    def _limits(self) -> tuple[float, float]:
        """Up to which scores nothing stands that a pattern finds, and nothing may be a slip."""
        assert self.reader is not None
        return self.reader.hushed, self.reader.slips

    def _not_in_vain(self, folded: str, reading: Reading) -> set[int] | None:
        """The entries that can match, and of those that find something what does; None where something is heard."""
        assert self.reader is not None
        if reading.scores and max(reading.scores) > self.reader.threshold:
            return None
        matches, searching = self.program.matches, self.program.searching
        possible: set[int] = self.ear.possible(folded)
        possible.difference_update([number for number in possible if number in matches and not searching[number][1](folded)])
        return possible

    def _may_slip(self, folded: str, reading: Reading) -> bool:
        assert self.reader is not None
        doubtful = reading.above(self.reader.slips)
        return bool(doubtful) and self.slips.possible(folded, doubtful)

    @cached_property
    def _typed_unheeded(self) -> frozenset[int]:
        """Of the entries whose findings stand whatever is heard those that want something typed just so (你, not 您)."""
        owners = self.program.matches
        return frozenset(number for number in self._unheeded if owners[number] in self.program.typed)

    @cached_property
    def _typed_forms(self) -> tuple[str, ...]:
        """What they want."""
        owners = self.program.matches
        return tuple({form for number in self._typed_unheeded for form in self.program.typed[owners[number]]})

    @cached_property
    def _unheeded(self) -> frozenset[int]:
        return unheeded(self.reader, self.program) if self.reader is not None else frozenset()

    def _triggered(self, folded: str) -> set[int]:
        """The entries of which an anchor stands in the text."""
        if self.ear is None or not (self._all_known or self.program.much_read(folded)):
            return self.program.triggered(folded)
        triggered: set[int] = self._knowing().triggered(folded)
        return triggered

    def _knowing(self) -> Any:
        """The reader in C, which knows all anchors."""
        if not self._all_known:
            program = self.program
            everything = sorted(program.anchors.items())
            self.ear.know_all(
                [anchor for anchor, _ in everything], tuple([tuple(entries) for _, entries in everything]),
                array("i", [reach if number in program.matches else -1 for number, reach in enumerate(program.reaches)]).tobytes(),
            )
            if program.needs is not None:
                self.ear.know_needs(*program.needs())
            self._all_known = True
        return self.ear

    @property
    def _sifting(self) -> bool:
        """Whether the reader in C knows what must stand in what an entry finds."""
        return self._all_known and self.program.needs is not None

    def _possible(self, folded: str) -> set[int]:
        """The entries that can match in the text, as far as that is known."""
        if not self._sifting:
            return self._triggered(folded)
        possible: set[int] = self.ear.possible(folded)
        return possible

    @cached_property
    def scene(self) -> Callable[[str], SceneProgram]:
        """The scenes by name."""
        # Imported here: most drafts name no scene.
        from tonecheck.match.scenes import scene_programs

        return scene_programs(self.program.rulebook)

    @cached_property
    def slips(self) -> Slips:
        """What hears slips of the keyboard."""
        return Slips(self.program.rulebook, self.program.wordings, self.ear)
