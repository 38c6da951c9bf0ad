"""Asks whether a draft says what its scene wants said, and whether it promises it in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tonecheck.errors import RulebookError
from tonecheck.match.compile import compiled
from tonecheck.match.program import Entry
from tonecheck.match.view import View
from tonecheck.rulebook.faults import Fault, Faults
from tonecheck.rulebook.model import Localized, Pattern, Rulebook
from tonecheck.rulebook.pattern import Expander
from tonecheck.rulebook.scene import Element, Limit, Scene, Timing
from tonecheck.text.durations import Term, terms
from tonecheck.values import dataclass

# What is said not to be done is not said: 不用谢, 没法给您答复.
_REFUSED = re.compile(
    "(?:不用|不必|不需要?|无需|别|没法|无法|没办法|不能|不会|未能|没有|没|未)(?:再|能|给|跟|向|和|帮|替|为|你|他|们)*$"
)
_REFUSED_REACH = 6
# A time beside these says when something reached us, or when nobody comes.
_NO_PROMISE = re.compile(
    "来不|赶不|过不|到不了|不了(?!解)|没法|无法|不能|未能|没办法"
    "|收到|接到|接获|得悉|得知|获悉|来电|来信|来访|反映的|提到的|说的|投诉的|报修的|发生的|保修|质保"
)
_AT_ONCE = re.compile("马上|立即|立刻|现在就|即刻|即时|立马|随即|火速|第一时间")


@dataclass(frozen=True, slots=True)
class Lack:
    """An element that the draft does not say."""

    element: Element


@dataclass(frozen=True, slots=True)
class Late:
    """A promise that takes longer than its limit; `start` and `end` hold its time in folded text."""

    timing: Timing
    limit: Limit
    start: int
    end: int


def scene_programs(rulebook: Rulebook) -> Callable[[str], SceneProgram]:
    """The scenes of a rulebook by name, each compiled when it is asked for first; of a name without a scene an empty one."""
    return cache(lambda name: SceneProgram(rulebook, rulebook.scene(name) or Scene(name, Localized(name, name))))


class SceneProgram:
    """One scene of a rulebook, compiled at the first draft that names it; safe to share."""

    def __init__(self, rulebook: Rulebook, scene: Scene) -> None:
        """Raises `RulebookError` for patterns that cannot be read."""
        faults = Faults()
        expander = Expander(rulebook.lexicon)
        self.scene = scene
        self._entries: dict[str, Entry] = {}
        for owner, pattern in _patterns(scene):
            for entry in compiled("scene", 0, owner, (pattern,), expander, rulebook, faults):
                self._entries[pattern.text] = entry
        if faults.found:
            raise RulebookError(faults.found)

    def lacks(self, view: View) -> list[Lack]:
        """What the draft ought to say and does not, in the order of the scene; nothing where staff say nothing."""
        if not any(view.text[a:b].strip() for a, b in view.staff_sentences):
            return []
        return [Lack(element) for element in self.scene.must if element.rule.off is None and self._lacks(element, view)]

    def lates(self, view: View) -> list[Late]:
        """Promises that take too long; none where the same draft promises something within the limit."""
        found = []
        for timing in self.scene.timings:
            if timing.rule.off is not None:
                continue
            limit = next((m for m in timing.limits if not m.when or self._said(m.when, view)), None)
            promised = self._promised(timing.said, view, at_once=timing.at_once) if limit else []
            if limit and promised and min(t.hours for t in promised) > limit.hours:
                worst = max(promised, key=lambda t: t.hours)
                found.append(Late(timing, limit, worst.start, worst.end))
        return found

    def approves(self, view: View, start: int, end: int) -> bool:
        """True where a range of the folded text holds some of the scene's own wording."""
        approved = (p for element in self.scene.must if element.approved for p in element.said)
        return any(a < end and start < b for pattern in approved for a, b in self._ranges(pattern, view))

    def _lacks(self, element: Element, view: View) -> bool:
        if element.when and not self._said(element.when, view):
            return False
        if element.unless and self._said(element.unless, view):
            return False
        if element.any_time and _times(view):
            return False
        return not (self._said(element.said, view) or self._promised(element.time, view, at_once=False))

    def _said(self, patterns: tuple[Pattern, ...], view: View) -> bool:
        return any(self._ranges(pattern, view) for pattern in patterns)

    def _ranges(self, pattern: Pattern, view: View) -> list[tuple[int, int]]:
        """Where staff say it in their own words."""
        entry = self._entries[pattern.text]
        if not any(anchor in view.text for anchor in entry.anchors):
            return []
        return [m.span() for m in entry.regex.finditer(view.text) if m.end() > m.start() and _own(view, *m.span())]

    def _promised(self, patterns: tuple[Pattern, ...], view: View, *, at_once: bool) -> list[Term]:
        """The times by which something is promised: in the clause of the time, or after it in the same sentence."""
        promises = sorted({r for pattern in patterns for r in self._ranges(pattern, view)})
        if not promises:
            return []
        times = _times(view)
        if at_once:
            times += [Term(*m.span(), 0.0) for m in _AT_ONCE.finditer(view.text) if _own(view, *m.span())]
        found = []
        for time in times:
            left, right = view.clause(time.start, time.end)[0], view.sentence(time.start)[1]
            if time.hours == 0.0:
                right = view.clause(time.start, time.end)[1]
            if any(left <= a < right for a, _ in promises):
                found.append(time)
        return found


def _times(view: View) -> list[Term]:
    """The times that staff name for what is to come, and is not put off."""
    own = (t for t in terms(view.text) if _own(view, t.start, t.end))
    return [t for t in own if not _NO_PROMISE.search(view.text, *view.clause(t.start, t.end))]


def prove_scenes(rulebook: Rulebook) -> None:
    """Raises `RulebookError` where a pattern of a scene cannot be run."""
    if faults := unreadable_scenes(rulebook):
        raise RulebookError(faults)


def unreadable_scenes(rulebook: Rulebook) -> list[Fault]:
    """The faults of every pattern of every scene."""
    faults = Faults()
    expander = Expander(rulebook.lexicon)
    for scene in rulebook.details:
        for owner, pattern in _patterns(scene):
            compiled("scene", 0, owner, (pattern,), expander, rulebook, faults)
    return faults.found


def _patterns(scene: Scene) -> list[tuple[str, Pattern]]:
    found = [(e.rule.id, p) for e in scene.must for p in (*e.said, *e.time, *e.when, *e.unless)]
    for timing in scene.timings:
        found += [(timing.rule.id, p) for p in (*timing.said, *(p for limit in timing.limits for p in limit.when))]
    return found


def _own(view: View, start: int, end: int) -> bool:
    return (
        view.role(start) == "staff"
        and view.quoted(start, end) is None
        and not _REFUSED.search(view.text, max(0, start - _REFUSED_REACH), start)
    )
