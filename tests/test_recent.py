"""The last answers are remembered, and no more of them than is said."""

from __future__ import annotations

from tonecheck.recent import Recent


def test_the_last_are_remembered() -> None:
    mine = Recent(3)
    for number in range(10):
        mine.put(number, str(number))
        # Who is asked about stays.
        assert mine.get(0) == "0"
    kept = [number for number in range(10) if mine.get(number) is not None]
    assert kept[0] == 0
    assert kept[-3:] == [7, 8, 9]
    assert len(kept) <= 6


def test_what_was_never_asked_is_not_known() -> None:
    assert Recent(3).get("不归我管") is None
