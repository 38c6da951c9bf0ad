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
    "[唔冇嘅咁喺佢啲嗰嚟睇畀攞搵乜咩哋咗啱仲晒嘢㗎喎啫喇裏綫衞羣着説俾嘈啩咋掣閂]|(?<!關)係|呢(?=個|度|啲|樣|位|張|枱)"
    "|管理處|閣下|貴戶|法團|泊車|泊位|冷氣機|大廈|單位|手提電話|收據|月費|看更|本處|屋苑|升降機|住客|業戶|業主|管理費單|更亭|保安|職員|發展商|承辦商|承建商|大堂|即刻|今日|聽日"
    "|身份證|公眾|多謝|單車|查詢|按金|工程部|甚麼|下晝|[一二三四五六七八九十]時|會所|櫃枱|致電|裝修|星期|主任|跟進|通告|當值|外判|電郵|技工|煤氣|早晨|前台|毋|恕|閘|相片|平台"
)
_TAIWAN = compiled(
    "[裡妳欸齁捏耶]|管委會|總幹事|社區|住戶|機車|磁扣|包裹|電梯|地下室|客服|簡訊|這邊|喔|麻煩|幫您|主委|保全|警衛|公設|大樓|什麼|沒得|了啦|安啦|遙控器|里長|廠商|監視器|管理室|大廳|裝潢|瓦斯"
    "|中庭|夜班|區權|公告|車道|櫃檯|櫃台|個資|跟您|目前|是不是|要不要|就好|而已|同仁|水塔|幹嘛|秘書|棟|隔壁|機電|沒辦法|為什麼|週[一二三四五六日]|鑰匙|怎麼|今天|昨天|他們"
)


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
