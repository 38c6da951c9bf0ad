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
    "[唔冇嘅咁喺佢啲嗰嚟睇畀攞搵乜咩哋咗啱仲晒嘢㗎喎啫裏綫衞羣着説俾嘈啩咋掣閂𨋢企掂傾諗嗌枱喉哂]|(?<![關干])係|喇(?!叭|嘛)|呢(?=個|度|啲|樣|位|張|枱)"
    "|管理處|閣下|貴戶|法團|泊車|泊位|冷氣機|大廈|(?<!施工|其他|有關|相關|主管)單位|手提電話|月費|看更|本處|屋苑|升降機|午膳|聲浪|鐘點|通渠|樓盤|黐線|痴線|無[你得](?!不)|月尾|埋[數一]|一陣(?!子)|(?<![這那旁])邊有|覆電話|住客|業戶|業主|管理費單|更亭|保安|職員|發展商|承辦商|承建商|大堂|即刻|今日|聽日"
    "|身份證|公眾|多謝|單車|查詢|按金|工程部|甚麼|下晝|[一二三四五六七八九十]時|會所|櫃枱|致電|裝修|星期|跟進|通告|當值|外判|電郵|技工|煤氣|早晨|前台|毋|恕|閘|相片"
    "|花王|判頭|街外|私樓|邊個|點解|頭先|成日|搞掂|隔籬|仲有|仲未|返[工嚟黎去]|聽朝|鎖匙|入面|得閒|就得|唔該|我地|你地(?!址)|佢地|放工|輪候|夜更|日更|住戶證|私隱|八達通|過數|大閘|熱線|搬運|驗窗|屋企|細路|飲茶|書面|食環署|水務署|渠務署|港鐵|業主立案|家俬|差人|利是|籌|飛仔|梘|拎|晝|晾|揼|朝早|下星期|個位|搬屋|電錶房|對上|放[緊假]大?假|派飛|號波|黑雨|紅雨|窗台|本苑|水表房|個單|張單|部機|架車|埋單|幾時|執|食飯|的士|行入|私家車|巡樓|樓契|樓層主任|卑|轉數快|支票|客務|倒瀉|園藝|碌卡|替你|而家|落[樓去]|速遞|接待處|風球|[食等做開]緊|揀|個鐘|垃圾房|呀(?=[，,。?？!！]|$)|門卡|幫手|蚊|便可|(?<![常認知意賞])識(?![別相趣])|入伙|聽住|寫字樓|差餉|[0-9]樓?[A-Z]室|逢月|BB|(?<![A-Za-z])(?!app|line|wifi|vip|usb|gps|logo|pos|http|www)[a-z]{3,}(?![A-Za-z])|(?<!往)返(?![回還鄉校國家程])|邊[個日位]|(?<![A-Za-z])(?:[Ff]orward|[Gg]uarantee|[Aa]pproval|plumber|Parcel|Booking|Lift|lift|booking|book|call|panel|file|email|office|case|lunch|check|parcel|number|card|keep|form|online|send|counter|full|update|wor|[Ll]ifeguard|close|branch|[Bb]udget|technician|record|confirm|deposit|printer|Printer|staff|meeting|bank)(?![A-Za-z])"
)
# What Taiwan never writes counts twice.
_HONG_KONG_ALONE = compiled("發展商|承建商|法團|屋苑|令千金|看更|升降機|食環署|水務署|渠務署|港鐵|外判|貴戶")
# What only Cantonese is written with, where no character tells the script.
_CANTONESE = compiled("[唔冇嘅咁喺佢啲嗰嚟咗㗎喎啫啩咋𨋢嘢哋咩乜嘥攞]|成日|八婆|痴線|黐線|扑街|仆街|食飯|而家|依家|落[黎嚟]|過[黎嚟]|[用派借租约約满滿订訂卖賣领領]晒|嘈(?=[^杂雜]|$)")
_TAIWAN = compiled(
    "[裡妳欸齁捏耶餒ㄅ-ㄩ檯]|管委會|總幹事|社區|住戶|機車|磁扣|包裹|電梯|地下室|客服|簡訊|這邊|喔|麻煩|幫您|主委|保全|警衛|公設|大樓|什麼|沒得|了啦|安啦|遙控器|里長|廠商|監視器|管理室|大廳|裝潢|瓦斯"
    "|中庭|夜班|區權|公告|車道|櫃檯|櫃台|個資|跟您|目前|是不是|要不要|就好|而已|同仁|水塔|幹嘛|秘書|棟|隔壁|機電|沒辦法|為什麼|週[一二三四五六日]|鑰匙|怎麼|今天|昨天|他們|監視|烤肉|健身房|阿姨|頂樓|交誼|外送|單子|畫面|坪|押金|您家|影本|陽台|歹勢|拍謝|規約|台電|保固|師父|禮拜|這次|技師|超商|小孩|水電|消防受信|住委|鐵門|大家好|便當|大哥|小姐姐|清潔費|停管|警報|隨手|還沒|沒在|幫忙|不然|一下|看到|沒(?!有)|謹|身分|代誌|您們|拜託|捷運|停車格|敬希|吃|懂|馬上|委員|照片|不要|我說|您說|給您|真的|這裡"
)

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
    hong_kong = len(_HONG_KONG.findall(text)) + len(_HONG_KONG_ALONE.findall(text))
    return "hant-hk" if hong_kong > len(_TAIWAN.findall(text)) else "hant-tw"


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The same as sets: quicker for a whole text."""
    traditional, simplified = signs()
    return frozenset(traditional), frozenset(simplified)


def signs() -> tuple[str, str]:
    """Characters that only traditional text has, and those that only simplified text has."""
    return load_traditional().replace("瞭", "") + "係唔冇嘅咁喺佢啲嚟咗哋", load_characters()[2]
