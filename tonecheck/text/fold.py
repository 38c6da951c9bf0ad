"""Folds text to one shape, so that one pattern serves every script, width, pronoun and habit of typing.

Patterns and drafts go through the same function.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from tonecheck.text.expressions import compiled
from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Marks that end a sentence or a clause after folding; everything else is text.
SENTENCE_MARKS = "。!?;…~\n"
CLAUSE_MARKS = SENTENCE_MARKS + ",、:"
# An emoji stands where a writer in a hurry leaves out the stop, so it ends a clause.
PICTURE_MARK = "~"

# Written Cantonese, character by character.
CANTONESE = dict(
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
_STREWABLE = frozenset(_ORNAMENTS)
_HAN = compiled(f"[{HAN}]")
# Forms of one character that simplified text writes too, and that OpenCC tells apart only by the word.
_VARIANTS = dict(zip("薰彷幺锺谘钜讬链缐", "熏仿么钟咨巨托炼线", strict=True))
# 係 is the copula in Cantonese but 系 in these words; the character before or after tells.
_XI_BEFORE, _XI_AFTER = "关干联体维派星科谱嫡世母水介直", "数列统"
# The copula as simplified text writes it, 系 as well; OpenCC makes 係 of it.
_COPULA = compiled(f"(?<=[你我就已此疑确])系(?![{_XI_AFTER}])|(?<![{_XI_BEFORE}])系(?=[为指争获扣]|一[片番种])")
# Words that the scripts write with another character, which alone means something else.
_WORDS = {"家俱": "家具", "座标": "坐标", "待着": "呆着"}


_SINGLE = {**CANTONESE, **_PRONOUNS, **_PUNCTUATION, **_DIGITS, **_VARIANTS}
# Ranges of code points, both ends included.
_BLANKS = ((0x09, 0x09), (0xA0, 0xA0), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000))
_DROPPED = ((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x7F), (0xAD, 0xAD), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
            (0x20E3, 0x20E3), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0020, 0xE007F), (0xE0100, 0xE01EF))
_PICTURES = ((0x2190, 0x21FF), (0x2300, 0x23FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
_SKIN_TONES = ((0x1F3FB, 0x1F3FF),)  # they modify the picture before them
# In a longer text only the ornaments that stand in it are looked for: fewer are found faster.
_LONG = 2_000
# Beyond the basic plane there are few characters in use, and many that a hostile text could hold.
_REMEMBERED = 0x10000


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
        index = _places_but(_dropped(text, table), len(text))
    if not _STREWABLE.isdisjoint(folded):
        folded, index = _without_strewn(text, folded, index)
    if "係" in text:
        folded = _copulas(text, folded, index)
    if "系" in folded:
        folded = _COPULA.sub("是", folded)
    for word, wanted in _WORDS.items():
        if word in folded:
            folded = folded.replace(word, wanted)
    return Folded(folded, text, index)


def is_strewn(ch: str) -> bool:
    """True for an ornament, and for what is dropped anyway: in a run between two Chinese characters it goes."""
    folded = _table()[ord(ch)]
    return (ch in _ORNAMENTS or (isinstance(folded, str) and folded in _ORNAMENTS)) and not _HAN.match(ch)


def is_han(ch: str) -> bool:
    """True for one Chinese character."""
    return "\u4e00" <= ch <= "\u9fff" or "\u3400" <= ch <= "\u4dbf" or "\uf900" <= ch <= "\ufaff" or ch >= "\U00020000"


class _Table(dict[int, "Any"]):
    """Code point to folded character, to "" where it is dropped, to itself where it stays; filled as texts come by."""

    def __missing__(self, code: int) -> str | int:
        """What one code point folds to in the end: what it becomes may fold further (唄 to the particle 呗, which is dropped)."""
        target = _folded(code)
        while target and (further := _folded(ord(target))) is not None and further != target:
            target = further
        found = code if target is None else target
        if code < _REMEMBERED:
            self[code] = found
        return found


@cache
def _table() -> _Table:
    return _Table()


def _folded(code: int) -> str | None:
    """One step of folding: a character, "" for one that is dropped, None for one that stays."""
    ch = chr(code)
    if ch in _PARTICLES:
        return ""
    if ch in _SINGLE:
        return _SINGLE[ch]
    if 0x4E00 <= code <= 0x9FFF:
        return _simplified(ch)
    if _within(code, _SKIN_TONES):
        return ""
    if _within(code, _PICTURES):
        return PICTURE_MARK
    if _within(code, _DROPPED):
        return ""
    if _within(code, _BLANKS):
        return " "
    if "A" <= ch <= "Z":
        return ch.lower()
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0).lower()
    return _simplified(ch)


def _simplified(ch: str) -> str | None:
    sources, targets, _ = load_characters()
    at = sources.find(ch)
    return targets[at] if at >= 0 else None


def _within(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@cache
def load_characters() -> tuple[str, str, str]:
    """Traditional and variant characters, their simplified forms, characters of simplified text alone."""
    sources, targets, simplified, _ = _lines()
    return sources, targets, simplified


def load_traditional() -> str:
    """The traditional characters that simplified text does not use (乾坤, 覆盖), so that they tell the script."""
    return _lines()[3]


@cache
def _lines() -> list[str]:
    # pathlib loads slowly.
    with open(os.path.join(os.path.dirname(__file__), "fold.dat"), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123
        return file.read().splitlines()


def _copulas(source: str, folded: str, index: Sequence[int] | None) -> str:
    """Puts 系 where 係 is part of a word and 是 where traditional Cantonese text says so."""
    chars = list(folded)
    at = source.find("係")
    while at >= 0:
        i = at if index is None else bisect_left(index, at)
        before, after = (chars[i - 1] if i else ""), (chars[i + 1] if i + 1 < len(chars) else "")
        if before in _XI_BEFORE or after in _XI_AFTER:
            chars[i] = "系"
        elif chars[i] == "系":
            chars[i] = "是"
        at = source.find("係", at + 1)
    return "".join(chars)


def _dropped(text: str, table: _Table) -> list[int]:
    """The places of the characters that fold to nothing."""
    found = []
    for ch in set(text):
        if table[ord(ch)] == "":
            at = text.find(ch)
            while at >= 0:
                found.append(at)
                at = text.find(ch, at + 1)
    return sorted(found)


def _places_but(gone: Iterable[int], length: int) -> list[int]:
    """All places of a text but these, in order."""
    found: list[int] = []
    at = 0
    for place in gone:
        found.extend(range(at, place))
        at = place + 1
    found.extend(range(at, length))
    return found


def _without_strewn(text: str, folded: str, index: Sequence[int] | None) -> tuple[str, Sequence[int] | None]:
    """Folded anew without what was strewn in; in the source, where a particle still stands beside a blank."""
    kept: list[tuple[int, int]] = []
    last = 0
    runs = _strewn() if len(text) < _LONG else re.compile(_run_of(_strewn_characters().intersection(text) or _ORNAMENTS))
    for match in runs.finditer(text):
        start, end = match.span()
        if start and end < len(text) and _HAN.match(text, start - 1) and _HAN.match(text, end):
            kept.append((last, start))
            last = end
    if not kept:
        return folded, index
    kept.append((last, len(text)))
    table = _table()
    strewn = {i for (_, a), (b, _) in pairwise(kept) for i in range(a, b)}
    if index is not None:
        strewn.update(_dropped(text, table))
    return "".join(text[a:b] for a, b in kept).translate(table), _places_but(sorted(strewn), len(text))


@cache
def _strewn_characters() -> frozenset[str]:
    """Ornaments, and the marks among them that are dropped anyway."""
    ranges = (*_BLANKS, *_DROPPED, *_SKIN_TONES, (0x20, 0x7E), (0xFF01, 0xFF5E))
    candidates = {chr(code) for low, high in ranges for code in range(low, high + 1)} | set(_SINGLE)
    strewn = {ch for ch in candidates if str(_table()[ord(ch)]) in _ORNAMENTS} | set(_ORNAMENTS)
    return frozenset(ch for ch in strewn if not _HAN.match(ch))


@cache
def _strewn() -> re.Pattern[str]:
    return compiled(_run_of(_strewn_characters()))


def _run_of(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(characters)))}]+"
