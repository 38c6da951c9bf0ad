"""Reports as JSON: the wire format, and nothing of this module's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tonecheck.model import Report
from tonecheck.values import replace


def render_json(reports: Iterable[Report], *, several: bool) -> Iterator[str]:
    """One JSON object for one draft; an array where several drafts (or a folder) were asked for."""
    if not several:
        yield from (_object(report, indent=2) + "\n" for report in reports)
        return
    # Piece by piece: an array of many drafts need not stand in memory.
    separator = "["
    for report in reports:
        yield f"{separator}\n{_object(report, indent=2)}"
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def render_jsonl(reports: Iterable[Report]) -> Iterator[str]:
    """One JSON object a line."""
    return (_object(report, indent=None) + "\n" for report in reports)


def _object(report: Report, *, indent: int | None) -> str:
    if report.path is not None and not report.path.isascii():
        # A file name may hold bytes that are no text; JSON is UTF-8 and cannot.
        report = replace(report, path=report.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=indent)
