"""Folding: one shape for every script, width, pronoun and habit of typing, with the way back."""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from table import ROOT, case

from tonecheck.text.fold import Folded, fold, is_han


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        case("nothing to fold", "不归我管,请问", "不归我管,请问"),
        case("nothing at all", "", ""),
        case("traditional", "這個不歸我管", "这个不归我管"),
        case("variants of Hong Kong and Taiwan are one", "這裏 這裡 着 著", "这里这里着着"),
        case("a form of a character that opencc knows as another's", "黐缐", "黐线"),
        case("麽 and 麼 are both 么", "什麽甚麼", "什么什么"),
        case("這麼 does not become 这幺", "這麼", "这么"),
        case("pronouns do not tell rules apart", "您妳祢俺咱她牠", "你你你我我他他"),
        case("width and case", "ＡＢｃ１２３ ABC", "abc123 abc"),
        case("full-width marks", "！？；：（），", "!?;:(),"),
        case("sentence marks stay", "。!?;…~、,", "。!?;…~、,"),
        case("dots in a row and waves are one mark each", "‥⋯〜～", "……~~"),
        case("quotation marks of every region", "「不」『归』‘我’", "“不”“归”“我”"),
        case("zero-width and direction marks", "不\u200b归\u200d我\u2060管\ufeff\u202e", "不归我管"),
        case("variation selectors, short and long", "不\ufe0f归\U000e0100", "不归"),
        case("NUL and other controls", "不\x00归\x1b", "不归"),
        case("blanks between Chinese", "不 归　我\t管", "不归我管"),
        case("blanks beside a particle", "不 归 啊 ,我 啦 管", "不归 ,我管"),
        case("blanks and dropped marks together", "不 \u200b归\U000e0100 我", "不归我"),
        case("ornaments between Chinese", "不*归_我·管", "不归我管"),
        case("blanks beside Latin stay", "我 ok 的 app", "我 ok 的 app"),
        case("a line end is no ornament", "不\n归", "不\n归"),
        case("every line end is one", "a\rb\u2028c\u2029d\x85e", "a\nb\nc\nd\ne"),
        case("modal particles carry nothing", "不归我管啊喇喎", "不归我管"),
        case("吗 and 吧 ask and guess", "归我管吗，是吧", "归我管吗,是吧"),
        case("written Cantonese reads as Mandarin", "佢哋唔係喺嗰度", "他们不是在那度"),
        case("冇 嘅 咗 俾 搵", "冇嘅咗俾搵", "没的了给找"),
        case("係 is the copula", "唔係我管", "不是我管"),
        case("係 inside a word is 系", "關係、聯係、係數、體係", "关系、联系、系数、体系"),
        case("系 of simplified text stays", "关系、系统", "关系、系统"),
        case("a picture ends a clause", "不归😀我管", "不归~我管"),
        case("a picture with a skin tone is one", "好👍🏽", "好~"),
        case("characters of the astral planes stay", "𠀀𪚥", "𠀀𪚥"),
        case("accents stay", "café e\u0301", "café e\u0301"),
    ],
)
def test_text(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        case("every character in its place", "這個不歸我管！", Folded("这个不归我管!", "這個不歸我管！", None)),
        case("a dropped particle", "不啊归", Folded("不归", "不啊归", [0, 2])),
        case("strewn blanks", "不 归\t我", Folded("不归我", "不 归\t我", [0, 2, 4])),
        case("a particle and blanks together", "啊不 归", Folded("不归", "啊不 归", [1, 3])),
        case("an astral character is one code point", "😀𠀀啊管", Folded("~𠀀管", "😀𠀀啊管", [0, 1, 3])),
    ],
)
def test_way_back(text: str, folded: Folded) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words", "span"),
    [
        case("what was strewn inside belongs to it", "好，不 归\u200b我啊管。", "不归我管", (2, 9)),
        case("what was dropped after it does not", "不归我管啊", "不归我管", (0, 4)),
        case("what was dropped before it does not", "啊不归我管", "不归我管", (1, 5)),
        case("untouched text", "说不归我管", "不归我管", (1, 5)),
    ],
)
def test_span(text: str, words: str, span: tuple[int, int]) -> None:
    folded = fold(text)
    start = folded.text.index(words)
    assert folded.span(start, start + len(words)) == span


@pytest.mark.parametrize(
    ("ch", "expected"),
    [("不", True), ("㐀", True), ("𠀀", True), ("a", False), ("。", False), ("1", False), ("あ", False)],
)
def test_is_han(ch: str, expected: bool) -> None:
    assert is_han(ch) is expected


def test_picture_is_no_han() -> None:
    assert not is_han("😀")


def test_character_tables_are_those_of_the_tool() -> None:
    try:
        distribution("opencc-python-reimplemented")
    except ModuleNotFoundError:
        pytest.skip("the tables are made with opencc-python-reimplemented")
    spec = spec_from_file_location("make_fold_data", ROOT / "tools" / "make_fold_data.py")
    assert spec
    assert spec.loader
    tool = module_from_spec(spec)
    sys.modules[spec.name] = tool
    spec.loader.exec_module(tool)
    assert "\n".join(tool.tables()) + "\n" == (ROOT / "tonecheck" / "text" / "fold.dat").read_text(encoding="utf-8")
