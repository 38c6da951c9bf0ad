"""What an impatient clause says once more, told anew: 不是跟你说了下周吗 says that the time is next week, 在弄了 that it is being seen to.

Clauses are folded text. Only what is wholly understood is told.
"""

from __future__ import annotations

from functools import lru_cache

from tonecheck.text.entities import NUMBER
from tonecheck.text.expressions import compiled
from tonecheck.text.states import State, hurts

# That, to whom and how often it was said.
_TIMES = "(?:n|多少|好几|几|无数|第|[0-9一二两三四五六七八九十百])+(?:遍|次|回|扁|变|便|偏|边|多次)"
_SAID = compiled(
    f"^(?:不是|不都|就是?|也|都|已经|刚才|刚刚|刚|早就?|昨天|上次|我们|我|跟|和|同|给|对|前[头面]那位|你们|你|说过?|说锅|讲过?|讲[咗左]|话[咗过]|告[诉素]|回过|解释过|通知过|(?<=.)过|了|到底|要|{_TIMES}|[嘛麻吗啊呀亲系是:])+"
)
_TAIL = compiled("(?:了|吗|嘛|么|麻|呢|啊|呀|哦|喔|咯|啦|捏|咩|㗎|囉|啰|的|哈|欸|诶|[!~ ])+$")
_TWICE = compiled("(.{2,8}?)(?:[、啊呀嘛了]*\\1)+$")
# A thing, without who speaks, what is denied and how it is said.
_S = "(?:(?![你我他她它这那谁哪什怎不没别就都也还又才说讲催急给跟在要等一到好有])[一-鿿]){2,5}"
_DAY = (
    "(?:(?:下下|下|这|本)(?:个)?(?:周|星期|礼拜|月)(?:[一二三四五六日天])?|(?:周|星期|礼拜)[一二三四五六日天末]|(?:[0-9一二三四五六七八九十]{1,3}月)?[0-9一二三四五六七八九十]{1,3}[号日](?!楼|门|窗|房|线)|明天|后天|今晚|月底|月初|年后|节后|每[月周][0-9一二三四五六七八九十]{1,3}号?|听日)"
    "(?:早上|上午|中午|下午|晚上)?(?:[0-9一二三四五六七八九十两]{1,3}点半?)?|(?:今天)?(?:上午|下午|晚上|中午)(?:[0-9一二三四五六七八九十两]{1,3}点半?)?"
)
_PLACE = (
    "(?:[^,你我他她不没]{0,4}?(?:[0-9一二三四五六七八九十]+(?:楼|层|栋|座|单元|号(?:楼|门|窗口?|房|柜)?)|[abc][0-9]|抽屉里?|前台|门口|大堂|大厅|电梯里|地下|地库|群文件里?|小程序里?|公众号里?|公告栏|隔壁|对面|[东南西北]门))"
)
_DOES = {"修": "维修", "办": "办理", "查": "查询", "排": "排队", "装": "安装", "跟": "跟进", "安排": "安排", "跟进": "跟进"}
_WAITS = {"料": "材料", "件": "配件", "配件": "配件", "材料": "材料", "零件": "零件", "审批": "审批", "批复": "批复", "抽签": "抽签", "厂家": "厂家", "物流": "物流"}
_DONE = {"来": "到", "好": "处理好", "弄好": "处理好", "做好": "处理好", "搞好": "处理好", "完": "处理完", "弄完": "处理完", "批": "批下来"}
_GOING = compiled(f"(?P<s>{_S})?(?:还|都|正)?在(?P<v>弄|做|搞|修|办|查|排|走|处理|安排|跟进?|装|赶)(?:队)?[着中]?")
_QUEUES = compiled("(?:还|都)?排(?:着|上)队?")
_AWAITS = compiled(f"(?:一个)?(?P<s>{_S})?(?:还)?[要在得]*等(?P<w>{'|'.join(sorted(_WAITS, key=len, reverse=True))})(?:送来|送到|到)?(?:才有)?")
_NOT_YET = compiled(f"(?P<s>{_S})?(?:都)?(?P<yet>还)?(?:没有?|未)(?P<v>到货|到|来|修好|弄好|做好|搞好|好|批下来|批|完|弄完|打出来|轮到你|到你)")
_AHEAD = compiled(f"(?:排)?你?前[面头边][嘞的]?还?有(?P<n>{NUMBER}|几)(?P<w>[单家位户份])(?:人)?")
_UNDER_WAY = compiled("(?P<s>师傅|工人|车|配件|快递)?(?:已经|刚)?在路上")
_TIME = compiled(_DAY)
_FROM = compiled(f"(?P<s>{_S})?(?:[要得])?(?:等到?|到)?(?P<t>{_DAY}|{NUMBER}点半?)(?P<c>才|先)?[会能]?(?P<v>收|送|发车|到货|到|有货|有|修好|弄好|好|送来|来|开始|公布|开放|开门|上班|发)")
_WHERE = compiled(f"(?P<s>{_S})?就?在(?P<p>{_PLACE})")
_WAY = compiled("(?:从|走|去|往)(?P<p>[东南西北][门边侧]|[0-9一二三四五六七八九十]号门)(?:走|进|出)?")
_GATE = compiled("[0-9一二三四五六七八九十]号(?:门|窗口)")


@lru_cache(maxsize=2048)
def anew(clause: str, *, again: bool = False) -> State | None:
    """What a folded clause says once more: `pending` how it goes, `anew` when or where; None where it says something else.

    `again` where the draft says that it was said before: then a time or a place is enough.
    """
    said = clause.strip(" .~!")
    rest = _TAIL.sub("", _SAID.sub("", said))
    rest = _TWICE.sub(r"\1", rest)
    again = again or len(rest) < len(_TAIL.sub("", said))
    for kind, text in (("pending", _going(rest)), ("anew", _told(rest, again=again))):
        if text and not hurts(text):
            return State(kind, text.replace("听日", "明天"), {})
    return None


def _going(said: str) -> str:
    if match := _GOING.fullmatch(said):
        does = _DOES.get(match["v"], "办理" if match["v"] == "走" else "处理")
        return f"{match['s'] or ('目前' if does == '维修' else '您的事')}正在{does}"
    if _QUEUES.fullmatch(said):
        return "您的事正在排队"
    if match := _AWAITS.fullmatch(said):
        return f"{match['s'] or '目前'}{'要' if match['w'] == '抽签' else '正在等'}{_WAITS[match['w']]}"
    if (match := _NOT_YET.fullmatch(said)) and (match["s"] or match["yet"]):
        return "现在还没有轮到您" if match["v"].endswith("到你") else f"{match['s'] or '目前'}还没有{_DONE.get(match['v'], match['v'])}"
    if match := _AHEAD.fullmatch(said):
        return f"您前面还有{match['n']}{match['w']}"
    if match := _UNDER_WAY.fullmatch(said):
        return f"{match['s'] or ''}已经在路上了"
    return ""


def _told(said: str, *, again: bool) -> str:
    if again and _TIME.fullmatch(said):
        return f"时间是{said}"
    if match := _FROM.fullmatch(said):
        how = {"好": "能好", "到货": "到货", "有货": "有货"}.get(match["v"], match["v"])
        return f"{match['s'] or ''}要到{match['t']}才{how}" if match["c"] else f"{match['s'] or ''}{match['t']}{match['v']}"
    if (match := _WHERE.fullmatch(said)) and (again or match["s"]):
        return f"{match['s'] or '位置'}在{match['p']}"
    if match := _WAY.fullmatch(said):
        return f"请您走{match['p']}"
    if _GATE.fullmatch(said):
        return f"位置在{said}"
    return ""
