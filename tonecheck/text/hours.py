"""What a clause says of opening hours: from when, until when, and on which days nobody is there.

Rows of forms as in `text/gists`: kind, expression over a tidied clause, what is told of a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tonecheck.text.entities import DATE, NUMBER

_PART = "(?:上午|下午|早上|晚上|中午|傍晚|夜里|夜间)"
_CLOCK = f"(?:{NUMBER}(?:点|时)(?:{NUMBER}分|半)?)"
_DAY = "(?:每天|平时|工作日|周[一二三四五六日天末](?:[至到、]?周?[一二三四五六日天])?|双休日?|周末|节假日|假日|公众假期|国定假日|法定假日|元旦|春节|中秋|国庆|年初[一二三]|大年[一二三四五六]+)(?:[两三四五七][天日])?"
# Who or what is open: no pronoun, no adverb, nothing that is done.
_PLACE = "(?:我们?|本处|本部|这边|这里)?(?P<s>(?!我们|今天|现在|周|每|您|你|他)[^,你我他谁不没都就已早才要等到是了来0-9一二两三四五六七八九十]{2,8}?|)"
_CLOSES = "停止办公|停止服务|停止受理|停止收件|停止[一-鿿]{2}|下班|收工|关门|打烊|闭馆|关闭|收摊|收窗|清场|锁门|锁|走|收|[关扎封结][账帐]|关"
_OFF = "没有?开门?|不开(?:门)?|不开门|不开放|不上班|不办公|不受理|不接待|闭馆|休馆|锁门|关门|歇着|歇业|全休|休息|放假|休"
_OPENS = "开门|开放|上班|开窗|办公|营业|开馆|开工|有人|开|办"
_SAID = {"收工": "下班", "打烊": "关门", "收摊": "下班", "收窗": "下班", "锁门": "关门", "锁": "关门", "走": "下班", "收": "下班", "关": "关闭", "不开门": "不开放", "没开": "休息", "没有开": "休息", "没开门": "休息", "没有开门": "休息", "不开": "不开放", "休馆": "闭馆", "歇着": "休息", "歇业": "休息", "全休": "休息", "休": "休息", "开窗": "上班", "有人": "上班", "开": "开放", "办": "办理", "开工": "上班"}


def _at(match: re.Match[str]) -> str:
    return (match["d"] or "") + (match["t"] or "")


def _told(match: re.Match[str]) -> str:
    deed = _SAID.get(match["v"], match["v"])
    if deed == "下班" and not match["s"] and match["t"]:
        return _until(match)
    return f"{match['s'] or ''}{_at(match)}{deed}"


def _until(match: re.Match[str]) -> str:
    return f"{match['s'] or ''}办公时间到{_at(match)}为止"


FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    ("closed", f"^{_PLACE}(?P<d>{_DAY})?(?P<t>{_PART}?{_CLOCK})(?:就|准时|便|都|已经|已|一到就?|正)*(?P<v>{_CLOSES})(?:的)?(?:了|时间)?$", _told),
    ("closed", f"^(?:我们|每天|平时|中午)*(?P<t>{_PART}?{_CLOCK}(?:到|至|-){_PART}?{_CLOCK})(?:是|都|我们|要|在)*(?P<v>吃饭|用餐|午休|休息|午膳|吃午饭)(?:的)?(?:时间)?$", lambda m: f"{m['t']}是{'午休' if '午' in m['v'] and '饭' not in m['v'] and '膳' not in m['v'] else '休息' if m['v'] == '休息' else '用餐'}时间"),
    ("closed", f"^{_PLACE}(?:的)?(?:上班|办公|开放|营业|服务|收件|受理|开)(?:时间)?(?:只|就|是)*到(?P<d>{_DAY})?(?P<t>{_PART}?{_CLOCK})(?:为止|结束|就没了)?$", _until),
    ("closed", f"^{_PLACE}(?P<d>{_DAY})(?P<t>{_PART})?(?:我们)?(?:都|是|全部?|一律|也|一向|照例)*(?P<v>{_OFF})(?:的|了|着)?$", _told),
    ("closed", f"^(?P<d>{_DAY})(?P<t>{_PART})?{_PLACE}(?:都|是|全部?|一律|也|一向|照例)*(?P<v>{_OFF})(?:的|了|着)?$", _told),
    ("waits", f"^(?:要|得|只能|先)?等(?:到)?(?P<d>{DATE})(?:了|再说|再讲|再来|再办|来)?$", lambda m: f"这件事要到{m['d']}才能安排"),
    ("closed", f"^{_PLACE}(?:要|得)?(?:等|到)*(?P<d>{_DAY}|明天|后天)?(?P<t>{_PART}?{_CLOCK}|白天|天亮|早上|上午|下午)?(?:以后|之后|后)?才(?:会|能|又)?(?P<v>{_OPENS})(?:的)?$", lambda m: _told(m) if _at(m) else ""),
)
