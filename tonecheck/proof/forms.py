"""Other forms of a draft: those that must not change what is found, and frames that must clear it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tonecheck.checker import Checker
from tonecheck.proof.examples import scene_of
from tonecheck.reply.convert import converted
from tonecheck.rulebook.model import Rule
from tonecheck.text.fold import is_han

Form = Callable[[str], str]


def strewn(mark: str) -> Form:
    """The text with a mark after every second character, where two Chinese characters meet."""

    def strew(text: str) -> str:
        parts = []
        for n, ch in enumerate(text):
            parts.append(ch)
            if n % 2 == 0 and is_han(ch) and n + 1 < len(text) and is_han(text[n + 1]):
                parts.append(mark)
        return "".join(parts)

    return strew


def _ending(particle: str) -> Form:
    """The text with a particle before its last mark."""
    return lambda text: f"{text.rstrip('。！!？?')}{particle}{text[len(text.rstrip('。！!？?')) :]}"


_HALF_WIDTH = {ord("，"): ",", ord("！"): "!", ord("？"): "?", ord("；"): ";", ord("："): ":"}
# What leaves the meaning as it is.
SAME: Mapping[str, Form] = {
    "s2t": lambda t: converted(t, "s2t"),
    "s2tw": lambda t: converted(t, "s2tw"),
    "s2hk": lambda t: converted(t, "s2hk"),
    "blanks": strewn(" "),
    "ideographic blanks": strewn("　"),
    "zero-width blanks": strewn("\u200b"),
    "zero-width joiners": strewn("\u2060"),
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "half-width marks": lambda t: t.translate(_HALF_WIDTH),
    "no stop at the end": lambda t: t.rstrip("。！!"),
    "您 for 你": lambda t: t.replace("你", "您"),
    "你 for 您": lambda t: t.replace("您", "你"),
    "啊 at the end": _ending("啊"),
    "a line around": lambda t: f"\n{t}\n",
}
# What makes it the words of another.
FRAMES: Mapping[str, str] = {
    "quotation": "您好，您上次提到有人回您“{}”，很抱歉，我马上去核实。",
    "customer's turn": "客户：{}\n客服：您好，我帮您问工程部。",
    "report": "业主反映前台昨天跟他说{}，很抱歉，我马上去核实。",
}
_MARKS = "。！!？?；;…"


def framed(frame: str, text: str) -> str:
    """A draft within a frame: on one line, and in a report as one clause."""
    text = " ".join(text.split())
    return frame.format(text.rstrip(_MARKS) if "“" not in frame and "\n" not in frame else text)


@dataclass(frozen=True, slots=True)
class Broken:
    """A form in which an example is not judged as it should be."""

    example: str
    form: str
    draft: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """How many forms of its bad examples a rule takes as it should."""

    rule: Rule
    tried: int
    broken: tuple[Broken, ...]

    @property
    def figure(self) -> float:
        """0 to 1; 1 where nothing was tried."""
        return 1 - len(self.broken) / self.tried if self.tried else 1.0


def robustness(checker: Checker, rule: Rule) -> Robustness:
    """Every bad example in every form that keeps its meaning, and in every frame that clears it."""
    broken, tried = [], 0
    for example in rule.bad:
        scene = scene_of(rule, example)
        if not _finds(checker, rule, example.text, scene):
            continue
        for name, draft, wanted in _drafts(rule, example.text):
            if draft != example.text:
                tried += 1
                if _finds(checker, rule, draft, scene) is not wanted:
                    broken.append(Broken(example.text, name, draft))
    return Robustness(rule, tried, tuple(broken))


def _drafts(rule: Rule, text: str) -> Iterator[tuple[str, str, bool]]:
    for name, form in SAME.items():
        # A rule about how a word is typed is changed by another word.
        if not (rule.typed and ("你" in name or name.startswith("s2"))):
            yield name, form(text), True
    if "\n" not in text and "“" not in text and rule.severity.rank:
        for name, frame in FRAMES.items():
            yield name, framed(frame, text), False


def _finds(checker: Checker, rule: Rule, text: str, scene: str | None) -> bool:
    return any(finding.rule_id == rule.id for finding in checker.check(text, scene=scene).findings)
