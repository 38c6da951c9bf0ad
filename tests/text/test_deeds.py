"""Which deeds are whole enough to be asked for."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.deeds import is_whole, made_whole


@pytest.mark.parametrize(
    "deed",
    [
        case("a thing is moved", "把电动车推出去"),
        case("money is transferred", "把款项转过来"),
        case("a queue elsewhere", "去那边排队"),
        case("a deed after a way", "把纸箱搬下来扔掉"),
        case("a dog is held", "把狗牵好"),
        case("what is turned down", "把声音调小"),
        case("what is not to go on", "不要敲"),
        case("what is needed", "先把欠的水费结清"),
        case("a meaning that looks like haste", "早一点过来"),
        case("whose it is", "把楼下的电钻关掉"),
    ],
)
def test_whole(deed: str) -> None:
    assert is_whole(deed)


@pytest.mark.parametrize(
    "deed",
    [
        case("an event is no thing", "把跳闸了去推一下"),
        case("nor is an hour", "把十二点零一分了"),
        case("nor what was done", "把报也报了"),
        case("to buy another is a mock", "把婴儿车去买个小"),
        case("once more is not once", "不要钻一下"),
        case("not to wait bids nothing", "不要等下"),
        case("an animal is not cleared", "把狗清一下"),
        case("a verb is missing", "下来那快递"),
        case("a time of the year", "收楼旺季"),
        case("a consent", "退钱可以"),
        case("a slip", "先把物业飞交一下"),
        case("a question", "退租交几把钥匙"),
        case("a price", "换锁芯一百八"),
        case("a refusal beside it", "登记免谈"),
        case("how things go", "看情况"),
        case("a half particle", "不要敲乐"),
        case("nobody is sent home", "回家拿去"),
        case("nor to knock at another door", "把楼上的门敲开"),
    ],
)
def test_none(deed: str) -> None:
    assert made_whole(deed) == ""


@pytest.mark.parametrize(
    ("deed", "whole"),
    [
        case("one goes and does it", "把垃圾下去倒一下", "下去把垃圾倒掉"),
        case("where, as one writes it", "站在度", "站在这里"),
        case("the same with its thing", "表格放这", "把表格放在这里"),
        case("a measure whose number was cut off", "下来把辆小货挪走", "下来把小货车挪走"),
    ],
)
def test_mended(deed: str, whole: str) -> None:
    assert made_whole(deed) == whole
