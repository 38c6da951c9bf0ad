"""What a draft is about where it names no thing."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.fold import fold
from tonecheck.text.topics import topic_of


@pytest.mark.parametrize(
    ("text", "script", "topic"),
    [
        case("water that leaks", "漏了三天了你怎么现在才说？", "hans", "漏水"),
        case("and will leak no more", "放心啦,以後一世都唔會再漏。", "hant-hk", "漏水"),
        case("gas is no water", "煤气漏了三天", "hans", ""),
        case("what is left out does not leak", "漏了您的单子", "hans", ""),
        case("who minds noise", "這麼怕吵，怎麼不去住山上", "hant-tw", "噪音"),
        case("who is only told to be quiet is not about noise", "你吵什么吵", "hans", ""),
        case("nor who cannot hear", "这边太吵了听不清", "hans", ""),
        case("a smell", "真有味儿吗？隔壁公司怎么都没反映呢", "hans", "异味"),
        case("a meal smells too", "您点的菜有味道", "hans", ""),
        case("with whom one is at odds, as it is typed", "那是您跟仲介的糾紛", "hant-tw", "您和仲介之間的事"),
        case("the same in simplified", "你跟室友闹矛盾跟我说干嘛", "hans", "您和室友之间的事"),
        case("with whomever", "您跟第四台的糾紛與我們無關喔，跟我說幹嘛呢。", "hant-tw", "您和第四台之間的事"),
        case("in a letter", "貴店與供應商之爭拗，與管理處無關。", "hant-hk", "您與供應商之間的事"),
        case("over what", "你们和中介扯佣金，关我们物业什么事体。", "hans", "您和中介之间的事"),
        case("what is not repaired", "不先缴费我们就不给您维修", "hans", "维修"),
        case("a stamp", "今天盖不了章啦", "hans", "盖章"),
        case("a quarrel in Cantonese", "你同隔籬嗌交關我咩事呀", "hant-hk", "您與隔籬之間的事"),
        case("who wants quiet", "三坪還想要安靜喔，笑死", "hant-tw", "噪音"),
        case("a room under water", "楼下给泡了关我什么事", "hans", "泡水"),
        case("who was deceived", "您在闲鱼上被骗,跑来跟物业讲有什么用", "hans", "被骗"),
        case("when somebody comes", "师傅嘛,反正今儿明儿吧", "hans", "师傅上门的时间"),
        case("what is lost", "信不見了就請寄件人再寄", "hant-tw", "物品遺失"),
        case("a booking is no thing", "系统问题,booking不见了很正常", "hans", ""),
        case("who is cold at home", "真有那么冷吗？整个单元就你家说不热", "hans", "供暖"),
        case("what was charged", "您说多收了三十块，有收据吗？", "hans", "收费"),
        case("where it leaks", "厨房漏了一个礼拜你怎么现在才报？", "hans", "厨房漏水"),
        case("how waste is sorted", "回收跟廚餘都分不清", "hant-tw", "垃圾分類"),
        case("two things are none", "漏水又太吵", "hans", ""),
        case("nothing", "这不归我管", "hans", ""),
    ],
)
def test_topic(text: str, script: str, topic: str) -> None:
    folded = fold(text)
    assert topic_of(folded, 0, len(folded.text), script) == topic
