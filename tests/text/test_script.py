"""Which script a draft is in, and which its replies are in."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.script import reply_script, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        case("nothing", "", "none"),
        case("no Chinese", "OK, 123 😀", "none"),
        case("Chinese that is the same in both is taken as simplified", "你好，不在", "hans"),
        case("simplified", "这个不归我管", "hans"),
        case("traditional", "這個不歸我管", "hant"),
        case("Cantonese characters are traditional", "我唔係好清楚喎", "hant"),
        case("half and half", "这个不歸我管", "mixed"),
        case("one traditional name does not make simplified text mixed", "这个问题说明请会计为您办理，联系劉", "hans"),
        case("one simplified slip does not make traditional text mixed", "這個問題請會計為您說明，聯絡时間", "hant"),
        case("characters that simplified text uses too tell nothing", "乾坤、覆盖后面", "hans"),
        case("what GB 2312 has, and nobody writes", "您的排最後", "hant"),
        case("瞭望 is simplified as well", "请到瞭望台等候", "hans"),
    ],
)
def test_script_of(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "wanted", "script"),
    [
        case("simplified", "这个不归我管", "auto", "hans"),
        case("nothing tells", "OK", "auto", "hans"),
        case("traditional without a region is Taiwan's", "這個不歸我管", "auto", "hant-tw"),
        case("words of Taiwan", "麻煩您到管委會，這邊沒辦法喔", "auto", "hant-tw"),
        case("words of Hong Kong", "管理處唔負責呢啲嘢", "auto", "hant-hk"),
        case("written Chinese of Hong Kong", "住客請到管理處，閣下的單位", "auto", "hant-hk"),
        case("mixed goes with the more", "這個不歸我管说", "auto", "hant-tw"),
        case("mixed, and simplified is more", "这个不归我管說個", "auto", "hans"),
        case("as a particle 著 is traditional", "要上爆料公社就去啊，我等著看", "auto", "hant-tw"),
        case("in words of fame it stands in both", "著名公司的名著", "auto", "hans"),
        case("characters of simplified text say more than a particle", "这个不归我管，等著看", "auto", "hans"),
        case("written Chinese of Taiwan", "包裹要帶身分證來領，機車不要停車道", "auto", "hant-tw"),
        case("written Chinese of Hong Kong without a word of its own", "如欲更改預約時間，請致電通知", "auto", "hant-hk"),
        case("English as it is mixed in Hong Kong", "technician 未返，call 佢", "auto", "hant-hk"),
        case("the caller decides", "這個不歸我管", "hans", "hans"),
        case("the caller decides for simplified text", "这个不归我管", "hant-hk", "hant-hk"),
    ],
)
def test_reply_script(text: str, wanted: str, script: str) -> None:
    assert reply_script(text, wanted) == script
