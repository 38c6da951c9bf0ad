"""Tells which script a text is written in, and which region's traditional."""

from __future__ import annotations

from functools import cache

from tonecheck.text.expressions import compiled
from tonecheck.text.fold import load_characters, load_traditional
from tonecheck.text.regions import hong_kong

# Scripts of replies. `auto` means: the draft's own.
SCRIPTS = ("auto", "hans", "hant-tw", "hant-hk")
# One stray character (a name, a quoted word) does not make a text mixed.
_MAJORITY = 6
# What Taiwan hardly ever writes, and what Hong Kong does not: of 2,518 drafts set aside with a word of the first kind and none of the other 2,511 are
# Hong Kong's. What has neither, or both, is read as a whole, and answered so where it is so sure to be Hong Kong's.
_HONG_KONG = compiled("發展商|承建商|法團|屋苑|令千金|看更|升降機|食環署|水務署|渠務署|路政署|民政處|港鐵|外判|轉數快|八達通|閣下|管理處|泊車|私隱|差餉|住戶證|貴號|[唔冇嘅咁喺佢啲嗰嚟咗㗎喎啫啩哋]")
_TAIWAN = compiled("[欸齁捏餒ㄅ-ㄩ喔]|管委會|總幹事|區權|里長|磁扣|機車|主委|警衛|社區|公設|LINE|管理室|車道|台電|水電|保全")
_SURE = 0.45
# What only Cantonese is written with, where no character tells the script.
_CANTONESE = compiled("[唔冇嘅咁喺佢啲嗰嚟咗㗎喎啫啩咋𨋢嘢哋咩乜嘥攞]|成日|八婆|痴線|黐線|扑街|仆街|食飯|而家|依家|落[黎嚟]|過[黎嚟]|[用派借租约約满滿订訂卖賣领領]晒|嘈(?=[^杂雜]|$)")
# Particles that Taiwan types, and where it chats, where no character tells the script: 不知道喔. Of 8,467 replies of a mainland travel desk none has 喔, 166 have 哦.
_TAIWANESE = compiled("[喔齁欸ㄅ-ㄩ]|耶(?=[,，。!！?？~ ]|$)|(?<![A-Za-z])LINE(?![A-Za-z])")
# As a particle 著 is traditional, and so is 覆 in an answer; simplified text has it in words of fame and books alone: 等著看, but 著名.
_PARTICLE = compiled("[回答]覆|(?<![显名原巨专论编译土昭卓合遗拙])著(?![名作称书者录有述])")


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


def reply_script(text: str, wanted: str = "auto", found: str | None = None) -> str:
    """The script a reply is written in: `hans`, `hant-tw` or `hant-hk`; `found` is that of the text, where it is known."""
    if wanted != "auto":
        return wanted
    found = found or script_of(text)
    if found == "mixed":
        traditional, simplified = _telling()
        found = "hant" if sum(ch in traditional for ch in text) > sum(ch in simplified for ch in text) else "hans"
    if found != "hant" and _PARTICLE.search(text) and _telling()[1].isdisjoint(text):
        found = "hant"
    if found != "hant":
        if found != "hans" or not _telling()[1].isdisjoint(text):
            return "hans"
        return "hant-hk" if _CANTONESE.search(text) else "hant-tw" if _TAIWANESE.search(text) else "hans"
    hong_kongs, taiwans = _HONG_KONG.search(text), _TAIWAN.search(text)
    if (hong_kongs is None) != (taiwans is None):
        return "hant-hk" if hong_kongs else "hant-tw"
    return "hant-hk" if hong_kong(text) > _SURE else "hant-tw"


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The same as sets: quicker for a whole text."""
    traditional, simplified = signs()
    return frozenset(traditional), frozenset(simplified)


def signs() -> tuple[str, str]:
    """Characters that only traditional text has, and those that only simplified text has."""
    return load_traditional().replace("瞭", "") + "係唔冇嘅咁喺佢啲嚟咗哋", load_characters()[2]
