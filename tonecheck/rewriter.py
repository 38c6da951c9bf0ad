"""Drafts as they could be sent: replies in the places of what is found, and what a scene wants said, until all is clean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache, partial
from itertools import islice

from tonecheck.match.detector import Detector
from tonecheck.match.hits import Hit
from tonecheck.match.reader import read
from tonecheck.match.view import View
from tonecheck.model import Severity
from tonecheck.reply.compose import Composer
from tonecheck.reply.known import Known
from tonecheck.reply.message import Answer, apply
from tonecheck.reply.rank import MAX_SUGGESTIONS
from tonecheck.reply.setting import Setting
from tonecheck.text.ranges import Ranges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tonecheck.reply.fit import Offer
    from tonecheck.reply.scenes import SceneWriter
    from tonecheck.rulebook.model import Template

# Whether a round answers whole lines, and leaves their greetings.
_ROUNDS = ((False, True), (False, True), (True, True), (True, False))
# Of so many texts, none of them longer, it is remembered whether they are clean.
_CLEAN_KEPT, _CLEAN_LONGEST = 4096, 200
# So many messages with another reply in one place are tried.
_OTHERS_TRIED = 12
# A reply may leave out, or say, what the scene wants.
_SCENE_ROUNDS = 3


class Rewriter:
    """Rewrites drafts by the rulebook of a detector, which tells what is clean; safe to share between threads."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._rulebook = detector.program.rulebook

    def offers(self, text: str, script: str) -> tuple[str, list[tuple[str, Template, Offer]]]:
        """See `Checker.offers`."""
        composer, hits = self._read(text, Setting(), script)
        places = composer.blocks([hit for hit in hits if self._is_answered(hit)])
        return composer.offers(places[0]) if len(places) == 1 else ("", [])

    def composer(self, view: View, script: str, setting: Setting) -> Composer:
        """What makes the replies to one draft."""
        return Composer(
            self._rulebook, view, script, lambda text: self._clean(text, setting.scene), setting, self._doubts(view),
            self._known_replies,
        )

    def rewritten(self, text: str, setting: Setting, script: str, known: tuple[Composer, list[Hit]] | None) -> str:
        """The draft with replies applied, and with what its scene wants said, until nothing more can be mended."""
        for _ in range(_SCENE_ROUNDS):
            before = text
            text = self._replied(text, setting, script, known)
            if setting.scene is not None:
                text = self.scenes.completed(text, setting.scene, script, partial(self._worsens, setting.scene))
            if setting.scene is None or text == before:
                break
            known = None
        return text

    @cached_property
    def scenes(self) -> SceneWriter:
        """What the scenes want said."""
        # Imported here: most drafts name no scene.
        from tonecheck.reply.scenes import SceneWriter

        return SceneWriter(self._rulebook, self._detector.scene)

    def _replied(self, text: str, setting: Setting, script: str, known: tuple[Composer, list[Hit]] | None) -> str:
        """The draft with replies applied until it is clean; what has no complete reply stays as it is.

        `known` is what the first round would find anew.
        """
        for by_line, greeted in _ROUNDS:
            if known is None and self._clean(text, setting.scene):
                return text
            composer, hits = known or self._read(text, setting, script)
            known = None
            # A hint that has a reply is answered too: 对对,就是司机故意的 is not sent back as it was.
            hints = [hit for hit in hits if not self._is_answered(hit)]
            hits = [hit for hit in hits if self._is_answered(hit)]
            if not hits:
                return text
            # What is still not clean is answered line by line, at last without its greeting.
            text = self._applied(text, composer.answers(hits, hints=hints, whole=by_line, greeted=greeted), setting)
        return text

    def _applied(self, text: str, answers: Sequence[Answer], setting: Setting) -> str:
        """The text with replies; beside what stays a reply may read otherwise than alone: then another one for one place."""
        first = apply(text, answers)
        if self._clean(first, setting.scene):
            return first
        others = ({number: skipped} for skipped in range(1, MAX_SUGGESTIONS) for number in range(len(answers)))
        tried = (apply(text, answers, skipped) for skipped in islice(others, _OTHERS_TRIED))
        return next((other for other in tried if self._clean(other, setting.scene)), first)

    def _read(self, text: str, setting: Setting, script: str) -> tuple[Composer, list[Hit]]:
        view, hits = self._detector.read(text, setting.scene)
        return self.composer(view, script, setting), hits

    def _is_answered(self, hit: Hit) -> bool:
        return self._matters(hit) or bool(self._rulebook.rules[hit.rule].suggest)

    def _doubts(self, view: View) -> Callable[[int, int], bool]:
        """Tells whether the reader is in doubt about a range of the draft; without a reader nothing is."""
        reader = self._detector.reader
        if reader is None:
            return lambda *_: False

        @lru_cache(maxsize=1)
        def doubtful() -> Ranges:
            return Ranges(read(reader, view).above(reader.slips))

        return lambda start, end: any(True for _ in doubtful().overlapping(start, end))

    def _worsens(self, scene: str, text: str, other: str) -> bool:
        """True where the other text has more errors and warnings."""
        return self._count(other, scene) > self._count(text, scene)

    def _count(self, text: str, scene: str) -> int:
        return sum(map(self._matters, self._detector.read(text, scene)[1]))

    @cached_property
    def _clean(self) -> Callable[[str, str | None], bool]:
        # Replies without slots are the same in every draft: whether they are clean is asked once.
        remembered = lru_cache(maxsize=_CLEAN_KEPT)(self._is_clean)
        return lambda text, scene: remembered(text, scene) if len(text) <= _CLEAN_LONGEST else self._is_clean(text, scene)

    def _is_clean(self, text: str, scene: str | None) -> bool:
        seen = self._detector.glance(text)
        if type(seen) is str:
            return True
        view, _, reading, possible = self._detector.opened(text, seen)
        return not any(map(self._matters, self._detector.violations(view, scene, reading, possible)))

    def _matters(self, hit: Hit) -> bool:
        """True for what keeps a message from being clean."""
        return self._rulebook.rules[hit.rule].severity.rank >= Severity.WARNING.rank

    @cached_property
    def _known_replies(self) -> Known:
        """What replies are in every draft."""
        return Known()
