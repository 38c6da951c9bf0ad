"""What people will read of a message event, and the event with other words in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

# With these the body is a file's name, unless `filename` stands beside it: then it is the caption.
_MEDIA = ("m.image", "m.file", "m.audio", "m.video")
_EDITED_MARK = "* "
# Other forms of the same words: after a rewriting they would still show what was replaced.
_COPIES = ("format", "formatted_body", "m.text", "m.html", "m.message")
_COPIES_UNSTABLE = "org.matrix.msc1767."
_BREAKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr")


def texts(content: Mapping[str, Any]) -> list[str]:
    """The different texts that readers may see, without what is quoted from the message replied to.

    Most messages have one. A formatted text counts by itself only where its words are not those of the plain one, and
    so does what an edit gives to programs that know no edits.
    """
    found: list[str] = []
    for text in _readings(content):
        if text.strip() and _words(text) not in [_words(known) for known in found]:
            found.append(text)
    return found


def rewritten(content: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The content with `text` for its words: an edit in both its places, what is quoted from another message kept."""
    new = content.get("m.new_content")
    if isinstance(new, Mapping):
        return _with_body(content, _EDITED_MARK + text) | {"m.new_content": _with_body(new, text)}
    body = str(content.get("body"))
    quoted = body[: len(body) - len(_own_words(content, body))]
    return _with_body(content, quoted + text)


def _readings(content: Mapping[str, Any]) -> Iterator[str]:
    new = content.get("m.new_content")
    if isinstance(new, Mapping):
        yield from _readings_of_one(new, content)
    for text in _readings_of_one(content, content):
        yield text.removeprefix(_EDITED_MARK) if isinstance(new, Mapping) else text


def _readings_of_one(part: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[str]:
    formatted, body = part.get("formatted_body"), part.get("body")
    # First, because the plain form of the same words is often full of Markdown's marks.
    if part.get("format") == "org.matrix.custom.html" and isinstance(formatted, str):
        yield _plain(formatted)
    if isinstance(body, str) and not _is_file_name(part, body):
        yield _own_words(whole, body)


def _is_file_name(part: Mapping[str, Any], body: str) -> bool:
    return part.get("msgtype") in _MEDIA and part.get("filename", body) == body


def _own_words(content: Mapping[str, Any], body: str) -> str:
    """The body without the quotation that older programs put before a reply: lines of `> `, then an empty one."""
    relation = content.get("m.relates_to")
    if not isinstance(relation, Mapping) or "m.in_reply_to" not in relation or not body.startswith("> "):
        return body
    lines = body.split("\n")
    quoted = next((i for i, line in enumerate(lines) if not line.startswith(">")), len(lines))
    own = lines[quoted:]
    return "\n".join(own[1:] if own and not own[0] else own)


def _words(text: str) -> str:
    # Marks of Markdown, blanks and punctuation aside: two forms of one message differ in nothing else.
    return "".join(ch for ch in text if ch.isalnum())


def _with_body(part: Mapping[str, Any], body: str) -> dict[str, Any]:
    kept = {k: v for k, v in part.items() if k not in _COPIES and not k.startswith(_COPIES_UNSTABLE)}
    return kept | {"body": body}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        # How deep in the message replied to, and in what the author quotes.
        self._answered = self._quoted = 0

    @property
    def text(self) -> str:
        """What was read, a line of it quoted as in Markdown; blank lines are dropped."""
        lines = (line.strip() for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line.strip("> "))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mx-reply":
            self._answered += 1
        elif tag == "blockquote":
            self._quoted += 1
        if tag in _BREAKS:
            self.handle_data("\n")
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mx-reply":
            self._answered = max(0, self._answered - 1)
        elif tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)
        if tag in _BREAKS:
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        if not self._answered:
            self._parts.append(data.replace("\n", "\n> ") if self._quoted else data)


def _plain(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser.text
