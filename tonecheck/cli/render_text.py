"""A report as a clerk reads it: where, what, why, and what to say instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from tonecheck.cli.messages import Phrases
from tonecheck.cli.width import cells, head, padded, shown, window, wrap
from tonecheck.model import Finding, Report, Severity, Span, Suggestion
from tonecheck.values import dataclass, field

_INDENT = "  "
_MAX_REPLIES = 4
# A longer rewriting would push the findings off the screen.
_MAX_READY_LINES, _MAX_READY_CHARACTERS = 40, 2_000
_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36", "path": "1", "quiet": "2", "good": "32"}


@dataclass(frozen=True, slots=True)
class Page:
    """How to write: the language's phrases, the width in cells, colours or none, and rule titles by id.

    `fixes` tells whether a summary says what `--fix` would do; `names` whether headings name their draft.
    """

    phrases: Phrases
    width: int
    colour: bool
    title: Callable[[str], str]
    fixes: bool = True
    names: bool = False

    def paint(self, text: str, what: str) -> str:
        """`text` in the colour of `what`."""
        return f"\x1b[{_COLOURS[what]}m{text}\x1b[0m" if self.colour and text else text


@dataclass(slots=True)
class Tally:
    """Counts over the drafts of one run."""

    drafts: int = 0
    clean: int = 0
    fixable: int = 0
    by_hand: int = 0
    severities: dict[str, int] = field(default_factory=lambda: {s.value: 0 for s in Severity})

    def add(self, report: Report) -> None:
        """Counts one draft, its findings, and its sentences by whether a reply can stand in their place unasked."""
        self.drafts += 1
        self.clean += not report.findings
        for finding in report.findings:
            self.severities[finding.severity.value] += 1
        for group in groups(report.findings):
            if any(f.severity is not Severity.INFO for f in group):
                complete = any(s.complete for f in group for s in f.suggestions) and report.rewritten != report.text
                self.fixable += complete
                self.by_hand += not complete


def render_text(report: Report, name: str, page: Page) -> Iterator[str]:
    """Everything about one draft but the summary; one short line for a clean one."""
    if not report.findings:
        yield page.phrases.clean.format(name=name) + "\n"
        return
    short = True
    for number, group in enumerate(groups(report.findings)):
        was_short, short = short, all(f.severity is Severity.INFO for f in group)
        if number and not (was_short and short):
            yield "\n"
        yield from render_group(report.text, name, group, page)
    yield "\n"
    if report.rewritten != report.text:
        yield from _ready(report.rewritten, name, page)
        yield "\n"


def summary(tally: Tally, page: Page) -> str:
    """One line: how many of what, and what `--fix` would do."""
    phrases = page.phrases
    parts = [phrases.drafts.format(n=tally.drafts, clean=tally.clean)] if tally.drafts > 1 else []
    for severity, n in tally.severities.items():
        if n:
            parts.append(page.paint(phrases.count(n, phrases.counts[severity]), severity))
    said = phrases.joint.join(parts)
    work = [phrases.count(tally.fixable, phrases.fixable)] if tally.fixable and page.fixes else []
    if tally.by_hand:
        work.append(phrases.count(tally.by_hand, phrases.by_hand))
    sentences = [said, phrases.joint.join(work)]
    return (" " if phrases.stop == "." else "").join(s + phrases.stop for s in sentences if s) + "\n"


def groups(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings that one reply would answer, in order; one without replies goes with the sentence that it stands in."""
    group: list[Finding] = []
    span: Span | None = None
    for finding in findings:
        answered = finding.suggestions[0].span if finding.suggestions else finding.span
        # What is missing is added, each for itself: no reply stands for two.
        alone = finding.by == "scene" or (bool(group) and group[-1].by == "scene")
        same = span is not None and not alone and (answered == span if finding.suggestions else answered.overlaps(span))
        if group and not same:
            yield group
            group = []
        if not same:
            span = answered
        group.append(finding)
    if group:
        yield group


def changes(lines: Iterable[tuple[str, str]], name: str, page: Page) -> Iterator[str]:
    """What `--fix` wrote: old lines and new ones."""
    yield page.paint(page.phrases.changed.format(name=name), "path") + "\n"
    for mark, line in lines:
        for number, part in enumerate(wrap(line, page.width - 4) or [""]):
            yield page.paint(f"{_INDENT}{mark if number == 0 else ' '} {part}", "error" if mark == "-" else "good") + "\n"
    yield "\n"


def render_group(text: str, name: str, group: list[Finding], page: Page) -> Iterator[str]:
    """Findings that one reply answers: where, why, and the replies."""
    explained: set[tuple[str, str]] = set()
    serious = [f for f in group if f.severity is not Severity.INFO]
    # Two rules about the very same words show them once.
    for _, same in groupby(serious, key=lambda f: f.span):
        findings = list(same)
        yield from (_heading(f, name, page) + "\n" for f in findings)
        yield from _line(text, findings[0], page)
        for finding in findings:
            if (finding.message, finding.impact) not in explained:
                explained.add((finding.message, finding.impact))
                yield from _labelled(page.phrases.reason, [finding.message], page)
                yield from _labelled(page.phrases.reaction, [finding.impact], page)
    yield from _replies(group, page)
    yield from (_short(f, name, page) for f in group if f.severity is Severity.INFO)


def _heading(finding: Finding, name: str, page: Page) -> str:
    place = f"{name}:{finding.line}:{finding.column}"
    severity = page.phrases.severities[finding.severity.value]
    title = shown(page.title(finding.rule_id))
    said = f" {title} ({finding.rule_id})" if title != finding.rule_id else f" {title}"
    return page.paint(place, "path") + " " + page.paint(severity, finding.severity.value) + said


def _short(finding: Finding, name: str, page: Page) -> str:
    """An info on one line: the heading, and as much of the reason as fits."""
    plain = Page(page.phrases, page.width, False, page.title)
    room = page.width - cells(_heading(finding, name, plain)) - 2
    message = head(finding.message, room) if room > 8 else ""
    return f"{_heading(finding, name, page)}  {page.paint(message, 'quiet')}".rstrip() + "\n"


def _line(text: str, finding: Finding, page: Page) -> Iterator[str]:
    before, within, after = window(text, finding.span.start, finding.span.end, page.width - cells(_INDENT))
    severity = finding.severity.value
    # Blanks at the line's start carry nothing for the reader but a caret far to the right.
    before = before.lstrip(" ")
    yield f"{_INDENT}{before}{page.paint(within, severity)}{after}".rstrip() + "\n"
    yield f"{_INDENT}{' ' * cells(before)}{page.paint('^' * max(1, cells(within)), severity)}\n"


def chosen_replies(group: list[Finding]) -> list[Suggestion]:
    """The replies that are offered for a group: complete ones first, among them the worst finding's."""
    replies: dict[str, Suggestion] = {}
    for finding in sorted(group, key=lambda f: -f.severity.rank):
        if finding.severity is not Severity.INFO:
            for reply in finding.suggestions:
                replies.setdefault(reply.text, reply)
    return sorted(replies.values(), key=lambda s: not s.complete)[:_MAX_REPLIES]


def _replies(group: list[Finding], page: Page) -> Iterator[str]:
    chosen = chosen_replies(group)
    adding = bool(chosen) and chosen[0].span.start == chosen[0].span.end
    said = [s.text.lstrip("。，") if adding else s.text for s in chosen]
    texts = [t if s.complete else t + page.phrases.fill_in for t, s in zip(said, chosen, strict=True)]
    numbered = [f"{n}. {t}" for n, t in enumerate(texts, 1)] if len(texts) > 1 else texts
    label = page.phrases.additions if adding else page.phrases.replies
    yield from _labelled(label, numbered, page, hanging=3 if len(texts) > 1 else 0, what="good")


def _labelled(label: str, paragraphs: list[str], page: Page, *, hanging: int = 0, what: str = "") -> Iterator[str]:
    """Paragraphs beside a label, wrapped; nothing where there is nothing to say."""
    phrases = page.phrases
    column = max(map(cells, (phrases.reason, phrases.reaction, phrases.replies))) + 2
    room = max(page.width - cells(_INDENT) - column, 10)
    first = True
    for paragraph in filter(None, paragraphs):
        number, body = paragraph[:hanging], paragraph[hanging:]
        for n, part in enumerate(wrap(body, room - hanging)):
            side = page.paint(padded(label, column), "quiet") if first else " " * column
            said = (number if n == 0 else " " * hanging) + (page.paint(part, what) if what else part)
            yield f"{_INDENT}{side}{said}\n"
            first = False


def _ready(rewritten: str, name: str, page: Page) -> Iterator[str]:
    phrases = page.phrases
    heading = phrases.ready_of.format(name=name) if page.names else phrases.ready
    if len(rewritten) > _MAX_READY_CHARACTERS or rewritten.count("\n") > _MAX_READY_LINES:
        yield "\n".join(wrap(phrases.too_long, page.width)) + "\n"
        return
    yield page.paint(heading, "path") + "\n"
    # Neither indented nor wrapped: it is there to be copied.
    text = rewritten.replace("\r\n", "\n").replace("\r", "\n")
    yield shown(text, lines=True).rstrip() + "\n"
