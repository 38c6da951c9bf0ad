"""Last touches: the matter by its name, no reason that the draft does not have, several addressed as several."""

from __future__ import annotations

import pytest
from table import case

from tonecheck import Checker
from tonecheck.reply.naming import named
from tonecheck.reply.touches import asked_of_all, touched


@pytest.mark.parametrize(
    ("reply", "matter", "said"),
    [
        case("this matter", "这件事由开发商负责。", "漏水", "漏水的事由开发商负责。"),
        case("what is done for one", "我们很愿意帮您做这件事，先把费用结清。", "维修",
             "我们很愿意帮您处理维修的事，先把费用结清。"),
        case("a state of things", "您反映的情况我记下来了。", "异味", "异味的情况我记下来了。"),
        case("in Hong Kong", "此事由我跟進。", "漏水", "漏水的事由我跟進。"),
        case("what is a matter by its own name", "您遇到的情况我了解了。", "您和室友之间的事", "您和室友之间的事我了解了。"),
        case("a service", "我们这里没有提供这项服务。", "上门换灯泡", "我们这里没有提供上门换灯泡的服务。"),
        case("a thing that is lent", "這項服務我們現時未有提供。", "手推車", "我們現時未有提供手推車。"),
        case("another thing is no service", "我们这里没有提供这项服务。", "麻将声", "我们这里没有提供这项服务。"),
        case("a price", "以后的价格会怎样变化，现在还不好下结论。", "管理费", "管理费以后会怎样变化，现在还不好下结论。"),
        case("what we were busy with is not his matter", "手头的事办完就主动联系您，您的事我先记下来。", "退租单",
             "手头的事办完就主动联系您，您的事我先记下来。"),
        case("nothing stands for it", "请稍等。", "漏水", "请稍等。"),
    ],
)
def test_named(reply: str, matter: str, said: str) -> None:
    assert named(reply, matter) == said


@pytest.mark.parametrize(
    ("reply", "draft", "said"),
    [
        case("where one may not park", "这里需要空出来，麻烦您把车开走。", "这里不让停车", "这里不便停放，麻烦您把车开走。"),
        case("in Hong Kong", "這裏需要騰空，麻煩您把車駛離。", "呢度不准泊車", "這裏不便停泊，麻煩您把車駛離。"),
        case("where one may not put things", "走廊需要空出來，麻煩您把鞋櫃搬走。", "鞋柜不要放走廊",
             "走廊不便擺放，麻煩您把鞋櫃搬走。"),
        case("only to be kept free", "这里需要空出来，麻烦您把车开走。", "要卸货,开走", "这里需要空出来，麻烦您把车开走。"),
        case("neighbours are disturbed", "麻烦您先停一停，以免影响到邻居，谢谢！", "别钻了",
             "麻烦您先停一停，以免影响到邻居，谢谢！"),
        case("nobody is", "麻烦您先暂停施工，以免影响到邻居，谢谢！", "马上停工", "麻烦您先暂停施工，原因我来向您说明，谢谢！"),
    ],
)
def test_why(reply: str, draft: str, said: str) -> None:
    script = "hans" if "麻烦" in reply else "hant-hk" if "裏" in reply else "hant-tw"
    assert touched(reply, draft, script, lambda _: "") == said


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        case("a call that was to be returned", "没给你回电话", "对不起，没能及时给您回电话，我来跟进。"),
        case("one that was promised", "谁还记得给你打电话", "对不起，没能及时打电话通知您，我来跟进。"),
        case("a letter", "哪记得你那封信", "对不起，没能及时回复您的来信，我来跟进。"),
        case("nothing in particular", "没顾上", "对不起，没能及时回应您，我来跟进。"),
    ],
)
def test_what_was_late(draft: str, said: str) -> None:
    assert touched("对不起，没能及时回应您，我来跟进。", draft, "hans", lambda _: "") == said


def test_several_are_asked_together() -> None:
    assert asked_of_all("麻烦您搬走，谢谢您的配合！", "各位业主：") == "麻烦大家搬走，谢谢大家的配合！"
    assert asked_of_all("麻烦您搬走，谢谢您的配合！", "您好，") == "麻烦您搬走，谢谢您的配合！"


def test_what_is_told_beside_the_reply_is_not_named_again(checker: Checker) -> None:
    assert "漏水的事" not in checker.check("漏水的照片收到了。这不归我管，你别来找我。").rewritten


@pytest.mark.parametrize(
    ("text", "part"),
    [
        case("what was lost", "快递丢了关物业什么事。", "快递不见了您一定很着急"),
        case("what is lent comes back", "轮椅借光了,自己扶着走走吧。", "有归还的就通知您"),
        case("a place is left", "臨停位今天滿了，改天請早。", "有空位就通知您"),
        case("who is away", "您好，經理放假了，回來日期未定。閣下改日再來。", "經理正在放假"),
        case("a firm has no household", "你们是哪家公司的啊,叫什么名字?", "您是哪家公司的"),
        case("whose hurt it is", "孩子在滑梯摔了，您自己带去看看，我们处理不了", "请问孩子的伤势要紧吗"),
        case("who is not to be found", "我們小區沒這個人", "沒有查到您要找的人"),
        case("a hint is answered", "都是我们的错,全赔您。", "商量"),
        case("who comes another day hears it from us", "今天弄不了门禁卡，明天早点来把", "明天您过来就给您办"),
        case("who is visited is told as before", "今天修不了,师傅明天来", "到时候通知您"),
        case("why he is away", "王经理出差了，你下周再来吧", "王经理出差了。您要办的事我先登记，下周由我联系您"),
        case("who it is, and whom he seeks", "邊個嚟㗎？搵邊位？", "請問怎樣稱呼您，您找哪一位"),
        case("who is about to leave has not left", "都快六点了，我们要下班了，有事明天在说", "马上就要下班了"),
        case("what others have is not the matter", "全楼都说水压OK,就您家小?", "水压的情况"),
        case("whose rule it is, is said once", "外来车不让进园区是上面的要求，我也没法给您解释。", "按规定，外来车不能进园区，"),
        case("what Taiwan types", "不知道喔", "這件事"),
    ],
)
def test_rewritten(checker: Checker, text: str, part: str) -> None:
    assert part in checker.check(text).rewritten
