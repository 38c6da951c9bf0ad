"""Last touches to a reply: what it asks for has the draft's reason and no other, and what it is about has the draft's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tonecheck.reply.days import TOUCHED as WHEN
from tonecheck.reply.days import told_when
from tonecheck.reply.naming import PRICELESS
from tonecheck.reply.questions import ASKING, asked_courteously
from tonecheck.text.expressions import compiled

# That a place is to be kept free is all that is known, unless something is not to stand there.
_FREE = compiled("需要空出[来來]|需要騰空")
_PARKED = compiled("[停泊](?!工|止|下|手|一|电|水|业|车场|車場)")
_PUT_DOWN = compiled("[放摆搁堆]")
_OVERNIGHT = compiled("过夜|隔夜|通宵")
_HERE = compiled("[这這]里|[这這][裡裏]|此[处處]")
_PLACED = compiled("把[^，。]{1,6}(?:[里裡裏上口外道廊台堂前旁]|[门門]口|[车車]位)的")
_VEHICLE = compiled("(?<![婴嬰娃儿兒推物])[车車]")
_BICYCLE = compiled("單車|自行車|腳踏車")
# Where nothing is to stand is told before what is asked for.
_NOT_HERE = compiled("(?P<asks>^麻[烦煩]您)(?P<p>[^，。在不]{2,8}?)不要(?P<d>停泊|停放|停[车車]|[摆擺堆]放)，(?=把|移|[驶駛]|搬)")
# What disturbs neighbours; else an order to stop has another reason.
_NEIGHBOURS = compiled("，以免影[响響]到?(?:[邻鄰]居|其他人)")
_DISTURBS = compiled("声|吵|噪|响|嘈|闹|静|敲|钻|砸|锯|凿|锤|磨|切|打|拆|琴|唱|歌|跳|舞|球|鼓|麻将|音|喇叭|电视|喊|叫|嗌|休息|睡|午|夜|晚|凌晨|早上|邻居|楼上|楼下|隔[壁篱]|味|烟|烤|炒|狗|机")
_WHY = {"hans": "，原因我来向您说明", "hant-tw": "，原因我來向您說明", "hant-hk": "，原因由我向您說明"}


def _told_why(reply: str, said: str, script: str) -> str:
    """The reply with no other reason for what it asks than the draft has; `said` is the folded block."""
    if free := _FREE.search(reply):
        asked = reply[free.end() :]
        if _VEHICLE.search(asked) and (_PARKED.search(said) or _PUT_DOWN.search(said)):
            put = "擺放" if "摆" in said and _BICYCLE.search(asked) and script != "hans" else "停泊" if script == "hant-hk" else "停放"
            if put == "擺放":
                put = "擺放物品"
            elif _OVERNIGHT.search(said):
                put += "过夜" if script == "hans" else "過夜"
            return f"{reply[: free.start()]}不便{put}{asked}"
        # 这里需要空出来，麻烦您把楼道里的纸箱清走: the place is named in what is asked for.
        if _HERE.fullmatch(reply[: free.start()]) and _PLACED.search(asked):
            return asked.removeprefix("，")
        if not _VEHICLE.search(asked) and _PUT_DOWN.search(said):
            return f"{reply[: free.start()]}不便{'摆' if script == 'hans' else '擺'}放物品{asked}"
        return reply
    # 麻煩您此處不要停泊，把車駛走 asks in the wrong order.
    if here := _NOT_HERE.match(reply):
        return f"{here['p']}不便{here['d']}，{here['asks']}{reply[here.end() :]}"
    return reply if not _NEIGHBOURS.search(reply) or _DISTURBS.search(said) else _NEIGHBOURS.sub(_WHY[script], reply, count=1)


# What was scratched, and by what it came about is not known: 機車被刮.
_DAMAGED = compiled("(?P<car>[^，。]{0,3}[车車]子?)的事(?=给您添麻烦了|造成您的不便|為您帶來不便)")
_SCRATCHED = compiled("被[^,。!?我你]{0,3}?(?P<who>[刮剐撞蹭划砸](?:[花坏]|(?=[到了的伤]|[,。!?]|$)))")


def _scratched(reply: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with what befell a car."""
    damaged = _DAMAGED.match(reply)
    how = typed(_SCRATCHED) if damaged else ""
    return f"{damaged['car']}被{how}的事{reply[damaged.end() :]}" if damaged and how else reply


# What is to be taken home, or away, is not only to be put elsewhere: 鞋架今天给我搬回去.
_ELSEWHERE = compiled("挪个位置|移到別的位置|移到其他位置")
_TAKEN = compiled("(?P<deed>[搬拿推收抬牵])(?P<back>[回返])(?:你?自[己个])?(?:家|屋|去|房)|(?P<away>[搬拿推])走")
_CARRIED = {"牵": "牽"}


def _taken_back(reply: str, said: str) -> str:
    """The reply with where a thing is to be taken."""
    if not _ELSEWHERE.search(reply) or not (taken := _TAKEN.search(said)):
        return reply
    deed = f"{taken['deed']}回去" if taken["deed"] else f"{taken['away']}走"
    return _ELSEWHERE.sub(_CARRIED.get(deed[0], deed[0]) + deed[1:] if "移到" in reply else deed, reply, count=1)


# What is paid or fetched at a counter waits until it opens again.
_URGENT_TOO = compiled("；(?:如果比较急，我现在帮您联系有关的同事|如果比較急，我現在幫您聯絡相關同事|如事情較急，我現在為您聯絡有關同事)，好[吗嗎]？")
_AT_THE_COUNTER = compiled("[交缴][^,。!?]{0,4}(?:费|租|款|钱)|缴费|[收付]款|收费(?:窗口|处)|[领取拿][^,。!?]{0,2}(?:包裹|快递|挂号|信件?|货|卡|票|证)")
# What is promised for a day is not found out first: 明天十点前一定修好.
_STRIVES = compiled("我会尽力，先把情况核实清楚，有了结果就告诉您|我會盡力，先把情況確認清楚，有結果就告訴您|我會盡力，先核實清楚情況，有結果便告訴您")
_BY_A_DAY = compiled("(?:今|明|后|听)[天晚早日朝]|周[一二三四五六日天末]|[点号日天月年]前|月底|(?:这|下个?)(?:周|礼拜|星期|月)")
_DONE_BY = compiled("修|整|搞|弄|装|换|通(?!知)|办|退|发(?!现|出)|送|来[水电]|[水电][^,。!?]{0,3}来|热|完成|到账")
_NO_DEED = compiled("[声静吵]|找(?!我)|搵|丢|失")
_CHANGES = {"hans": "我会尽力跟进，争取按时办好，时间有变化就提前告诉您", "hant-tw": "我會盡力處理，希望能如期完成，時間有變動就提前告訴您", "hant-hk": "我會盡力跟進，爭取如期辦妥，時間如有更改便提早告訴您"}
# What was not answered in time, as the draft has it: a call that was to be returned, a call that was promised, a letter.
_LATE = compiled("(没能及时|沒能及時|未能及時)(?:回应您|回應您)")
_MISSED = tuple(
    (compiled(said), words)
    for said, words in (
        ("[回复覆][你您]?(?:们|哋)?(?:一?个|一?通)?(?:电话|call)|[回复覆]电(?!邮|子|信)", {"hans": "给您回电话", "hant-tw": "回電給您", "hant-hk": "致電回覆您"}),
        ("(?:给|同|跟|帮)[你您]打(?:个|一个|一通)?电话|打(?:个)?电话(?:给|通知)[你您]", {"hans": "打电话通知您", "hant-tw": "打電話通知您", "hant-hk": "致電通知您"}),
        ("[回复覆][^,。!?]{0,3}(?:消息|讯息|微信|line|whatsapp|私信)", {"hans": "回复您的消息", "hant-tw": "回覆您的訊息", "hant-hk": "回覆您的訊息"}),
        ("[回复覆][你您]?(?:的|那|嗰)?(?:封|来)?信|[你您](?:的|那|嗰)?封?(?:来信|来函|信件?|邮件)", {"hans": "回复您的来信", "hant-tw": "回覆您的來信", "hant-hk": "回覆您的來信"}),
    )
)


# Of a call that was not returned one does not say that nobody took it.
_MISSED_CALL = compiled("接听您的电话|接聽您的電話")
_CALL_TO_ANSWER = compiled("回[复覆](?:你|阁下)?的?(?:来电|电话)|[没未](?:有)?回(?:你|阁下)?的?(?:来电|电话)|回电(?!话?[接听])")
_CALL_ANSWERED = {"hans": "给您回电话", "hant-tw": "回電給您", "hant-hk": "回覆您的來電"}
_LATE_AT_ALL = compiled("(?<=^对不起，)没能及时|(?<=^對不起，)[沒未]能及時")
# Who answered late, as one says it.
_TROUBLED = compiled("^(?:给您添麻烦了|造成您的困擾|為您帶來不便)(?=，(?:非常|十分)抱歉)")
_ANSWERED_LATE = compiled("[没冇未](?:有)?(?:回[复覆]?|覆)(?:到|及)?(?:你|阁下)|[迟晚][覆复]|故意不回|(?:消息|讯息|微信)[^,。!?]{0,4}看(?:不)?过来|(?:未及|没及时|没来得及|没空|没顾上|来不及|忘[了记]|漏了)[^,。!?]{0,4}(?<!来)回[复覆](?!正常)|回(?:复|覆|信|消息|讯息|line)?得?(?:慢|晚|迟)|(?:慢|晚|迟)[了点些]?(?:才)?回(?:复|覆|你|信)|回[复覆]不(?:过来|及时)")
_LATE_ANSWER = {"hans": "没能及时回复您", "hant-tw": "沒能及時回覆您", "hant-hk": "未能及時回覆您"}


# When that was: 昨天没接您电话.
_WHEN_LATE = compiled("(?P<who>昨天|昨日|昨晚|寻日|琴日|前天|前日|今早|上(?:个)?(?:周|星期|礼拜)[一二三四五六日天末])(?=[^,。!?]{0,10}(?:没|未|冇|忘|顾不|漏)[^,。!?]{0,5}(?:接|回|覆|复|通知|打))")
_WRITTEN_DAYS = (("尋日", "昨日"), ("琴日", "昨日"), ("尋晚", "昨晚"))


def _told_what(reply: str, said: str, script: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with what was not done in time by its name, and when that was."""
    reply = _by_its_name(reply, said, script)
    if (late := _LATE_AT_ALL.search(reply)) and (when := typed(_WHEN_LATE)):
        for spoken, written in _WRITTEN_DAYS:
            when = when.replace(spoken, written)
        return f"{reply[: late.start()]}{when}{reply[late.start() :]}"
    return reply


def _by_its_name(reply: str, said: str, script: str) -> str:
    if _MISSED_CALL.search(reply) and _CALL_TO_ANSWER.search(said):
        return _MISSED_CALL.sub(_CALL_ANSWERED[script], reply, count=1)
    if _TROUBLED.search(reply) and _ANSWERED_LATE.search(said):
        return _TROUBLED.sub(_LATE_ANSWER[script], reply, count=1)
    if late := _LATE.search(reply):
        words = next((words for form, words in _MISSED if form.search(said)), None)
        if words is not None:
            return f"{reply[: late.start()]}{late[1]}{words[script]}{reply[late.end() :]}"
    return reply


# Several who are addressed at the head of a message are asked together.
_TO_ALL = compiled("各位|大家(?=[早中晚上下好,，:：])|諸位|诸位")
_ASKED_OF_ALL = (
    ("麻烦您", "麻烦大家"), ("谢谢您的", "谢谢大家的"), ("打扰您了", "打扰大家了"), ("想请您", "想请大家"), ("耽误您", "耽误大家"), ("给您", "给大家"), ("帮您", "帮大家"),
    ("麻煩您", "麻煩大家"), ("謝謝您的", "謝謝大家的"), ("打擾您了", "打擾大家了"), ("想請您", "想請大家"), ("耽誤您", "耽誤大家"), ("幫您", "幫大家"), ("給您", "給大家"),
)


def asked_of_all(reply: str, before: str) -> str:
    """The reply as one asks several, where those are addressed in what stands before it in the message."""
    if _TO_ALL.search(before):
        for one, many in _ASKED_OF_ALL:
            reply = reply.replace(one, many)
    return reply


# Who is asked after his hurt may be ill, or a child's parent.
_ILL = compiled("肚子|拉稀|食物中毒|过敏|发烧|呕吐|吐了|中暑")
_HURT = (("傷者的情況，請問傷勢嚴重嗎", "您的身體情況，請問好些了嗎"), ("伤势要紧吗", "身体好些了吗"), ("傷勢要緊嗎", "身體好些了嗎"), ("傷勢嚴重嗎", "身體好些了嗎"))
_CHILD = compiled("孩子|小孩|宝宝|小朋友|细路|儿子|女儿")
_OF_A_CHILD = (("请问伤势", "请问孩子的伤势"), ("請問傷勢", "請問孩子的傷勢"))
_ELDER = compiled("老人家?|老太太|老先生|婆婆|阿伯|爷爷|奶奶")
_OF_AN_ELDER = (("请问伤势", "请问老人家的伤势"), ("請問傷勢", "請問老人家的傷勢"))
_PET = compiled("(?:狗狗?|猫咪?|猫|宠物|毛孩)[^,。!?咬]{0,8}(?:病|中毒|吃了|死|受伤|瘸|被夹|被撞)")
_OF_A_PET = (("请问伤势要紧吗？需要就医的话我马上帮您联系", "请问它现在好些了吗？请先带它就医，保留好病历和票据"), ("請問傷勢要緊嗎？需要就醫的話我馬上幫您聯絡", "請問牠現在好些了嗎？請先帶牠就醫，保留好病歷和收據"), ("我們十分關心傷者的情況，請問傷勢嚴重嗎？如需求診我即時為您聯絡", "我們十分關心您寵物的情況，請問現在好些了嗎？請先帶牠就醫，保留病歷和單據"))


_MISSING_ELDER = compiled("(?:老人|老太太|老先生|爷爷|奶奶|婆婆|公公|母亲|父亲|老妈|老爸|妈妈|爸爸)[^,。!?]{0,4}(?:走丢|走失|不见了|失踪|跑丢)")
_LOOKED_FOR = (("寻找孩子", "寻找老人"), ("幫忙找孩子", "幫忙找老人家"), ("尋找小朋友", "尋找長者"))


def _asked_after(reply: str, said: str) -> str:
    """The reply with the right one to be asked after, or looked for; `said` is the folded block."""
    for applies, wordings in ((_MISSING_ELDER, _LOOKED_FOR), (_PET, _OF_A_PET), (_ILL, _HURT), (_CHILD, () if "傷者" in reply else _OF_A_CHILD), (_ELDER, () if "傷者" in reply else _OF_AN_ELDER)):
        if any(plain in reply for plain, _ in wordings) and applies.search(said):
            for plain, better in wordings:
                reply = reply.replace(plain, better)
    return reply


# Who handles a matter need not be found out where the draft tells it.
_FINDS_WHO = compiled("(?:[帮幫]您|為您)[问問]清楚由[谁誰][处處]理")
_TURNS_TO = {"hans": "再联系", "hant-tw": "再聯絡", "hant-hk": "再聯絡"}


# What was lost, by its name, and when what is given out is there again: lent things come back, places are left.
_LOST = compiled("东西不见了|東西不見了|遺失了東西")
_LENT_OUT = compiled("借[完光晒走出哂]|[全都]借|外借")
_PLACES = compiled("车位|位[^置]{0,6}[满滿]|泊位|充电(?!费)|停车(?![费卡证])|时租|月租|座位|床位")
_AGAIN = compiled("以后有了安排就|之後有安排就|日後有安排便")
# When there may be more, as the draft tells it.
_NEXT = compiled("(?:明年|来年|出年|下个月|下学期|下半年|下周|下个?礼拜|下个?星期)(?=[^,。!?]{0,4}(?:请?早|再|赶早|报名|早[点些啲]|看|来|起早)|吧(?=[,。!?~]|$))")
_BACK = {"hans": "有归还的就", "hant-tw": "有歸還就", "hant-hk": "有歸還便"}
_NEXT_LOT = compiled("下一?批(?=[^,。!?]{0,4}(?:到|来|货|再))")
_DELIVERED = {"hans": "下一批到了就", "hant-tw": "下一批到了就", "hant-hk": "下一批到貨便"}
# What is for today may be given back; of what is given away there may be more.
_OF_TODAY = compiled("(?:今[天日]|本日|当天)[^。!?]{0,12}(?:号|票|券|筹|飞|名额|场|位|满)|(?:号|票|券|筹|飞|名额|场|位)[^。!?]{0,8}(?:今[天日]|本日|当天)")
_FREED = {"hans": "有空出来的就", "hant-tw": "有釋出就", "hant-hk": "如有騰出便"}
_GIFTS = compiled("礼|粽|月饼|春联|柚|灯笼|赠品|鸡蛋|利是|福袋|口罩|购物袋|年花|盆菜|香囊")
_MORE = {"hans": "以后还有的话就", "hant-tw": "之後還有的話就", "hant-hk": "日後如再派發便"}
_LEFT = {"hans": "有空位就", "hant-tw": "有空位就", "hant-hk": "有空位便"}
_LOSABLE = compiled("快递|包裹|外卖|雨?伞|手机|钱包|银包|背包|书包|电瓶|单车|自行车|电动车|鞋子?|行李|耳机|钥匙|锁匙|证件|身份证|首饰|戒指|手表|手镯|衣服|现金")


# What one is asked to do about a matter, where that is to pay it or to read it.
_SETTLE = compiled("(?P<m>[^，。]{2,12}?)的事想[请請]您方便[时時](?:[处處]理一下|處理)，(?:需要[帮幫]忙|如需幫忙)[请請]告[诉訴]我")
_TO_PAY = compiled("[交缴付结]")
_DUE = compiled("[费費租款金]$")
_DUE_ON = compiled("(?P<who>今天|今日|明天|明日|今晚)(?=[^,。!?]{0,6}[交缴付结])")
_TO_READ = compiled("(?:自己|自个儿?|好好|仔细)(?:去|来|先)?[看睇查读念翻]|[看睇读]去")
_PAID = {
    "hans": "{m}想请您方便时缴一下，金额有疑问我来帮您核对", "hant-tw": "{m}想請您方便時繳一下，金額有疑問我來幫您核對",
    "hant-hk": "{m}想請您方便時繳交，金額如有疑問由我為您核對",
}
_READ = {"hans": "{m}麻烦您方便时看一下，有不清楚的地方请告诉我", "hant-tw": "{m}麻煩您方便時看一下，有不清楚的地方請告訴我", "hant-hk": "{m}請您方便時看看，如有不清楚的地方請告訴我"}
# Whose name was not found: the customer's own, or that of whom he seeks, as the draft calls him.
_NOT_FOUND = compiled("(?P<no>[没沒]有[查找]到)(?P<ask>。[请請]您再核[对對](?:一下)?)(?P<of>[对對]方的)(?P<what>姓名和(?:房号|門牌號碼|單位號碼))")
_OWN_NAME = compiled("[没不无冇](?:有|见|见到|到)?你(?:的|个|嘅)?(?:名|姓名|名字|预约|登记|资料|报名|记录)|你(?:的)?(?:名|名字|姓名)[^,。!?]{0,4}(?:没|不|冇)|你(?:不在|没在|唔喺)[^,。!?]{0,3}(?:名单|名册)")
_SURNAME = compiled("姓(?P<who>(?:欧阳|司徒|上官|诸葛|[一-鿿])(?:的(?:工程师|师傅|经理|主任|同事|员工|老师|医生|护士|管家|保安|阿姨|[一-鿿]{1,2}工|技术员|司机))?)(?=的|架|㗎|这|[,。!?~]|$)")
_NO_HOUSEHOLDS = compiled("分行|支行|公司|酒店|宾馆|医院|学校|[校院店]|部门|科室|单位(?!号)|办公室")


def _not_found(reply: str, said: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with whose name was not found."""
    missed = _NOT_FOUND.search(reply)
    if missed is None:
        return reply
    if _OWN_NAME.search(said):
        return f"{reply[: missed.start()]}{missed['no']}{missed['ask']}您的{missed['what']}{reply[missed.end() :]}"
    if name := typed(_SURNAME):
        elsewhere = "的" in name or _NO_HOUSEHOLDS.search(said) is not None
        whom = "" if "的" in name else "的人" if elsewhere else "的住户" if "没" in missed["no"] else "的住戶"
        what = f"{missed['of']}姓名" if elsewhere else missed["of"] + missed["what"]
        return f"{reply[: missed.start()]}{missed['no']}姓{name}{whom}{missed['ask']}{what}{reply[missed.end() :]}"
    return reply


# To whom the customer is only sent is not said to be answerable: 墙面开裂您自己联系开发商吧.
_OWNED = compiled("由(?P<owner>[^，。由]{2,10})(?:负责|負責)(?=，(?:我[来來]|由我))")
_SENT_THERE = compiled("(?:找|[去跟]?问|打(?:电话)?(?:给|去|到)?|联系|联络|揾|搵)(?:一下|下)?(?:他们|人家|[一-鿿]{2,6})(?:去|吧|啦|嘛|呗|说|讲|问|处理|解决|才|问问)")
_ANSWERS_FOR = compiled("负责|归|由|外包|外判|(?<!不)(?<!没)管(?![理道线])|是[^,。!?]{2,8}(?:的|在|管|弄|做|装|修)|属|的(?:事|责任|问题|范围)")
_ASKED_TO_HANDLE = {"hans": "要请{owner}处理", "hant-tw": "要請{owner}處理", "hant-hk": "須請{owner}處理"}


def _sent_there(reply: str, said: str, script: str) -> str:
    """The reply without the claim that somebody is answerable, where the draft only sends the customer there."""
    if (owned := _OWNED.search(reply)) and _SENT_THERE.search(said) and not _ANSWERS_FOR.search(said):
        return f"{reply[: owned.start()]}{_ASKED_TO_HANDLE[script].format(owner=owned['owner'])}{reply[owned.end() :]}"
    return reply


# Who is to stop is not always he who is written to.
_STOPS = compiled("麻[烦煩]您(?=先[停暂暫])")
_BY_OTHERS = compiled("(?:叫|让|請|请|同|通知)(?:你|他|佢)?(?:们|个|嗰个|班|嗰班|那个|那班|家|的)*(?P<who>判头|师傅|工人|装修队|施工队|工班)[^,。!?]{0,6}(?:停|收|熄|放下|搁下|住手|别|唔好)")
# What is said of a price.
_PRICED = compiled("^(?P<m>[^，。]{1,8}?)的收[费費]依[据據].*$")
_NOTED = {"hans": "{m}的情况我记下来了，我先了解清楚，再给您答复。", "hant-tw": "{m}的情況我記下來了，我先了解清楚，再回覆您。", "hant-hk": "{m}的情況我已記下，我先了解清楚，再回覆您。"}
# What is bidden at once is asked for soon.
_BIDS = compiled("(?P<ask>麻[烦煩]您)(?=把(?!声|聲|音)|到(?!外)|下[来來]|[过過][来來]|[来來前](?!电|電)|[交缴繳填签簽付][^，]|[挪移搬清]|回(?![复覆])|上[来來])(?![^，。！]{0,16}[尽盡儘]快)(?![^，。！]{0,10}(?:[时時]|前|[内內]))")
_AT_ONCE = compiled("马上|立刻|立克|立即|即刻|即时|赶紧|赶快|快[点啲些手D]|速速|速来|现在就|而家就|即日|不[要得]再?拖|别拖|唔好拖|限时|限即")
# Until when says more, and what is loud is to stop now.
_UNTIL = compiled("(?:之|以)[内前]|[天日时]内|[点天日号班]前")
_QUIET = compiled("打[扰擾]|(?:[停熄]|[关關](?![门門窗])|放)(?:一下|掉|上|下|了)")
_SOON = {"hans": "尽快", "hant-tw": "盡快", "hant-hk": "盡快"}
# A shift is no person.
_SHIFT = compiled("(?<=[系繫絡络])(?P<s>[日夜早晚中][班更])(?=[，。,])")


def _told_what_to_do(reply: str, said: str, script: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with what one is to do by its name, and the colleagues of a shift as such."""
    if settle := _SETTLE.search(reply):
        words = _PAID if _DUE.search(settle["m"]) and _TO_PAY.search(said) else _READ if _TO_READ.search(said) else None
        if words is None:
            return reply
        asked = words[script].format(m=settle["m"])
        if due := typed(_DUE_ON):
            asked = asked.replace("方便时", due).replace("方便時", due)
        return f"{reply[: settle.start()]}{asked}{reply[settle.end() :]}"
    if (priced := _PRICED.match(reply)) and PRICELESS.search(priced["m"]):
        return _NOTED[script].format(m=priced["m"])
    if _STOPS.search(reply) and (whom := typed(_BY_OTHERS)):
        return _STOPS.sub(lambda stops: f"{stops[0]}{'请' if script == 'hans' else '請'}{whom}", reply, count=1)
    if (bids := _BIDS.search(reply)) and _AT_ONCE.search(said) and not (_UNTIL.search(said) or _QUIET.search(reply)):
        return f"{reply[: bids.end('ask')]}{_SOON[script]}{reply[bids.end('ask') :]}"
    return _not_found(_SHIFT.sub(r"\g<s>同事", reply), said, typed)


# Which notice it is.
_NOTICE = compiled("^(?:通知|公告)的[内內]容")
_NOTICES = compiled("(?P<who>(?!把|你|我|这|那|都|就|已|早|没|不|看)[一-鿿]{2,7}?(?:通知|公告|通告))(?=[^,。!?]{0,6}[贴发写挂寄])")
# Whose number is not given.
_WITHHELD = compiled("^[这這]些[资資]料(?=我[们們]不便)")
_OF = compiled("[個嘅](?=[電手號微])")
_NUMBER = compiled("(?:^|[,。!?~的]|把|给你|你要|想要)(?P<who>[^,。!?你我他她它佢这]{2,12}?的?(?:电话|手机号码?|手机|号码|微信|联系方式|line|whatsapp|wechat))(?:号码?)?(?:是?私人的?)?(?:[,?]|是|我们?|这边)?(?:不|没|恕|唔|概|一律|怎么能)")


# Whose way to be reached needs his consent, and who is asked to call back.
_CONSENT = compiled("(?<=^提供)(?:联系方式|聯絡方式|聯絡方法)(?=需要先[征徵]得|須先徵得)")
_CALLS_BACK = compiled("^我(?:帮您联系|幫您聯絡|為您聯絡)[^，]{1,12}，(?:把您的电话转告|把您的電話轉告|轉告您的電話)")
_ASKED_FOR = compiled("^(?:[您你]?想?要|问|問)(?=.{3})")
_BARE_PHONE = compiled("手[机機]$")
_NOT_GIVEN = {"hans": "{number}不便提供，请您谅解。", "hant-tw": "{number}不方便提供，請您諒解。", "hant-hk": "{number}不便提供，敬請體諒。"}


def _withheld(reply: str, script: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with what is not given, or told again, by its name."""
    if (notice := _NOTICE.match(reply)) and (name := typed(_NOTICES)):
        return f"{name}{reply[notice.end() - 3 :]}"
    withheld = _WITHHELD.search(reply) or _CONSENT.search(reply) or _CALLS_BACK.search(reply)
    number = _ASKED_FOR.sub("", _OF.sub("的", typed(_NUMBER))) if withheld else ""
    if withheld is None or not number or number.startswith("人"):
        return reply
    number = _BARE_PHONE.sub(r"\g<0>号" if script == "hans" else r"\g<0>號碼", number)
    # That it is not given is said before what is done instead.
    if withheld.re.pattern == _CALLS_BACK.pattern:
        return f"{_NOT_GIVEN[script].format(number=number)}{reply}"
    return f"{reply[: withheld.start()]}{number}{reply[withheld.end() :]}"


# What is owed, and for when: 三个季度的物业费没交, 管理费两期没缴.
_OF_FEE = compiled("^(?P<fee>[^，。？！]{1,13}?(?<![缴繳收付交])[费費金租款])的事(?=(?:如果有疑[问問]或者?不方便|如有疑問或不便)，)")
_LATE_FOR = "([0-9一二两兩三四五六七八九十几幾半]+[个個]?(?:季度|季|期|月份?|年)|[上本去今][个個]?(?:季度|季|月|年|期))"
_UNPAID = compiled(f"{_LATE_FOR}的?[^,。!?]{{0,4}}费[^,。!?]{{0,8}}?(?:没|未|还没|欠|拖)|费(?:又|还|都|已经)*(?:拖|欠|差)?了?{_LATE_FOR}|费[^,。!?]{{0,8}}?(?:没|未)(?:有)?(?:[交缴付给结清])")
_PERIOD = compiled(_LATE_FOR)
_NOT_PAID = {"hans": "您{p}{fee}还没有交，", "hant-tw": "您{p}{fee}還沒有繳，", "hant-hk": "您{p}{fee}仍未繳交，"}


def _with_unpaid(reply: str, said: str, script: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with what is owed told first, where the draft says that it is."""
    due = _OF_FEE.match(reply)
    owed = _UNPAID.search(said) if due else None
    if due is None or owed is None:
        return reply
    # For when it is may be told with the fee: 三个季度的物业费.
    period = "" if _PERIOD.search(due["fee"]) else f"{typed(_PERIOD) if any(owed.groups()) else ''}的"
    return _NOT_PAID[script].format(p=period, fee=due["fee"]) + reply[due.end() :]


# What is to be signed, by its name.
_SIGNING = compiled("(?<=，)(?:签|簽署?)(?=之前我先)")
_SIGNED = compiled("(?:免责|安全|同意|责任|产权)?声明书?|(?:施工|装修|安全|消防|免责|知情|维修|保密|入住)?(?:承诺书|同意书|保证书|协议书?|授权书|确认[书单]|切结书|委托书|告知书|责任书)")


def _to_be_signed(reply: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with the paper that is to be signed."""
    return _SIGNING.sub(rf"\g<0>{paper}", reply, count=1) if _SIGNING.search(reply) and (paper := typed(_SIGNED)) else reply


# Where it is written, by the name that the draft has for it.
_WRITTEN = compiled("(?P<head>[这這]一[项項](?:[写寫]在)?)(?P<paper>文件|通知|公告|通告)(?=[里裡裏])")
_PAPER = compiled("(?:收房|交房|装修|入住|住户|业主|停车|搬家|租户|访客)须知|合同|合约|租约|租赁合同|手册|(?:装修|入住|住户|业主|使用)手册|[规公]约|公契|章程|须知|协议|说明书|告示|通告|公告|通知|公示栏|公告栏")
_NO_PAPER = compiled("(?:说明书|合同|告示|通告|公告|通知|手册)(?:怎么|没|不|是谁|谁)")


def _told_where(reply: str, said: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with where something is written by its name."""
    written = _WRITTEN.search(reply)
    if written is None or _NO_PAPER.search(said) or len({match[0] for match in _PAPER.finditer(said)}) != 1:
        return reply
    return f"{reply[: written.start()]}{written['head']}{typed(_PAPER)}{reply[written.end() :]}"


def _next(when: str, script: str) -> str:
    """A month or a year to come, as a script writes it."""
    plain = when.replace("出年", "明年").replace("来年", "明年")
    if script == "hans":
        return plain
    week = "下週" if script == "hant-tw" else "下星期"
    return week if plain.startswith(("下周", "下礼", "下个礼", "下星", "下个星")) else plain.replace("个", "個").replace("学", "學")


def _told_of(reply: str, said: str, script: str, typed: Callable[[re.Pattern[str]], str], who: Callable[[], str]) -> str:
    """The reply with what was lost and who is away or responsible by name, and when one may come, or what is lent or taken is there again."""
    if _FINDS_WHO.search(reply) and (whom := who()):
        reply = _FINDS_WHO.sub(_TURNS_TO[script] + whom, reply, count=1)
    reply = told_when(reply, said, script, typed)
    if _LOST.search(reply) and (lost := typed(_LOSABLE)):
        reply = _LOST.sub(lambda found: f"遺失了{lost}" if found[0][0] == "遺" else f"{lost}{found[0][2:]}", reply, count=1)
    if _A_REGISTRATION.search(reply):
        reply = _REGISTERS.sub(_NOTES[script], reply, count=1)
    if not _AGAIN.search(reply):
        return reply
    if (when := _NEXT.search(said)) is not None:
        return _AGAIN.sub(lambda again: _next(when[0], script) + again[0][2:], reply, count=1)
    kinds = ((_NEXT_LOT, _DELIVERED), (_LENT_OUT, _BACK), (_PLACES, _LEFT), (_OF_TODAY, _FREED), (_GIFTS, _MORE))
    back = next((words for form, words in kinds if form.search(said)), None)
    return _AGAIN.sub(back[script], reply, count=1) if back else reply


# What there is to pass on to a neighbour of whom nothing is told: what disturbs the one who asked.
_PASSED_ON = compiled("(?<=；)(?:如果需要|如有需要)，(?=我可以(?:帮您转达|幫您轉達|為您轉達))")
_DISTURBED = (
    (compiled("(?:那么|这么|比较|所以(?:才|先)?|有点|挺|太|很|老|怕|嫌|先咁|咁|更)[^,。!?]{0,3}[吵嘈](?![架交])|[吵嘈](?:到|着|住)?你|噪[声音]|动静|水声|脚步声|半夜[^,。!?]{0,6}声|走来走去"),
     {"hans": "声响打扰到您的话，", "hant-tw": "如果聲響打擾到您，", "hant-hk": "聲響如有打擾，"}),
    (compiled("漏水|渗水|滴水"), {"hans": "漏水的事", "hant-tw": "漏水的事", "hant-hk": "漏水一事"}),
    (compiled("占(?:了|着|住)?你[^,。!?]{0,3}车?位"), {"hans": "车位被占的事", "hant-tw": "車位被佔的事", "hant-hk": "車位被佔一事"}),
)
# A noise that others complain of is the reader's own.
_COMPLAINED_OF = compiled("投诉|举报|检举|反映|告(?:了|你)|[嫌怨说讲][^,。!?]{0,3}你们?(?![^,。!?]{0,3}听)")


def _passed_on(reply: str, said: str, script: str) -> str:
    """The reply with what it offers to pass on."""
    if not _PASSED_ON.search(reply) or _COMPLAINED_OF.search(said):
        return reply
    what = next((words for form, words in _DISTURBED if form.search(said)), None)
    return _PASSED_ON.sub(what[script], reply, count=1) if what else reply


# What cannot be registered today is noted: 装修登记的事要到明天才能安排。我先帮您登记.
_REGISTERS = compiled("(?<=。)我先(?:帮您|幫您|為您)登[记記](?:下[来來]|好)?(?=，)")
_A_REGISTRATION = compiled("登[记記](?:的事|一事|手[续續])?(?=[^。]{0,12}(?:才能|[办辦]不了|[沒没]|未能))")
_NOTES = {"hans": "您的事我先记下来", "hant-tw": "您的事我先記下來", "hant-hk": "您的事我先記下"}


# Where none of this stands in a reply nothing is touched.
_TOUCHED = compiled("|".join(form.pattern for form in (_FREE, _NOT_HERE, _NEIGHBOURS, _LATE, _LOST, _AGAIN, _FINDS_WHO, _SETTLE, _SHIFT, _STOPS, _TROUBLED, _BIDS, _WRITTEN, _WITHHELD, _NOTICE, _SIGNING, _OF_FEE, _DAMAGED, _MISSED_CALL, _LATE_AT_ALL, _STRIVES, _OWNED, _URGENT_TOO, _CONSENT, _CALLS_BACK, _ELSEWHERE, _PASSED_ON, _REGISTERS, ASKING)) + f"|{WHEN}|[对對]方的姓名和|的收[费費]依[据據]|" + "|".join(plain for plain, _ in (*_HURT, *_LOOKED_FOR, *_OF_A_PET, *_OF_A_CHILD)))


@lru_cache(maxsize=2048)
def _may_be_touched(reply: str) -> bool:
    return _TOUCHED.search(reply) is not None


def touched(reply: str, said: str, script: str, typed: Callable[[re.Pattern[str]], str], who: Callable[[], str] = str) -> str:
    """The reply as it suits what the draft says: `said` is the folded block, `typed` what a form finds there as it is written,
    `who` the one who is responsible, if the draft names him.
    """
    if not _may_be_touched(reply):
        return reply
    reply = _told_where(_told_what_to_do(_told_what(_told_why(reply, said, script), said, script, typed), said, script, typed), said, typed)
    if _STRIVES.search(reply) and _BY_A_DAY.search(said) and _DONE_BY.search(said) and not _NO_DEED.search(said):
        reply = _STRIVES.sub(_CHANGES[script], reply, count=1)
    if ASKING.match(reply):
        return asked_courteously(reply, said, script)
    reply = _passed_on(_taken_back(reply, said), said, script)
    if _AT_THE_COUNTER.search(said):
        reply = _URGENT_TOO.sub("。", reply, count=1)
    reply = _sent_there(_scratched(_with_unpaid(reply, said, script, typed), typed), said, script)
    return _told_of(_asked_after(_to_be_signed(_withheld(reply, script, typed), typed), said), said, script, typed, who)
