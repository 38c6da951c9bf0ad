"""The draft with replies in it that a person still has to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable

from tonecheck.model import Report, Span, Suggestion
from tonecheck.values import replace

_OPEN = re.compile("【[^【】]+】")


def with_unfinished(report: Report, check: Callable[[str], Report]) -> Report:
    """The report with what has no complete reply answered by an unfinished one (`【…】`) in `rewritten`."""
    again = report if report.rewritten == report.text else check(report.rewritten)
    return replace(report, rewritten=applied(again.text, chosen(again)))


def left_open(before: str, after: str) -> list[str]:
    """The `【…】` that a rewriting brought in, each once, in order."""
    return [name for name in dict.fromkeys(_OPEN.findall(after)) if name not in before]


def chosen(report: Report) -> list[Suggestion]:
    """The first reply of the worst finding for every place, none overlapping another."""
    found: list[Suggestion] = []
    for finding in sorted(report.findings, key=lambda f: (-f.severity.rank, f.span)):
        if finding.severity.rank and finding.suggestions:
            reply = finding.suggestions[0]
            # What is missing is added beside what is replaced; of two replies for one place the worse rule's stands.
            if not any(_clash(reply.span, other.span) for other in found):
                found.append(reply)
    return found


def applied(text: str, replies: list[Suggestion]) -> str:
    """The text with every reply in its place; of several at one place the first goes first."""
    for reply in sorted(replies, key=lambda s: s.span.start, reverse=True):
        text = text[: reply.span.start] + reply.text + text[reply.span.end :]
    return text


def _clash(one: Span, other: Span) -> bool:
    if one.start == one.end or other.start == other.end:
        inner, outer = (one, other) if one.start == one.end else (other, one)
        return outer.start < inner.start < outer.end
    return one.overlaps(other)
