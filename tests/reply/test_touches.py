"""Last touches: the matter by its name, no reason that the draft does not have, several addressed as several."""

from __future__ import annotations

import pytest
from table import case

from tonecheck import Checker
from tonecheck.reply.naming import keeps_busy, named
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
        case("nothing stands for it", "请稍等。", "漏水", "请稍等。"),
    ],
)
def test_named(reply: str, matter: str, said: str) -> None:
    assert named(reply, matter) == said


@pytest.mark.parametrize(
    ("said", "matter", "busy"),
    [
        case("what we are at", "手上三份退租单没写完", "退租单", True),
        case("what is put off for it", "没空看你那张退租单", "退租单", False),
        case("what is the customer's own", "太忙了,你的退租单忘了", "退租单", False),
        case("what is called a matter", "在开会,漏水的事等等再说", "漏水", False),
        case("what is only mocked", "腾不出手回你这种小邮件", "小邮件", True),
        case("what is not said", "忙着呢", "漏水", True),
        case("a letter that a reply says was not answered", "漏回你的信件", "信件", True),
    ],
)
def test_what_keeps_busy(said: str, matter: str, busy: bool) -> None:
    reply = "没能及时回复您的消息，您的事我现在就来跟进。" if matter == "信件" else "手头的事办完就主动联系您，您的事我先记下来。"
    assert keeps_busy(reply, said, matter) == busy
    assert not keeps_busy("您的事我先记下来。", said, matter)


@pytest.mark.parametrize(
    ("reply", "draft", "said"),
    [
        case("where one may not park", "这里需要空出来，麻烦您把车开走。", "这里不让停车", "这里不便停放，麻烦您把车开走。"),
        case("in Hong Kong", "這裏需要騰空，麻煩您把車駛離。", "呢度不准泊車", "這裏不便停泊，麻煩您把車駛離。"),
        case("where one may not put things", "走廊需要空出來，麻煩您把鞋櫃搬走。", "鞋柜不要放走廊",
             "走廊不便擺放物品，麻煩您把鞋櫃搬走。"),
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
        case("whose it is without a second 的", "樓上單位的狗吠是鄰居之間的私人事，管理處不會介入。", "樓上單位狗吠的情況"),
        case("how far it is needs no word behind it", "外牆拉皮的進度喔，應該快了吧，再等等看。", "外牆拉皮的進度，我先確認清楚"),
        case("with whom one is at odds, is told", "喂，您跟中介闹翻了，找我们热线念叨啥呀。", "帮您联系中介，把情况说清楚"),
        case("what was late", "這期帳單遲寄是印刷公司那邊出了問題，我們也不想的。", "帳單遲寄的事造成您的不便"),
        case("what it is about beside who is away", "總幹事今天特休，點交的事您過兩天再來一趟。", "點交的事我先登記下來"),
        case("who is called between commas", "智能門鎖的程式我看不懂，陳小姐，幫不到你。", "陳小姐，智能門鎖程式的事"),
        case("who is called with no comma", "王姐不好意思，昨天一堆事，您的消息我没空回。",
             "没能及时回复您的消息。您的事我现在就来跟进"),
        case("where it leaks", "阳台漏了三天您才来报修，早干嘛去了？", "阳台漏水的事我现在就登记安排"),
        case("what is wanted beside what is owed", "您先把去年的物业费结清，不然厨房漏水我们不会派人上门的。",
             "帮您处理厨房漏水的事"),
        case("what is asked in spoken Cantonese", "平台啲樹幾時有人嚟剪？我點知呀。", "平台的樹幾時有人來剪，我先為您查詢"),
        case("what goes back as a rule", "包裹放超過三十天就是退回，公司規定，我們櫃台也沒辦法通融喔。",
             "按規定，包裹放超過三十天會退回"),
        case("what is told is explained where it is asked", "何太，會所訂場要預早七日，通告貼了半年，你應該早就知道。",
             "會所訂場要預早七日。如有疑問請隨時提出，由我向您說明。"),
        case("today is said once", "陽台那些盆栽今天就給我收進去，不要讓我打第二次電話。", "麻煩您今天把陽台的盆栽收進去，"),
        case("this morning is no part of what was given out", "聖誕派對的門票今早已經派完，沒有了。", "聖誕派對的門票已經派完了"),
        case("the place is named where it is asked for", "赶紧把楼道里的纸箱子清走，下班前我要看到干净的。",
             "麻烦您在下班前把楼道里的纸箱子清走，"),
        case("the way it was written is no matter", "尋日冇覆你WhatsApp呀？成日咁多嘢做，邊顧得晒。", "您的事我現在便跟進"),
        case("what is wanted where nobody is sent", "您不把物业费结清，我们是不会派人上门的。",
             "帮您安排人上门，上门前需要先把物业费结清"),
        case("what is refused by name", "不把欠的物业费补上，出入证就别想办", "帮您办出入证，办理前"),
        case("who is sought, by his trade", "我们这没有姓郑的锅炉工，你找错地方了。",
             "没有查到姓郑的锅炉工。请您再核对一下对方的姓名，"),
        case("which paper", "收房须知上写得明明白白，您早该知道的呀，还来问", "这一项收房须知里有说明"),
        case("what befell a car", "車子真的是在我們這裡被刮的嗎？該不會是你自己撞的吧。", "車子被刮的事造成您的不便"),
        case("a call that was not returned was taken", "因近日事務繁忙，故未有回覆閣下來電。", "未能及時回覆您的來電"),
        case("a lunar day", "總幹事休到初六，他不在這個沒人能處理，你初六再過來。", "初六由我聯絡您"),
        case("who went home is on no holiday", "清潔阿姨都回去了，電梯裡的水泥灰沒人可以掃", "清潔阿姨都下班了"),
        case("a place that is shut is no ban", "交誼廳除夕不開放就是社區規定，規定這樣寫我也只能照做。",
             "按規定，交誼廳除夕不開放，"),
        case("what is not allowed is said twice over", "集团制度摆在那儿，押金说不能提前退就是不能提前退。",
             "按规定，押金不能提前退，"),
        case("what waits as a rule", "公司有公司的程序，裝修申請一律等七天，恕不通融。", "按規定，裝修申請需要等七天，"),
        case("what has come about is a matter", "大堂桃花枯了是園藝組的事，不是我的職責，不用跟我說。",
             "大堂桃花枯了的事由園藝組負責"),
        case("what is owed and not paid has no grounds", "管理費為什麼又沒繳？是不是故意的？", "您的管理費還沒有繳"),
        case("what is asked whether", "寒流來的時候泳池會不會關喔，我不曉得耶。", "寒流來的時候泳池會不會關，我先為您查詢"),
        case("a lift by its written name", "部𨋢幾時整好？唔知喎", "升降機幾時整好，我先去核實"),
        case("what is driven away", "即刻落嚟揸走你架車，呢度唔畀泊", "下來把車開走"),
        case("where it is not to stand", "电动车别往大堂放，推出去。", "麻烦您把电动车推出去，不要往大堂放，"),
        case("whose it is", "迎賓車道不能停，你親戚那台休旅車現在移走。", "把親戚的休旅車移走"),
        case("what is not given out", "除非您先把管理費補齊，不然住戶卡我們是不會發的", "幫您處理住戶卡的事，辦理前"),
        case("what cannot be done today", "今天办不了入住了，明儿再跑一趟吧", "入住的事要到明天才能办理"),
        case("what waits for him", "陳經理休特休到下禮拜三，您的續約等他回來再說", "續約的事我先登記下來，下禮拜三請同事與您聯絡"),
        case("a repair in the afternoon is no noon rest", "3床的护栏可能下午修，也可能明天，再说吧。",
             "我先去核实，有了准确的答复"),
        case("a thing that goes back as a rule", "公司规定快递放三天就清，没什么好解释的", "按规定，快递放三天会清理，"),
        case("what is first to be over", "流程没走完钥匙就是不能给，规矩在那摆着呢", "按规定，钥匙要等流程走完才能领取，"),
        case("when it was not answered", "昨天没接您电话是因为下雪报修的太多了，实在接不过来。",
             "对不起，昨天没能及时接听您的电话"),
        case("a colleague is in no register of residents", "前台没有姓欧阳的同事，查不到这个人。", "没有查到姓欧阳的同事"),
        case("who is in no office", "项目负责人今天去总部开会。您见不着他，请回吧，感谢理解。", "项目负责人今天正在开会。"),
        case("a fee that never rose is not asked for", "您搞错了，不是这样的，停车费从来没有涨过，是您自己弄错了月份。",
             "停车费的情况我记下来了"),
        case("what is not lent", "会议室投影仪我们这边不外借，也没有别的能给您用。", "会议室投影仪目前不外借。"),
        case("what is not repaired", "室内的马桶堵了我们不修，物业只管公共区域。", "室内的马桶维修这项服务这里没有提供"),
        case("how often each may", "會所一個單位每日只可預約一節，制度就是這樣，沒有例外。", "會所一個單位每日最多可以預約一節"),
        case("a price that is what it is", "管理費一坪九十就是這個價錢，您覺得貴也是要繳。", "管理費是九十元一坪。"),
        case("how long a deposit takes", "装修押金要四十五天才退，制度就是这么定的。", "装修押金要四十五天才能退。"),
        case("no parking overnight", "訪客車位不能停過夜，現在把車開走。", "訪客車位不便停放過夜，"),
        case("what lives in the greenery", "绿化带有蛇这事您别找我，我是管收费的。", "这件事我先记下来"),
        case("what was lost", "快递丢了关物业什么事。", "快递不见了您一定很着急"),
        case("what is lent comes back", "轮椅借光了,自己扶着走走吧。", "有归还的就通知您"),
        case("a place is left", "臨停位今天滿了，改天請早。", "有空位就通知您"),
        case("who is away", "您好，經理放假了，回來日期未定。閣下改日再來。", "經理正在放假"),
        case("a firm has no household", "你们是哪家公司的啊,叫什么名字?", "请问怎么称呼您，是哪家公司的？"),
        case("whose hurt it is", "孩子在滑梯摔了，您自己带去看看，我们处理不了", "请问孩子的伤势要紧吗"),
        case("who is not to be found", "我們小區沒這個人", "沒有查到您要找的人"),
        case("a hint is answered", "都是我们的错,全赔您。", "商量"),
        case("who comes another day hears it from us", "今天弄不了门禁卡，明天早点来把", "明天您过来就给您办"),
        case("who is visited is told as before", "今天修不了,师傅明天来", "到时候通知您"),
        case("why he is away", "王经理出差了，你下周再来吧", "王经理出差了。您要办的事我先登记，下周由我联系您"),
        case("who it is, and whom he seeks", "邊個嚟㗎？搵邊位？", "請問怎樣稱呼您，找哪一位"),
        case("who is about to leave has not left", "都快六点了，我们要下班了，有事明天在说", "马上就要下班了"),
        case("what others have is not the matter", "全楼都说水压OK,就您家小?", "水压的情况"),
        case("whose rule it is, is said once", "外来车不让进园区是上面的要求，我也没法给您解释。", "按规定，外来车不能进园区，"),
        case("what Taiwan types", "不知道喔", "這件事"),
        case("and where it chats", "哪有空一直回 LINE", "沒能及時回覆您的訊息"),
        case("until when he is away",
             "会计休年假了，您二十号以后再来。", "会计在休年假。您的事我先登记下来，二十号以后请同事联系您"),
        case("not on a day that is denied", "她请假了,下周三也不一定在", "再请同事联系您"),
        case("when his turn comes", "您这单排到后天去了,后天您再来问。", "要到后天才排到，很抱歉。我先登记下来，到时候"),
        case("what is fetched is not done", "门卡今天领不了,明天再来拿", "要到明天才能领取"),
        case("what is brought is", "烤箱今天修不好,明天再拿过来", "要到明天才能安排"),
        case("who remembers something does not come", "电池下个礼拜才进货。下个礼拜您想起来了，就再报一遍。", "到时候通知您"),
        case("a fee is paid, not registered", "櫃台九點就結帳了，管理費明天再來繳。",
             "管理費要到明天才能繳。我先記下來，明天您過來"),
        case("it is no office that is away", "财务的小周出差,您周四再过来问", "财务的同事出差了"),
        case("who is away, by what he is", "您好，您找的客服主管白天都在总部开会，一星期也见不着两面。您隔几天再打",
             "正在开会"),
        case("what is owed is paid", "赶紧把欠的物业费交了,别拖了。", "物业费想请您方便时缴一下，金额有疑问我来帮您核对"),
        case("what is posted is read", "告示牌就贴在柜台上,条条款款写得明明白白,自己看去。", "告示牌麻烦您方便时看一下"),
        case("a shift is no person", "我係夜更，日更搞落啲手尾唔好入我數", "聯絡日更同事"),
        case("whose hurt it is: an elder's", "老太太在门口摔了,医药费我们全包", "请问老人家的伤势要紧吗"),
        case("a pet's", "您好,狗狗吃了绿化带的药生病,医药费我们出,您报个数就行。", "请先带它就医"),
        case("an elder who is lost", "老人走失了?派出所,快去派出所,我们大厅不寻人", "一起帮忙寻找老人"),
        case("what is not priced has no grounds", "隔音差?住得公屋價就預咗啦。", "隔音的情況我已記下"),
        case("who is to stop is another", "叫你班師傅收聲,而家即刻熄機。", "麻煩您請師傅先停一停"),
        case("whose name was not found", "您好呢，姓欧阳的一户都没住过，您另找地方哈。", "没有查到姓欧阳的住户"),
        case("an engineer's", "姓闫的工程师？我们项目没这么一号人。", "没有查到姓闫的工程师。请您再核对一下对方的姓名，"),
        case("where there are no households", "我們分行沒有姓馮的，請不要亂打", "沒有查到姓馮的人。"),
        case("his own name", "查不到您的名字,您沒有報名。", "再核對一下您的姓名"),
        case("what is wanted, on a condition", "您好，您要是不先把押金条找出来，我们就不给您办退款，其他方式一概不接受。",
             "我们很愿意帮您办退款，"),
        case("what is wanted, before it", "想換門鎖？清咗嗰三個月尾數先至開聲啦。", "我們很樂意為您換門鎖，"),
        case("what is told has its name already", "不好意思,月卡过了一号就按全月算,文件上这么写的,我们照做而已。",
             "月卡过了一号就按全月算。这件事我先记下来"),
        case("what is lent is not missing twice", "轮椅没有备着，咱们小区从来没备过这个。", "很抱歉，我们这里没有提供轮椅。"),
        case("what is gone, by the head of what is told of it", "春联啊，上午一开门就抢没了。", "很抱歉，春联已经没有了。"),
        case("a way in is not given out", "北二门早就没了，您导航到哪儿算哪儿。", "您的需要我先记下来"),
        case("a room does one thing only", "洗衣房只洗床单。", "很抱歉，洗衣房目前只洗床单。"),
        case("a service by its name", "我们不提供这个服务的，空调不修。", "空调维修这项服务这里没有提供"),
        case("the draft's own character", "您好,代收冷链的不搞,化了坏了我们可赔不起。", "代收冷链这项服务"),
        case("a number that was not found", "这个单号压根没有", "没有查到这个单号"),
        case("what is bidden to mock is no request", "电梯抖一下就吓成那样,别坐呗", "电梯抖的事"),
        case("nor where to live", "咁矜貴就搬去半山住啦。", "您所說的情況"),
        case("where it stands in the way is not where it is to be put",
             "您好呢，腌菜缸摆到公共平台，等会儿我们就当没人要的收了哈。",
             "平台不便摆放"),
        case("what was sent is not the matter", "看了您发的照片。墙面开裂是开发商交房时留下的，我们管不了。", "墙面开裂的事"),
        case("nor what keeps one busy", "光快递就三百件，谁顾得上给你回消息", "没能及时回复您的消息"),
        case("nor what is shut", "卷帘门拉下一半的意思,您懂的吧。", "您的事我先记下来"),
        case("who took the money is not to be turned to", "师傅拿钱跑了？又不是我们请的，跟我们讲没用。", "您遇到的情况我了解了"),
        case("who else is served first is not told", "领导的车要到了，这会儿谁的事都往后放。", "您的事我先记下来"),
        case("when one may come stands with what is shut", "阿姐，食緊飯呀。兩點鐘先返嚟啦。", "兩點以後可以辦理"),
        case("a greeting in the morning stays", "余先生早。这个月访客车位的名额一个不剩,下个月您起早点。地库在B2。",
             "余先生早。很抱歉，访客车位"),
        case("thanks at the head stay", "感谢来电。领导正在旁边等报表，您挑的时候不太好呢。", "感谢来电。您的事我先记下来"),
        case("and are not said twice", "您好，感谢您报修。家里漏了三天您才讲，前两天您在做什么呢？",
             "感谢您报修。漏水的事我现在就登记安排"),
        case("next year's share", "挂历发完啦,明年请早。", "明年有了安排就通知您"),
        case("who answered late", "我一个人当三个人使，回慢点你多担待啦🥲", "没能及时回复您，非常抱歉。"),
        case("what is to be done once somebody is free",
             "您好，许多人反映地库积水没人扫。这个月保洁离职了两位，没有人可以派过去。",
             "地库积水的事我先登记下来，一有人手"),
        case("who does it is not what is to be done",
             "保洁就俩人，一个请假一个在扫地库，您家门口那摊油就先那样放着吧，派不出人来。",
             "门口那摊油的事我先登记下来"),
        case("a question by its own words", "施工证什么时候批?看领导心情吧,差不离。", "施工证什么时候批，我先去核实"),
        case("a thing is fetched, and no matter of it", "包裹登記簿收起來了,下禮拜一再領。",
             "包裹要到下禮拜一才能領取。我先幫您登記好，下禮拜一您過來就可以領取"),
        case("what is no service of the house's is its own", "您出差的事我看到了。代喂猫没这项服务，物业不做。",
             "代喂猫这项服务这里没有提供"),
        case("what is known answers him who is told that he is wrong", "閣下所指之日期錯誤,大廈門禁從未停用。",
             "大廈門禁從未停用。如有不清楚"),
        case("without what insists on it", "您记错了，系统里明明登记的是三月十号。", "系统里登记的是三月十号。"),
        case("a cause that is heard", "門禁系統在更新,刷不過去很正常。", "很抱歉，門禁系統在更新，造成您的不便。"),
        case("a rule that is heard", "楼门换锁芯得五户一块儿申请，您一户，系统里点不过去。",
             "楼门换锁芯得五户一块儿申请"),
        case("what is the same tells nothing", "配电间就是配电间,哪来个小仓库,侬跑三趟也没有。", "不好意思，我这边没有查到。"),
        case("nobody at home is not nobody to send", "師傅上門三次都無人，閣下到底有沒有打算修？", "此事我先為您登記"),
        case("what cannot be done is no part of the name",
             "感谢您反映小程序付不了款。手机上的东西我这个年纪真弄不来，您家年轻人帮着看看吧。",
             "小程序的事"),
        case("in Hong Kong's days", "星期日是休息日，滲水也請等到星期一。", "很抱歉，星期日休息。"),
        case("in Hong Kong's words and forms", "車場係外判公司睇嘅,同我哋管理處冇關。",
             "車場由外判公司負責，由我為您聯絡，說明情況"),
        case("who asks for a proof is glad of it", "真的假的呀，您有照片吗，没有就不好说了。", "方便的话请您提供照片或者票据"),
        case("what is not given is named", "楼上业主的电话不能给，别问了。", "楼上业主的电话我们不便提供"),
        case("what is said twice is asked once", "卸貨區不能停啦，車開走開走。", "麻煩您把車開走，"),
        case("what is to be fetched stands behind it", "要表格自己去门口拿，填好了再过来。", "麻烦您去门口拿一下表格"),
        case("who is asked in which room he stays", "沙发上那位，你是几号房的，在这儿干嘛？", "住几号房"),
        case("what keeps us busy is no matter", "不好意思啊赵姐，忙着收年费呢。您的投诉信还没来得及看。", "投诉信的事"),
        case("nobody who says so is not nobody free", "真定假㗎？第啲住戶又冇人話冇熱水。", "熱水的事由我跟進"),
        case("a barbecue is no fire", "院子外头烧烤摊冒烟那是城管的事，我们管不了。", "由城管负责，我来帮您联系"),
        case("what is changed is no other thing", "貴公司更改水牌的申請今天辦不了，請星期四再來。",
             "更改水牌的申請要到星期四才能辦理"),
        case("nobody else is told of", "喂，九栋没有四单元，您自己看看地址。", "没有查到"),
        case("somebody else is", "那家男的上月被单位开了,所以没交。", "涉及他人的个人信息我们需要保密"),
        case("who apologises by name", "黃生唔好意思呀，要你等咗咁耐。", "黃生不好意思，耽誤了您的時間"),
        case("what nobody bids is not asked for", "冷氣26度還嫌熱，那你要不要去住冰箱。", "冷氣"),
        case("a flood of yesterday is asked about", "昨天地下室為什麼淹水我不清楚。", "淹水"),
        case("a price is told once", "车位管理费一个月三百八就是三百八，嫌贵可以停外面去", "三百八，计算方法和依据"),
        case("hot water is no heat", "不就停了半天热水嘛，哪有这么娇气。", "热水的事"),
        case("a box is looked at once", "自己去看下电箱，跳闸了推上去就行，别老喊我们。", "麻烦您去看一下电箱"),
        case("a telephone that fell hurt nobody", "你在楼上摔了手机关我们服务台什么事", "您遇到的情况我了解了"),
        case("what is asked, by whom it is found out", "几点修好我不清楚,问师傅去。", "几点修好，我来向师傅了解情况"),
        case("what is owed, since when", "您好，您先把去年的物业费结清。我们再给您看漏水，谢谢配合。", "把去年的物业费结清"),
        case("what is not to happen again", "林小姐放心，地库以后绝对不会再淹水了，我拿人头担保", "淹水的事"),
        case("which notice", "停水通知在电梯里贴了三天，还要我讲几遍啊。", "停水通知的内容"),
        case("one's own task is no fact", "我是收停车费的，路灯坏了别跟我说。", "路灯的事"),
        case("who makes trouble is not loud", "你再這樣鬧，我就把你的感應卡停掉", "您的心情我理解"),
        case("a deposit is no promise", "裝潢保證金要退的話下禮拜再來辦啦，今天不弄這個", "我們會盡力安排在下禮拜處理"),
        case("what an insurance covers is no flood", "王小姐，這個保險計劃包不包水浸我也說不準，您自己打去保險公司查詢比較好。",
             "保險公司"),
        case("a little earlier is no hour", "我們五點半就下班了，現在已經三十五分，你明天早一點來", "明天上班後"),
        case("what is to be paid today", "管理費今天就拿下來繳，不要再拖了", "今天繳一下"),
        case("where it is written", "合同里写得清清楚楚，签字那天您就应该知道的呀。", "这一项合同里有说明"),
        case("whom one is told to see is not handed on to", "你是瘋子喔，去看醫生啦。", "您有什麼事請慢慢說"),
        case("how things are done is no matter", "流程就是这么走的，少一步都不行，跟我说也没用", "如实"),
        case("what is not done for people is a service", "我們沒有在幫住戶寄包裹的喔，抱歉囉。", "寄包裹"),
        case("who comes from outside has an errand here", "到我们这来干啥？说清楚再进。", "要办什么事？我来帮您登记"),
        case("who calls has a home", "你打电话来干什么的?", "您是哪一户？有什么需要我帮您的吗"),
        case("who lives here as well", "你乜水呀？住邊座？有咩快啲講。", "請問怎樣稱呼您，住哪一座？"),
        case("what may not be done has a subject", "公司规订不让办,我也没法。", "按公司规定，这件事不能办"),
        case("what is bidden at once is asked for soon", "赶紧把物业费交了，别拖。", "麻烦您尽快把物业费交一下"),
        case("in Hong Kong", "落嚟大堂簽收,快手啲。", "麻煩您盡快下來大堂簽收"),
        case("not beside the day that it is due", "今天之内立刻交清", "麻烦您在今天之内交清"),
        case("what is loud is to stop now", "1203是吧，电钻关掉，现在，立刻。", "麻烦您把电钻关掉，"),
        case("after some days", "项目经理去总部学习了，您过两周再来看看。", "过两周请同事联系您"),
        case("papers are no fee", "资料没交齐，办不了。", "备齐以后我马上帮您办理"),
        case("what is to prove it is not what it is about", "您说多收了三十块，有收据吗？整栋楼就您一家这么讲。", "您反映的情况"),
        case("nor is a heart of glass a pane", "您也太玻璃心了吧，管理员只是没跟您打招呼而已。", "您说的情况"),
        case("the customer who is called so is not asked", "陳生唔使擔心，門鐘聽朝十點前實整好，我擔保。", "陳生，門鐘的事"),
        case("whose number is not given", "業主電話？唔畀得。", "業主電話我們不便提供"),
        case("where nobody may stop comes first", "此處嚴禁停泊，立即把車駛走。", "此處不便停泊，麻煩您"),
        case("what is done in Hong Kong's words", "唔好意思呀，要你等咁耐，張停車證搞掂喇。", "您的停車證已經辦妥"),
        case("what costs so much each", "補發住戶證一百蚊張，收費係咁，冇得講價。", "補發住戶證是一百元一張"),
        case("when it was has no 的 of its own", "您记错了吧，二月份的水费您根本就没交过。", "二月份水费的情况"),
        case("what is to be sent", "把身份证拍照发我，快点，别磨叽", "麻烦您尽快把身份证拍照发过来"),
        case("where there are classes and no households", "你哪个班的？叫什么？", "请问怎么称呼您，是哪个班的？"),
        case("what is done first, and then", "签字了才有人上门，不签免谈，就这么简单。", "麻烦您先签个字，"),
        case("what cannot be done at all is no rule", "领导没签字,外摆的桌子就摆不出去。", "领导还没有签字。"),
        case("who is responsible is named once",
             "绿植是租摆公司管的,死了也是他们的事,我们不负责。", "由租摆公司负责，我来帮您联系，"),
        case("when, as one writes it", "啥时候通燃气?天知道", "什么时候通燃气，"),
        case("what was said of no accident", "出门前药吃了没?", "您有什么事请慢慢说"),
    ],
)
def test_rewritten(checker: Checker, text: str, part: str) -> None:
    assert part in checker.check(text).rewritten


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        case("which paper is to be signed", "您不签那份免责声明，漏水的事免谈",
             "我们很愿意帮您处理漏水的事，签免责声明之前我先把内容跟您逐条说明，有疑问我们再商量。"),
        case("who has to sign, and how many, is not invented", "想我哋派人通渠就簽咗張同意書先,唔簽唔會上㗎。",
             "通渠的事我們很樂意幫忙，辦理需要哪些手續，由我向您說明，如有困難請告訴我。"),
    ],
)
def test_what_is_to_be_signed(checker: Checker, draft: str, said: str) -> None:
    assert checker.check(draft).rewritten == said


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        case("for when it is owed", "3栋702，物业费又拖了两个季度，您这是什么意思？",
             "您两个季度的物业费还没有交，如果有疑问或者不方便，请告诉我，我来帮您核对金额。"),
        case("the same before it", "三个季度的物业费没交，你到底什么意思？",
             "您三个季度的物业费还没有交，如果有疑问或者不方便，请告诉我，我来帮您核对金额。"),
        case("in Taiwan", "管理費三期都沒繳,您是怎麼回事?",
             "您三期的管理費還沒有繳，如果有疑問或不方便，請告訴我，我來幫您核對金額。"),
        case("in Hong Kong", "八月份管理費你做咩到而家都未交呀？",
             "您八月份的管理費仍未繳交，如有疑問或不便，請告訴我，我為您核對金額、辦妥手續。"),
        case("for no time that is told", "您家的物业费到现在没缴，是忘了还是不想缴？",
             "您的物业费还没有交，如果有疑问或者不方便，请告诉我，我来帮您核对金额。"),
    ],
)
def test_what_is_owed(checker: Checker, draft: str, said: str) -> None:
    assert checker.check(draft).rewritten == said


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        case("a customer called by name with no comma", "張先生你記錯了啦，上個月根本沒有繳。",
             "張先生，您說的情況我記下來了，我再仔細核對一次，有結果就告訴您。"),
        case("is no one to turn to", "陳小姐不好意思，宅配冷藏的我們櫃台一律不收，主任規定的。",
             "陳小姐不好意思，宅配冷藏的事我先記下來，如實向上反映，有回覆就告訴您。"),
        case("what the draft itself calls a matter", "亲，电梯广告收益的事您先等通知吧，有消息自然会公布的。",
             "亲，电梯广告收益的事目前还没有消息，我先去问一下进展，有了消息马上告诉您。"),
        case("how long it has leaked", "漏水漏這麼久了你怎麼現在才講？",
             "謝謝您告訴我們，漏水的事我現在就登記安排，有進度馬上告訴您。"),
        case("whoever goes home stops no work", "六點喇，我哋收工㗎喇，廁所漏水聽日先報啦。",
             "很抱歉，現在已經下班了，明天上班後可以辦理。廁所漏水的事我先記下，辦公時間開始後便為您處理；如事情較急，我現在為您聯絡有關同事，好嗎？"),
        case("a lock that is reported shuts nothing", "馮太，你隻門鎖嗰單報咗上去㗎喇，你等消息啦。",
             "馮太，門鎖的事目前尚未有消息，我先去查詢進展，一有消息便告訴您。"),
        case("who was not found, by what he is called", "没有姓郭的业主，你找错了。",
             "不好意思，登记资料里没有查到姓郭的业主。请您再核对一下，我再帮您仔细查一遍，好吗？"),
        case("what is to be put away today", "鞋柜别摆楼道里，今天搬进去，不搬我们就扔了。",
             "楼道不便摆放物品，麻烦您在今天之内把鞋柜挪个位置，需要帮忙请告诉我，谢谢您的配合！"),
        case("one price has no items", "補辦磁扣一個五百，要就辦不要就算了。",
             "補辦磁扣一個五百元。收費依據我可以說明給您聽，有疑問的地方我們一起核對。"),
        case("what is left unsaid of a price stays so", "空调加时一小时三百六,整层楼都是这个数,您要开就开。",
             "空调加时一小时三百六。收费依据我列出来给您看，哪一项有疑问我们再一起核对。"),
        case("when it is paid back", "裝潢保證金的現金今天都退光了，要退錢後天再來一趟。",
             "很抱歉，備用的現金已經用完了，最快後天可以退款。我先幫您登記，一有消息就通知您。"),
        case("when who is away is back", "陈经理休假了，下礼拜一才回来，到时候您再过来吧。",
             "陈经理正在休假，下礼拜一回来。您要办的事我先登记，到时候由我联系您，您看可以吗？"),
        case("the same in Hong Kong", "黃主任放緊假，下星期二先返工，你下星期二再搵佢。",
             "黃主任正在放假，下星期二返回。您要辦的事我先登記，到時由我聯絡您，可以嗎？"),
        case("nobody who is addressed was given out", "婆婆，今日睇牙嘅籌冇晒喇，第二日請早。",
             "很抱歉，現在已經沒有了。您的需要我先記下，日後有安排便通知您，好嗎？"),
        case("how long it lies there is not asked for", "你即刻落嚟管理處攞走你嗰箱嘢，擺咗兩日喇。",
             "此事要麻煩您一下，如有不便請告訴我，我來協助您，多謝合作！"),
        case("a parking space is one", "这是业主的固定车位，外来车不准停，开走。",
             "这是业主的固定车位。这里不对外来车辆开放，麻烦您停到其他位置，可以停放的地方我来告诉您，谢谢您的配合！"),
    ],
)
def test_mended(checker: Checker, draft: str, said: str) -> None:
    assert checker.check(draft).rewritten == said
