"""No input takes much more work for each character than an ordinary draft, however long it is.

Work is counted, not timed: calls, and the characters handed to what looks through them.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from table import case

from tonecheck import Checker
from tonecheck.reply import mentions, slots
from tonecheck.text.fold import Folded

SHORT, LONG = 700, 2100
ORDINARY = "您好，这事不归我管，您自己去问别人。\n我们也没办法，规定就是这样。明天再来吧。\n"
# Work for each character, at most: against an ordinary draft of that length, and against the same input at a third of it.
MOST, GROWTH = 4.0, 1.5
# So often may every character be looked through, whatever the length.
LITTLE = 20.0


@pytest.fixture(scope="module")
def checker() -> Checker:
    made = Checker()
    for length in (SHORT, LONG):
        # What is made once (automata, expressions, clean replies) is not counted.
        made.check(repeated(ORDINARY, length))
    return made


def repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def read(checker: Checker, text: str, monkeypatch: pytest.MonkeyPatch) -> float:
    """Characters looked through for slots, and asked about whether they are clean, for each character of the text."""
    count = 0
    found, is_clean = mentions.mentioned, checker._rewriter._is_clean

    def sought(name: str, turn: int, folded: Folded, start: int, end: int) -> str | None:
        nonlocal count
        count += end - start
        return found(name, turn, folded, start, end)

    def clean(asked: str, scene: str | None) -> bool:
        nonlocal count
        count += len(asked)
        return is_clean(asked, scene)

    with monkeypatch.context() as patched:
        # Whoever asks for what is mentioned has its own name for the function.
        patched.setattr(slots, "mentioned", sought)
        patched.setattr(mentions, "mentioned", sought)
        patched.setattr(checker._rewriter, "_is_clean", clean)
        checker.check(text)
    return count / len(text)


def steps(checker: Checker, text: str) -> float:
    """Calls for each character of a second check."""
    checker.check(text)
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        checker.check(text)
    finally:
        sys.setprofile(before)
    return count / len(text)


UNITS = [
    case("an anchor again and again", "不归我管"),
    case("a violation on and on without a stop", "这事不归我管啊你找别人去"),
    case("a slip in every sentence", "这事不龟我馆。"),
    case("quotations that never close", "“不归我管"),
    case("quotations in quotations", "“‘不归我管’”不知道"),
    case("straight marks", '"不知道'),
    case("what guards look for", "我帮您联系工程部，"),
    case("a guard beside every hit", "不知道，我帮您联系工程部。"),
    case("a question again and again", "不知道？"),
    case("blanks between all characters", "不 归 我 管 "),
    case("particles between all characters", "不啊归啊我啊管啊"),
    case("a transcript of short turns", "客户：不归我管\n客服：不知道，别问我。\n"),
    case("labels alone", "客服："),
    case("Cantonese copulas", "係唔關我事"),
    case("beyond the basic plane", "𠀀不知道"),
    case("digits", "1234567890"),
    case("people to name", "王经理"),
    case("facts to keep", "明天停水，不知道。"),
    case("fillers", "其实真的就"),
    case("nothing but stops", "。"),
    case("nothing but blanks", " "),
]


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_length_alone(checker: Checker, unit: str) -> None:
    ordinary = steps(checker, repeated(ORDINARY, LONG))
    short, long = steps(checker, repeated(unit, SHORT)), steps(checker, repeated(unit, LONG))
    assert long <= MOST * ordinary
    # What is little anyway may double.
    assert long <= max(GROWTH * short, ordinary / 2)


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_looked_through_grows_with_length_alone(checker: Checker, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A sentence without a stop counts up to 300 characters to either side; both lengths are beyond that.
    short, long = (read(checker, repeated(unit, 2 * length), monkeypatch) for length in (SHORT, LONG))
    assert long <= max(GROWTH * short, LITTLE)
