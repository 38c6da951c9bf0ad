"""Tells which script a text is written in, and which region's traditional."""

from __future__ import annotations

from functools import cache

from tonecheck.text.expressions import compiled
from tonecheck.text.fold import load_characters, load_traditional

# Scripts of replies. `auto` means: the draft's own.
SCRIPTS = ("auto", "hans", "hant-tw", "hant-hk")
# One stray character (a name, a quoted word) does not make a text mixed.
_MAJORITY = 6
# Characters and words that Hong Kong writes and Taiwan does not.
_HONG_KONG = compiled(
    "[唔係冇嘅咁喺佢啲嗰嚟睇畀攞搵乜咩哋咗啱仲晒嘢㗎喎囉啫裏綫衞羣着説]"
    "|管理處|閣下|貴戶|法團|泊車|冷氣機|大廈|單位|手提電話|收據|月費|看更|本處|屋苑|車位|升降機|住客|業戶|管理費單|更亭"
)
_TAIWAN = compiled("[裡您妳欸齁]|管委會|總幹事|社區|住戶|機車|磁扣|包裹|電梯|地下室|客服|簡訊|這邊|喔|麻煩|幫您")


def script_of(text: str) -> str:
    """`hans`, `hant`, `mixed`, or `none` where no character tells."""
    traditional, simplified = _telling()
    if traditional.isdisjoint(text):
        hant, hans = 0, 0 if simplified.isdisjoint(text) else 1
    else:
        hant, hans = sum(map(traditional.__contains__, text)), sum(map(simplified.__contains__, text))
    return script_by(hant, hans, bool(hant or hans) or any("\u4e00" <= ch <= "\u9fff" for ch in text))


def script_by(hant: int, hans: int, chinese: bool) -> str:
    """The script of a text with so many characters of traditional and of simplified text alone, and with or without Chinese."""
    if not hant and not hans:
        return "hans" if chinese else "none"
    if hant >= hans * _MAJORITY:
        return "hant"
    return "hans" if hans >= hant * _MAJORITY else "mixed"


def reply_script(text: str, wanted: str = "auto") -> str:
    """The script a reply is written in: `hans`, `hant-tw` or `hant-hk`."""
    if wanted != "auto":
        return wanted
    found = script_of(text)
    if found == "mixed":
        traditional, simplified = _telling()
        found = "hant" if sum(ch in traditional for ch in text) > sum(ch in simplified for ch in text) else "hans"
    if found != "hant":
        return "hans"
    return "hant-hk" if len(_HONG_KONG.findall(text)) > len(_TAIWAN.findall(text)) else "hant-tw"


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only traditional text has, and those that only simplified text has."""
    return frozenset(load_traditional() + "係唔冇嘅咁喺佢啲嚟咗哋") - frozenset("瞭"), frozenset(load_characters()[2])
