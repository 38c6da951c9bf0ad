"""Which clauses of a draft can be told as they stand there, and beside which replies."""

from __future__ import annotations

from tonecheck.text.expressions import compiled
from tonecheck.text.states import tidied
from tonecheck.text.stays import sure
from tonecheck.text.trade import slipped

# A clause that is so sure may stay; so much around it is read.
_SURE, _SURER, _NEAR = 0.5, 0.7, 32
# What time it is, said to one who comes late.
_TIME_NOW = compiled("^(?:现在|而家|依家|宜家|时间|都|已经)(?:是|都|已经|快|刚|差[^,]{1,5})*(?:早上|上午|中午|下午|晚上)?[0-9一二两三四五六七八九十]{1,3}[点时](?:零?[0-9一二三四五六七八九十]{1,3}分?|半|钟)?(?:了|过了|多了)?$|^(?:今天|今儿|今日|现在)?(?:都|已经)+(?:周|星期|礼拜)[一二三四五六日天](?:上午|下午|晚上|早上)?了?$")
# How often or for how long something was said or put up is told to chide.
_COUNTED = compiled(
    "(?:[贴发寄挂写说讲答复打]|说明|解释|提醒|通知|来电|来信|来访)(?:了|过|在[^,]{1,6}[贴挂]了)?[^,]{0,2}?(?:[0-9一二两三四五六七八九十几半]+个?(?:次|遍|回|封|通|天|周|星期|月))"
    "|[0-9一二两三四五六七八九十几]+(?:次|遍|回|通|封)[^,]{0,4}(?:说|讲|问|打|提|催|来)|(?<!不)(?:过期|逾期|拖欠|欠)了?[^,]{0,2}(?:[0-9一二两三四五六七八九十几半]+个?(?:天|周|月|季|期|年)|很久|好久)|(?:上个?月|上周|早|昨天|前天)就[^,]{0,3}[贴发寄挂说讲]"
)
# What one's own task is, and no other.
_OWN_ROLE = compiled("^(?:我们?|咱们?|俺们?|本人|本岗|本处|本柜台?|前台|柜台|窗口|收银台|保安|门岗|这里|这边)(?:这?边|这里|这儿)?(?:们)?(?:就是|只是|只|就|是|专|净|单|光)(?:管|做|收|登记|负责|看|接|送|修|开|办|发|守|卖|认|帮)")
# What is heard in Hong Kong or southern Fujian is not written so.
_SPOKEN = compiled(
    "[唔冇係嘅咁喺佢啲嗰嚟睇畀俾攞揾搵乜咩哋咗嘢晒黎㗎喎啦嘥啱仲閂郁瞓諗嗌揸孖]|^得[一二兩三四五六七八九十幾0-9]+個|^[條个個间間張张架部枝隻只把份單单套支塊](?!別|别|人|體|体)[^一二三四五六七八九十]|返(?=[工來黎去]|$)|要行|行[入出過上落]|家己|囡仔|阮|袂|毋|啥物|落[雨去來單]"
)
# Beside a reply that asks to speak calmly, or begins anew, nothing is told.
_CALMS = compiled("打扰您了|慢慢说|从头|一起解决|把问题说清楚|怎么称呼|感受我理解|心情我理解|先跟您了解|评价和意见都由您决定")

# How one insists on a fact, and what ties it to something that goes.
_INSISTING = compiled("^(?:不[过過]|可是|但是|但(?![凡书書])|惟(?!一)|然而|而且|[毕畢]竟|只是|所以|因此)|明明|本[来來]就(?=[是係])|根本就?|[压壓]根就?|就(?=[是係])")

_JUST_SO = compiled("(?<!多)(?!多少|什么)([一-鿿0-9]{2,6})就?是\\1$")
_SAID = compiled("^[说說](?![明好是不])")
# Who asks pardon for a delay tells not what else there was to do: that is the excuse.
_DELAYED = compiled("没能及时|没能马上|近来事情|手头的事|人手有限|添麻烦|带来不便|还没有排到|前面还有几位")
# What some replies say whatever the words, and a fact that is the same.
_SAYS = (
    (compiled("安排不了|办不了|未能安排|未能办|沒辦法辦|無法安排|未能辦"), compiled("(?:^|[今现天在儿])[办弄做装搞整修开盖]?不[了成到]了?[^,，]{0,2}$|[办弄做装搞整盖蓋]不[了成到完]了?[^,，]{0,2}$")),
    (compiled("(?:没|沒|未)有提供"), compiled("(?:没|沒)有?(?:[备備配]|提供|得)|不(?:提供|外借|[帮幫替][^,，]{1,8}$)|冇")),
    (compiled("不在|休[息假]|开会|開會|出差|外出"), compiled("^(?:现在|現在|目前|现时|現時)?(?:都|也)?不在[^,，]{0,5}$")),
    (compiled("走不[开開]"), compiled("[离離]不[开開]")),
    (compiled("没有定|沒有定|未定"), compiled("^[归歸]期")),
    (compiled("没有[查找]到"), compiled("[查找搜][不无][到着此]|没有?[查找搜]到")),
)
# What we do not do is no fact beside an offer.
_REFUSES = compiled("(?:我们|物业|管理处|本处|前台|柜台)(?:这边|这里)?(?:是|都|也|一律)*不(?:会|帮|代|替|做|管|修|收|负责|处理|提供)")
# It is what it is: 配电间就是配电间.
_SAME = compiled("(.{1,8}?)就?是\\1")
_FINDS_OUT = compiled("查一下|查到|问一下|问清楚|问进度|去问|核实|确认一下|去了解")


def may_stay(text: str, start: int, end: int, typed: str, *, doubted: bool = False) -> bool:
    """True where the clause `start:end` of a folded text can be told as it stands; `typed` is how it is written.

    Of one that is `doubted` it must be surer.
    """
    return how_sure(text, start, end, typed) >= (_SURER if doubted else _SURE)


def how_sure(text: str, start: int, end: int, typed: str) -> float:
    """How sure it is, 0 to 1, that the same may stay, told without what insists on it."""
    said = text[start:end]
    spoken = _SPOKEN.search(typed) is not None
    plain = plainly(tidied(said) if spoken else said)
    if text[end : end + 1] == "?" or slipped(said) or (spoken and _SPOKEN.search(plain)):
        return 0.0
    if plain.startswith(("是", "写的是", "说的是", "讲的是", "写着", "也", "都", "就", "还", "又", "才")) or _OWN_ROLE.search(said) or _TIME_NOW.match(said) or _COUNTED.search(said) or _SAME.fullmatch(said) or _REFUSES.search(said) or said.startswith("至于"):
        return 0.0
    if plain == said:
        return sure(text, start, end)
    before = text[max(0, start - _NEAR) : start]
    return sure(f"{before}{plain}{text[end : end + _NEAR]}", len(before), len(before) + len(plain))


def plainly(fact: str) -> str:
    """A fact without what insists on it, or ties it to what goes: 收据上是三百八 for 但收据上明明是三百八."""
    return _SAID.sub(r"您\g<0>", _INSISTING.sub("", _JUST_SO.sub(r"\1", fact)))


def suits(reply: str) -> bool:
    """True for a reply (the template, simplified) beside which a fact may be told."""
    return not _CALMS.search(reply) and not _DELAYED.search(reply)


def finds_out(reply: str) -> bool:
    """True for a reply (the template, simplified) that would first find something out."""
    return bool(_FINDS_OUT.search(reply))


def says_again(reply: str, fact: str) -> bool:
    """True where a reply says what a fact says: most of its pairs of characters stand in it."""
    if any(says.search(reply) and same.search(fact) for says, same in _SAYS):
        return True
    pairs = {fact[at : at + 2] for at in range(len(fact) - 1)}
    return bool(pairs) and sum(pair in reply for pair in pairs) >= 0.6 * len(pairs)
