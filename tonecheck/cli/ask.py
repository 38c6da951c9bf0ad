"""`--ask`: walks through the findings of a draft, and lets a person choose, edit or skip."""

from __future__ import annotations

import re
from collections.abc import Callable

from tonecheck.cli.render_text import Page, chosen_replies, groups, render_group
from tonecheck.model import Finding, Report, Severity, Span
from tonecheck.values import dataclass

_OPEN = re.compile("【([^【】]+)】")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a walk left: the text, how many places were changed, and whether it was stopped before its end."""

    text: str
    changes: int
    stopped: bool


class Stop(Exception):
    """The person wants to stop."""


class Walk:
    """One draft. `check` reads a text, `say` prints, `ask` takes a prompt and what stands there already, and gives a line."""

    def __init__(
        self, check: Callable[[str], Report], page: Page, say: Callable[[str], None], ask: Callable[[str, str], str]
    ) -> None:
        self._check = check
        self._page = page
        self._say = say
        self._ask = ask

    def through(self, text: str, name: str) -> Outcome:
        """Asks about every error and warning, from the start of the draft to its end; hints are shown, not asked."""
        at, changes, asked = 0, 0, set[str]()
        while group := _next(self._check(text), at, asked):
            span = _span(group)
            asked |= {f.rule_id for f in group if f.by == "scene"}
            for piece in render_group(text, name, group, self._page):
                self._say(piece)
            try:
                reply = self._answer(group, text[span.start : span.end])
            except Stop:
                return Outcome(text, changes, True)
            if reply is None:
                at = max(at, span.end)
                continue
            text = text[: span.start] + reply + text[span.end :]
            changes += 1
            if group[0].by != "scene":
                at = span.start + len(reply)
            elif span.start <= at:
                # What was looked at already moves with what is put in before it.
                at += len(reply) - (span.end - span.start)
        return Outcome(text, changes, False)

    def _answer(self, group: list[Finding], there: str) -> str | None:
        """What to put there; None to leave it as it is."""
        phrases = self._page.phrases
        replies = chosen_replies(group)
        prompt = (phrases.ask_none, phrases.ask_one, phrases.ask)[min(len(replies), 2)].format(n=len(replies))
        while True:
            answer = self._ask(prompt + " ", "").strip().lower()
            if answer in ("", "s"):
                return None
            if answer == "q":
                raise Stop
            if answer == "e":
                edited = self._ask(phrases.ask_edit + " ", there or (replies[0].text if replies else ""))
                if edited.strip():
                    return edited
                continue
            if answer.isdecimal() and 1 <= int(answer) <= len(replies):
                return self._filled(replies[int(answer) - 1].text)
            self._say(phrases.ask_help + "\n")

    def _filled(self, reply: str) -> str:
        """The reply with every `【…】` asked for; what is left empty stays open."""
        for name in dict.fromkeys(_OPEN.findall(reply)):
            value = self._ask(f"  【{name}】 = ", "").strip()
            if value:
                reply = reply.replace(f"【{name}】", value)
        return reply


def _next(report: Report, at: int, asked: set[str]) -> list[Finding] | None:
    for group in groups(report.findings):
        if all(f.severity is Severity.INFO for f in group):
            continue
        if group[0].by == "scene":
            if group[0].rule_id not in asked:
                return group
        elif _span(group).start >= at:
            return group
    return None


def _span(group: list[Finding]) -> Span:
    replies = chosen_replies(group)
    return replies[0].span if replies else group[0].span
