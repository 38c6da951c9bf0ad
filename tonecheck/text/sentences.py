"""Cuts folded text into sentences and clauses, and a pasted transcript into turns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.text.expressions import compiled
from tonecheck.text.fold import CLAUSE_MARKS, SENTENCE_MARKS
from tonecheck.values import dataclass

_CLOSERS = "”）)》】"
_SENTENCE = compiled(f"[^{SENTENCE_MARKS}]*[{SENTENCE_MARKS}]*[{_CLOSERS}]*")
_CLAUSE = compiled(f"[^{CLAUSE_MARKS}]+")
# An ASCII stop ends a sentence unless it stands in a number, an address or an abbreviation.
_STOP = compiled(r"(?<![0-9a-z])\.(?![0-9a-z])|(?<=[a-z])\.(?=\s|$)")
_CUSTOMER = "客户|业主|顾客|住户|租户|访客|来访者|客人|来电人|来电者|投诉人|用户|居民|家属|租客|客"
_STAFF = "客服|前台|物业|管家|员工|我方|保安|门岗|接待|接待员|工程部|维修师傅|师傅|收费员|主管|经理|秘书|总干事|管理员|管理处|保全|职员|坐席|值班|值班员|话务员|财务|我|服务员|服务中心|客服中心|前台接待"
_LABEL = compiled(
    rf"^[ \t~]*(?:\[?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?\]?[ ]*)?[\[【(]?(?:(?P<staff>[^\s:。,!?;“”]{{0,3}}(?:{_STAFF})[^\s:。,!?;“”]{{0,4}})|(?P<customer>(?:{_CUSTOMER})[^\s:。,!?;“”]{{0,6}}))[\]】)]?[ ]*:",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of folded text said by one side: `staff` or `customer`."""

    start: int
    end: int
    role: str


def sentences(folded: str) -> list[tuple[int, int]]:
    """Half-open ranges of `folded`, marks included, blank ones left out, in order."""
    found = []
    start = 0
    text = _STOP.sub("。", folded)
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            found.append((start, end))
    return found


def clauses(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of one sentence, without their marks."""
    text = _STOP.sub("。", folded[start:end])
    return [(start + m.start(), start + m.end()) for m in _CLAUSE.finditer(text)]


def turns(folded: str) -> list[Turn]:
    """The turns of a transcript; one staff turn over everything where there are no labels.

    A single label is a letterhead (`物业:`) or a list (`时间:`), not a transcript, unless it names the customer.
    """
    labels = list(_labels(folded))
    if not labels or (len(labels) == 1 and not labels[0]["customer"]):
        return [Turn(0, len(folded), "staff")]
    found = [Turn(0, labels[0].start(), "staff")] if labels[0].start() else []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start() if following else len(folded)
        found.append(Turn(label.end(), end, "customer" if label["customer"] else "staff"))
    return found


def _labels(folded: str) -> Iterator[re.Match[str]]:
    """The labels of turns: only a line that holds what ends a label can begin with one."""
    at = folded.find(":")
    while at >= 0:
        if label := _LABEL.match(folded, folded.rfind("\n", 0, at) + 1):
            yield label
        end = folded.find("\n", at)
        at = folded.find(":", end) if end >= 0 else -1
