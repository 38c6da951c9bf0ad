"""Long drafts: patterns run near what does not read as fine, and find the same as everywhere."""

from __future__ import annotations

import pytest
from table import case, view_of

import tonecheck.match.detector
from tonecheck import Checker
from tonecheck.match.program import Program
from tonecheck.match.reader import read, unread
from tonecheck.match.stretches import hits_near, merged
from tonecheck.match.view import LONG
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.pattern import SLOT_REACH
from tonecheck.text.entities import FINDERS, expression

CALM = "您好，您的门禁卡已经办好了，请您有空的时候到服务中心来取。停水的时间是明天上午九点到十一点，麻烦您提前储水。"
FAR = CALM * (LONG // len(CALM) + 40)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize(
    "text",
    [
        case("nothing found", FAR),
        case("one finding amid calm text", f"{FAR}这事不归我管，你找别人去。{FAR}"),
        case("at the head and at the end", f"不知道，别问我。{FAR}你自己去问物业啊！"),
        case("a guard two sentences further", f"{FAR}这个我不清楚。您稍等。我帮您联系工程部问一下，马上回复您。{FAR}"),
        case("in a quotation", f"{FAR}前台说“这事不归我管”，我们已经批评教育了。{FAR}"),
        case("in a turn of the customer", f"客服：{FAR}\n客户：不归你管归谁管？烦死了！\n客服：不归我管。{FAR}"),
        case("what is too short to be read", f"{FAR}不懂。没空。{FAR}"),
        case("hints stand in calm text", f"{FAR}你好，你的快递到了，你有空来拿。{FAR}"),
        case("without a stop", f"{FAR}{'这事不归我管啊你找别人去' * 30}{FAR}"),
    ],
)
def test_near_finds_the_same_as_everywhere(checker: Checker, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    near = checker.check(text)
    monkeypatch.setattr(tonecheck.match.detector, "LONG", len(text) + 1)
    assert near == checker.check(text)


def test_a_calm_long_draft_is_not_asked_about_everywhere(checker: Checker) -> None:
    """Patterns that may take any place of a clean text see a small share of it."""
    view = view_of(f"{FAR}这事不归我管。{FAR}")
    assert checker.reader is not None
    reading = read(checker.reader, view)
    places = [p for p, score in zip(reading.ranges, reading.scores, strict=True) if score > checker.reader.calm]
    assert [view.text[a:b] for a, b in places] == ["这事不归我管。"]
    near = hits_near(checker.program, view, None, places, ())
    assert near is not None
    assert sum(s.end - s.start for s in near[0].stretches) < 3 * LONG
    assert not any(view.text[a:b].strip() for a, b in unread(view, reading))


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        case("none", [], []),
        case("wider, inside the text", [(1, 2), (98, 99)], [(0, 5), (95, 100)]),
        case("touching ones are one", [(10, 12), (18, 20)], [(7, 23)]),
        case("one within another, in any order", [(30, 31), (20, 50)], [(17, 53)]),
    ],
)
def test_merged(spans: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    assert merged(spans, 3, 100) == found


def test_reach_bounds_every_match() -> None:
    parser = pytest.importorskip("re._parser")
    too_wide = [e.pattern.text for e in Program(load_builtin()).entries if parser.parse(e.source).getwidth()[1] > e.reach]
    assert too_wide == []
    assert all(parser.parse(str(expression(name))).getwidth()[1] < SLOT_REACH for name in FINDERS)
