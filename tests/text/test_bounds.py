"""What clauses say of opening hours, of how far things go, and of why they are late."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.fold import fold
from tonecheck.text.gists import gist_of


@pytest.mark.parametrize(
    ("clause", "kind", "expected"),
    [
        case("when a counter closes", "櫃枱六時停止辦公", "closed", "柜台六时停止办公"),
        case("who leaves when", "图书角的阿姨四点半准时走", "closed", "图书角的阿姨四点半下班"),
        case("who leaves tells how long the desk is open", "我六點走", "closed", "办公时间到六点为止"),
        case("not before that day", "等后天", "waits", "这件事要到后天才能安排"),
        case("a day off", "会所周一闭馆", "closed", "会所周一闭馆"),
        case("only then open", "失物间白天才开", "closed", "失物间白天开放"),
        case("until when one works", "秘书上班到六点", "closed", "秘书办公时间到六点为止"),
        case("an office in short", "灭蟑归环境", "outside", "灭蟑由环境部负责"),
        case("the last sign tells whose", "路灯是市政府的", "outside", "路灯由市政府负责"),
        case("what does not belong to the house", "公园又不是我们社区的", "outside", "公园不在管理范围内"),
        case("what is only not this desk's is somebody's here", "这些不是我们部门负责的", "outside", ""),
        case("whose it is says who names him", "这是工程部的事", "outside", ""),
        case("who built it is not in charge of it", "房子是开发商盖的", "outside", "房子是开发商盖的"),
        case("a club house is its own affair", "会所是会所那边管", "outside", ""),
        case("not among the services", "打印复印不在服务范围之内", "lacking", "打印复印不在服务范围内"),
        case("my own task is no service", "五座不在我的范围内", "lacking", ""),
        case("the owner's own", "摊位内的灯管是您的资产", "lacking", "摊位内的灯管属于业主自有部分"),
        case("a service that ended", "通下水这活儿早停了", "lacking", "通下水的服务已经停止了"),
        case("what is taken in payment", "我们只认人民币", "system", "这里目前只收人民币"),
        case("nobody of that name", "这边没有姓钟的", "notfound", "登记资料里没有查到姓钟的住户"),
        case("the weather", "落雨嘛,梗係遲啦", "cause", "受雨天影响"),
        case("a machine", "部電腦當咗機", "cause", "电脑出了故障"),
        case("age", "管子老了", "cause", "管子使用年限比较长"),
        case("who had it before", "上家物業留下的爛攤子", "cause", "之前的交接没有做好"),
        case("what has not come", "供应商没给发货", "pending", "供应商还没有发货"),
        case("a forecast is no weather", "天气预报我也看了", "cause", ""),
        case("what was given to a company", "保洁外包出去三年了", "outside", "保洁由外包公司负责"),
        case("and to which", "绿化外包给园林公司了", "outside", "绿化由园林公司负责"),
        case("what is done outside is not", "外卖包好了", "outside", ""),
        case("to whom one is sent", "你要打信用卡部", "outside", "这件事由信用卡部负责"),
        case("a slip in his name", "找凯发商去", "outside", "这件事由开发商负责"),
        case("of what", "煤气表没电你去找燃气公司吧", "outside", "这件事由燃气公司负责"),
        case("who is not told of is not sent to", "找谁都一样", "outside", ""),
        case("whose people they are not", "宽带装维不是我们的人", "outside", "宽带装维不由这边负责"),
        case("whose fault it is not is nobody's task", "漏水不是我们的问题", "outside", ""),
        case("nobody of that name, with the trade", "我们公司没有姓陈的管家", "notfound", "没有查到姓陈的管家"),
        case("a room", "我们酒店没有2308号房", "notfound", "没有查到2308号房"),
        case("somebody by name", "这里没有王经理这个人", "notfound", "没有查到王经理"),
        case("who is not named", "没有这个人", "notfound", "没有查到您要找的人"),
        case("no room is free", "我们没有空余房间", "notfound", ""),
        case("a part of a car park", "我们车库从来没有c区", "notfound", "这里没有c区"),
        case("what was never built", "这里压根没盖九栋", "notfound", "这里没有九栋"),
        case("nor exists", "本小区不存在十七号楼", "notfound", "这里没有十七号楼"),
        case("what is not on a floor", "八楼没有牙科", "notfound", "八楼没有牙科"),
        case("whom nobody is on it", "八楼没有人接电话", "notfound", ""),
        case("how deep it goes", "本大楼只盖到b4", "notfound", "大楼地下只到b4"),
        case("from how much", "师傅上门三百起", "price", "师傅上门是三百元起"),
        case("when one gets up is no price", "每天早上六点起", "price", ""),
        case("between which hours one eats", "十二点到一点半吃饭", "closed", "十二点到一点半是用餐时间"),
        case("how many, said of one's own", "我小区拢共就十六栋", "notfound", "小区一共有十六栋"),
        case("where one goes is not how high it is", "我到三楼", "notfound", ""),
        case("what a number at a counter costs", "挂号二十五", "price", "挂号是二十五元"),
        case("what a counter takes", "柜位只收支票", "system", "这里目前只收支票"),
        case("who they are is not whose task it is", "广场舞那些阿姨也是业主", "outside", ""),
        case("what a house has no room for", "本院没有皮肤科", "notfound", "这里没有皮肤科"),
        case("whom it has not is another matter", "这里没有人管", "notfound", ""),
        case("how high it is", "我们这楼最高就二十六层", "notfound", "这楼最高二十六层"),
        case("how many there are", "八楼只有两户", "notfound", "八楼一共有两户"),
    ],
)
def test_told(clause: str, kind: str, expected: str) -> None:
    state = gist_of(fold(clause).text, frozenset([kind]))
    told = state.text if state is not None and state.kind == kind else ""
    assert told == expected
