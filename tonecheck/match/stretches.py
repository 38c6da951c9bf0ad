"""The stretches of a long draft that are worth asking the patterns about.

A pattern's finding stands only where a sentence does not read as fine beyond doubt, or where nothing was read. In a long
draft patterns are therefore run near such places alone, and guards near what they found; what they find is the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from tonecheck.match.hits import OWNING, Hit, Judge, Stretch, _as_typed, _matches, _settled
from tonecheck.match.program import Entry, Program
from tonecheck.match.view import View
from tonecheck.text.ranges import Ranges

# An expression begins so many of its longest matches before a place, so that of matches which overlap each other the
# same are found as in the whole draft.
_MARGIN = 3


def merged(spans: Iterable[tuple[int, int]], margin: int, length: int) -> list[tuple[int, int]]:
    """The ranges, each so much wider, in order; those that then touch are one."""
    found: list[list[int]] = []
    for start, end in sorted(spans):
        left, right = max(0, start - margin), min(length, end + margin)
        if found and left <= found[-1][1]:
            found[-1][1] = max(right, found[-1][1])
        else:
            found.append([left, right])
    return [(a, b) for a, b in found]


def hits_near(
    program: Program, view: View, scene: str | None, places: Sequence[tuple[int, int]], everywhere: Collection[int],
    triggered: Callable[[str], set[int]] | None = None, within_reach: Callable[[str, int, int], set[int]] | None = None,
) -> tuple[Judge, list[Hit]] | None:
    """A judge of a long draft, and the hits of its patterns near the places, of the entries in `everywhere` anywhere.

    None where the places are so many that the whole draft may as well be asked about. `triggered` is the program's, or
    one that leaves out what cannot match; `within_reach` tells which entries may find something that overlaps a range.
    """
    look = triggered or program.triggered
    length, reach = len(view.text), program.reach
    if 2 * sum(b - a for a, b in merged(places, 2 * reach, length)) > length:
        return None
    raw: list[Hit] = []
    typed = program.typed
    for number in sorted(everywhere):
        entry = program.entries[number]
        if not any(anchor in view.text for anchor in entry.anchors):
            continue
        if forms := typed.get(entry.owner):
            begun = Ranges(_typed_at(view, forms))
            for left, right in merged(begun.spans, 2 * reach, length):
                of_it = begun.overlapping(left, right)
                raw += _around(entry, view.text, of_it[0][0], of_it[-1][1])
        else:
            raw += _matches(entry, view.text)
    for start, end in merged(places, 1, length):
        if within_reach is None:
            possible = look(view.text[max(0, start - reach) : end + reach]).intersection(program.matches)
        else:
            possible = within_reach(view.text, start, end)
        found = {
            program.owners[number] for number in possible.difference(everywhere)
            if _may_overlap(program.searching[number], view.text, start, end)
        }
        if found:
            # Of several hits of a rule that overlap each other one is kept, so all of them are wanted.
            near = look(view.text[max(0, start - 2 * reach) : end + 2 * reach]).difference(everywhere)
            for number in sorted(near.intersection(n for rule in found for n in program.siblings[rule])):
                raw += _around(program.entries[number], view.text, start, end)
    raw = [hit for hit in _different(raw) if _as_typed(typed.get(hit.rule, ()), view, hit)]
    margin = 2 * max([reach for reach, kind in zip(program.reaches, program.kinds, strict=True) if kind != "m"], default=0)
    judged = [*places, *((hit.start, hit.end) for hit in raw)]
    asked = merged((part for a, b in judged for part in _weighing(view, a, b)), margin, length)
    judge = Judge(program, view, scene, stretches=_stretches(look, view, asked), margin=margin)
    return judge, _settled([judge.judged(hit) for hit in raw], once=program.once)


def _weighing(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where guards look for what clears a hit within a range: its sentences, clauses, what answers it, and before its quotation."""
    left, right = view.neighbourhood(start)[0], view.neighbourhood(end - 1)[1]
    for a, b in (view.sentence(start), view.sentence(end - 1), view.clause(start, start), view.clause(end, end)):
        left, right = min(left, a), max(right, b)
    yield min(left, start), max(right, end)
    for quotation, _ in view.quotations_over(start, end):
        yield max(0, quotation - OWNING), quotation


def _may_overlap(searching: tuple[Entry, Callable[..., object]], text: str, start: int, end: int) -> bool:
    """False where an entry finds nothing that overlaps a range: it is looked for where that could stand."""
    entry, search = searching
    return search(text, max(0, start - entry.reach), end + 2 * entry.reach) is not None


def _different(hits: Iterable[Hit]) -> Iterable[Hit]:
    """Each hit once."""
    return {(hit.rule, hit.start, hit.end, id(hit.entry)): hit for hit in hits}.values()


def _typed_at(view: View, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where one of the forms stands in the draft as it was typed, in the folded text."""
    source, index = view.folded.source, view.folded.index
    for form in forms:
        at = source.find(form)
        while at >= 0:
            place = at if index is None else bisect_left(index, at)
            yield place, place + 1
            at = source.find(form, at + 1)


def _around(entry: Entry, text: str, start: int, end: int) -> list[Hit]:
    """What an entry finds in a range, and what may overlap that; matches before it that overlap each other are told apart."""
    reach = entry.reach
    found = _matches(entry, text, max(0, start - _MARGIN * reach), end + _MARGIN * reach)
    # What was cut at the end lies further away.
    return [hit for hit in found if hit.start < end + reach and start - reach < hit.end]


def _stretches(look: Callable[[str], set[int]], view: View, ranges: Iterable[tuple[int, int]]) -> list[Stretch]:
    return [Stretch(a, b, look(view.text[a:b])) for a, b in ranges]
