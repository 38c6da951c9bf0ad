"""What clauses say of the state of things, told again."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.fold import fold
from tonecheck.text.gists import gist_of, open_again
from tonecheck.text.states import KINDS, beside, state_of


def told(clause: str) -> tuple[str, str] | None:
    state = state_of(fold(clause).text)
    return None if state is None else (state.kind, state.text)


def gist(clause: str, *kinds: str) -> tuple[str, str] | None:
    state = gist_of(fold(clause).text, frozenset(kinds or KINDS))
    return None if state is None else (state.kind, state.text)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        case("slips of the trade are put right", "师付都出去了", ("hands", "师傅都出去了")),
        case("a time behind goes before", "冇師傅呀今日", ("hands", "今天没有师傅可以安排")),
        case("what is let, in good words", "储藏间租没了", ("full", "储藏间已经租完了")),
        case("how it was given out does not matter", "春联让人抢光了", ("full", "春联已经没有了")),
        case("a recording that is not there", "监控没录上", ("unrecorded", "监控没有录到")),
        case("done already, and to whom", "钱早退你了", ("done", "钱已经退给您了")),
        case("Cantonese classifiers go", "張表批咗", ("done", "表格已经批了")),
        case("a paper that is wanting", "少一个章就是不收", ("missing", "还缺一个章")),
        case("whose rule it is", "公司归定不能带出去", ("rule", "按公司规定，不能带出去")),
        case("those above are the superiors", "上头没批", ("pending", "上级还没有批下来")),
        case("who does not agree has no answer pending", "上头不批", ("refused", "上级没有同意")),
        case("what is cut at an hour is not out of order", "充电区十点断电", None),
        case("a master with another's character", "亲没有诗傅", ("hands", "现在没有师傅可以安排")),
        case("who is unnamed is a colleague", "人家今天请假", ("away", "您要找的同事今天请假了")),
        case("who does what", "停车是保安部管的", ("outside", "停车由保安部负责")),
        case("how long it takes", "退按金要等九十日", ("waits", "退按金需要九十日")),
        case("where it was announced, not how often", "业主群里发了八百遍", ("told", "通知已经发在业主群里")),
        case("a price", "补发磁扣就是三百元", ("price", "补发磁扣是三百元")),
        case("what is not offered", "我们不提供搬运服务", ("lacking", "搬运这项服务这里没有提供")),
        case("how soon it went is not what went", "两分钟没了", ("full", "现在已经没有了")),
        case("when they eat", "我们十二点吃饭", ("closed", "十二点是用餐时间")),
        case("how far it went is no thing", "灭鼠板发到十栋就没了", ("full", "灭鼠板已经没有了")),
        case("not one place", "地库一个空位都不剩", ("full", "地库暂时没有空位")),
        case("how soon", "鸡蛋一上午就抢光咯", ("full", "鸡蛋已经没有了")),
        case("full is full", "满了就是满了", None),
        case("the cash, whose ever it is", "装修押金今天的备用金退光了", ("full", "备用的现金已经用完了")),
        case("filled up, misspelt", "免费名额抱满啦", ("full", "免费名额已经满了")),
        case("a guess is no fact", "大概卖完了", None),
        case("a threat is none", "谁的车位满了", None),
        case("abuse is none", "脑子进水了", None),
        case("what is thrown away is not given out", "外卖拿走", None),
        case("a promise is none", "钱全退给你", None),
        case("a clause that says more is not told", "师傅都出去了你就等着", None),
    ],
)
def test_told_wholly(clause: str, expected: tuple[str, str] | None) -> None:
    assert told(clause) == expected


@pytest.mark.parametrize(
    ("clause", "kinds", "expected"),
    [
        case("closed, whatever they say", "电脑都关了", ("closed",), ("closed", "现在已经下班了")),
        case("at lunch", "我饭还没扒两口", ("closed",), ("closed", "现在是用餐时间")),
        case("one alone on duty", "夜里就我一个人守台子", ("hands",), ("hands", "夜里只有一位同事值班，走不开")),
        case("nobody to send", "哪还抽得出人给您看货", ("hands",), ("hands", "现在没有人手可以安排")),
        case("gone for good", "小袁调到别的盘去了", ("left",), ("left", "小袁已经调岗")),
        case("only the kinds that are asked for", "电脑都关了", ("hands", "full"), None),
        case("what a rule forbids", "健身房十四岁以下不进", ("rule",), ("rule", "按规定，健身房十四岁以下不能进")),
        case("what those in charge forbid is not theirs to do", "领导不让外借梯子", ("rule",), ("rule", "按规定，不能外借梯子")),
        case("what is ridden, walked, worn", "代驾的小电车不能骑进地库", ("rule",), ("rule", "按规定，代驾的小电车不能骑进地库")),
        case("what cannot be done is not forbidden", "第三张点不进去", ("rule",), None),
        case("what is out of reach is not forbidden", "该申请不在受理范围之内", ("rule",), None),
        case("worn before going in", "泳帽没戴就不能下水", ("rule",), ("rule", "按规定，需要戴泳帽才能下水")),
        case("an hour that is written down", "十一点锁门这事写在楼里章程上了", ("rule",), ("rule", "按规定，十一点锁门")),
        case("what a system does not do",
             "系统里没法给非业主登记车牌", ("system",), ("system", "系统里暂时不能给非业主登记车牌")),
        case("who did not agree to what",
             "露台搭遮阳棚总部那边不点头的", ("refused",), ("refused", "露台搭遮阳棚的事总部没有同意")),
        case("what somebody does not do is not forbidden him", "邻居不收声", ("rule",), None),
        case("how long it takes", "退押金走四十五个工作日", ("rule",), ("rule", "按规定，退押金需要四十五个工作日")),
        case("who was hired for it does it", "清洁是外包给清洁公司的", ("outside",), ("outside", "清洁由清洁公司负责")),
        case("once whose it is", "外墙清洗由外包单位负责", ("outside",), ("outside", "外墙清洗由外包公司负责")),
        case("how many a rule allows", "充电桩就是一户一个", ("rule",), ("rule", "按规定，充电桩一户最多一个")),
        case("退不退 forbids nothing", "热水卡退不退得成", ("rule",), None),
        case("who was looked for", "名册上查无此人", ("notfound",), ("notfound", "名册里没有查到这位住户")),
        case("how high a house is", "六栋只到十八层", ("notfound",), ("notfound", "六栋最高十八层")),
        case("what it costs, in full", "换锁芯二百六", ("price",), ("price", "换锁芯是二百六十元")),
        case("a hundred is one hundred", "补卡一百", ("price",), ("price", "补卡是一百元")),
        case("a year is no price", "房子住了两百年", ("price",), None),
        case("what must be worn", "游泳池没有泳帽不能下去", ("rule",), ("rule", "按规定，游泳池需要戴泳帽才能下水")),
        case("not before the weekend is over", "过了周末再看", ("waits",), ("waits", "这件事要到周末以后才能安排")),
        case("why it is to be quiet", "午休时间不准钻孔", ("quiet",), ("quiet", "现在是午休时间")),
        case("why it is to be kept free", "门口不是放东西的", ("blocked",), ("blocked", "门口是大家通行的地方")),
        case("the price of a month", "停车一个月三百", ("price",), ("price", "停车是三百元一个月")),
        case("what it was raised to", "车位加到三千二", ("price",), ("price", "车位是三千二百元")),
        case("how little that is", "管理费一个月才三千", ("price",), ("price", "管理费是三千元一个月")),
        case("how far the numbers go", "b区就到二十六号", ("notfound",), ("notfound", "b区到二十六号为止")),
        case("who pays for it", "围挡必须自己出钱做", ("rule",), ("rule", "按规定，围挡的费用由业主承担")),
        case("a number with a comma", "车位月租3,800元", ("price",), ("price", "车位月租是3,800元")),
        case("who waits to lock up is still there", "我们等着锁门", ("closed",), None),
        case("what never was offered", "帮忙喂猫这种事我们从来不做", ("lacking",), ("lacking", "喂猫这项服务这里没有提供")),
        case("what is for next week", "下周的事下周说", ("waits",), ("waits", "这件事要到下周才能安排")),
        case("whose it is", "奶箱是牛奶站钉上去的", ("outside",), ("outside", "奶箱是牛奶站钉的")),
        case("where it would be offered", "轮椅外借是大医院才有", ("lacking",), ("lacking", "轮椅外借这项服务这里没有提供")),
        case("who was alone then is not alone now", "当时控制室就我一个人", ("hands",), None),
        case("work that is not named is no service", "活儿不接", ("lacking",), None),
        case("a floor goes not with what is on it", "地下二层的月租车位全部租完了", ("full",), ("full", "月租车位已经租完了")),
        case("let to others", "电动车充电位全数有主", ("full",), ("full", "电动车充电位已经没有空余的了")),
        case("the month is no part of it", "今个月访客车位全部爆咗", ("full",), ("full", "访客车位已经满了")),
        case("how many there were", "今天就五十个号", ("full",), ("full", "号一共五十个，已经发完了")),
        case("until when a place is open", "会客室五时收灯", ("closed",), ("closed", "会客室开放到五点")),
        case("until when they work", "五点半以后不接待", ("closed",), ("closed", "办公时间到五点半为止")),
        case("which day they are off", "星期天没人上班", ("closed",), ("closed", "周日休息")),
        case("they have packed up", "窗帘都拉下来了", ("closed",), ("closed", "现在已经下班了")),
        case("who went home is not to be had", "保洁阿姨回老家收麦子了", ("hands",), ("hands", "现在没有保洁阿姨可以安排")),
        case("a trade misspelt", "没有电公", ("hands",), ("hands", "现在没有电工可以安排")),
        case("all are sent out, whoever", "人都调去布展了", ("hands",), ("hands", "同事都派出去了")),
        case("nobody wants the work", "这阵子招工难", ("hands",), ("hands", "人手比较紧张")),
        case("on leave for a child", "承办人育婴留停中", ("away",), ("away", "承办人正在休假")),
        case("who does it no more", "小骆早不做了", ("left", "lacking"), ("left", "小骆已经离职")),
        case("who minds the store", "管仓库那个人住院呢", ("away",), ("away", "管仓库的同事现在不在")),
        case("the heat", "今年太阳毒", ("cause",), ("cause", "受高温天气影响")),
        case("a new hand", "新来的小姑娘填错的", ("cause",), ("cause", "新同事对业务不够熟悉")),
        case("a new system is no new hand", "新来的系统", ("cause",), None),
        case("a feast", "过节", ("cause",), ("cause", "受节假日影响")),
        case("a busy season is no feast", "双十一嘛", ("cause",), ("cause", "近期业务比较集中")),
        case("gone in a second", "瑜珈课名额秒杀", ("full",), ("full", "瑜珈课名额已经没有了")),
        case("at night", "晚班不办借梯子", ("closed",), ("closed", "现在是夜间时段")),
        case("a trade of whom none came", "开锁的师傅今天一个都没有", ("hands",), ("hands", "今天没有师傅可以安排")),
        case("the only one who knows how", "会修这个的就一个", ("hands",), ("hands", "负责这项工作的同事只有一位，一时安排不过来")),
        case("who does not come", "会计这周不来", ("away",), ("away", "会计现在不在")),
        case("lent out", "手推车五台都出去", ("full",), ("full", "手推车都借出去了")),
        case("the customer is 您", "你申请的储藏间全数租出", ("full",), ("full", "您申请的储藏间已经全部租出")),
    ],
)
def test_told_by_its_gist(clause: str, kinds: tuple[str, ...], expected: tuple[str, str] | None) -> None:
    assert gist(clause, *kinds) == expected


@pytest.mark.parametrize(
    ("clause", "kind", "expected"),
    [
        case("when somebody is back", "下周才回来", "away", "下周回来"),
        case("when it can be tried again", "明天赶早领", "full", "最快明天可以领取"),
        case("when one can queue again", "明天赶早排", "full", "明天可以重新排队"),
        case("who is away may not be back by then", "明天再来", "away", ""),
        case("no day, nothing", "改天再来", "full", ""),
    ],
)
def test_what_stands_beside(clause: str, kind: str, expected: str) -> None:
    assert beside(fold(clause).text, kind) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        case("from when", "两点以后再来", "两点以后可以办理"),
        case("on which day", "明早来吧", "明天早上上班后可以办理"),
        case("until when is no answer", "两点前没人", ""),
    ],
)
def test_when_they_are_open_again(clause: str, expected: str) -> None:
    assert open_again(fold(clause).text) == expected
