"""Slips of the keyboard: a known wording typed with homophones, or with one character wrong or missing.

Compared with the clauses of the rules' own bad examples, by distance (rapidfuzz) and by sound (pypinyin, loaded at the
first need), and only where the reader is in doubt, or where a rulebook of one's own has no reader.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from operator import eq

from tonecheck.match.hits import Hit, Judge
from tonecheck.match.view import View
from tonecheck.rulebook.model import Rulebook
from tonecheck.text.fold import fold, is_han
from tonecheck.text.sentences import clauses, sentences
from tonecheck.text.sounds import may_sound_alike
from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Short phrases differ by one character from fine ones (不知道, 不迟到): they must sound the same throughout.
_SHORTEST, _SHORTEST_BY_DISTANCE = 4, 7
_LONGEST_CLAUSE = 40
_lock = allocate_lock()


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause of a bad example, folded, and the rule (index) that it breaks."""

    text: str
    rule: int


class Slips:
    """Knows the wordings of one rulebook."""

    def __init__(
        self, rulebook: Rulebook, known: Callable[[], Sequence[tuple[str, int]]] | None = None, ear: Any = None
    ) -> None:
        """`known` gives texts and rules of the wordings, where they were made before; `ear` is the reader in C, if there is one."""
        self._rulebook = rulebook
        self._known = known
        self._ear = ear

    def prepare(self) -> None:
        """Loads now what a slip needs: dictionary, distances, wordings."""
        _ = self._near("不归我馆", 0, 4)
        _distance("不归我馆", "不归我管")
        same_sound("不归我馆", "不归我管")

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Clauses of the bad examples of every rule that warns or blocks, long enough to be known in spite of a slip."""
        if self._known:
            return tuple(Wording(text, rule) for text, rule in self._known())
        found: dict[str, int] = {}
        for number, rule in enumerate(self._rulebook.rules):
            for example in rule.bad if rule.severity.rank > 0 else ():
                text = fold(example.text).text
                for left, right in sentences(text):
                    for a, b in clauses(text, left, right):
                        if b - a >= _SHORTEST and all(map(is_han, text[a:b])):
                            found.setdefault(text[a:b], number)
        return tuple(Wording(text, rule) for text, rule in found.items())

    def hits(self, view: View, judge: Judge, doubtful: Sequence[tuple[int, int]]) -> list[Hit]:
        """Slips in the doubtful ranges that no guard clears."""
        found = []
        for left, right in doubtful:
            for a, b, alike in self._near(view.text, left, right):
                hit = self._in_clause(view.text[a:b], a, alike)
                if hit and not judge.judged(hit).saved_by:
                    found.append(hit)
        return found

    def possible(self, folded: str, doubtful: Sequence[tuple[int, int]]) -> bool:
        """True where a slip stands in the doubtful ranges, whether a guard clears it or not."""
        return any(
            self._in_clause(folded[a:b], a, alike) is not None
            for left, right in doubtful for a, b, alike in self._near(folded, left, right)
        )

    def _near(self, folded: str, left: int, right: int) -> Iterable[tuple[int, int, Sequence[int]]]:
        """The clauses of a sentence that may hold a slip, each with the wordings that it may be of."""
        if self._ear is None:
            return [
                (a, b, self._alike(folded[a:b])) for a, b in clauses(folded, left, right) if _SHORTEST <= b - a <= _LONGEST_CLAUSE
            ]
        if not self._told:
            self._ear.know_wordings([wording.text for wording in self.wordings], _SHORTEST, _SHORTEST_BY_DISTANCE, _LONGEST_CLAUSE)
            self._told = True
        near: list[tuple[int, int, Sequence[int]]] = self._ear.alike(folded, left, right)
        return near

    # Whether the reader in C knows the wordings.
    _told = False

    def _in_clause(self, clause: str, offset: int, alike: Sequence[int]) -> Hit | None:
        """The longest slip of a clause, the first of several."""
        best: Hit | None = None
        for number in alike:
            wording = self.wordings[number]
            found = _typed(wording.text, clause)
            if found and (best is None or found[1] - found[0] > best.end - best.start):
                best = Hit(wording.rule, offset + found[0], offset + found[1], by="slip")
        return best

    def _alike(self, clause: str) -> list[int]:
        """Numbers of the wordings of which at least half the characters stand in the clause: no other can be a slip."""
        counts = self._counts
        # One addition counts for all wordings at once: a byte for each.
        shared = (sum(map(counts.__getitem__, set(clause).intersection(counts))) + self._halves) & self._tops
        found: list[int] = []
        if shared:
            tops = shared.to_bytes(len(self.wordings), "little")
            at = tops.find(b"\x80")
            while at >= 0:
                if len(self.wordings[at].text) <= len(clause) + 1:
                    found.append(at)
                at = tops.find(b"\x80", at + 1)
        return found

    @cached_property
    def _counts(self) -> dict[str, int]:
        """For each character how many times each wording holds it, a byte a wording; none of those longer than any clause."""
        found: dict[str, bytearray] = {}
        for number, wording in enumerate(self.wordings):
            for ch in wording.text if len(wording.text) <= _LONGEST_CLAUSE + 1 else ():
                found.setdefault(ch, bytearray(len(self.wordings)))[number] += 1
        return {ch: int.from_bytes(counts, "little") for ch, counts in found.items()}

    @cached_property
    def _halves(self) -> int:
        """What must be added to the count of each wording so that half its characters carry into the highest bit of its byte."""
        halves = (0x80 - min(len(w.text) + 1, 0xFE) // 2 for w in self.wordings)
        return int.from_bytes(bytes(halves), "little")

    @cached_property
    def _tops(self) -> int:
        return int.from_bytes(b"\x80" * len(self.wordings), "little")


def _typed(wording: str, clause: str) -> tuple[int, int] | None:
    """Where the wording stands in the clause with a slip in it; None where it does not, or stands there as it should."""
    size = len(wording)
    if wording in clause:
        return None
    for start in range(len(clause) - size + 1):
        if same_sound(clause[start : start + size], wording):
            return start, start + size
    if size >= _SHORTEST_BY_DISTANCE and sum(ch in clause for ch in wording) >= size - 1:
        for length in (size, size - 1, size + 1):
            for start in range(len(clause) - length + 1):
                typed = clause[start : start + length]
                if _distance(wording, typed) <= 1 and _denies(wording) == _denies(typed):
                    return start, start + length
    return None


def _denies(said: str) -> int:
    """How often a text denies: one that does so once more or less says the contrary, and is no slip (今天有师傅可以去)."""
    return sum(map(said.count, "不没未无别"))


def _distance(one: str, other: str) -> int:
    """How many characters differ, are missing or too many; 2 where it is more than 1."""
    # Imported here: hardly any clause comes so near to a wording.
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(one, other, score_cutoff=1))


@lru_cache(maxsize=4096)
def same_sound(one: str, other: str) -> bool:
    """True where two texts of one length are read alike, tones aside (不归我馆, 不归我管)."""
    # At least half of it must be typed right: what only sounds alike throughout is another sentence.
    if len(one) != len(other) or 2 * sum(map(eq, one, other)) < len(one):
        return False
    if not all(map(may_sound_alike, one, other)):
        return False
    with _lock:
        # Imported here: it loads a dictionary, and hardly any draft needs it.
        from pypinyin import lazy_pinyin

        return bool(lazy_pinyin(one) == lazy_pinyin(other))
