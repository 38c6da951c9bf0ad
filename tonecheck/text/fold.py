"""Folds text to one shape, so that one pattern serves every script, width, pronoun and habit of typing.

Patterns and drafts go through the same function.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Marks that end a sentence or a clause after folding; everything else is text.
SENTENCE_MARKS = "。!?;…~\n"
CLAUSE_MARKS = SENTENCE_MARKS + ",、:"
# An emoji stands where a writer in a hurry leaves out the stop, so it ends a clause.
PICTURE_MARK = "~"

_CANTONESE = dict(
    zip("唔係冇嘅咁喺佢啲嗰嚟睇畀俾攞揾搵乜咩哋咗啱仲攰嘢噉嬲瞓諗谂嗌",
        "不是没的这在他些那来看给给拿找找啥啥们了刚还累事这气睡想想叫", strict=True)
)
# Modal particles carry no meaning of their own; 吗 and 吧 do (they ask and they guess) and stay.
_PARTICLES = "啊呀哦噢喔呵嘛呗啦咯喽哟耶诶欸哎唉嗯呃喎㗎啰囉啫嘞捏齁吖咧喇㖞嗱吓"
_PRONOUNS = {"您": "你", "妳": "你", "祢": "你", "俺": "我", "咱": "我", "她": "他", "牠": "他"}
_PUNCTUATION = {"．": ".", "｡": "。", "～": "~", "〜": "~", "∼": "~", "﹑": "、", "､": "、", "—": ",", "‥": "…", "⋯": "…", "，": ",", "﹐": ",",
                "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "「": "“", "」": "”",
                "『": "“", "』": "”", "〝": "“", "〞": "”", "«": "“", "»": "”", "‘": "“", "’": "”", "｢": "“", "｣": "”"}
_DIGITS = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
# Dropped where they stand between two Chinese characters: blanks and ornaments that people strew in.
_ORNAMENTS = " *_·•・^|/\\-=+#`'"
_HAN = re.compile(f"[{HAN}]")
# Forms of one character that simplified text writes too, and that OpenCC tells apart only by the word.
_VARIANTS = dict(zip("薰彷幺锺谘钜讬链", "熏仿么钟咨巨托炼", strict=True))
# 係 is the copula in Cantonese but 系 in these words; the character before or after tells.
_XI_BEFORE, _XI_AFTER = "关干联体维派星科谱嫡世母水介直", "数列统"
# The copula as simplified text writes it, 系 as well; OpenCC makes 係 of it.
_COPULA = re.compile(f"(?<=[你我就已此疑确])系(?![{_XI_AFTER}])|(?<![{_XI_BEFORE}])系(?=[为指争获扣]|一[片番种])")
# Words that the scripts write with another character, which alone means something else.
_WORDS = {"家俱": "家具", "座标": "坐标", "待着": "呆着"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `index[i]` is the code point of the source that character `i` came from.

    `index` is None where every character stayed in its place.
    """

    text: str
    source: str
    index: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source range that the folded range `start:end` (not empty) came from."""
        if self.index is None:
            return start, end
        return self.index[start], self.index[end - 1] + 1


def fold(text: str) -> Folded:
    """The folded form of `text`, with the way back to it; linear in its length."""
    table = _table()
    folded = text.translate(table)
    same_length = len(folded) == len(text)
    index: Sequence[int] | None = None
    if not same_length:
        # Per character, not per string: each output character keeps one index.
        index = [i for i, ch in enumerate(text) if table.get(ord(ch), ch) != ""]
    if any(ornament in folded for ornament in _ORNAMENTS):
        folded, index = _without_strewn(text, folded, index)
    if "係" in text:
        folded = _copulas(text, folded, index)
    if "系" in folded:
        folded = _COPULA.sub("是", folded)
    for word, wanted in _WORDS.items():
        if word in folded:
            folded = folded.replace(word, wanted)
    return Folded(folded, text, index)


def is_han(ch: str) -> bool:
    """True for one Chinese character."""
    return "\u4e00" <= ch <= "\u9fff" or "\u3400" <= ch <= "\u4dbf" or "\uf900" <= ch <= "\ufaff" or ch >= "\U00020000"


@cache
def _table() -> dict[int, str]:
    """Code point to folded character, or to "" where it is dropped."""
    sources, targets, _ = load_characters()
    table = {ord(a): b for a, b in zip(sources, targets, strict=True)}
    for code in range(0xFF01, 0xFF5F):
        table[code] = chr(code - 0xFEE0).lower()
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = chr(code).lower()
    for code in (*range(0x2000, 0x200B), 0x00A0, 0x3000, 0x09, 0x202F, 0x205F):
        table[code] = " "
    for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, 0xAD, 0x180E, 0x00, 0x1B,
                 *range(0xE0100, 0xE01F0), *range(0x01, 0x09), *range(0x0E, 0x1B), 0x7F, 0x20E3, *range(0xE0020, 0xE0080)):
        table[code] = ""
    for mapping in (_CANTONESE, _PRONOUNS, _PUNCTUATION, _DIGITS, _VARIANTS):
        table.update((ord(a), b) for a, b in mapping.items())
    table.update((ord(p), "") for p in _PARTICLES)
    for code in (*range(0x1F000, 0x1FB00), *range(0x2600, 0x27C0), *range(0x2B00, 0x2C00), *range(0x2190, 0x2200), *range(0x2300, 0x2400)):
        table[code] = PICTURE_MARK
    table.update((code, "") for code in range(0x1F3FB, 0x1F400))  # skin tones modify the picture before them
    # What a character folds to may fold further (唄 to the particle 呗, which is dropped).
    for code, target in table.items():
        while target and (further := table.get(ord(target), target)) != target:
            target = further
        table[code] = target
    return table


@cache
def load_characters() -> tuple[str, str, str]:
    """Traditional and variant characters, their simplified forms, characters of simplified text alone."""
    sources, targets, simplified = (Path(__file__).with_name("fold.dat")).read_text(encoding="utf-8").splitlines()
    return sources, targets, simplified


def _copulas(source: str, folded: str, index: Sequence[int] | None) -> str:
    """Puts 系 where 係 is part of a word and 是 where traditional Cantonese text says so."""
    chars = list(folded)
    for i, ch in enumerate(chars):
        origin = source[index[i] if index is not None else i]
        before, after = (chars[i - 1] if i else ""), (chars[i + 1] if i + 1 < len(chars) else "")
        if origin == "係" and (before in _XI_BEFORE or after in _XI_AFTER):
            chars[i] = "系"
        elif ch == "系" and origin == "係":
            chars[i] = "是"
    return "".join(chars)


def _without_strewn(text: str, folded: str, index: Sequence[int] | None) -> tuple[str, Sequence[int] | None]:
    """Folded anew without what was strewn in; in the source, where a particle still stands beside a blank."""
    kept: list[tuple[int, int]] = []
    last = 0
    for match in _strewn().finditer(text):
        start, end = match.span()
        if start and end < len(text) and _HAN.match(text, start - 1) and _HAN.match(text, end):
            kept.append((last, start))
            last = end
    if not kept:
        return folded, index
    kept.append((last, len(text)))
    table = _table()
    positions = [i for a, b in kept for i in range(a, b)]
    if index is not None:
        positions = [i for i in positions if table.get(ord(text[i])) != ""]
    return "".join(text[a:b] for a, b in kept).translate(table), positions


@cache
def _strewn() -> re.Pattern[str]:
    """Runs of ornaments, with the marks among them that are dropped anyway."""
    strewn = {chr(code) for code, target in _table().items() if target in _ORNAMENTS} | set(_ORNAMENTS)
    return re.compile(f"[{re.escape(''.join(ch for ch in sorted(strewn) if not _HAN.match(ch)))}]+")
