"""HTML and Markdown: markup is covered, character for character, so that a span in the words is a span in the source.

A reply to such a message is of the same format: it is escaped, and keeps the markup of the range that it stands for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from tonecheck.model import Finding, Report, Span, Suggestion
from tonecheck.reply.message import Answer, apply

# Folding drops it wherever it stands, so what it covers is as good as not there.
_COVER = "\u200b"
_ROUNDS = 3
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# What they hold is not said by the writer of the message.
_NOT_SAID = frozenset(("script", "style", "template", "head", "title", "blockquote", "pre"))
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_LINE = re.compile(r".*(?:\n|$)")
_FENCE, _QUOTE = re.compile(r" {0,3}(?:```|~~~)"), re.compile(r" {0,3}>")
_MARKS = re.compile(
    r"(?P<code>`[^`\n]*`)|!?\[(?=[^\[\]\n]*\]\()|(?P<target>\]\([^()\n]*\))|<https?://[^<>\n]*>|\*{1,3}|_{2}|~~"
    r"|^ {0,3}(?:#{1,6} |[-+*] |\d{1,9}[.)] )",
    re.MULTILINE,
)
_MARKERS = ("***", "**", "*", "__", "~~")


@dataclass(frozen=True, slots=True)
class Marked:
    """A message and its words alone: `words` is as long as `source`, with markup covered."""

    source: str
    words: str
    markup: tuple[Span, ...]
    html: bool

    def reply(self, text: str, span: Span) -> str:
        """A reply as it may stand instead of the span."""
        inside = [self.source[m.start : m.end] for m in self.markup if span.start <= m.start and m.end <= span.end]
        if self.html:
            return html.escape(text, quote=False) + "".join(inside)
        # What opened before the range, or closes after it, still has its other half outside.
        return text + "".join(marker for marker in _MARKERS if inside.count(marker) % 2)


def marked(text: str, form: str) -> Marked:
    """The words of a message of format `html` or `markdown`."""
    if form == "html":
        page = _Page(text)
        words = page.words()
        return Marked(text, words, tuple(page.tags), True)
    words, marks = _markdown(text)
    return Marked(text, words, tuple(marks), False)


def checked(text: str, form: str, check: Callable[[str], Report]) -> Report:
    """The report on a message of any format: spans and excerpts are those of the text as received."""
    if form == "plain":
        return check(text)
    page = marked(text, form)
    report = check(page.words)
    findings = tuple(_finding(finding, page) for finding in report.findings)
    return replace(report, text=text, findings=findings, rewritten=_rewritten(text, form, findings, check))


def _finding(finding: Finding, page: Marked) -> Finding:
    span = finding.span
    line_start = page.source.rfind("\n", 0, span.start) + 1
    return replace(
        finding,
        excerpt=page.source[span.start : span.end],
        line=page.source.count("\n", 0, span.start) + 1,
        column=span.start - line_start + 1,
        suggestions=tuple(Suggestion(page.reply(s.text, s.span), s.span, s.complete, s.slots, s.why) for s in finding.suggestions),
    )


def _rewritten(text: str, form: str, findings: tuple[Finding, ...], check: Callable[[str], Report]) -> str:
    """The message with replies applied until it is clean; the message itself where it does not become so."""
    rewritten = text
    for _ in range(_ROUNDS):
        wrong = [f for f in findings if f.severity.rank]
        if not wrong:
            return rewritten
        # The worst speaks for its range, and of equals what a pattern found.
        wrong.sort(key=lambda f: (-f.severity.rank, f.by != "pattern", f.span.start))
        first: dict[Span, tuple[Suggestion, ...]] = {}
        for finding in wrong:
            if any(s.complete for s in finding.suggestions):
                first.setdefault(finding.suggestions[0].span, finding.suggestions)
        changed = apply(rewritten, [Answer(span, replies) for span, replies in first.items()])
        if changed == rewritten:
            return rewritten
        rewritten, page = changed, marked(changed, form)
        findings = tuple(_finding(f, page) for f in check(page.words).findings)
    return rewritten


class _Page(HTMLParser):
    """Covers tags, comments and what is not said; entities become their character."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._words: list[str] = []
        self.tags: list[Span] = []
        self._at = 0
        self._silent: list[str] = []
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", source))]

    def words(self) -> str:
        """The words, as long as the source."""
        self.feed(self._source)
        self.close()
        self._cover_to(len(self._source), said=True)
        return "".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's signature
        """A tag that opens."""
        self._tag(tag, len(self.get_starttag_text() or ""))
        if tag in _NOT_SAID:
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens and closes; in HTML the slash means nothing unless the tag is void."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes."""
        start = self._offset()
        end = self._source.find(">", start) + 1 or len(self._source)
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
            self._cover_to(start, said=False)
        self._tag(tag, end - start)

    def handle_data(self, data: str) -> None:
        """Words."""

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _tag(self, tag: str, length: int) -> None:
        start = self._offset()
        self._markup(start, min(start + length, len(self._source)), "\n" if tag in _BLOCKS else _COVER)

    def _markup(self, start: int, end: int, first: str) -> None:
        self._cover_to(start, said=not self._silent)
        if end > self._at:
            self.tags.append(Span(start, end))
            self._words.append(first + _COVER * (end - self._at - 1))
            self._at = end

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002  # the parser's signature
        """A comment, a declaration and the like: to its first `>` or `-->`."""
        start = self._offset()
        mark = "-->" if self._source.startswith("<!--", start) else ">"
        found = self._source.find(mark, start)
        self._markup(start, found + len(mark) if found >= 0 else len(self._source), _COVER)

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        """A processing instruction."""
        self.handle_decl(data)

    def unknown_decl(self, data: str) -> None:
        """A marked section."""
        self.handle_decl(data)

    def _cover_to(self, end: int, *, said: bool) -> None:
        """Copies what stands before `end`, or covers it."""
        if end <= self._at:
            return
        piece = self._source[self._at : end]
        self._words.append(_entities(piece.replace("\n", " ").replace("\r", " ")) if said else "\n" + _COVER * (len(piece) - 1))
        self._at = end


def _entities(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        character = html.unescape(match[0])
        if len(character) != 1 or "\ud800" <= character <= "\udfff":
            return match[0]
        return character + _COVER * (len(match[0]) - 1)

    return _ENTITY.sub(one, text)


def _markdown(text: str) -> tuple[str, list[Span]]:
    words: list[str] = []
    marks: list[Span] = []
    fenced = False
    for line in _LINE.finditer(text):
        fence = bool(_FENCE.match(line[0]))
        if fenced or fence or _QUOTE.match(line[0]):
            fenced = fenced != fence
            words.append(_COVER * len(line[0].rstrip("\n")) + "\n" * line[0].endswith("\n"))
            continue
        at = 0
        for mark in _MARKS.finditer(line[0]):
            words.append(line[0][at : mark.start()])
            words.append(_COVER * len(mark[0]))
            marks.append(Span(line.start() + mark.start(), line.start() + mark.end()))
            at = mark.end()
        words.append(line[0][at:])
    return "".join(words), marks
