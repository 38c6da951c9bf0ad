"""One draft as the matcher sees it: folded text with its turns, sentences, clauses and quotations, each read once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from tonecheck.text.expressions import compiled
from tonecheck.text.fold import CLAUSE_MARKS, Folded
from tonecheck.text.ranges import Ranges
from tonecheck.text.sentences import Turn, clauses, sentences, turns

_QUOTING = compiled("[“”\"'\n]")
_CLAUSE_MARK = compiled(f"[{CLAUSE_MARKS}]")
# An unclosed quotation ends with its sentence group: people forget the closing mark, not the full stop.
_MAX_UNCLOSED = 60
# A text without stops is judged by what stands within so many characters, so that its length costs nothing twice.
WINDOW = 300
# A shorter draft is asked about as a whole: that takes no longer than in stretches.
LONG = 2_000
# A step offered sentences later answers something else, unless the message is short.
_REACH, _SHORT_MESSAGE = 2, 3


class View:
    """Lazy readings of one folded draft."""

    def __init__(self, folded: Folded, cut: Callable[[str], list[tuple[int, int]]] = sentences) -> None:
        """`cut` gives the sentences of a text, where something quicker than `sentences` does."""
        self.folded = folded
        self.text = folded.text
        self._cut = cut

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Half-open ranges of the folded text, in order."""
        return self._cut(self.text)

    @cached_property
    def turns(self) -> list[Turn]:
        """Who says what."""
        return turns(self.text)

    @property
    def staff_sentences(self) -> list[tuple[int, int]]:
        """The sentences that staff say, without the label in front of a turn."""
        if len(self.turns) == 1 and self.turns[0].role == "staff":
            return self.sentences
        said = Ranges(self.sentences)
        spoken = [(t.start, t.end) for t in self.turns if t.role == "staff"]
        return [(max(a, s), min(b, e)) for s, e in spoken for a, b in said.overlapping(s, e)]

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Ranges inside quotation marks, without the marks."""
        found: list[tuple[int, int]] = []
        if "“" not in self.text and '"' not in self.text and "'" not in self.text:
            return found
        opened: list[int] = []
        for mark in _QUOTING.finditer(self.text):
            i, ch = mark.start(), mark[0]
            if ch == "“" or (ch in "\"'" and not opened):
                opened.append(i + 1)
            elif opened and ch in "”\"'\n":
                start = opened.pop()
                # A quotation within this one is part of it; one that is not closed ends where a later one did.
                while found and ch != "\n" and found[-1][0] > start:
                    found.pop()
                if not found or found[-1][0] < start:
                    found.append((start, i))
                if ch == "\n":
                    opened.clear()
        if opened and (not found or found[-1][0] < opened[-1]):
            found.append((opened[-1], min(len(self.text), opened[-1] + _MAX_UNCLOSED)))
        return found

    @cached_property
    def _quoted(self) -> Ranges:
        return Ranges(self.quotations)

    def spoken(self, start: int, end: int) -> str:
        """What the speaker says in a range: quoted words are left out, their marks stay."""
        if not self.quotations:
            return self.text[start:end]
        parts, at = [], start
        for a, b in self._quoted.overlapping(start, end):
            if not (a <= start and end <= b):
                parts.append(self.text[at : max(a, at)])
                at = min(b, end)
        parts.append(self.text[at:end])
        return "".join(parts)

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds a position; of a very long one what is within reach of it."""
        left, right = self.sentences[self._number(at)] if self.sentences else (0, len(self.text))
        return max(left, at - WINDOW), min(right, at + WINDOW)

    def neighbourhood(self, at: int) -> tuple[int, int]:
        """Where a next step still answers a position: its sentence and the two after it, or all of a short message."""
        left, right = 0, len(self.text)
        if len(self.sentences) > _SHORT_MESSAGE:
            number = self._number(at)
            left, right = self.sentences[number][0], self.sentences[min(number + _REACH, len(self.sentences) - 1)][1]
        return max(left, at - WINDOW), min(right, at + WINDOW)

    def _number(self, at: int) -> int:
        return max(bisect_right(self.sentences, (at, len(self.text) + 1)) - 1, 0)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause, or the run of clauses, that holds a range; of a very long one what is within reach of it."""
        text, least = self.text, max(0, start - WINDOW)
        while start > least and text[start - 1] not in CLAUSE_MARKS:
            start -= 1
        stop = _CLAUSE_MARK.search(text, end, end + WINDOW)
        return max(start, least), stop.start() if stop else min(len(text), end + WINDOW)

    def clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses of a sentence."""
        return clauses(self.text, start, end)

    def turn(self, at: int) -> Turn | None:
        """The turn that holds a position; None for a label."""
        number = bisect_right(self.turns, at, key=lambda turn: turn.start) - 1
        return self.turns[number] if number >= 0 and at < self.turns[number].end else None

    def following(self, at: int) -> int:
        """The number of the first sentence that begins at a position or later."""
        return bisect_left(self.sentences, (at, 0))

    def role(self, at: int) -> str:
        """`staff` or `customer`."""
        turn = self.turn(at)
        return turn.role if turn else "staff"

    def quoted(self, start: int, end: int) -> tuple[int, int] | None:
        """The quotation that holds the whole range, if any."""
        return next(((a, b) for a, b in self._quoted.overlapping(start, end) if a <= start and end <= b), None)

    def quotations_over(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """The quotations that share a character with a range."""
        return self._quoted.overlapping(start, end)

    def partly_quoted(self, start: int, end: int) -> tuple[int, int] | None:
        """The quotation that holds the begin or the end of the range, if any: what another says, with the words beside it."""
        return next(((a, b) for a, b in self._quoted.overlapping(start, end) if a <= start < b or a < end <= b), None)
