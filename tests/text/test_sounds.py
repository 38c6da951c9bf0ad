"""What may sound alike: a table made from pypinyin, and never narrower than pypinyin itself."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location

import pytest
from table import ROOT, case

from tonecheck.text.sounds import may_sound_alike


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        case("the same character", "管", "管", True),
        case("the same sound", "管", "馆", True),
        case("another tone", "管", "关", True),
        case("one of several readings", "行", "航", True),
        case("another sound", "管", "归", False),
        case("a mark is no sound", "【", "催", False),
        case("two marks", "，", "。", False),
        case("a character that the table lacks may be anything", "𠮷", "吉", True),
    ],
)
def test_may_sound_alike(one: str, other: str, expected: bool) -> None:
    assert may_sound_alike(one, other) is expected
    assert may_sound_alike(other, one) is expected


def test_data_is_what_the_tool_makes() -> None:
    spec = spec_from_file_location("make_sound_data", ROOT / "tools" / "make_sound_data.py")
    assert spec is not None
    assert spec.loader is not None
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.sounds() == (ROOT / "tonecheck" / "text" / "sounds.dat").read_text(encoding="utf-8")
