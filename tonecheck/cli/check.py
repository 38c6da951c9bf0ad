"""One run of the check: reads the drafts, checks them, mends them where asked, and prints in one shape."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, islice

from tonecheck.cli import files
from tonecheck.cli.messages import PHRASES, language_of
from tonecheck.errors import DraftError, UsageError
from tonecheck.model import Report, Severity
from tonecheck.text.sieve import keep
from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

FORMATS = ("text", "json", "jsonl")
FAIL_ON = ("error", "warning", "info", "never")
COLOURS = ("auto", "always", "never")
_WIDEST, _NARROWEST = 100, 24
# So many files are checked before another process would have started.
_FEW = 24


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    paths: tuple[str, ...]
    format: str = "text"
    scene: str | None = None
    script: str = "auto"
    channel: str | None = None
    audience: str = "default"
    language: str | None = None
    fail_on: str = "warning"
    fix: bool = False
    diff: bool = False
    unsafe_fixes: bool = False
    bak: bool = False
    ask: bool = False
    rules: tuple[str, ...] = ()
    encoding: str | None = None
    reader: bool = True
    color: str = "auto"
    jobs: int = 0
    config: str | None = None
    pack: str | None = None
    isolated: bool = False
    # Names of the options that the user gave; the others follow the configuration.
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with its report; `written` is the text before `--fix`, None where nothing was written."""

    draft: files.Draft
    report: Report
    written: str | None = None


def run(options: Options) -> int:
    """Checks everything and prints it; the exit status."""
    _refuse_contradictions(options)
    status = Run(options).status()
    keep()
    return status


def _refuse_contradictions(options: Options) -> None:
    if options.ask:
        _refuse_to_ask(options)
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes says what to fix; add --fix to write it, or --diff to look at it")
    if options.bak and not (options.fix or options.ask):
        raise UsageError("--bak keeps a file before it is written; add --fix or --ask")
    if options.bak and files.STDIN in options.paths:
        raise UsageError("--bak needs a file; standard input is never overwritten")
    if options.format != "text" and options.diff:
        raise UsageError(f"--diff and --format {options.format} both want standard output; leave one out")
    if options.fix and files.STDIN in options.paths:
        if options.format != "text":
            raise UsageError(f"--format {options.format} holds the rewritten draft already; leave --fix out for standard input")
        if options.diff:
            raise UsageError("--fix and --diff both want standard output here; leave one out, or name a file")
        if len(options.paths) > 1:
            raise UsageError("--fix prints standard input rewritten, so it takes no files beside it; run it twice")


def _refuse_to_ask(options: Options) -> None:
    others = {"--fix": options.fix, "--diff": options.diff, f"--format {options.format}": options.format != "text"}
    for option in (name for name, given in others.items() if given):
        raise UsageError(f"--ask decides with you what is written; leave {option} out")
    if files.STDIN in options.paths:
        raise UsageError("--ask needs a file: standard input is where you answer")
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("--ask needs a terminal; without one use --fix, or --diff to look at it")


class Run:
    """The state of one run: the checker, the worst finding so far, and whether something could not be checked."""

    def __init__(self, options: Options) -> None:
        from tonecheck.checker import Checker
        from tonecheck.cli import house

        config = house.config_of(
            options.paths, config=options.config, pack=options.pack, isolated=options.isolated, rules=options.rules
        )
        self._options = options = house.chosen(options, config, options.given)
        self._language = options.language or language_of(os.environ)
        if options.encoding is not None:
            from tonecheck.cli.decode import codec

            codec(options.encoding)
        self._off_line = house.off_line(config, self._language)
        self._checker = Checker(list(options.rules) or None, config=config, language=self._language, reader=options.reader)
        self._worst = -1
        self._failed = False

    def status(self) -> int:
        """Prints everything; 2 where a draft could not be checked, 1 at or above `--fail-on`, else 0."""
        options = self._options
        several = len(options.paths) > 1 or any(map(files.is_folder, options.paths))
        match options.format:
            case _ if options.ask:
                self._ask()
            case "text":
                self._print_text(several)
            case _:
                self._print_json(several)
        if self._failed:
            return 2
        limit = {s.value: s.rank for s in Severity}.get(options.fail_on)
        return int(limit is not None and self._worst >= limit)

    def _checked(self) -> Iterator[Checked]:
        """Every draft that could be checked, one at a time; what could not is told on standard error."""
        for checked in self._in_order():
            if isinstance(checked, DraftError):
                self._failed = True
                complain(str(checked))
                continue
            self._worst = max([self._worst, *(f.severity.rank for f in checked.report.findings)])
            if checked.written is not None and self._left_open(checked):
                # What is still to be filled in is not ready to be sent.
                self._worst = max(self._worst, Severity.WARNING.rank)
            yield checked

    def _in_order(self) -> Iterator[Checked | DraftError]:
        """Every draft, or what is wrong with it; many files on several cores, with a bar where it takes its time."""
        paths = files.find(self._options.paths)
        first = list(islice(paths, _FEW + 1))
        if len(first) <= _FEW or files.STDIN in self._options.paths:
            return map(self._one, chain(first, paths))
        from tonecheck.cli.progress import shown_progress
        from tonecheck.parallel import cores, in_order

        everything = [*first, *paths]
        return shown_progress(in_order(self._one, everything, self._options.jobs or cores()), len(everything))

    def _one(self, path: str | DraftError) -> Checked | DraftError:
        try:
            if isinstance(path, DraftError):
                return path
            return self._mended(self._check(files.read(path, self._options.encoding)))
        except DraftError as error:
            return error

    def _check(self, draft: files.Draft) -> Checked:
        report = self._report(draft, draft.text)
        if self._options.unsafe_fixes:
            from tonecheck.cli.mend import with_unfinished

            report = with_unfinished(report, partial(self._report, draft))
        return Checked(draft, report)

    def _report(self, draft: files.Draft, text: str) -> Report:
        try:
            asked = self._options
            return self._checker.check(
                text, scene=asked.scene, script=asked.script, channel=asked.channel, audience=asked.audience, path=draft.path
            )
        except DraftError as error:
            # The core does not know where a text comes from.
            raise DraftError(f"{draft.name}: {error}") from None

    def _mended(self, checked: Checked) -> Checked:
        """With `--fix`: what was written, and the report on what remains."""
        draft, rewritten = checked.draft, checked.report.rewritten
        if not self._options.fix or (draft.path is not None and rewritten == draft.text):
            return checked
        if draft.path is None:
            content = files.encoded(draft, rewritten)
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            files.write(draft, rewritten, backup=self._options.bak)
        return Checked(draft, self._report(draft, rewritten), draft.text if rewritten != draft.text else None)

    def _ask(self) -> None:
        from tonecheck.cli.asking import ask_about
        from tonecheck.cli.render_text import Page

        colour = wants_colour(self._options.color, sys.stdout, os.environ)
        page = Page(PHRASES[self._language], width(), colour, self._title, fixes=False)
        for path in files.find(self._options.paths):
            try:
                if isinstance(path, DraftError):
                    raise path
                draft = files.read(path, self._options.encoding)
                left, stopped = ask_about(draft, partial(self._report, draft), page, backup=self._options.bak)
            except DraftError as error:
                self._failed = True
                complain(str(error))
                continue
            self._worst = max([self._worst, *(f.severity.rank for f in left.findings)])
            if stopped:
                break

    def _print_json(self, several: bool) -> None:
        from tonecheck.cli.render_json import render_json, render_jsonl

        reports = (checked.report for checked in self._checked())
        pieces = render_jsonl(reports) if self._options.format == "jsonl" else render_json(reports, several=several)
        for piece in pieces:
            # JSON is UTF-8 whatever the terminal speaks, and line feeds stay line feeds.
            sys.stdout.buffer.write(piece.encode("utf-8"))
        sys.stdout.buffer.flush()

    def _print_text(self, several: bool) -> None:
        from tonecheck.cli.render_text import Page, Tally, changes, render_text, summary

        options = self._options
        # Where standard output carries a diff or the rewritten draft, the report makes way.
        stream = sys.stderr if options.diff or (options.fix and files.STDIN in options.paths) else sys.stdout
        colour = wants_colour(options.color, stream, os.environ)
        page = Page(PHRASES[self._language], width(), colour, self._title, fixes=not options.fix, names=several)
        tally, name = Tally(), ""
        for checked in self._checked():
            tally.add(checked.report)
            name = checked.draft.name
            if options.diff:
                self._print_diff(checked)
            elif checked.written is not None:
                from tonecheck.cli.diff import changed_lines

                _write(stream, "".join(changes(changed_lines(checked.written, checked.report.text), name, page)))
            if checked.written is not None and (names := self._left_open(checked)):
                _write(stream, page.phrases.to_fill.format(name=name, names=page.phrases.series.join(names)) + "\n")
                if not checked.report.findings:
                    continue
            # A folder of clean drafts is told in one line, not in hundreds.
            if (checked.report.findings or not several) and not options.diff:
                for piece in render_text(checked.report, name, page):
                    _write(stream, piece)
        if tally.drafts > 1 or tally.drafts > tally.clean:
            _write(stream, summary(tally, page))
        elif several and tally.drafts:
            _write(stream, page.phrases.clean.format(name=name) + "\n")
        if tally.drafts and self._off_line:
            from tonecheck.cli.width import wrap

            _write(stream, "".join(page.paint(line, "quiet") + "\n" for line in wrap(self._off_line, page.width)))

    def _left_open(self, checked: Checked) -> list[str]:
        if not self._options.unsafe_fixes:
            return []
        from tonecheck.cli.mend import left_open

        return left_open(checked.written or "", checked.report.text)

    def _print_diff(self, checked: Checked) -> None:
        from tonecheck.cli.diff import unified

        before = checked.draft.text
        after = checked.report.text if checked.written is not None else checked.report.rewritten
        # To a terminal a draft may send no escapes; a file must get the very characters, or it could not be applied.
        safe = sys.stdout.isatty()
        for line in unified(before, after, checked.draft.name):
            if safe:
                from tonecheck.cli.width import shown

                line = shown(line.replace("\r\n", "\n"), lines=True)
            _write(sys.stdout, line)

    def _title(self, rule_id: str) -> str:
        from tonecheck.reply.convert import in_language

        return in_language(self._checker.rule(rule_id).title, self._language)


def complain(message: str) -> None:
    """Says on standard error what went wrong, every line with our name before it."""
    sys.stdout.flush()
    for line in message.splitlines():
        _write(sys.stderr, f"tonecheck: {line}\n")


def wants_colour(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """True where colours are asked for, or where a terminal shows them and NO_COLOR is not set (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def width() -> int:
    """Cells of a line: COLUMNS, else the terminal's, else 80; lines wider than a page are hard to read."""
    columns = os.environ.get("COLUMNS", "")
    try:
        width = int(columns) if columns.isdecimal() and int(columns) else os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        width = 80
    return max(_NARROWEST, min(_WIDEST, width or 80))


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:
        # A terminal that cannot show a character shows a question mark rather than ending the run.
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding))
