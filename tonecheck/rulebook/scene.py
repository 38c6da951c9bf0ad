"""What a scene asks of a draft, as frozen plain values: what must be said, which time limits hold, what is said as a rule."""

from __future__ import annotations

from collections.abc import Iterable

from tonecheck.rulebook.model import Localized, Pattern, Rule, Source, Template
from tonecheck.values import dataclass

# Where a sentence that a draft lacks is put in.
PLACES = ("start", "after-greeting", "before-goodbye", "end")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds in a scene and that no draft can show (answered within three rings)."""

    text: Localized
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a draft of a scene must say.

    `rule` holds its id, texts, the sentences to add (`suggest`) and the examples: `bad` ones lack it, `good` ones do not.
    A draft has it where one of `said` matches, or where it names a time for what one of `time` promises; with `any_time` for
    whatever it promises. It is
    asked for only where one of `when` matches (or there is none), and none of `unless`. What an `approved` element says is
    the scene's own wording: the trained reader does not doubt it there.
    """

    rule: Rule
    said: tuple[Pattern, ...]
    when: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    place: str = "end"
    time: tuple[Pattern, ...] = ()
    any_time: bool = False
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest time that may be promised where one of `when` matches, or, without any, always."""

    text: str
    hours: float
    when: tuple[Pattern, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """Promises (`said`) and the limits on the time that they may take; the first limit that applies holds.

    With `at_once` a promise to act at once is a time as well.
    """

    rule: Rule
    said: tuple[Pattern, ...]
    limits: tuple[Limit, ...]
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene with everything that its author states; `off` and `only` name rules."""

    name: str
    title: Localized
    must: tuple[Element, ...] = ()
    timings: tuple[Timing, ...] = ()
    script: tuple[Template, ...] = ()
    facts: tuple[Fact, ...] = ()
    off: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of what is missing and of what is late."""
        return (*(e.rule for e in self.must), *(t.rule for t in self.timings))


def united(*several: Iterable[Scene]) -> tuple[Scene, ...]:
    """Scenes by name, a later one in the place of an earlier; a name alone takes nothing away."""
    found: dict[str, Scene] = {}
    for scene in (s for scenes in several for s in scenes):
        if scene.name not in found or scene != Scene(scene.name, scene.title):
            found[scene.name] = scene
    return tuple(found.values())
