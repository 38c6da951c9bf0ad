"""The second reader: a linear model over character n-grams of a sentence and of the sentences around it.

It hears what no pattern says, and names the rule that is nearest. The sentence's own n-grams speak for or against
a violation; those of its neighbours have weights of their own, so that a step offered there saves, and an
unrelated fact there changes nothing. The weights are data (`tonecheck/data/reader.bin`), made by
`tonecheck rules learn`; `docs/reader.md` has the comparison that chose this form.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from math import inf, sqrt

from tonecheck.match.ear import asides, ear_of
from tonecheck.match.hits import Hit, Judge
from tonecheck.match.pairs import PairWeights
from tonecheck.match.program import Program
from tonecheck.match.view import View
from tonecheck.match.weigher import NEIGHBOURS, Heard, Weigher, best_of, features
from tonecheck.match.weights import Weights, ngrams, size
from tonecheck.sections import content_of, unpack
from tonecheck.text.expressions import compiled
from tonecheck.text.ranges import Ranges
from tonecheck.values import dataclass, field, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap
    from pathlib import Path
    from typing import Any

MAGIC = b"tonecheck-reader 9\n"
# Longer runs without a stop are read in pieces, as sentences of the corpus are short.
_LONGEST_PIECE = 90
# A second rule is named where its class score comes this close to the first.
_CLOSE = 0.8
_AS_NEAR = 0.1
# A general score below this is never a violation; the rules need not be asked. Measured, see docs/reader.md.
HOPELESS = -0.7
# What is hopeless scores so much lower than anything that was weighed.
FAR_BELOW = 20.0
_PARTS_SHOWN = 3
_CHINESE = "\u3400-\u9fff\U00010000-\U0010ffff"
_TWO_CHINESE = compiled(f"[{_CHINESE}][^{_CHINESE}]*[{_CHINESE}]")
# What is further away changes no score.
_HEARD_FROM = 2 * NEIGHBOURS
# Scores are rounded nowhere, so anything below a threshold is below it.
_LEAST_STEP = 1e-9
# Two characters are too few to hear a tone in; patterns know the short ones (没空, 不懂).
_LEAST, _LEAST_BESIDE_QUOTATION = 3, 4
_PROBLEMS = {
    "magic": "not a reader file of this version; make it again with: tonecheck rules learn",
    "length": "the reader file is cut short; make it again with: tonecheck rules learn",
}
WEIGHTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "reader.bin")  # noqa: PTH100, PTH118, PTH120


def readable(view: View) -> list[tuple[int, int]]:
    """Ranges of the sentences of staff that say something; a run without stops in pieces."""
    found = []
    for left, right in view.staff_sentences:
        for start in range(left, right, _LONGEST_PIECE):
            end = min(start + _LONGEST_PIECE, right)
            said = view.spoken(start, end)
            # Of a sentence that is all quotation, the few words around it say nothing of the speaker.
            least = _LEAST if len(said) == end - start else _LEAST_BESIDE_QUOTATION
            if _letters(said) >= least:
                found.append((start, end))
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """A header of plain numbers, the weights of n-grams and of pairs, and for each column of rules' weights its rule's index.

    Scores above `threshold` are findings; it was calibrated on drafts that were not trained on. Scores below `doubt` clear
    what a pattern found: the sentence and its neighbours read as fine. Scores above `slips` may be a violation with a slip
    of the keyboard in it. `own` are phrases (by rule) that its author added to a known rule: they are never cleared. A
    rulebook that stands `alone` may lack rules: what is nearest to one of these is not heard (see `match/kin.py`).
    """

    header: Mapping[str, Any]
    weights: Weights
    pairs: PairWeights
    rules: tuple[int, ...]
    weigher: Weigher
    scale: float
    bias: float
    beside: float
    threshold: float
    doubt: float
    slips: float
    own: frozenset[tuple[int, str]] = frozenset()
    alone: bool = False
    # The same in C, where it was compiled.
    ear: Any = field(default=None, repr=False, compare=False)

    @property
    def calm(self) -> float:
        """Up to this score a sentence is not even in doubt."""
        return min(self.slips, self.doubt - _LEAST_STEP)

    @property
    def hushed(self) -> float:
        """Up to this score nothing is heard in a sentence, and nothing that a pattern found there stands."""
        return min(self.threshold, self.doubt - _LEAST_STEP)

    @staticmethod
    def load(ids: Sequence[str], path: str | Path = WEIGHTS) -> Reader | None:
        """The shipped reader for a rulebook with these rules; None where there is none. Rules that it lacks are left out."""
        try:
            content = content_of(path)
        except (OSError, ValueError):
            return None
        return Reader.parse(content, ids)

    @staticmethod
    def parse(content: bytes | mmap, ids: Sequence[str]) -> Reader:
        """A reader from the bytes of its file; `ValueError` where they are damaged."""
        try:
            header, sections = unpack(MAGIC, content)
        except ValueError as error:
            raise ValueError(_PROBLEMS[str(error)]) from None
        places = {rule_id: place for place, rule_id in enumerate(ids)}
        rules = tuple(places.get(rule_id, -1) for rule_id in header["rules"])
        scale, bias, beside, threshold, doubt, slips = (
            float(header[name]) for name in ("scale", "bias", "beside", "threshold", "doubt", "slips"))
        weights, pairs, weigher = Weights(header, sections), PairWeights(header, sections), Weigher.of(header)
        reader = Reader(header, weights, pairs, rules, weigher, scale, bias, beside, threshold, doubt, slips)
        lengths = {"hopeless": HOPELESS, "far_below": FAR_BELOW, "piece": _LONGEST_PIECE, "least": _LEAST,
                   "least_beside": _LEAST_BESIDE_QUOTATION}
        return replace(reader, ear=ear_of(reader, **lengths))

    def scores(self, sentences: Sequence[str]) -> list[float]:
        """How much each sentence, among the others, sounds like a violation, as log odds.

        Where the general score is so low that nothing could lift it, it stands alone, far below.
        """
        if self.ear is not None:
            return list(self.ear.scores(sentences))
        scale, bias, with_others = self.scale, self.bias, self.beside
        sums = list(map(self.weights.measured, sentences))
        found = []
        for i, (mine, _, _, count) in enumerate(sums):
            score = bias + scale * mine / sqrt(count)
            if len(sums) > 1:
                beside = sums[max(0, i - NEIGHBOURS) : i] + sums[i + 1 : i + 1 + NEIGHBOURS]
                theirs = scale * sum([b[1] for b in beside]) / sqrt(sum([b[3] for b in beside]))
                score += theirs + with_others
            found.append(score)
        if max(found, default=HOPELESS) <= HOPELESS:
            return [score - FAR_BELOW for score in found]
        return self._weighed(sentences, sums, found)

    def _weighed(
        self, sentences: Sequence[str], sums: Sequence[tuple[int, int, int, int]], general: Sequence[float]
    ) -> list[float]:
        """The scores of sentences of which one at least is not hopeless."""
        heard: dict[int, Heard] = {}
        found = []
        for place, score in enumerate(general):
            if score > HOPELESS:
                near = range(max(0, place - NEIGHBOURS), min(place + NEIGHBOURS + 1, len(sums)))
                for n in near:
                    if n not in heard:
                        heard[n] = self._heard(sentences[n], sums[n], general[n])
                found.append(self.weigher.score(features([heard[n] for n in near], place - near.start)))
            else:
                found.append(score - FAR_BELOW)
        return found

    def _heard(self, sentence: str, sums: tuple[int, int, int, int], general: float) -> Heard:
        mine, excuse, known, count = sums
        scale = self.scale / sqrt(count)
        *rules, step = self._rule_scores(sentence)
        own, mean = scale * mine, sum(rules) / len(rules)
        apart = self.pairs.score(sentence)
        around = general - self.bias - own
        return Heard(own, scale * excuse, around, general, best_of(rules), mean, count, known / count, step, apart)

    def nearest(self, sentence: str) -> list[tuple[float, int]]:
        """Rules of the rulebook (by index) with their class scores, best first."""
        scores = self._rule_scores(sentence)
        scored = [(-score, rule) for score, rule in zip(scores, self.rules, strict=True) if rule >= 0]
        found = [(-score, rule) for score, rule in sorted(scored)]
        # The last column is that of a next step.
        return [] if self.alone and found and found[0][0] < max(scores[:-1]) else found

    def named(self, sentence: str) -> list[tuple[float, int]]:
        """The two best of them."""
        if self.ear is not None and not self.alone:
            return list(self.ear.named(sentence, self.rules))
        return self.nearest(sentence)[:2]

    def _rule_scores(self, sentence: str) -> list[float]:
        """A score for each rule, and last that of a next step."""
        if self.ear is not None:
            return list(self.ear.rules(sentence))
        totals = self.weights.rules(sentence)
        scale = float(self.header["class_scale"]) / sqrt(size(sentence))
        return [total * scale + bias for total, bias in zip(totals, self.header["class_bias"], strict=True)]

    def voice(self, sentence: str) -> float:
        """How much a sentence by itself speaks for a violation: the general score and the best rule's, unweighed."""
        if self.ear is not None:
            return float(self.ear.voice(sentence))
        mine, _, _, count = self.weights.measured(sentence)
        return self.bias + self.scale * mine / sqrt(count) + max(self._rule_scores(sentence)[:-1])

    def parts(self, text: str) -> list[str]:
        """N-grams of two and more characters that speak for a violation, heaviest first, none inside another."""
        if self.ear is not None:
            weighed: dict[str, int] = self.ear.loud(text)
        else:
            weighed = {g: w for g in ngrams(text) if (w := self.weights.own(g)) is not None and w > 0}
        kept: list[str] = []
        for gram in sorted((g for g in weighed if len(g.strip("^$")) > 1), key=lambda g: (-weighed[g], g)):
            if not any(gram in k or k in gram for k in kept):
                kept.append(gram)
                if len(kept) == _PARTS_SHOWN:
                    break
        return [g.strip("^$") for g in kept]


def _is_chinese(said: str) -> bool:
    """True where a sentence has more of Chinese than one character: of other languages the reader knows nothing."""
    return _TWO_CHINESE.search(said) is not None


@lru_cache(maxsize=4096)
def _letters(said: str) -> int:
    return sum(ch.isalnum() for ch in said)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one draft: a score for each readable range.

    It is `calm` where no sentence is even in doubt: then no finding of a rule that the reader knows stands in any of them.
    """

    ranges: list[tuple[int, int]]
    scores: list[float]
    calm: bool

    def above(self, limit: float) -> list[tuple[int, int]]:
        """The ranges with a score over a limit."""
        return [place for place, score in zip(self.ranges, self.scores, strict=True) if score > limit]


def read(reader: Reader, view: View) -> Reading:
    """The reading of one draft."""
    heard = None if reader.ear is None else reader.ear.read(view.text, lambda _: asides(view))
    if heard is None:
        ranges = readable(view)
        scores = in_lines(reader, view, ranges)
    else:
        ranges, scores = heard
    return reading_of(reader, ranges, scores)


def reading_of(reader: Reader, ranges: list[tuple[int, int]], scores: list[float]) -> Reading:
    """The reading that has these scores."""
    return Reading(ranges, scores, max(scores, default=-inf) <= reader.calm)


def unread(view: View, reading: Reading) -> list[tuple[int, int]]:
    """What stands outside the ranges that were read: short sentences, customers' turns."""
    at, found = 0, []
    for left, right in reading.ranges:
        if left > at:
            found.append((at, left))
        at = right
    return [*found, (at, len(view.text))] if at < len(view.text) else found


def unheeded(reader: Reader, program: Program) -> frozenset[int]:
    """The entries whose findings may stand whatever the reader says: hints, and of rules that it does not know as they are."""
    doubted = set(reader.rules) - {rule for rule, _ in reader.own} - program.hints
    return frozenset(n for n, rule in program.matches.items() if rule not in doubted)


def read_hits(
    reader: Reader, program: Program, view: View, judge: Judge, known: Sequence[Hit], reading: Reading | None = None
) -> tuple[list[Hit], list[Hit], list[tuple[int, int]]]:
    """The pattern hits that the reading bears out, and what it hears by itself.

    Beside a pattern's finding it names another rule only where it is sure of it. Last come the ranges that it is in
    doubt about, for whoever looks more closely.
    """
    reading = reading or read(reader, view)
    ranges = reading.ranges
    score_of = dict(zip(ranges, reading.scores, strict=True))
    places = Ranges(ranges)
    kept = [hit for hit in known if hit.saved_by or _borne_out(reader, program, hit, places, score_of)]
    taken = Ranges((h.start, h.end) for h in kept)
    loud: dict[tuple[int, int], set[int]] = {}
    for hit in kept:
        if _counts(program, hit):
            for place in places.overlapping(hit.start, hit.end):
                loud.setdefault(place, set()).add(hit.rule)
    doubtful = [
        (left, right)
        for (left, right), score in score_of.items()
        if reader.slips < score <= reader.threshold and not taken.beginning(left, right)
    ]
    heard: list[Hit] = []
    for number, ((left, right), score) in enumerate(score_of.items()):
        if score <= reader.threshold or not _is_chinese(view.text[left:right]):
            continue
        # What is heard only because its line stands alone may be excused by the next one.
        if "\n" in view.text and _in_turn(reader, view, ranges, number) <= reader.threshold:
            continue
        clauses = view.clauses(left, right)
        if all(view.text[a:b] in program.courtesies for a, b in clauses):
            continue
        nearest = reader.named(view.spoken(left, right))
        known_here: Set[int] = loud.get((left, right), set())
        start, end = _heaviest_clause(reader, view, clauses) or (left, right)
        for nearness, rule in enumerate(_named(nearest, known_here)):
            hit = judge.judged(Hit(rule, start, end, by="reader", nearness=nearness))
            if not hit.saved_by:
                heard.append(hit)
    return kept, heard, doubtful


def in_lines(reader: Reader, view: View, ranges: Sequence[tuple[int, int]]) -> list[float]:
    """Scores of the ranges; only what the same line of the same turn says stands around a sentence.

    A message has a line for each matter, and a file one for each message: a next step in one excuses nothing in another.
    """
    found: list[float] = []
    for group in _grouped(view, ranges):
        found += reader.scores([view.spoken(a, b) for a, b in group])
    return found


def _grouped(view: View, ranges: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    ends = [turn.end for turn in view.turns] if len(view.turns) > 1 else []
    groups: list[list[tuple[int, int]]] = []
    for place in ranges:
        before = groups[-1][-1] if groups else place
        parted = "\n" in view.text[before[0] : place[0]] or bisect_right(ends, before[0]) < bisect_right(ends, place[0])
        if not groups or parted:
            groups.append([])
        groups[-1].append(place)
    return groups


def _in_turn(reader: Reader, view: View, ranges: Sequence[tuple[int, int]], number: int) -> float:
    """The score of one range with what its turn says on other lines too."""
    turn = view.turn(ranges[number][0]) or view.turns[0]
    near = range(max(0, number - _HEARD_FROM), min(number + _HEARD_FROM + 1, len(ranges)))
    inside = [n for n in near if turn.start <= ranges[n][0] < turn.end]
    return reader.scores([view.spoken(*ranges[n]) for n in inside])[inside.index(number)]


def _named(nearest: Sequence[tuple[float, int]], known: Set[int]) -> list[int]:
    """The nearest rule, and the next where it is about as near; beside a pattern's finding only where it is as good as that."""
    close = _AS_NEAR if known else _CLOSE
    return [rule for score, rule in nearest if score >= nearest[0][0] - close and rule not in known]


def _counts(program: Program, hit: Hit) -> bool:
    return not hit.saved_by and program.rulebook.rules[hit.rule].severity.rank > 0


def _borne_out(reader: Reader, program: Program, hit: Hit, read: Ranges, score_of: Mapping[tuple[int, int], float]) -> bool:
    """False where the sentence of a pattern hit reads as fine; hints (info) and what it was not trained on stay."""
    if not _counts(program, hit) or hit.rule not in reader.rules:
        return True
    if reader.own and hit.entry is not None and (hit.rule, hit.entry.pattern.text) in reader.own:
        return True
    around = [score_of[place] for place in read.overlapping(hit.start, hit.end)]
    return not around or max(around) >= reader.doubt


def _heaviest_clause(reader: Reader, view: View, clauses: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The clause that speaks most for a violation, the first of several; None where none says anything."""
    saying = [clause for clause in clauses if any(map(str.isalnum, view.text[slice(*clause)]))]
    if len(saying) < 2:
        return saying[0] if saying else None
    return max(saying, key=lambda clause: reader.voice(view.spoken(*clause)))
