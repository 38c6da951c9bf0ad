"""Times as people write them, in both scripts, and what only looks like one."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.durations import TODAY, TOMORROW, hours_of, terms
from tonecheck.text.fold import fold

DAY, WEEK = 24.0, 168.0


def found(text: str) -> list[tuple[str, float]]:
    folded = fold(text).text
    return [(folded[t.start : t.end], t.hours) for t in terms(folded)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        case("digits", "24小时内答复您", [("24小时", 24.0)]),
        case("full width and traditional", "２４小時內回覆", [("24小时", 24.0)]),
        case("Chinese numerals", "二十四小时", [("二十四小时", 24.0)]),
        case("廿 is twenty", "廿四小時內", [("廿四小时", 24.0)]),
        case("minutes", "十五分鐘到", [("十五分钟", 0.25)]),
        case("half an hour, as Hong Kong says it", "遲到半個鐘", [("半个钟", 0.5)]),
        case("one and a half", "一個半小時", [("一个半小时", 1.5)]),
        case("two days and a half", "两天半", [("两天半", 60.0)]),
        case("two weeks in Taiwan", "兩個禮拜內", [("两个礼拜", 2 * WEEK)]),
        case("a week", "一周后答复", [("一周", WEEK)]),
        case("working days count as days", "三個工作天內", [("三个工作天", 3 * DAY)]),
        case("twenty working days", "二十个工作日", [("二十个工作日", 20 * DAY)]),
        case("written-out days", "兩日內", [("两日", 2 * DAY)]),
        case("days in digits with a limit", "3日内", [("3日", 3 * DAY)]),
        case("half a month", "半个月", [("半个月", 360.0)]),
        case("a range ends with the later", "五到七天", [("五到七天", 7 * DAY)]),
        case("a range in digits", "3-5天", [("3-5天", 5 * DAY)]),
        case("neighbouring numerals are a range", "两三天", [("两三天", 3 * DAY)]),
        case("today at an hour", "今晚八点前", [("今晚八点", TODAY)]),
        case("tomorrow at noon", "明天中午前", [("明天中午", TOMORROW)]),
        case("tomorrow in Cantonese", "聽日之前", [("听日", TOMORROW)]),
        case("the day after", "后天上午九点", [("后天上午九点", 48.0)]),
        case("a weekday is tomorrow at least", "星期三下午3點", [("星期三下午3点", TOMORROW)]),
        case("next Monday is three days off on a Friday", "下周一", [("下周一", 72.0)]),
        case("next Friday", "下星期五覆您", [("下星期五", 168.0)]),
        case("next week", "下週", [("下周", WEEK)]),
        case("the end of the month", "月底前", [("月底", 120.0)]),
        case("next month", "下個月", [("下个月", 240.0)]),
        case("a date", "11月3日", [("11月3日", TOMORROW)]),
        case("what was waited for", "您等了三天", []),
        case("ago", "三天前报修的", []),
        case("again and again", "每24小时巡查一次", []),
        case("a hotline", "24小时热线", []),
        case("a house number", "3号楼", []),
        case("a lift", "2号梯", []),
        case("vague words are no time", "尽快、稍后、过几天、改天", []),
        case("a little is no hour", "请您快一点，早一点处理", []),
        case("one o'clock is", "下午一点，一点半，一点前", [("下午一点", TODAY), ("一点半", TODAY), ("一点", TODAY)]),
        case("a street number", "人民路158号", []),
        case("every weekend", "每个周末都打扫", []),
        case("points of a scale", "1到10分", []),
    ],
)
def test_terms(text: str, terms: list[tuple[str, float]]) -> None:
    assert found(text) == terms


@pytest.mark.parametrize(
    ("limit", "hours"),
    [("24小时", 24.0), ("3天", 72.0), ("当天", TODAY), ("十五天", 360.0), ("尽快", None), ("3天内", None), ("今天或三天", None)],
)
def test_limits_of_authors(limit: str, hours: float | None) -> None:
    assert hours_of(limit) == hours
