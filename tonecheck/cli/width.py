"""Text in terminal cells: a wide character takes two, an accent none, a control character is made visible."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tonecheck.text.expressions import compiled

ELLIPSIS = "…"
# Control characters could move the cursor or change colours; the bidi ones could show another text than is there.
_UNSAFE = compiled("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CLOSING = "。，、；：？！…—～·”’）》】〉」』〕］｝.,;:?!)]}%％℃"
_OPENING = "“‘（《【〈「『〔［｛([{"
# What nearly every draft is made of, and how wide it is on every terminal.
_WIDE = compiled("[\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e]")
_PLAIN = compiled("[ -~…“”\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e]*")
# Words and numbers stay whole; everything else may be parted.
_PIECES = compiled(
    rf"[{re.escape(_OPENING)}]*(?:[0-9A-Za-z\u00c0-\u024f][0-9A-Za-z\u00c0-\u024f'’_@./:%+-]*|[^\s])[{re.escape(_CLOSING)}]*|\s+"
)


def shown(text: str, *, lines: bool = False) -> str:
    """`text` as it may go to a terminal: tabs as blanks, control characters as `\\x1b`; with `lines` line feeds stay."""
    if text.isprintable():
        return text
    return _UNSAFE.sub(lambda m: "\n" if lines and m[0] == "\n" else _visible(m[0]), text)


def _visible(ch: str) -> str:
    if ch == "\t":
        return "    "
    return f"\\x{ord(ch):02x}" if ch <= "\xff" else f"\\u{ord(ch):04x}"


def cells(text: str) -> int:
    """How many cells a shown text takes."""
    if text.isascii():
        return len(text)
    if _PLAIN.fullmatch(text):
        return len(text) + len(_WIDE.findall(text))
    # Imported only for what the two patterns above do not know: most drafts do without.
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


@lru_cache(maxsize=4096)
def _cells_of(ch: str) -> int:
    return cells(ch)


def padded(text: str, width: int) -> str:
    """`text` with blanks up to `width` cells."""
    return text + " " * (width - cells(text))


def head(text: str, width: int) -> str:
    """As much of `text` from its start as fits, with `…` where it was cut."""
    # A character takes no more than so many cells, so what lies far beyond the edge need not be measured.
    text = shown(text[: width * 4])
    if cells(text) <= width:
        return text
    return _taken(text, width - 1) + ELLIPSIS


def tail(text: str, width: int) -> str:
    """As much of `text` up to its end as fits, with `…` where it was cut."""
    text = shown(text[-width * 4 :])
    if cells(text) <= width:
        return text
    return ELLIPSIS + _taken(text[::-1], width - 1)[::-1]


def _taken(characters: Iterable[str], width: int) -> str:
    kept = []
    for ch in characters:
        width -= _cells_of(ch)
        if width < 0:
            break
        kept.append(ch)
    return "".join(kept)


def window(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """The line around `start:end` in three parts, before, within and after, that together fit into `width` cells.

    Where the line is longer, `…` stands at the cut sides; a range over several lines is shown to the end of its first.
    """
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    end = _line_end(text, start, end)
    within = head(text[start:end], width)
    room = max(width - cells(within), 0)
    # More characters than cells: some take none.
    left = text[max(first, start - 4 * width) : start]
    right = text[end : _line_end(text, end, end + 4 * width)]
    left_cells, right_cells = cells(shown(left)), cells(shown(right))
    if left_cells + right_cells > room:
        # Half for each side; what one side leaves the other may use.
        left_cells = min(left_cells, max(room // 2, room - right_cells))
        right_cells = room - left_cells
    return _cut(tail, left, left_cells), within, _cut(head, right, right_cells)


def _cut(part: object, text: str, room: int) -> str:
    assert callable(part)
    return str(part(text, room)) if room > 0 else ""


def _line_end(text: str, start: int, end: int) -> int:
    ends = [at for mark in "\n\r" if (at := text.find(mark, start, end)) >= 0]
    return min([*ends, end, len(text)])


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells: no closing mark begins a line, no opening one ends it."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _PIECES.findall(shown(text.strip())):
        needed = cells(piece)
        if used + needed > width and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
        if piece.isspace() and not line:
            continue
        while needed > width:
            part = _taken(piece, width) or piece[0]
            lines.append(part)
            piece = piece[len(part) :]
            needed = cells(piece)
        line, used = line + piece, used + needed
    return [*lines, line.rstrip()] if line.strip() else lines
