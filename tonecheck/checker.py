"""The meeting place: one draft through everything, in order."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import islice
from os import fspath
from time import strftime

from tonecheck.errors import DraftError, UsageError
from tonecheck.match.hits import Hit, Judge, find_hits, typed_in
from tonecheck.match.program import Program
from tonecheck.match.reader import Reader, Reading, read, read_hits, reading_of, unheeded, unread
from tonecheck.match.slips import Slips
from tonecheck.match.stored import program_of, proven
from tonecheck.match.view import LONG, View
from tonecheck.model import Finding, Report, Severity, Span
from tonecheck.recent import Recent
from tonecheck.reply.compose import Composer
from tonecheck.reply.convert import in_language
from tonecheck.reply.known import Known
from tonecheck.reply.message import Answer, apply
from tonecheck.reply.rank import MAX_SUGGESTIONS
from tonecheck.reply.setting import AUDIENCES, CHANNELS, ROLES, Setting
from tonecheck.rulebook.model import Rule, Rulebook
from tonecheck.rulebook.records import whole
from tonecheck.text import expressions
from tonecheck.text.expressions import compiled
from tonecheck.text.fold import Folded, fold
from tonecheck.text.ranges import Ranges
from tonecheck.text.script import SCRIPTS, reply_script, script_by, script_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import Any

    from tonecheck.reply.fit import Offer
    from tonecheck.reply.scenes import SceneWriter
    from tonecheck.rulebook.configured import Config
    from tonecheck.rulebook.model import Template

    # A draft that is looked at closely: its view, its script, and where they are known how it reads and which entries can match.
    Seen = tuple[View, str, Reading | None, set[int] | None]

LANGUAGES = ("zh-hans", "zh-hant", "en")
_LINE_END = compiled("\r\n|\n|\r")
# Whether a round answers whole lines, and leaves their greetings.
_ROUNDS = ((False, True), (False, True), (True, True), (True, False))
# Of so many texts, none of them longer, it is remembered whether they are clean.
_CLEAN_KEPT, _CLEAN_LONGEST = 4096, 200
# The reports of so many drafts are remembered, of none that is longer.
_ANSWERS, _ANSWER_LONGEST = 512, 500
# So many messages with another reply in one place are tried.
_OTHERS_TRIED = 12
# A reply may leave out, or say, what the scene wants.
_SCENE_ROUNDS = 3
# Examples of the rulebook that a service tries before it begins.
_TRIED = 400


class Checker:
    """Checks drafts against a rulebook; immutable, and safe to share between threads.

    `rules` are files or folders of YAML; without them the built-in rulebook is used. Instead of `rules`, `config` is a
    house's `tonecheck.yaml` (or `pyproject.toml`), as a path or read already, and `pack` the name of a rulebook that
    comes with tonecheck. `language` is that of the messages: `zh-hans`, `zh-hant` or `en`. `reader=False` leaves out the
    trained reader; patterns and slips stay.
    Rules with `valid_from` or `valid_until` are those of `today`, by default the day that the checker is made.
    Raises `RulebookError` for a wrong rulebook and `UsageError` for an unknown language or pack.
    """

    def __init__(
        self,
        rules: Sequence[str | Path] | None = None,
        *,
        config: str | Path | Config | None = None,
        pack: str | None = None,
        language: str = "zh-hans",
        reader: bool = True,
        today: date | None = None,
    ) -> None:
        _known("language", language, LANGUAGES)
        if sum(given is not None for given in (rules, config, pack)) > 1:
            raise UsageError("rules, config and pack stand for each other; give one of them")
        self._language = language
        self._config = _config(config, pack)
        # What `date.today()` says, without its module.
        day = strftime("%Y-%m-%d") if today is None else today.isoformat()
        if self._config is not None:
            self._program = proven(self._config.rulebook.on(day))
            reader = reader and self._config.reader
        else:
            self._program = program_of(None if rules is None else [fspath(r) for r in rules], day)
        self._rulebook = self._program.rulebook
        self._reader = self._listening(day, alone=rules is not None) if reader else None

    @classmethod
    def of(cls, rulebook: Rulebook, *, language: str = "zh-hans", reader: bool = False) -> Checker:
        """A checker over a rulebook that is read already, every day's rules in force; with the trained reader if asked for."""
        _known("language", language, LANGUAGES)
        checker = cls.__new__(cls)
        checker._language, checker._rulebook, checker._reader, checker._config = language, rulebook, None, None
        checker._program = Program(rulebook, prove=True)
        if reader:
            checker._reader = checker._listening(strftime("%Y-%m-%d"), alone=True)
        return checker

    def _listening(self, day: str, *, alone: bool) -> Reader | None:
        """The shipped reader, for those of the rules that it knows; None where it knows none."""
        if self._config is None and not alone:
            return Reader.load(self._program.ids)
        from tonecheck.match.kin import reader_of_house, reader_of_own

        return (reader_of_own if alone else reader_of_house)(self._program, day)

    @classmethod
    def from_config(cls, path: str | Path, *, language: str = "zh-hans", reader: bool = True) -> Checker:
        """A checker over a house's configuration file."""
        return cls(config=path, language=language, reader=reader)

    def speaking(self, language: str) -> Checker:
        """The same checker with its messages in another language; `UsageError` for an unknown one."""
        _known("language", language, LANGUAGES)
        if language == self._language:
            return self
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._language = language
        # Made with the language in them, at the first need.
        other.__dict__.pop("_scenes", None)
        other.__dict__.pop("_answers", None)
        return other

    def prepare(self) -> None:
        """Builds now what many drafts need, so that none of them waits for it: for services, not for a single draft."""
        _ = self._program.automaton
        for entry in self._program.entries:
            _ = entry.regex
        # Modules and tables that only findings and replies need, and then all their expressions.
        for text in islice((example.text for rule in self.rulebook.rules for example in rule.bad), _TRIED):
            _ = self.check(text).rewritten
        expressions.prepare()
        self._slips.prepare()
        # The reader in C has its own.
        if self._reader is not None and self._ear is None:
            self._reader.weights.prepare()

    @property
    def config(self) -> Config | None:
        """The configuration in force, if one is."""
        return self._config

    @property
    def program(self) -> Program:
        """The rules as they are run."""
        return self._program

    @property
    def reader(self) -> Reader | None:
        """The trained reader, where one listens."""
        return self._reader

    @property
    def rulebook(self) -> Rulebook:
        """The rules in force."""
        return whole(self._rulebook)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; `KeyError` where there is none."""
        try:
            return self._rulebook.rules[self._program.ids.index(rule_id)]
        except ValueError:
            return self._rulebook.rule(rule_id)

    def check(
        self,
        text: str,
        *,
        scene: str | None = None,
        script: str = "auto",
        channel: str | None = None,
        audience: str | None = None,
        context: Iterable[tuple[str, str]] = (),
        path: str | None = None,
        replies: bool = True,
    ) -> Report:
        """Everything found in one draft. `scene` is one of the rulebook's; `script` is the replies' (`auto`: the draft's).

        `channel` (`chat`, `phone`, `counter`, `mail`, `notice`), `audience` (`default`, `elder`, `young`) and `context`,
        the earlier turns as pairs of role (`customer`, `staff`, `bot`) and text, change the choice and the wording of replies,
        never what is found. `replies=False` leaves replies and rewriting out, where there is no time for them.
        Raises `DraftError` for a lone surrogate and `UsageError` for an unknown scene, script, channel, audience or role.
        """
        setting = _PLAIN if scene is channel is audience is None and not context else _setting(scene, channel, audience, context)
        opened = self._glance(text)
        if scene is None and script in SCRIPTS and type(opened) is str:
            return Report(text, opened, None, (), text, self._identity, path)
        self._accept(text, scene, script)
        asked = (text, script, replies, setting)
        # What is sent is what was checked while it was typed, and a desk sends the same again.
        answers = self._answers if len(text) <= _ANSWER_LONGEST and path is None and not setting.context else None
        report: Report | None = answers.get(asked) if answers is not None else None
        if report is None:
            report = self._report(text, script, setting, opened, path, replies=replies)
            if answers is not None and report.findings:
                answers.put(asked, report)
        return report

    def _report(
        self, text: str, script: str, setting: Setting, opened: str | Seen | None, path: str | None, *,
        replies: bool,
    ) -> Report:
        """The report of a draft of which a glance does not tell that it is clean."""
        scene = setting.scene
        view, script_found, reading, possible = self._opened(text, opened)
        hits = self._violations(view, scene, reading, possible)
        if not hits and scene is None:
            return Report(text, script_found, scene, (), text, self._identity, path)
        wanted = reply_script(text, script, script_found)
        composer = self._composer(view, wanted, setting)
        findings = self._findings(text, view, hits, composer, replies=replies)
        if scene is not None:
            findings = tuple(sorted((*findings, *self._scenes.findings(view, scene, wanted)), key=lambda f: f.span.start))
        rewritten = self._rewritten(text, setting, wanted, (composer, hits)) if replies else text
        return Report(text, script_found, scene, findings, rewritten, self._identity, path)

    def check_many(
        self,
        drafts: Iterable[str],
        *,
        scene: str | None = None,
        script: str = "auto",
        channel: str | None = None,
        audience: str | None = None,
        jobs: int = 1,
    ) -> Iterator[Report]:
        """Reports of many drafts, in order: memory does not grow with their number.

        With `jobs` so many processes share the work (0: one for each core); they read some hundred drafts ahead. Where
        processes cannot be forked (Windows, macOS) there is one.
        """
        check = partial(self.check, scene=scene, script=script, channel=channel, audience=audience)
        if jobs == 1:
            yield from map(check, drafts)
            return
        from tonecheck.parallel import cores, in_order

        yield from in_order(check, drafts, jobs or cores())

    def hits(self, text: str, *, scene: str | None = None) -> tuple[View, list[Hit]]:
        """The folded draft and every pattern hit, those that a guard cleared included: for explanations and proofs."""
        self._accept(text, scene, "auto")
        view = View(fold(text))
        return view, find_hits(Judge(self._program, view, scene, self._program.triggered(view.text)))

    def offers(self, text: str) -> tuple[str, list[tuple[str, Template, Offer]]]:
        """What a draft of one place with findings says there, folded, and every reply that could be sent: to learn the choice from.

        Nothing of a draft in which nothing, or more than one place, is found.
        """
        composer, hits = self._read(text, _PLAIN, reply_script(text))
        places = composer.blocks([hit for hit in hits if self._is_answered(hit)])
        return composer.offers(places[0]) if len(places) == 1 else ("", [])

    def _accept(self, text: str, scene: str | None, script: str) -> None:
        if not isinstance(text, str):
            raise DraftError(f"a draft must be str, not {type(text).__name__}; decode bytes first")
        _known("script", script, SCRIPTS)
        if scene is not None:
            _known("scene", scene, self._rulebook.scenes)
        if not text.isascii():
            try:
                text.encode("utf-8")
            except UnicodeEncodeError as error:
                raise DraftError(
                    f"lone surrogate U+{ord(text[error.start]):04X} at code point {error.start};"
                    " it is no character, decode the text anew"
                ) from None

    @cached_property
    def _ear(self) -> Any:
        """The reader in C, which knows what patterns need; None where there is none."""
        ear = self._reader.ear if self._reader is not None else None
        if ear is not None:
            finding = self._program.finding
            if max(self._program.anchors, default="")[:1] > "\uffff":
                return None
            asked = self._program.beginning(self._unheeded.difference(self._typed_unheeded))
            ear.know([*finding], tuple([asked.get(anchor, ()) for anchor in finding]))
        return ear

    def _glance(self, text: str) -> str | Seen | None:
        """The script of a draft in which nothing is found, where that is told without looking closely; else what was seen."""
        if self._ear is None or not isinstance(text, str) or len(text) >= LONG:
            return None
        seen = self._ear.calm(text, *self._limits)
        if seen is None:
            return None
        script, folded, entries, doubtful = seen
        if type(entries) is not set:
            possible = self._not_in_vain(folded, *doubtful) if self._sifting else None
            if possible is not None and self._program.matches.keys().isdisjoint(possible) and not self._may_slip(folded, *doubtful):
                return script_by(*script)
            assert self._reader is not None
            return self._seen(folded, text, entries), script_by(*script), reading_of(self._reader, *doubtful), possible
        for form in self._typed_forms:
            if form in text:
                folded, index, _ = self._ear.fold(text)
                view = self._seen(folded, text, index)
                if typed_in(self._program, view, self._typed_unheeded):
                    return view, script_by(*script), None, None
                break
        for number in entries:
            if self._program.searching[number][1](folded):
                return None
        return None if doubtful and self._slips.possible(folded, doubtful) else script_by(*script)

    @cached_property
    def _limits(self) -> tuple[float, float]:
        """Up to which scores nothing stands that a pattern finds, and nothing may be a slip."""
        assert self._reader is not None
        return self._reader.hushed, self._reader.slips

    def _not_in_vain(self, folded: str, _: list[tuple[int, int]], scores: list[float]) -> set[int] | None:
        """The entries that can match, and of those that find something what does; None where something is heard."""
        assert self._reader is not None
        if scores and max(scores) > self._reader.threshold:
            return None
        matches, searching = self._program.matches, self._program.searching
        possible: set[int] = self._ear.possible(folded)
        possible.difference_update([number for number in possible if number in matches and not searching[number][1](folded)])
        return possible

    def _may_slip(self, folded: str, ranges: list[tuple[int, int]], scores: list[float]) -> bool:
        assert self._reader is not None
        slips = self._reader.slips
        doubtful = [place for place, score in zip(ranges, scores, strict=True) if score > slips]
        return bool(doubtful) and self._slips.possible(folded, doubtful)

    # Whether the reader in C knows all anchors.
    _all_known = False

    @cached_property
    def _typed_unheeded(self) -> frozenset[int]:
        """Of the entries whose findings stand whatever is heard those that want something typed just so (你, not 您)."""
        owners = self._program.matches
        return frozenset(number for number in self._unheeded if owners[number] in self._program.typed)

    @cached_property
    def _typed_forms(self) -> tuple[str, ...]:
        """What they want."""
        owners = self._program.matches
        return tuple({form for number in self._typed_unheeded for form in self._program.typed[owners[number]]})

    def _opened(self, text: str, seen: str | Seen | None = None) -> Seen:
        """A draft to be looked at closely, as far as a glance has `seen` it."""
        if isinstance(seen, tuple):
            return seen
        if self._ear is None:
            return View(fold(text)), script_of(text), None, None
        folded, index, script = self._ear.fold(text)
        return self._seen(folded, text, index), script_by(*script), None, None

    def _seen(self, folded: str, text: str, index: bytes | None) -> View:
        """The view of a draft that the reader in C has folded."""
        return View(Folded(folded, text, None if index is None else memoryview(index).cast("I")), self._ear.sentences)

    @cached_property
    def _clean(self) -> Callable[[str, str | None], bool]:
        # Replies without slots are the same in every draft: whether they are clean is asked once.
        remembered = lru_cache(maxsize=_CLEAN_KEPT)(self._is_clean)
        return lambda text, scene: remembered(text, scene) if len(text) <= _CLEAN_LONGEST else self._is_clean(text, scene)

    @cached_property
    def _answers(self) -> Recent:
        """The reports of the last short drafts."""
        return Recent(_ANSWERS)

    @cached_property
    def _known_replies(self) -> Known:
        """What replies are in every draft."""
        return Known()

    @cached_property
    def _unheeded(self) -> frozenset[int]:
        return unheeded(self._reader, self._program) if self._reader is not None else frozenset()

    def _triggered(self, folded: str) -> set[int]:
        """The entries of which an anchor stands in the text."""
        if self._ear is None or not (self._all_known or self._program.much_read(folded)):
            return self._program.triggered(folded)
        triggered: set[int] = self._knowing().triggered(folded)
        return triggered

    def _knowing(self) -> Any:
        """The reader in C, which knows all anchors."""
        if not self._all_known:
            program = self._program
            everything = sorted(program.anchors.items())
            self._ear.know_all(
                [anchor for anchor, _ in everything], tuple([tuple(entries) for _, entries in everything]),
                array("i", [reach if number in program.matches else -1 for number, reach in enumerate(program.reaches)]).tobytes(),
            )
            if program.needs is not None:
                self._ear.know_needs(*program.needs())
            self._all_known = True
        return self._ear

    @property
    def _sifting(self) -> bool:
        """Whether the reader in C knows what must stand in what an entry finds."""
        return self._all_known and self._program.needs is not None

    def _possible(self, folded: str) -> set[int]:
        """The entries that can match in the text, as far as that is known."""
        if not self._sifting:
            return self._triggered(folded)
        possible: set[int] = self._ear.possible(folded)
        return possible

    def _standing(self, view: View, reading: Reading, triggered: set[int]) -> frozenset[int]:
        """The entries whose findings may stand in a draft that reads as fine: hints, and all of rules with something unread."""
        matches = self._program.matches
        apart = {matches[n] for a, b in unread(view, reading) for n in self._triggered(view.text[a:b]) if n in matches}
        return self._unheeded.union(n for n in triggered if matches.get(n) in apart) if apart else self._unheeded

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self._rulebook, self._program.wordings, self._ear)

    @cached_property
    def _scenes(self) -> SceneWriter:
        # Imported here: most drafts name no scene.
        from tonecheck.reply.scenes import SceneWriter

        return SceneWriter(self._rulebook, self._language)

    @cached_property
    def _identity(self) -> dict[str, Any]:
        off = self._program.off
        book = self._rulebook
        # What a scene asks for is no rule of the book, but may be off as well.
        in_force = len(book.rules) - sum(rule_id in self._program.ids for rule_id, _ in off)
        identity: dict[str, Any] = {"digest": book.digest, "rules": in_force, "version": book.version or None}
        if off:
            # Nothing is switched off in silence.
            identity["off"] = [{"rule": rule_id, "reason": reason} for rule_id, reason in off]
        if self._config is not None and not self._config.reader:
            identity["reader"] = False
        return identity

    def _violations(
        self, view: View, scene: str | None, reading: Reading | None = None, possible: set[int] | None = None
    ) -> list[Hit]:
        """Hits that no guard clears, each with the parts that weighed for the reader (none for a pattern).

        `possible` are the entries that can match, where that is known.
        """
        heard: list[Hit] = []
        doubtful: Sequence[tuple[int, int]] = ()
        if self._reader is not None:
            reading = self._without_slips(view, reading or read(self._reader, view))
            judge, found = self._near(view, scene, reading) or self._anywhere(view, scene, reading, possible)
            if found or not reading.calm:
                found, heard, doubtful = read_hits(self._reader, self._program, view, judge, found, reading)
            if scene is not None:
                heard = [h for h in heard if not self._scenes.approves(view, scene, h.start, h.end)]
        else:
            judge, found = self._anywhere(view, scene)
            taken = Ranges((h.start, h.end) for h in found)
            doubtful = [(a, b) for a, b in view.staff_sentences if not taken.beginning(a, b)]
        if doubtful:
            found += self._slips.hits(view, judge, doubtful)
        hits = [h for h in found if not h.saved_by] + heard
        return sorted(hits, key=lambda h: (h.start, h.rule))

    def _without_slips(self, view: View, reading: Reading) -> Reading:
        """The reading in which only those sentences are in doubt where a slip of the keyboard may stand."""
        assert self._reader is not None
        calm, hushed = self._reader.calm, self._reader.hushed
        scores = reading.scores
        for number, score in enumerate(scores):
            if calm < score <= hushed and not self._slips.possible(view.text, [reading.ranges[number]]):
                scores = scores if scores is not reading.scores else [*scores]
                scores[number] = calm
        return reading if scores is reading.scores else Reading(reading.ranges, scores, max(scores) <= calm)

    def _anywhere(
        self, view: View, scene: str | None, reading: Reading | None = None, possible: set[int] | None = None
    ) -> tuple[Judge, list[Hit]]:
        """What patterns find, and one judge for patterns, reader and slips: guard patterns run once a draft."""
        triggered = possible if possible is not None else self._possible(view.text)
        judge = Judge(self._program, view, scene, triggered, sifted=self._sifting)
        return judge, find_hits(judge, self._standing(view, reading, triggered) if reading and reading.calm else None)

    def _near(self, view: View, scene: str | None, reading: Reading) -> tuple[Judge, list[Hit]] | None:
        """The same of a long draft that is mostly calm."""
        if len(view.text) < LONG or self._reader is None:
            return None
        from tonecheck.match.stretches import hits_near

        matches = self._program.matches
        within_reach = self._knowing().near if self._ear is not None else None
        calm = self._reader.calm
        places = [place for place, score in zip(reading.ranges, reading.scores, strict=True) if score > calm]
        places += [(a, b) for a, b in unread(view, reading) if not self._triggered(view.text[a:b]).isdisjoint(matches)]
        unheeded = self._unheeded if self._ear is None else self._typed_unheeded.union(self._ear.standing(view.text))
        everywhere = unheeded.union(n for n, rule in matches.items() if rule in self._program.once)
        return hits_near(self._program, view, scene, places, everywhere, self._possible, within_reach)

    def _findings(
        self, text: str, view: View, hits: list[Hit], composer: Composer, *, replies: bool
    ) -> tuple[Finding, ...]:
        line_starts = [0, *(m.end() for m in _LINE_END.finditer(text))]
        blocks = composer.blocks(hits) if replies else []
        block_of = {id(hit): block for block in blocks for hit in block.hits}
        found = []
        for hit in hits:
            rule = self._rulebook.rules[hit.rule]
            span = Span(*view.folded.span(hit.start, hit.end))
            line = bisect_right(line_starts, span.start)
            found.append(
                Finding(
                    rule_id=rule.id,
                    severity=_severity(rule.severity, hit.by),
                    span=span,
                    by=hit.by,
                    line=line,
                    column=span.start - line_starts[line - 1] + 1,
                    excerpt=text[span.start : span.end],
                    message=in_language(rule.message, self._language),
                    impact=in_language(rule.impact, self._language),
                    suggestions=composer.suggestions(rule, hit, block_of[id(hit)]) if replies else (),
                    weighed=self._weighed(view, hit),
                )
            )
        return tuple(found)

    def _weighed(self, view: View, hit: Hit) -> tuple[str, ...]:
        """The parts that weighed for the reader (none for a pattern)."""
        return self._parts(view.text[hit.start : hit.end]) if hit.by == "reader" else ()

    @cached_property
    def _parts(self) -> Callable[[str], tuple[str, ...]]:
        # Of one clause two rules may be heard, and a draft is checked again and again while it is typed.
        reader = self._reader
        return lru_cache(maxsize=_CLEAN_KEPT)(lambda said: tuple(reader.parts(said)) if reader is not None else ())

    def _read(self, text: str, setting: Setting, script: str) -> tuple[Composer, list[Hit]]:
        view, _, reading, possible = self._opened(text, self._glance(text))
        return self._composer(view, script, setting), self._violations(view, setting.scene, reading, possible)

    def _is_answered(self, hit: Hit) -> bool:
        rule = self._rulebook.rules[hit.rule]
        return _matters(rule.severity) or bool(rule.suggest)

    def _applied(self, text: str, answers: Sequence[Answer], setting: Setting) -> str:
        """The text with replies; beside what stays a reply may read otherwise than alone: then another one for one place."""
        first = apply(text, answers)
        if self._clean(first, setting.scene):
            return first
        others = ({number: skipped} for skipped in range(1, MAX_SUGGESTIONS) for number in range(len(answers)))
        tried = (apply(text, answers, skipped) for skipped in islice(others, _OTHERS_TRIED))
        return next((other for other in tried if self._clean(other, setting.scene)), first)

    def _composer(self, view: View, script: str, setting: Setting) -> Composer:
        return Composer(
            self._rulebook, view, script, lambda text: self._clean(text, setting.scene), setting, self._doubts(view),
            self._known_replies,
        )

    def _doubts(self, view: View) -> Callable[[int, int], bool]:
        """Tells whether the reader is in doubt about a range of the draft; without a reader nothing is."""
        reader = self._reader
        if reader is None:
            return lambda *_: False

        @lru_cache(maxsize=1)
        def doubtful() -> Ranges:
            reading = read(reader, view)
            return Ranges(place for place, score in zip(reading.ranges, reading.scores, strict=True) if score > reader.slips)

        return lambda start, end: any(True for _ in doubtful().overlapping(start, end))

    def _is_clean(self, text: str, scene: str | None) -> bool:
        seen = self._glance(text)
        if type(seen) is str:
            return True
        view, _, reading, possible = self._opened(text, seen)
        return not any(_matters(self._rulebook.rules[h.rule].severity) for h in self._violations(view, scene, reading, possible))

    def _rewritten(self, text: str, setting: Setting, script: str, known: tuple[Composer, list[Hit]] | None) -> str:
        """The draft with replies applied, and with what its scene wants said, until nothing more can be mended."""
        for _ in range(_SCENE_ROUNDS):
            before = text
            text = self._replied(text, setting, script, known)
            if setting.scene is not None:
                text = self._scenes.completed(text, setting.scene, script, partial(self._worsens, setting.scene))
            if setting.scene is None or text == before:
                break
            known = None
        return text

    def _worsens(self, scene: str, text: str, other: str) -> bool:
        """True where the other text has more errors and warnings."""
        return self._count(other, scene) > self._count(text, scene)

    def _count(self, text: str, scene: str) -> int:
        return sum(_matters(self._rulebook.rules[h.rule].severity) for h in self._violations(self._opened(text)[0], scene))

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


_PLAIN = Setting(None, None, "default", ())


def _setting(
    scene: str | None, channel: str | None, audience: str | None, context: Iterable[tuple[str, str]]
) -> Setting:
    if channel is not None:
        _known("channel", channel, CHANNELS)
    if audience is not None:
        _known("audience", audience, AUDIENCES)
    turns = []
    for turn in context:
        if not (isinstance(turn, (tuple, list)) and len(turn) == 2 and all(isinstance(part, str) for part in turn)):
            raise UsageError(f"an earlier turn must be a pair of role and text, not {turn!r:.60}")
        _known("role", turn[0], ROLES)
        turns.append((turn[0], turn[1]))
    return Setting(scene, channel, audience or "default", tuple(turns))


def _severity(severity: Severity, by: str) -> Severity:
    """The reader hears and a slip is guessed, neither is known: what they find is a warning at most."""
    return Severity.WARNING if by != "pattern" and severity is Severity.ERROR else severity


def _matters(severity: Severity) -> bool:
    return severity.rank >= Severity.WARNING.rank


def _config(config: str | Path | Config | None, pack: str | None) -> Config | None:
    if config is None and pack is None:
        return None
    # Imported here: without a house, nothing of it is needed.
    from tonecheck.rulebook.config import read_config, read_pack

    if pack is not None:
        return read_pack(pack)
    from pathlib import Path

    return read_config(Path(config)) if isinstance(config, (str, Path)) else config


def _known(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        import difflib

        near = difflib.get_close_matches(str(value), known, 1)
        guess = f" (did you mean '{near[0]}'?)" if near else ""
        raise UsageError(f"unknown {what} '{value}'{guess}; known: {', '.join(known) or 'none in this rulebook'}")
