"""What a rewriting changes, line by line.

A reply stands inside one line, so the lines of both texts belong together by number: nothing has to be searched for,
and thousands of equal lines, which confuse a general comparison, cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_CONTEXT = 3


def unified(before: str, after: str, name: str) -> Iterator[str]:
    """A unified diff with `a/` and `b/` names, as git writes it; nothing where the two are equal."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    changes = list(_changes(old, new))
    if not changes:
        return
    path = name.removeprefix("./").lstrip("/")
    yield f"--- a/{path}\n+++ b/{path}\n"
    for hunk in _hunks(changes):
        a, c = max(hunk[0][0] - _CONTEXT, 0), max(hunk[0][2] - _CONTEXT, 0)
        b, d = min(hunk[-1][1] + _CONTEXT, len(old)), min(hunk[-1][3] + _CONTEXT, len(new))
        yield f"@@ -{_range(a, b)} +{_range(c, d)} @@\n"
        for old_from, old_to, new_from, new_to in hunk:
            yield from _marked(" ", old[a:old_from])
            yield from _marked("-", old[old_from:old_to])
            yield from _marked("+", new[new_from:new_to])
            a = old_to
        yield from _marked(" ", old[a:b])


def changed_lines(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The lines that differ, without their ends: `("-", old)` and `("+", new)`, in order."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    for old_from, old_to, new_from, new_to in _changes(old, new):
        yield from (("-", line.rstrip("\r\n")) for line in old[old_from:old_to])
        yield from (("+", line.rstrip("\r\n")) for line in new[new_from:new_to])


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that differ: half-open ranges of the old lines and of the new ones."""
    if len(old) == len(new):
        start = None
        for number, (left, right) in enumerate(zip(old, new, strict=True)):
            if left != right:
                start = number if start is None else start
            elif start is not None:
                yield start, number, start, number
                start = None
        if start is not None:
            yield start, len(old), start, len(new)
        return
    # A reply of several lines: everything between the first line that differs and the last.
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    yield head, len(old) - tail, head, len(new) - tail


def _hunks(changes: list[tuple[int, int, int, int]]) -> Iterator[list[tuple[int, int, int, int]]]:
    """Changes whose contexts would touch, together."""
    hunk = changes[:1]
    for change in changes[1:]:
        if change[0] - hunk[-1][1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        # A carriage return alone ends a line of old files, but not one of a diff.
        yield f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _range(start: int, end: int) -> str:
    count = end - start
    # An empty range names the line before it.
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"
