"""What tells Hong Kong's traditional from Taiwan's."""

from __future__ import annotations

from pathlib import Path

import pytest
from table import case

from tonecheck.learn.labelled import Labelled
from tonecheck.learn.regions import train_regions
from tonecheck.text import regions
from tonecheck.text.regions import hong_kong, places


@pytest.mark.parametrize(
    ("text", "region"),
    [
        case("Cantonese", "呢個唔關我哋事㗎", "hk"),
        case("written Chinese of Hong Kong", "住客請到管理處，閣下的單位已逾期", "hk"),
        case("Taiwan's particles", "總幹事今天不在喔，您明天再來啦", "tw"),
        case("Taiwan's words", "機車請停地下室，磁扣要帶著", "tw"),
        case("very long", "管理處唔負責。" * 1000, "hk"),
    ],
)
def test_regions(text: str, region: str) -> None:
    assert hong_kong(text) > 0.9 if region == "hk" else hong_kong(text) < 0.1


def test_what_is_read_has_a_place_in_the_table() -> None:
    assert places("管理處") == sorted({*places("管理處")})
    assert all(0 <= place < 1 << regions.BITS for place in places("管理處，唔該"))


def test_trained_weights_tell_what_they_were_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = [
        Labelled(text, (), "ordinary", region, None, "s")
        for text, region in (("唔該晒", "hk"), ("多謝喔", "tw"), ("谢谢", "hans"), ("唔好意思", "hk"), ("不好意思喔", "tw"))
        for _ in range(8)
    ]
    content = train_regions(drafts)
    assert train_regions(drafts) == content
    weights = tmp_path / "regions.bin"
    weights.write_bytes(content)
    monkeypatch.setattr(regions, "WEIGHTS", str(weights))
    regions._weights.cache_clear()
    try:
        assert hong_kong("唔該") > 0.5 > hong_kong("好喔")
    finally:
        regions._weights.cache_clear()
