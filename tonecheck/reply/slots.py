"""Fills the slots of replies with what stands in the draft, and with nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.text.entities import FINDERS
from tonecheck.text.expressions import compiled
from tonecheck.text.fold import Folded

# What a person has to write by hand: the names shown in brackets.
OPEN_NAMES: Mapping[str, str] = {
    "who": "谁",
    "day": "哪天",
    "service": "哪项服务",
    "thing": "什么",
    "need": "需要什么",
    "reason": "原因",
    "place": "地点",
    "time": "时间",
    "fact": "实际情况",
    "name": "姓名",
    "company": "公司名称",
    "hotline": "服务电话",
    "hours": "服务时间",
    "address": "地址",
}
# Who is greeted at the head of a sentence is written to, not spoken of.
_ADDRESS = compiled("(?:你好|早上好|上午好|下午好|晚上好|早安|午安|晚安|早晨|:|!|~)")
_SLOT = compiled(r"\{([a-z][a-z0-9_-]*)\}")


def fillers(view: View, hit: Hit) -> dict[str, str]:
    """What the draft offers for each slot: from the captured text, else from the hit's sentence.

    A slot that two different things could fill stays open: a wrong fill is worse than none.
    """
    found: dict[str, str] = {}
    sentence = view.sentence(hit.start)
    captured = {name: (a, b) for name, a, b in hit.slots}
    for name, (start, end) in captured.items():
        if name not in FINDERS:
            found[name] = _own(view.folded, start, end)
    for name, finder in FINDERS.items():
        for start, end in ([captured[name]] if name in captured else []) + [sentence]:
            value = _only(finder, view.folded, start, end)
            if value:
                found[name] = value
                break
    return found


def _only(finder: re.Pattern[str], folded: Folded, start: int, end: int) -> str | None:
    matches = [m for m in finder.finditer(folded.text, start, end) if not _ADDRESS.match(folded.text, m.end()) or m.start() != start]
    # A name says more than the kind of person: 王经理 before 师傅.
    named = [m for m in matches if m.lastgroup in ("named", "unit")] or matches
    values = {folded.text[m.start() : m.end()]: m for m in named}
    if len(values) != 1:
        return None
    match = next(iter(values.values()))
    return _own(folded, match.start(), match.end())


def _own(folded: Folded, start: int, end: int) -> str:
    """The draft's own characters of a folded range, politely."""
    a, b = folded.span(start, end)
    return folded.source[a:b].replace("你", "您").strip()


def fill(template: str, values: Mapping[str, str], bracket: Callable[[str], str]) -> tuple[str, dict[str, str], bool]:
    """The filled reply, the slots used, and whether nothing is left open (`【…】`)."""
    used: dict[str, str] = {}
    complete = "【" not in template

    def put(match: re.Match[str]) -> str:
        nonlocal complete
        name = match[1]
        if name in values:
            used[name] = values[name]
            return values[name]
        complete = False
        return f"【{bracket(name)}】"

    return _SLOT.sub(put, template), used, complete
