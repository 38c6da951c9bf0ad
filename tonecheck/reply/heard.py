"""Whether a fact that was heard in a draft can be told as it stands there, and beside which replies."""

from __future__ import annotations

from tonecheck.reply.said import is_idle
from tonecheck.text.expressions import compiled
from tonecheck.text.states import hurts
from tonecheck.text.trade import slipped

_STOPS = "。!?;…~\n,"
# What may stand before or behind a fact in its clause: it says nothing besides.
_BEFORE = compiled("(?:因为|由于|主要是?|其实|反正|现在|目前|这会儿?|那个|那|这|啊|嗯|哦|您?你?看|亲|哎|唉|都说了|说了|跟你说|我们(?:这[里边]?)?|本店|本馆|你好| |:|“|就是){0,3}")
_BEHIND = compiled("[了啊哦呢的喔啦嘛呀哈哟咯嘞捏耶哩呗唷吼齁咧噢亲” .]*")
# What is asked, wished for or the condition of something is no fact.
_IF = compiled("请你|如果|要是|若|除非|等|只要|一旦|假如|万一|以为|难道|是不是|有没有|什么|怎么|谁|哪|几[时点]|多少|一[^,]{1,4}就")
_THEN = compiled("[,; ]*(?:再(?!见)|才|那就|我?就(?!在|是)|吗|么|没有?\\?)")
# A stump: what it says hangs on what stood before.
_STUMP = compiled("^(?:俟|待|视|[单光仅]?凭|没|不|无|冇|未|得|才|就|还|都|也|又|再|连|可|但|而|且|把|被|让|叫|给|跟|去|来|先|自己|别|莫|请|麻烦|要|想|从|到|会|能|是|在(?!.*[里上下边旁口])|因(?!子)|系(?!统|列)|正值|时值|今[儿天日](?:歇|休)|适逢|够钟|回(?![来收复访应执单款迁购填声暖流路形纹字]))")
_N = "[0-9一二两三四五六七八九十百半几]+"
# It is what it is: 配电间就是配电间.
_SAME = compiled("(.{1,8}?)就?是\\1")
# A time, a place or a count alone.
_BARE = compiled(
    "(?<!小)(?<![0-9一二两三四五六七八九十几])时$|高峰期?$|^[^是到为从]{2,10}时间$|"
    f"^(?:每天|上午|下午|中午|晚上|早上)*{_N}点半?(?:到|至|-)(?:上午|下午|中午|晚上)*{_N}点半?$|"
    "^(?!.*[是有到在开关要能收办可会满停发领改归由]).*(?:期间|时候|时段|高峰期?|[旺淡]季|以后|之后|以前|之前|[今明后昨]天|[下上这]个?(?:礼拜|星期|周|月)|月[底初]|年[底初]|[暴大]雨|台风|"
    f"{_N}(?:个|号|栋|幢|座|楼|层|室|房|户|天|日|周|月|年|度|分钟|小时|点半?|次|遍|趟|回|位|人|条|封|通))[a-z]?$"
)
# Names one is called by, and what is said behind one's back.
_NAMED = compiled("听[着住好]$|[宝亲姐哥]$|^[0-9一二三四五六七八九十]{1,3}(?:楼|栋|座|号|室)的[^,是在有]{1,6}$|[放堆停摆][^,]{1,6}的$|从头|内定|包过|压上了$|压[着到]?[^,]{0,2}线|一块儿$|我(?:写|说|定|画|讲|发)的$|在天上|梦里|^(?:就|都|又)?是你|^喂|(?:[说讲答话]|回[复覆]|告诉|解释)[过了]$|没有?人(?:管|理)|^(?:必须|必需|务必|听着|听好)|不是(?:停车场|仓库|垃圾[场站]|菜市场|游乐场|健身房|你们?家)|[准必]涨|[准必]跌|(?<![批核标])准[能成好过到给来修办装退换]|包[能成好过到]|一定|肯定|绝对|保证|永远|一律不|[子货蛋鬼棍]一个$|路痴|呆|痴|[你他她]是[^,]{1,6}[子货蛋鬼]$|说(?!明)[^,]{2,}$|[天晚夜][^,]{0,2}[一二两三四五六七八九十几0-9]+[次遍趟回通封]")
# What is heard in Hong Kong or southern Fujian is not written so.
_SPOKEN = compiled(
    "[唔冇係嘅咁喺佢啲嗰嚟睇畀俾攞揾搵乜咩哋咗嘢晒黎㗎喎啦嘥啱仲閂郁瞓諗嗌揸孖]|^得[一二兩三四五六七八九十幾0-9]+個|^[條个個间間張张架部枝隻只把份單单套支塊](?!別|别|人|體|体)[^一二三四五六七八九十]|返(?=[工來黎去]|$)|要行|行[入出過上落]|家己|囡仔|阮|袂|毋|啥物|落[雨去來單]"
)
# Beside a reply that asks to speak calmly, or begins anew, nothing is told.
_CALMS = compiled("打扰您了|慢慢说|从头|一起解决|误会|很重视|把问题说清楚|怎么称呼|感受我理解|心情我理解|先跟您了解|仔细核对一遍|由谁处理|可以找谁|找可以处理的人|安排人员核实|评价和意见都由您决定")

# How one insists on a fact.
_INSISTING = compiled("明明(?=[是写寫就])|本[来來]就(?=是)|根本就?|[压壓]根就?|就(?=是)")

# Who asks pardon for a delay tells not what else there was to do: that is the excuse.
_DELAYED = compiled("没能及时|没能马上|近来事情|手头的事|人手有限|添麻烦|带来不便|还没有排到|前面还有几位")
# What some replies say whatever the words, and a fact that is the same.
_SAYS = (
    (compiled("安排不了|办不了了"), compiled("(?:^|[今现天在儿])[办弄做装搞整修开盖]?不[了成到]了?$|[办弄做装搞整]不[了成到]了?$")),
    (compiled("(?:没|沒|未)有提供"), compiled("(?:没|沒)有?(?:[备備配]|提供|得)|不提供|冇")),
    (compiled("没有[查找]到"), compiled("[查找搜][不无][到着此]|没有?[查找搜]到")),
)
_FINDS_OUT = compiled("查一下|查到|问一下|问清楚|问进度|去问|核实|确认一下|去了解")


def tellable(text: str, start: int, end: int, typed: str) -> bool:
    """True where the run `start:end` of a folded text is a fact as it stands, whole and fit to be read; `typed` is how it is written."""
    said = text[start:end]
    if len(said) < 4 or _SAME.fullmatch(said) or is_idle(said) or hurts(said) or _STUMP.search(said) or _BARE.search(said) or _NAMED.search(said) or _SPOKEN.search(typed):
        return False
    left = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    right = min([at for stop in _STOPS if (at := text.find(stop, end)) >= 0], default=len(text))
    if not (_BEFORE.fullmatch(text[left:start]) and _BEHIND.fullmatch(text[end:right])) or text[right : right + 1] == "?":
        return False
    return not _IF.search(said) and not _THEN.match(text, right) and not slipped(said)


def plainly(fact: str) -> str:
    """A fact without what insists on it: 收据上是三百八 for 收据上明明是三百八."""
    return _INSISTING.sub("", fact)


def suits(reply: str) -> bool:
    """True for a reply (the template, simplified) beside which a fact that was heard may be told."""
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
