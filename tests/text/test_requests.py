"""What orders bid, said as something to ask for."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.fold import fold
from tonecheck.text.requests import request_of


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        case("when it is to be done is said too", "下池子之前把脚给我冲了", "下池子之前把脚冲一下"),
        case("by whom it is to be done is not", "污渍由阁下自行抹净", "把污渍抹干净"),
        case("when a letter came is no deed", "接函后立即自行拆除防盗窗", "拆除防盗窗"),
        case("two things that one shall do oneself", "水阀你自己去关掉,灯泡也自己换", "把水阀关掉，把灯泡换一下"),
        case("what was thrown somewhere is told", "沙子都翻到了草地上", ""),
        case("what one is told to do is done", "让你走地下通道就走地下通道", "走地下通道"),
        case("what vanishes into a place leaves it", "鞋柜给我消失在走道", "把鞋柜从走道移走"),
        case("a deed is done with its thing", "阳台衫全部收进去", "把阳台衫全部收进去"),
        case("where nothing hangs, what hangs there goes", "单杠上不许晒东西,收掉", "单杠上不要晒东西，把东西收掉"),
        case("what Hong Kong brings", "將張單交返去會計部", "把单交到会计部"),
        case("where Hong Kong does not eat", "唔好喺度食嘢,出去食", "不要在这里吃东西，出去吃"),
        case("until when stands elsewhere", "鸡笼子今天之内拆", "把鸡笼子拆一下"),
        case("a mouth is no thing to be shut", "你把嘴合上", ""),
        case("how many there are", "照片自己拍齐,三张,少一张我不收件", "把照片拍齐，一共三张"),
        case("several deeds, in their order", "单子自己填,自己影印,填完自己放那边", "把单子填一下，影印一下，填完放那边"),
        case("one goes there and does it", "熄火下车,赶紧登记", "熄火下车登记一下"),
        case("what is to be left", "先别按电梯", "先不要按电梯"),
        case("a sum before the deed", "八百六十块,转到账上", "把八百六十块转到账上"),
        case("where to stand", "站到黄线后面去呢,没叫到您就不要往前凑哦", "站到黄线后面"),
        case("spoken Cantonese", "即刻落嚟攞鎖匙,我唔等人", "下来拿钥匙"),
        case("a thing by itself is moved, not told to vanish", "您家那床被子,五分钟之内从栏杆上消失", "把您家的被子从栏杆移走"),
        case("the same in one clause", "泡沫箱下班前得从消防门后面消失", "把泡沫箱从消防门后面移走"),
        case("a thing that begins like a deed", "灭火器摆回原处", "把灭火器摆回原处"),
        case("what is not to be there", "年桔唔好擺走廊", "不要把年桔摆在走廊"),
        case("where it is not to be, and what to do", "三轮车别停过道,推走", "把三轮车推走，不要停在过道"),
        case("where a thing stands is no order", "滑板车靠在提款机旁边", ""),
        case("nobody is bidden to put it on the escape stairs", "鞋柜摆到逃生梯上，今晚之前让它消失", ""),
        case("on which day", "这个周末剪干净", "这个周末剪干净"),
        case("what is to cease", "别唱了", "不要唱"),
        case("today's haste is no haste", "纸箱子今天就给我清了", "今天把纸箱子清一下"),
        case("the place first", "这块不准放轮胎,走廊不许摆鞋柜", "不要在这里放轮胎，不要在走廊摆鞋柜"),
        case("where it is not to be",
             "纸箱自己搬下来扔,别堆在消防栓那", "把纸箱搬下来扔掉，不要堆在消防栓那里"),
        case("where something is not to be done", "狗牵好,嘴套戴上,别在大堂遛", "把狗牵好，把嘴套戴上，不要在大堂遛"),
        case("what is to be moved stands before", "闸在门后头,自己推上去", "把闸推上去"),
        case("a shout bids nothing", "去去去,到隔壁窗口排", "到隔壁窗口排队"),
        case("a list of papers stands before", "身份证、合同、照片,今天六点前全给我交过来", "把身份证、合同、照片交过来"),
        case("what is still owed is a deed", "表格背面也是要填的,拿回去重来", "把表格背面填好"),
        case("money is named where only its time is", "一户先把前两个季度的补上", "先把前两个季度的费用补上"),
        case("what is to go is what may not be there", "消火栓前头不准搁东西,搬走", "不要在消火栓前头搁东西，把东西搬走"),
        case("what was asked for is not asked for again", "把你家门口那袋垃圾拎走,下来拎", "把您家门口的垃圾拿走"),
        case("where it is signed", "字签这儿,别翻了", "在这里签个字"),
        case("where one waits", "先在大厅坐着,叫到再过来", "先在大厅坐着稍候"),
        case("where one does not telephone", "咪喺度打電話，出街打", "不要在这里打电话，到外面打"),
        case("who is with the customer is told", "孩子别在床上跳", "提醒孩子不要在床上跳"),
        case("who works for the customer is asked", "叫您師傅手上的東西放下來", "请师傅把手上的东西放下来"),
        case("where somebody is, is told", "师傅不在", ""),
        case("goods are no people", "快递不许放前台", ""),
        case("what is threatened with is to end", "再按喇叭,你的卡我就给你锁掉", "不要按喇叭"),
        case("what is threatened with if it is not done", "再不挪车就叫拖车了", "挪一下车"),
        case("nobody is bidden to stay away", "别来", ""),
        case("where it was before", "椅子搬回原来的地方", "把椅子搬回原来的地方"),
        case("first the one, then the other", "钱理整齐了再递进来", "把钱理整齐再递进来"),
        case("which way", "往上翻", "往上翻一下"),
        case("nobody's being away is asked for", "领位的请假了", ""),
        case("how it is done right", "标签要贴右上角", "把标签贴在右上角"),
        case("how long", "刷卡要刷两秒", "刷卡时刷两秒"),
        case("which side", "八达通向下拍", "把八达通向下拍一下"),
        case("where it is left", "钥匙放前台", "把钥匙放到前台"),
        case("where it was left is told", "快递放前台了", ""),
        case("nobody is asked to stand still", "站住", ""),
        case("what is done if not is no deed", "脚踏车别丢在梯厅,再放就直接清掉", "不要把脚踏车放在梯厅"),
        case("where something is not to go", "猫砂别再往马桶里倒了", "不要把猫砂往马桶里倒"),
        case("who is to be looked after", "把您家狗管好,听见没有", "把您家狗看好"),
        case("where a thing stands is told", "鞋柜摆到逃生梯上", ""),
        case("one by one is no thing", "一盆一盆全端回去", ""),
        case("what is not to be where, and what to do with it", "这里不准停车,把车挪走", "不要在这里停车，把车挪走"),
        case("who is bidden is no thing", "限你户今日之内把门前鞋柜搬走", "把门前鞋柜搬走"),
        case("the deed before the thing", "即刻搬走你架车", "把车搬走"),
        case("what goes on is to end", "再敲下去我就叫保安", "不要继续敲"),
        case("the noise, and not the tool", "唔准再钻", ""),
        case("one thing after the other", "自己上小程序填去,填完再过来", "上小程序填一下，填完再过来"),
        case("a slip for paying", "赶快来脚管理费", "来交管理费"),
        case("a place one is sent to in anger", "去教育局,现在就去", ""),
        case("a threat bids nothing", "少一张我不收件", ""),
        case("what hurts is not asked for", "闭嘴,滚出去,别废话", ""),
        case("an idiom is no deed", "关我什么事,开玩笑,看你了", ""),
    ],
)
def test_request(order: str, expected: str) -> None:
    assert request_of(fold(order).text.split(",")) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        case("a thing with what is not done with it", "狗绳不套上,今天别想过", "先把狗绳套上"),
        case("the same a day", "雨篷一天未拆,换喉的事一天不谈", "先把雨篷拆一下"),
        case("until when nothing is done", "什么时候营业额报上来,什么时候给您修", "把营业额报上来"),
        case("what is worn", "唔除頭盔,幾急都冇得入", "摘下头盔"),
        case("a paper", "您不提供合同我们就不给办", "带上合同"),
        case("the thing before who is to do it", "地面您先冲干净", "把地面冲干净"),
        case("what is wanted without it is refused", "不办会员不给看样片", "先办理会员"),
        case("a paper has no verb of its own", "没身份证不办", "带上身份证"),
        case("signatures", "先凑够一百户签名", "先取得一百户的签名"),
        case("somebody else's signatures", "两个邻居签了字再来谈", "先取得两个邻居的签名"),
        case("first this, then that", "先把走廊清走才换灯泡", "先把走廊清走"),
        case("whoever wants it", "想看先排队", "先排一下队"),
        case("who is willing", "贵户肯先让出走廊", "先把走廊让出来"),
        case("what went wrong is no condition", "没零钱找不开", ""),
        case("who the customer is, is none", "不是业主不给办", ""),
        case("nor what we cannot", "没空处理不了", ""),
    ],
)
def test_condition(condition: str, expected: str) -> None:
    assert request_of(fold(condition).text.split(","), conditions=True) == expected


def test_a_condition_is_bidden_where_one_is_asked_for() -> None:
    clauses = [fold(clause).text for clause in ("您不把收据拿来", "我们不会退")]
    assert (request_of(clauses, conditions=True), request_of(clauses)) == ("把收据拿过来", "")
