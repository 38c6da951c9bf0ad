"""Finds times that a draft names: durations, days and hours, in digits and in Chinese numerals.

Works on folded text, so 兩個禮拜內, 两个礼拜内 and ２個禮拜內 read alike. Nothing here knows what day it is: a time is told
by the least number of hours that it can mean, so that nobody is called late who may be in time.
"""

from __future__ import annotations

import re

from tonecheck.values import dataclass

_NUMERALS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = "(?:[0-9]{1,3}(?:\\.[0-9])?|[零一二三四五六七八九十百两廿卅]{1,5}|半)"
_WEEK = "(?:周|星期|礼拜)"
# A number of days is a date (3日), unless it is written out (两日) or a limit follows (3日内).
_COUNT = re.compile(
    f"(?P<from>{_NUMBER})(?:(?:到|至|~|-|或)(?P<to>{_NUMBER}))?"
    f"(?P<half>个半|(?=[天日]半))?个?(?P<unit>(?:工作|自然)[天日]|小时|钟头|刻钟|分钟|钟(?!头)|天|日(?=之?内|以内|之?后|以后|半)|{_WEEK}|h(?:ours?)?(?![a-z])|月(?!底|初|[0-9一二三四五六七八九十])|季度|年(?!底|后))半?"
    "|(?P<spelt>[一两三四五六七八九十廿]{1,3})日(?!报|常|历)"
)
_HOURS = {"小时": 1, "钟头": 1, "钟": 1, "h": 1, "刻钟": 0.25, "分钟": 1 / 60, "天": 24, "日": 24, "工作天": 24, "工作日": 24, "自然天": 24, "自然日": 24,
          "周": 168, "星期": 168, "礼拜": 168, "月": 720, "季度": 2160, "年": 8760}
_NEEDS_MEASURE = ("月", "钟", "季度")
TODAY, TOMORROW = 12.0, 24.0
# 快一点 is no hour; 下午一点, 一点半 and 一点前 are.
_A_LITTLE = "(?<![午晚天日昼])一点(?![半钟整前到左0-9二三四五])"
_WEEKDAYS = "一二三四五六日天末"
# Who says next Monday on a Friday means three days; earlier in the week it is more.
_NAMED: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), hours)
    for pattern, hours in (
        ("大后[天日]", 72.0),
        ("后[天日]", 48.0),
        ("明[天日早晚]|听[日晚朝]|翌日|次日|第二天|隔天|隔日", TOMORROW),
        ("今[天日晚早]|今次?之内|当[天日晚]|即日|下班前|天黑前", TODAY),
        (f"下下个?{_WEEK}", 240.0),
        ("下个?月|明年|来年|年底|年末|年后|过年后|下个?季度", 240.0),
        ("月底|月末|月初|节后|假期后|假后", 120.0),
        (f"(?<!下)(?<!每)(?<!每个)(?:[本这]个?)?{_WEEK}[{_WEEKDAYS}]|[本这]个?{_WEEK}(?!期)|(?<!每)(?<!每个)周末", TOMORROW),
        (f"{_NUMBER}月{_NUMBER}[日号]?|(?<![0-9a-z路街道巷弄段园邨村]){_NUMBER}号(?![楼栋门房室柜窗桌机岗线厅车桩梯机柱库])|(?<![0-9a-z月])[0-9]{{1,2}}日(?!内|之内|以内|后|报|常)", TOMORROW),
        (f"(?!{_A_LITTLE}){_NUMBER}点(?:半|{_NUMBER}分?|钟)?|(?<![0-9])[0-9]{{1,2}}:[0-9]{{2}}|{_NUMBER}时(?=[前到至之])|(?:上午|下午|中午|傍晚|晚上|上昼|下昼|晏昼|午后|早上)", TODAY),
    )
)
_NEXT_WEEK = re.compile(f"(?<!下)下个?{_WEEK}(?P<day>[{_WEEKDAYS}])?")
_NEXT_WEEK_HOURS = 168.0
_FRIDAY_TO_MONDAY = 72.0
# What lies behind, what comes again and again, and what is a name (24小时热线) is no time that somebody waits for.
_BEFORE = re.compile("(?:等[了左]|已经?|过了|了|过去|最近|近|连续|每隔?|超过|保修|质保|有效期|满|共|足足|前后|入住|这|那)(?:快|有|将近|差不多|大概|个)?$")
_AFTER = re.compile("(?:以|之)?前(?!后)|了|以?来(?![看修查处电])|一次|热线|值班|客服|服务|营业|开放|监控|运营|保修|质保|之久|的(?:时间|等待)|多次")
_STRETCH = re.compile("(?:之?内|以内|内|以后|之后|后|前|之前|以前|左右|上下|的|之|底)+")


@dataclass(frozen=True, slots=True)
class Term:
    """A time that folded text names from `start` to `end`, at least `hours` away."""

    start: int
    end: int
    hours: float


def terms(folded: str) -> list[Term]:
    """The times that a text names, in order; neighbours (明天 上午 九点) are one."""
    found = sorted([*_counted(folded), *_named(folded)], key=lambda t: (t.start, -t.end))
    merged: list[Term] = []
    for term in found:
        last = merged[-1] if merged else None
        if last and (term.start < last.end or _STRETCH.fullmatch(folded, last.end, term.start) or term.start == last.end):
            hours = last.hours if term.start < last.end else max(last.hours, term.hours)
            merged[-1] = Term(last.start, max(last.end, term.end), hours)
        else:
            merged.append(term)
    return merged


def hours_of(limit: str) -> float | None:
    """The hours of a limit as an author writes it (24小时, 3天, 当天); None where it names no single time."""
    from tonecheck.text.fold import fold

    folded = fold(limit).text
    found = terms(folded)
    return found[0].hours if len(found) == 1 and (found[0].start, found[0].end) == (0, len(folded)) else None


def _counted(text: str) -> list[Term]:
    found = []
    for match in _COUNT.finditer(text):
        if _BEFORE.search(text, max(0, match.start() - 6), match.start()) or _AFTER.match(text, match.end()):
            continue
        if match["spelt"]:
            hours: float | None = (_number(match["spelt"]) or 0) * 24
        else:
            hours = _hours(match)
        if hours:
            found.append(Term(match.start(), match.end(), hours))
    return found


def _hours(match: re.Match[str]) -> float | None:
    unit = match["unit"]
    unit = "h" if unit.startswith("h") else unit
    if unit in _NEEDS_MEASURE and "个" not in match[0]:
        return None
    count = _number(match["to"] or match["from"])
    if count is None:
        return None
    if match["half"] or match[0].endswith("半"):
        count += 0.5
    return count * _HOURS[unit]


def _number(written: str) -> float | None:
    """三 is 3, 十五 is 15, 廿四 is 24, 一百二十 is 120; of 三五 and 两三, which name a range, the greater one."""
    if written == "半":
        return 0.5
    if written[0].isdigit():
        return float(written)
    digits = [_NUMERALS[ch] for ch in written if ch in _NUMERALS]
    if len(digits) == len(written):
        return float(max(digits))
    total, digit = 0, 0
    for ch in written:
        if ch in _NUMERALS:
            digit = _NUMERALS[ch]
        else:
            total += {"十": (digit or 1) * 10, "百": (digit or 1) * 100, "廿": 20, "卅": 30}[ch]
            digit = 0
    return float(total + digit) or None


def _named(text: str) -> list[Term]:
    found = []
    for match in _NEXT_WEEK.finditer(text):
        day = _WEEKDAYS.find(match["day"]) if match["day"] else -1
        hours = _NEXT_WEEK_HOURS if day < 0 or match["day"] == "末" else _FRIDAY_TO_MONDAY + 24.0 * min(day, 6)
        found.append(Term(*match.span(), hours))
    for pattern, hours in _NAMED:
        found += [Term(*match.span(), hours) for match in pattern.finditer(text)]
    return found
