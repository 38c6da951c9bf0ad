from __future__ import annotations

from tonecheck.reply import writing


def test_each_blunt_wording_has_a_character_that_tells_of_it() -> None:
    assert not [blunt for blunt, _ in writing._BLUNTLY if writing._BLUNT.isdisjoint(blunt)]
