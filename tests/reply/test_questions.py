"""Whoever is interrogated is asked the same courteously."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.reply.questions import asked_courteously
from tonecheck.text.fold import fold

_ASKED = {
    "hans": "请问怎么称呼您，您是哪一户？有什么需要我帮您的吗？",
    "hant-tw": "請問怎麼稱呼您，您是哪一戶？有什麼需要我幫忙的嗎？",
    "hant-hk": "請問怎樣稱呼您，您是哪個單位？有甚麼可以幫到您？",
}
_HELPS = {script: asked.partition("？")[2] for script, asked in _ASKED.items()}


@pytest.mark.parametrize(
    ("text", "script", "asked"),
    [
        case("firm, floor, whom", "哪个公司的？上几楼？找谁？", "hans", "请问您是哪家公司的，要去几楼，找哪一位？我来帮您登记。"),
        case("name and building", "你叫什么，几栋的，打来干嘛", "hans", f"请问怎么称呼您，住哪一栋？{_HELPS['hans']}"),
        case("a whole address is a household", "写信的是谁？几栋几号？", "hans", f"请问怎么称呼您，是哪一户？{_HELPS['hans']}"),
        case("a room of a guest", "你是几号房的，在这儿干嘛", "hans", f"请问怎么称呼您，住几号房？{_HELPS['hans']}"),
        case("a floor that is known", "叫什麼，來七樓做什麼？", "hant-tw", "請問怎麼稱呼您，到七樓辦什麼事？我來幫您登記。"),
        case("a unit is a flat there", "哪個單位的？姓什麼？", "hant-hk", f"請問怎樣稱呼您，是哪個單位？{_HELPS['hant-hk']}"),
        case("and a firm here", "哪个单位的，姓什么", "hans", f"请问怎么称呼您，是哪家公司的？{_HELPS['hans']}"),
        case("where to, whom", "咩名？上幾多樓搵邊個？", "hant-hk", "請問怎樣稱呼您，要到幾樓，找哪一位？我來為您聯絡。"),
        case("does he live here", "你住這裡嗎？報名字。", "hant-tw", f"請問怎麼稱呼您，是不是這裡的住戶？{_HELPS['hant-tw']}"),
        case("nothing but who it is", "你谁啊", "hans", _ASKED["hans"]),
        case("somebody else is asked after", "访客是谁？哪个公司的？", "hans", _ASKED["hans"]),
    ],
)
def test_asked(text: str, script: str, asked: str) -> None:
    assert asked_courteously(_ASKED[script], fold(text).text, script) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        case("who calls goes nowhere", "你谁啊，打电话来什么事", "请问怎么称呼您，是哪一户？有什么需要我帮您的吗？"),
        case("what one came for", "哪户的?来干的?", "请问怎么称呼您，是哪一户，要办什么事？我来帮您登记。"),
        case("which floor one seeks", "你谁,找几楼的,什么事快说", "请问怎么称呼您，要去几楼，要办什么事？我来帮您登记。"),
        case("to whom one delivers", "送样品?给谁送?", "请问您找哪一位？我来帮您联系。"),
        case("who stands at the door does", "你是谁，上来干什么", "请问怎么称呼您，要办什么事？我来帮您登记。"),
    ],
)
def test_who_comes(text: str, asked: str) -> None:
    assert asked_courteously("请问怎么称呼您，要去哪一户？我来帮您登记。", fold(text).text, "hans") == asked


def test_somebody_who_is_sought_is_named() -> None:
    reply = "您是要找管家吗？请告诉我怎么称呼您，我这就帮您联系。"
    asked = asked_courteously(reply, fold("叫什么，住哪间，找管家干嘛").text, "hans")
    assert asked == "您是要找管家吗？请告诉我怎么称呼您、住哪一间、要办什么事，我这就帮您联系。"


def test_what_asks_something_else_stays() -> None:
    reply = "请问您是自住还是租住，怎么称呼您？我来帮您登记。"
    assert asked_courteously(reply, fold("你是租的还是买的？几栋的？").text, "hans") == reply
