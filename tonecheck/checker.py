"""The meeting place: one draft through everything, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import islice
from os import fspath
from time import strftime

from tonecheck.errors import DraftError, UsageError
from tonecheck.match.detector import Detector
from tonecheck.match.hits import Hit, Judge, find_hits
from tonecheck.match.program import Program
from tonecheck.match.reader import Reader
from tonecheck.match.stored import program_of, proven
from tonecheck.match.view import View
from tonecheck.model import Finding, Report, Severity, Span
from tonecheck.recent import Recent
from tonecheck.reply.convert import in_language
from tonecheck.reply.setting import AUDIENCES, CHANNELS, ROLES, Setting
from tonecheck.rewriter import Rewriter
from tonecheck.rulebook.model import Rule, Rulebook
from tonecheck.rulebook.records import whole
from tonecheck.text import expressions
from tonecheck.text.expressions import compiled
from tonecheck.text.fold import fold
from tonecheck.text.script import SCRIPTS, reply_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import Any

    from tonecheck.match.detector import Seen
    from tonecheck.reply.compose import Composer
    from tonecheck.reply.fit import Offer
    from tonecheck.rulebook.configured import Config
    from tonecheck.rulebook.model import Template

LANGUAGES = ("zh-hans", "zh-hant", "en")
_LINE_END = compiled("\r\n|\n|\r")
# Of so many clauses it is remembered what weighed for the reader.
_PARTS_KEPT = 4096
# The reports of so many drafts are remembered, of none that is longer.
_ANSWERS, _ANSWER_LONGEST = 512, 500
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
            program = proven(self._config.rulebook.on(day))
            reader = reader and self._config.reader
        else:
            program = program_of(None if rules is None else [fspath(r) for r in rules], day)
        self._run(program, _listening(program, day, self._config, alone=rules is not None) if reader else None)

    @classmethod
    def of(cls, rulebook: Rulebook, *, language: str = "zh-hans", reader: bool = False) -> Checker:
        """A checker over a rulebook that is read already, every day's rules in force; with the trained reader if asked for."""
        _known("language", language, LANGUAGES)
        checker = cls.__new__(cls)
        checker._language, checker._config = language, None
        program = Program(rulebook, prove=True)
        checker._run(program, _listening(program, strftime("%Y-%m-%d"), None, alone=True) if reader else None)
        return checker

    def _run(self, program: Program, reader: Reader | None) -> None:
        self._rulebook = program.rulebook
        self._detector = Detector(program, reader)
        self._rewriter = Rewriter(self._detector)

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
        other.__dict__.pop("_answers", None)
        return other

    def prepare(self) -> None:
        """Builds now what many drafts need, so that none of them waits for it: for services, not for a single draft."""
        # Modules and tables that only findings and replies need, and then all their expressions.
        for text in islice((example.text for rule in self.rulebook.rules for example in rule.bad), _TRIED):
            _ = self.check(text).rewritten
        expressions.prepare()
        self._detector.prepare()

    @property
    def config(self) -> Config | None:
        """The configuration in force, if one is."""
        return self._config

    @property
    def program(self) -> Program:
        """The rules as they are run."""
        return self._detector.program

    @property
    def reader(self) -> Reader | None:
        """The trained reader, where one listens."""
        return self._detector.reader

    @property
    def rulebook(self) -> Rulebook:
        """The rules in force."""
        return whole(self._rulebook)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; `KeyError` where there is none."""
        try:
            return self._rulebook.rules[self._detector.program.ids.index(rule_id)]
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
        opened = self._detector.glance(text)
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
        view, script_found, reading, possible = self._detector.opened(text, opened)
        hits = self._detector.violations(view, scene, reading, possible)
        if not hits and scene is None:
            return Report(text, script_found, scene, (), text, self._identity, path)
        wanted = reply_script(text, script, script_found)
        composer = self._rewriter.composer(view, wanted, setting)
        findings = self._findings(text, view, hits, composer, replies=replies)
        if scene is not None:
            wanting = self._rewriter.scenes.findings(view, scene, wanted, self._language)
            findings = tuple(sorted((*findings, *wanting), key=lambda f: f.span.start))
        rewritten = self._rewriter.rewritten(text, setting, wanted, (composer, hits)) if replies else text
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
        return view, find_hits(Judge(self._detector.program, view, scene, self._detector.program.triggered(view.text)))

    def offers(self, text: str) -> tuple[str, list[tuple[str, Template, Offer]]]:
        """What a draft of one place with findings says there, folded, and every reply that could be sent: to learn the choice from.

        Nothing of a draft in which nothing, or more than one place, is found.
        """
        return self._rewriter.offers(text, reply_script(text))

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
    def _answers(self) -> Recent:
        """The reports of the last short drafts."""
        return Recent(_ANSWERS)

    @cached_property
    def _identity(self) -> dict[str, Any]:
        off = self._detector.program.off
        book = self._rulebook
        # What a scene asks for is no rule of the book, but may be off as well.
        in_force = len(book.rules) - sum(rule_id in self._detector.program.ids for rule_id, _ in off)
        identity: dict[str, Any] = {"digest": book.digest, "rules": in_force, "version": book.version or None}
        if off:
            # Nothing is switched off in silence.
            identity["off"] = [{"rule": rule_id, "reason": reason} for rule_id, reason in off]
        if self._config is not None and not self._config.reader:
            identity["reader"] = False
        return identity

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
        reader = self._detector.reader
        return lru_cache(maxsize=_PARTS_KEPT)(lambda said: tuple(reader.parts(said)) if reader is not None else ())


_PLAIN = Setting()


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


def _listening(program: Program, day: str, config: Config | None, *, alone: bool) -> Reader | None:
    """The shipped reader, for those of the rules that it knows; None where it knows none."""
    if config is None and not alone:
        return Reader.load(program.ids)
    from tonecheck.match.kin import reader_of_house, reader_of_own

    return (reader_of_own if alone else reader_of_house)(program, day)


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
