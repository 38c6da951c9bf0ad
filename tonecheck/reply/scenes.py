"""Says what a scene misses in a draft, where the sentence to add goes, and the draft with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from tonecheck.match.scenes import Lack, Late, SceneProgram
from tonecheck.match.view import View
from tonecheck.model import Finding, Span, Suggestion
from tonecheck.reply.convert import in_language, in_script, worded
from tonecheck.reply.slots import fill, open_name
from tonecheck.rulebook.model import Rule, Rulebook, Template
from tonecheck.text.fold import fold

_HELLO = "您好|你好|妳好|早上好|上午好|中午好|下午好|晚上好|早安|午安|晚安|早晨|哈囉|哈喽"
_TITLE = "先生|女士|小姐|太太|阿姨|叔叔|伯伯|奶奶|爷爷|爺爺|婆婆|老师|老師|经理|經理|业主|業主"
_NAMED = f"[\u4e00-\u9fff]{{0,3}}(?:{_TITLE})"
_MARKS = "[，,。！!～~：:]"
_BETWEEN = f"(?:[ 　]*{_MARKS}+[ 　]*)?"
# 喂？您好您好，王先生，… : whom it greets belongs to it, before or behind.
_GREETING = re.compile(
    f"(?:喂[？?，,!！ ]*)?(?:{_NAMED}[ ]*[，,！!：:][ ]*)?(?:尊敬的|敬爱的|敬愛的|亲爱的|親愛的)?[^，,。！!？?；;\\n]{{0,8}}?(?:{_HELLO})[呀啊喔哦]?"
    f"(?:{_BETWEEN}(?:{_HELLO})[呀啊喔哦]?)*(?:{_BETWEEN}{_NAMED}(?=[ ]*{_MARKS}))?{_BETWEEN}"
)
_GOODBYE = re.compile("(?:祝[您你]?|再见|再見|再会|再會|拜拜|掰掰|晚安|早抖)")
_STOPPED = re.compile("[。！？!?…～~；;：:，,、）)」』”》\\n.]$")
_HELLO_THERE = re.compile("喂[，,。！!？? ]*")
_BLANK = " \t\r\n\u3000\u200b\ufeff"
_LINE_END = re.compile("\r\n|\n|\r")
# Who signs and when stand under the text, one to a line, and what is added goes before them.
_SIGNED = re.compile(
    "[^。！？!?，,；;\r\n]{0,20}(?:公司|物业|物業|中心|管理处|管理處|管委会|管委會|委员会|委員會|法团|法團|办公室|辦公室|社区|社區|敬上|谨启|謹啟|启|啟|[0-9一二三四五六七八九十〇○]+[日号號])[ \t]*"
)


class SceneWriter:
    """Findings and sentences of the scenes of one rulebook, which `program` has by name."""

    def __init__(self, rulebook: Rulebook, program: Callable[[str], SceneProgram]) -> None:
        self._rulebook = rulebook
        self._program = program

    def findings(self, view: View, scene: str, script: str, language: str) -> tuple[Finding, ...]:
        """What the draft lacks and what it promises too late, in the order of the text; `language` is that of the messages."""
        program = self._program(scene)
        found = [self._late(view, late, script, language) for late in program.lates(view)]
        found += [self._lack(view, lack, script, language) for lack in program.lacks(view)]
        return tuple(sorted(found, key=lambda f: f.span))

    def completed(self, text: str, scene: str, script: str, worsens: Callable[[str, str], bool]) -> str:
        """The draft with a complete sentence for everything that it lacks; what has none stays out.

        `worsens` tells whether a text (the second) has findings that the first has not.
        """
        program = self._program(scene)
        if not program.lacks(View(fold(text))):
            return text
        for element in program.scene.must:
            view = View(fold(text))
            lack = next((k for k in program.lacks(view) if k.element is element), None)
            for suggestion in self._sentences(view, lack, script) if lack else ():
                fuller = text[: suggestion.span.start] + suggestion.text + text[suggestion.span.start :]
                if suggestion.complete and not worsens(text, fuller):
                    text = fuller
                    break
        return text

    def script(self, scene: str, script: str, slots: Mapping[str, str]) -> list[tuple[str, bool]]:
        """The approved sentences of a scene with slots filled, and whether nothing is left open in each."""
        values = {**self._house(script), **slots}
        return [fill(in_script(t, script), values, partial(open_name, script=script))[::2] for t in self._program(scene).scene.script]

    def _lack(self, view: View, lack: Lack, script: str, language: str) -> Finding:
        suggestions = self._sentences(view, lack, script)
        at = suggestions[0].span.start if suggestions else _place(view, lack.element.place)
        return self._finding(view, lack.element.rule, Span(at, at), suggestions, language)

    def _sentences(self, view: View, lack: Lack, script: str) -> tuple[Suggestion, ...]:
        at = _place(view, lack.element.place)
        source = view.folded.source
        found = []
        for template in lack.element.rule.suggest:
            text, _, complete = self._filled(template, script)
            fitted = _fitted(text, source, at, lack.element.place)
            found.append(Suggestion(fitted, Span(at, at), complete, {}, _why(lack.element.rule, complete=complete)))
        return tuple(sorted(found, key=lambda s: not s.complete))

    def _late(self, view: View, late: Late, script: str, language: str) -> Finding:
        span = Span(*view.folded.span(late.start, late.end))
        found = []
        for template in late.timing.rule.suggest:
            text, _, complete = self._filled(template, script)
            found.append(Suggestion(text, span, complete, {}, _why(late.timing.rule, complete=complete)))
        limit = worded(late.limit.text, script)
        # Which time can be kept a person has to say.
        found.append(Suggestion(f"【{limit}】", span, False, {}, _why(late.timing.rule, complete=False)))
        return self._finding(view, late.timing.rule, span, tuple(found), language)

    def _filled(self, template: Template, script: str) -> tuple[str, dict[str, str], bool]:
        return fill(in_script(template, script), self._house(script), partial(open_name, script=script))

    def _house(self, script: str) -> dict[str, str]:
        return {name: in_script(template, script) for name, template in self._rulebook.house.items()}

    @staticmethod
    def _finding(view: View, rule: Rule, span: Span, suggestions: tuple[Suggestion, ...], language: str) -> Finding:
        text = view.folded.source
        starts = [0, *(m.end() for m in _LINE_END.finditer(text, 0, span.start))]
        return Finding(
            rule_id=rule.id,
            severity=rule.severity,
            span=span,
            by="scene",
            line=len(starts),
            column=span.start - starts[-1] + 1,
            excerpt=text[span.start : span.end],
            message=in_language(rule.message, language),
            impact=in_language(rule.impact, language),
            suggestions=suggestions,
        )


def _why(rule: Rule, *, complete: bool) -> tuple[str, ...]:
    asked = tuple(f"scene:{scene}" for scene in rule.scenes_only)
    return asked if complete else (*asked, "incomplete")


def _fitted(text: str, source: str, at: int, place: str) -> str:
    """The sentence with a mark before it where the draft has none."""
    before = source[:at].rstrip(_BLANK)
    if before and not _STOPPED.search(before):
        text = ("，" if place != "end" else "。") + text
    return text


def _place(view: View, place: str) -> int:
    """The code point of the draft where a sentence goes."""
    start, end = _said(view)
    source = view.folded.source
    match place:
        case "start":
            there = _HELLO_THERE.match(source, start, end)
            return there.end() if there else start
        case "after-greeting":
            greeting = _GREETING.match(source, start, end) or _HELLO_THERE.match(source, start, end)
            return greeting.end() if greeting else start
        case "before-goodbye":
            goodbyes = [m.start() for m in _GOODBYE.finditer(source, start, end)]
            return _clause_start(source, goodbyes[0], start) if goodbyes else end
        case _:
            return _unsigned(source, start, end)


def _clause_start(source: str, at: int, start: int) -> int:
    while at > start and source[at - 1] not in "。！？!?…～~；;：:，,、\n \u3000":
        at -= 1
    return at


def _said(view: View) -> tuple[int, int]:
    """Where staff begin to speak and where they end, in code points of the draft, without blanks."""
    folded, source = view.folded, view.folded.source
    turns = [t for t in view.turns if t.role == "staff" and view.text[t.start : t.end].strip()]
    if not turns:
        return len(source), len(source)
    start = 0 if turns[0].start == 0 else folded.span(turns[0].start, turns[0].start + 1)[0]
    last = turns[-1].end
    end = len(source) if last >= len(view.text) else folded.span(last, last + 1)[0]
    while start < end and source[start] in _BLANK:
        start += 1
    while end > start and source[end - 1] in _BLANK:
        end -= 1
    return start, end


def _unsigned(source: str, start: int, end: int) -> int:
    """The end of what is said, before the lines of the signature."""
    while True:
        line = max(source.rfind("\n", start, end), source.rfind("\r", start, end)) + 1
        if line <= start or not _SIGNED.fullmatch(source, line, end):
            return end
        end = line
        while end > start and source[end - 1] in _BLANK:
            end -= 1
