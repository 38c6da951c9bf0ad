"""Who and what a draft mentions that a reply may name: its matter, somebody to turn to, a place, a thing, a deed."""

from __future__ import annotations

import re
from functools import lru_cache

from tonecheck.text.expressions import compiled
from tonecheck.text.fills import FILLS, IN_TURN, OWN_HOUSE
from tonecheck.text.fold import Folded
from tonecheck.text.spans import spans_of
from tonecheck.text.trade import slipped

# Who is greeted at the head of a sentence is written to, not spoken of.
_ADDRESS = compiled("(?:放心|你放心|你好|早上好|上午好|下午好|晚上好|早安|午安|晚安|早晨|:|!|~|,)")
# Who is only compared with, or is the customer's own affair, is nobody to turn to.
_COMPARED = compiled("(?:我是[^,。!?;]{1,6}的|[跟像]放|不跑|去跑|不用(?:特地)?(?:告诉|找|通知)|你来当|来当|替人|当我是|又不是|像|你当|当成|当作|当做|不如|比|加一个|多一个|一个小|我一个|就一个|正跟|在跟|正和|在和|正陪|在陪|正带|在带|说是|算是|名义上是|连|做|我这个|我(?:也|就)?只是个?|我是|我就是个?|我就?是个?(?:小|新来的|普通)|我们只?是|我们就是|不是|不是我们|并非|非|不属于?|不归|不由|不该由|轮不到|陪|[会部]跟|[会部]和|竞选|参选|加入|进|没有?这个|没有?那个|什么)$")
# Who has gone for good.
_GONE = compiled("(?:[?!,~…]{0,2}(?:他|她|佢|人家?)?)?(?:已经|已|都|早就|早|就|刚|也|上个?月|上周|去年|年底|前阵子|就[一两]个,|就){0,3}(?:[拿卷收]了?(?:你的?)?钱[^,。!?]{0,2}(?:跑|溜|不见|消失)|走了(?:还|没)|离开(?!一下|会儿)|走光|没招|退休|辞|离职|离直|调走|调去|调到|调职|离任|卸任|走的时候|走之前|一走|跳槽|不干了|从未|压根没|被开|调任|转岗|转行|被?撤|裁|倒闭|倒了|破产|跑路|跑了|注销|解散|关门大吉|黄了|失联|没了(?!音|消息|下文)|不存在|过世|去世|走了好|走人|不做了|换人|没影|没信儿?|不见了|找不[到着]人|不在(?:这儿?|这里|我们这|公司|物业)?(?:干|做|上班)了)|管家,本项目从未")
# Who is called by name.
_CALLED = compiled("(?:^|[,。!?;~\n]|不好意思|对不起|抱歉|谢谢|喂|哈|尊敬的|亲爱的)$")
# A customer by name, and what is said to him: 陈小姐不好意思.
_CUSTOMER = compiled("(?:先生|小姐|女士|太太|阿姨|大[姐哥]|[一-鿿](?:太|姐|哥|叔|姨|伯|妈妈|(?<![医学师先])生))$")
_SPOKEN_TO = compiled("歹势|拍谢|不使|不洗|不用|不必|不好意思|你好|早[,。!安]|抱歉|对不起|放心|别|你|请|麻烦")
# Of two between whom a matter is shared out neither is meant alone: 收费归财务、维修归工程.
_SHARED = compiled("[是係系][^,。!?;、]{0,4}[部科组室][、,][^,。!?;、不]{1,6}[是係系][^,。!?;、]{0,4}[部科组室]|归[^,。!?;、]{1,6}[、,][^,。!?;、不]{1,6}归")
# A bank does not turn to a bank.
_IS_A_BANK = compiled("(?:我们|咱们?)银行|本行|我行|柜员|网点|分行|支行|开户行|客户经理|大堂经理")
_ONLY_THAT = compiled("进来|来换证|来装|那边(?:又|也|还|正|在)(?:搞|办|有|要|开)|(?<=律师)[信函]|[没被]?堵|机关|群(?!众)|室|大[的了]|部(?=[插管够])|密码|卡号|在?等着?我|找我|叫我|催我|差别|区别|有什么不同|的?分别|不做|不管|不介入|不插手|不便|不方便|无权|没权|没有权|不负责|不会|不懂|不送|不接|从来|(?:自己|都|也)?[讲说看弄搞][不]?(?:不清|不懂|不明白)|你|人(?![不没都在走出去呢早])|(?<=工)[程作人资单地具务部会友期种序区厂]|是做|只是|也只|就是个|又不|也是人|这边|这里|这儿|我")
# Of a finder that names a group that group is taken.
_GROUPS = ("value", "hurried", "named", "brought", "put_off", "matter_of", "alone", "guessed", "soon", "past", "after")
# The noun goes on: 油烟机 is no 油烟.
_GOES_ON = "拾粪医店机器卡柜箱证罩桶筐架棚栏匠"
# Who does it is not what it is about: 那个保洁.
_DOES_IT = compiled("是保洁(?=[,。!?~]|$)|保洁[一-鿿]阿姨|(?:[个位名]|那|这)保洁$|保洁[^,。!?;]{0,2}[拿偷说骂]|(?:保洁|保安|绿化|维修|工程)(?=就[一二两俩三0-9]|就剩|今天缺|只[有剩]|缺人|没人手|人手|那[边头]?就)")
# What is threatened with is not what it is about: 不然停水.
_THREATENED = compiled("(?:不然|否则|要不然?|小心|当心)[^,。!?;]{0,4}$|(?:停用|停掉|停了|删掉|删了|注销|冻结|收回|没收|作废|锁[了掉住]?|吊销|拉黑|断[了掉]?)(?:贵户|你)?(?:家|的|家的)?$|脑[子袋壳瓜]?[^,。!?;]{0,10}$")
# What one does oneself and nothing else is not what the customer wants: 我只管信箱.
_OWN_TASK = compiled("(?:我|本人|本处|这里|这边|本席)?(?:只|净系|净是|光|单|仅|就|专)(?:是|系)?(?:管|顾|负责|专责|做|睇|看|收|派|修|搞|弄|跟|守|盖|开|发|写)[^,。!?;]{0,3}$")
# What keeps one busy: 我正忙着录水表.
_AT_IT = compiled("(?:忙着|忙紧|我(?:这会儿|现在|而家)?正?在|我正)[录抄写做搬收打接对办弄整查数点核填印贴换装修发寄送派分拆]{1,2}$")
_OWN_TRADE = compiled("(?:我|咱|俺)们?(?:又不是|不是|就是|只是|就|是|一个|个|给你家?)*(?:修|扫|送|看|管|收|卖|烧|盖|端|炒|派|抄|发)$")
# Whose work the speaker does: 我领秘书的薪水.
_OWN_JOB = compiled("我[^,。!?;找问叫联给跟和帮请]{0,3}(?:领|拿着?|做|当|干|是|只是)[^,。!?;叫请找问让给跟和帮]{0,6}$")
# What others have, or say, is not what this one is about: 全楼都说水压OK.
_OTHERS = compiled("(?:全[楼栋层]|大家|别[家人户])[^,。!?;]{0,4}$")
_SHUTS = compiled("(?:门|灯|帘|窗口|窗|柜台|电脑|抽屉|铁门|卷闸)$")
_SHUT = compiled("(?:都|也|已经?|全|早)*(?:拉下|拉|关|锁|灭|熄|闩)")
# Nor what a head, or a heart, is likened to: 烟熏的脑子.
_SCOLDS = compiled("的?(?:脑|嘴脸|德[行性])|(?<=玻璃)心")
_NAMED = ("matter", "reason")
HEARD_ONLY = compiled("[唔冇嘅咁喺佢啲嗰嚟睇畀俾攞揾搵咗嘢哋]|(?<=[一-鿿])[紧緊](?=[一-鿿]{2})(?![急张張要迫密])")
# What is said twice over is named once.
_TWICE = compiled("^(.{2,6})\\1$")
# So far around a range anything is looked at.
REACH = 40
# A person or an office beside a matter is no longer.
_NEAR = 8
_VAGUE = frozenset({
    "流程", "规矩", "规定", "制度", "维修", "服务", "建议", "意见", "事情", "问题", "情况", "东西", "代志", "毛病", "原因", "手续", "办理", "处理", "安排",
    "上门", "过去", "热线", "前台", "窗口", "房号", "姓名", "名字", "身份", "门牌", "门牌号", "楼号", "座数", "单元", "名儿",
    # What shows it is not what it is about: 您发的照片.
    "照片", "相片", "图片", "视频", "影片", "截图", "录音", "语音", "消息", "留言", "邮件", "信息", "条路", "讯息", "短信", "简讯", "微信", "wechat", "line", "whatsapp",
})
_NOUN_GOES_ON = compiled("(?<=绿化)带|[垫柜箱机器费架桶证](?![住了着到])|单(?![元独])|卡(?![住了着在死顿])")
_CLASSIFIER = compiled("条(?![例件款码形])|部(?![门分位件])|块(?!钱)|架(?![空子构])(?=[车机])|张(?=[表单卡票证通床台桌])")
_HAPPENS = compiled("[破坏锁断裂丢掉关开堵停](?=[了在着过住])")
# A measure word before a thing, as one speaks in Hong Kong.
_MEASURED = compiled("部(?=[𨋢车机]|电梯)|架(?=车)|张(?=单|卡|票|枱|凳)|条(?=锁匙|匙|喉|水管)|个(?=袋|闸|掣|车位|泳池|门|窗|马桶|单位|厕所)")
_SHORTEST = 2
# What is not to happen again is what it is about, not where.
_NO_MORE = compiled("(?:不会|不|绝不|永不|没有)(?:再|会再|再会)(?:有)?(?P<m>[停断漏淹渗积跳返堵][水电网气闸暖塞])")
# What one writes is not what one writes about.
_LETTER = compiled("第[0-9一二三四五六七八九十]+封|^(?:来信|电邮|你的(?:来信|邮件|电邮|消息|留言))$")
_DOCTOR = compiled("医生|大夫|精神科|神经科|脑科|眼科")
_FAULTY = compiled("[漏渗滴堵塞坏裂掉响卡]|不亮|不热|不转|不通|没水|没电|断电|跳闸")
_NOTICE = compiled("通告|公告|告示|通知")
_LOOKED_AT = compiled("[看睇查读留]意?(?:一?下|下)?$")
_CAN_NOT = compiled("(?<![报维检装返抢保])[修装换通]不|[付打开关登进刷用连放装换充投录约领取](?:不了|不上|不进|不开|不出|不动|不到|不起)")
_WHEN = compiled("(?:夜里|夜间|晚上|半夜|今天|今晚|昨晚|早上|白天)(?!的|班|市|灯|门诊)")
# What one does oneself is not what a message is about: 贴登机牌.
_NO_MATTER = compiled("搭(?!配|建|棚|线)|[一几幾半两](?:点|丁点|滴|丝)|(?:bro|sir|miss|madam|hello|hi|ok|sorry|dear|boss|uncle|auntie)(?![a-z])|贴(?![纸条膜瓷砖])|管(?![理道家线网子])|搞|弄|是|做|干(?![衣洗])|看(?![房护台])|跑(?!步)|叫(?!号)|[这那]")
_DONE_FOR_ONE = compiled("(?:代[收缴办叫买取送驾订存领]|上门|入户|叫(?:车|计程车|的士|出租车|外卖)|接机|接送|送[机货]|搬(?!家公司)|遛|喂|浇花|换货|打印|复印|开锁|看管|照看|陪)(?![一-鿿]{0,3}(?:机|费|金|单|卡|公司|室)$)")
# A denial or a person is no part of it (but 灯不亮 and 没水 are what it is about), nor what is said to hurt: 脑子进水.
_DENIED = compiled("断子|会儿|[一二两三五十百]年|(?:不(?![亮热凉冷够灵响转通暖足稳动])|没(?![水电信纸声气网热暖]))|[勿别你我他她佢冇唔谁]|脑[子袋壳瓜]|神经|[眼耳]朵?(?:瞎|聋|长)|素质|教养|外地|乡下|农村|山沟|新移民|[蠢笨傻痴呆]")
# Who is called, and what is not done, is nothing to bring.
_CALLED_OR_UNDONE = compiled("(?:太|生|先生|小姐|女士|姐|哥)[,，]|[未没沒冇不]$")
# What proves a thing, that one should have it, and that it is asked for.
_PROOF = compiled("(?:转账|缴费|付款|聊天|现场)?(?:收据|照片|相片|证据|凭证|截图|录[像音影]|视频|小票|单据|记录|相|片)")
_SHOWN = compiled("(?:有|没|无|冇|拍|拿|出示)(?:没有?|冇|出|你?有?[什甚]?[么麽]?)?$")
_ASKED_FOR = compiled("[在呢]?(?:吗|呢|没有?|咩|冇|有[没冇]有?)?[?]")
# What the draft itself calls a matter: 电梯广告收益的事.
_CALLED_SO = compiled("(?:^|(?<=[,。!?;:~\n])|关于|有关|[谈讲说问理管听](?:你的?)?|反映的)(?:否则|不然|要不然?|但是?|可是|不过|所以|至于|那么?|而且?|还有|另外|因为|如果|要是)?(?P<m>(?!过|反正|否则|不然|可是|不过|所以|至于|还有|因为|如果|要是|以[后前]|临居|[今昨明]|[0-9一二三四五六七八九十两])(?:(?![这那种样人家己的什么啥哪谁你我他她是都紧])[一-鿿a-z0-9]){2,9}(?<![上下前后面头点大块钱定好晚边年月天]))的(?:事(?!就?是|业|务|故|实|先|都?不|儿?[谁哪])|问题(?!是))")
# What cannot be done today, or waits for somebody: 今天办不了入住了, 你的续约等他回来.
_WAITS = compiled("[办弄]不[了成](?P<c>(?!的|这|那|你|我|今|明|手续|业务)[一-鿿]{2,5}?)(?:了|啦|喇)?(?=[,。!?~]|$)|你的(?P<w>(?!事|问题|电话|情况)[一-鿿]{2,4})(?=(?:只能|要|得|就|先)?等[^,。!?]{0,4}(?:回来|回岗|上班|返))")
# A matter that is heard is named where it is so sure.
_SURE, _LESS_SURE = 0.5, 0.42
# Who was it before, comes in the way, is one of two, or is a place: 别问前台; 租客还是中介; 册子锁在总部. Nor is one handed on in defiance: 找议员也可以.
_NOT_TO = compiled("(?:前任|前一?任的?|上一?任的?|旧的?|以前的?|之前的?|先前的?|原来的?|还有|别[去来再]?[问找跟向烦]|还是|[锁放存寄留送]在)$")
_DEFIES = compiled("就[去找]|也?(?:可以|行|好啊|随便|都行)(?=[,。!?啊呀呗]|$)|去(?:啊|呗|好了)")
# What one calls a colleague in talk is no part of the name.
_FOND = compiled("(?:小姐姐|姐姐|小哥哥|小哥|老哥|大哥)$")
# Who is heard to be concerned is named where it is so sure, whoever stands in a list earlier.
_SURE_OF_WHOM, _SURE_OF_ONE_KNOWN = 0.5, 0.2
_NO_PARTY = compiled("^(?:外卖|包裹)$|的$|^但|姑娘$|小伙|小妹$|热线|^[0-9]{3,5}$|业主$|住户$|邻居$|租[客户]$|(?<!负责)(?<!经办)(?<!主事)人$|[你我他她谁哪]|那[个位]|嗰|同事$|^(?:前任|前(?!台|厅)|上一?任|以前|之前|先前|旧|当年|原来)|^(?:清洁|绿化|扫地|市里|区里|县里|省里|村里|镇上|政府(?:部门|单位)?|市政府?|市府|国家|公家|官方|上[面头]|领导|人家|工人|员工)$")


def one_of(name: str, folded: Folded, start: int, end: int) -> str | None:
    """What in a range fills a slot, in the draft's own characters; None where nothing does, or two different things do."""
    for turn, finder in enumerate(IN_TURN.get(name, (FILLS[name],))):
        if value := mentioned(name, turn, folded, start, end):
            return value
        if finder.search(folded.text, start, end):
            return None
    return None


def about(folded: Folded, start: int, end: int) -> str:
    """What a range is about, in the draft's own characters, to be named beside a reply that fits anyway; empty where it is not told."""
    if matter := one_of("matter", folded, start, end):
        return matter
    left = max(0, start - REACH)
    place = _heard_matter(folded.text[left : end + REACH], start - left, end - left, _LESS_SURE)
    if place is None and (said := _CALLED_SO.search(folded.text, start, end)) and _names_matter(folded.text, start, end, *said.span("m")):
        place = said.start("m") - left, said.end("m") - left
    if place is None and (waits := _WAITS.search(folded.text, start, end)) and _names_matter(folded.text, start, end, *waits.span(waits.lastgroup or 0)):
        place = waits.start(waits.lastgroup or 0) - left, waits.end(waits.lastgroup or 0) - left
    value = own(folded, left + place[0], left + place[1]) if place else ""
    return "" if HEARD_ONLY.search(value) else value


def mentioned(name: str, turn: int, folded: Folded, start: int, end: int) -> str | None:
    """What a slot's finder finds in a range, in the draft's own characters; remembered, as drafts are checked while they are typed."""
    left = max(0, start - REACH)
    place = _place(name, turn, folded.text[left : end + REACH], start - left, end - left)
    value = own(folded, left + place[0], left + place[1]) if place else None
    # 陈太,申请表一天未交: who is called, and how long it is undone, is nothing to bring.
    if value and name in ("bring", "need") and _CALLED_OR_UNDONE.search(value):
        return None
    # What is spoken in Hong Kong alone is not named in writing; of 門鈴冇聲 the bell is.
    if value and name in _NAMED and (spoken := HEARD_ONLY.search(value)):
        return value[: spoken.start()] if spoken.start() >= _SHORTEST and spoken[0] in "唔冇" else None
    return value


@lru_cache(maxsize=4096)
def _place(name: str, turn: int, text: str, start: int, end: int) -> tuple[int, int] | None:
    if name == "who":
        return _place_of_person(text, start, end)
    if name == "matter" and (trouble := _NO_MORE.search(text, start, end)):
        return trouble.span("m")
    if name == "matter" and (matter := _heard_matter(text, start, end, _SURE)):
        return matter
    found = _place_of_thing(IN_TURN[name][turn] if name in IN_TURN else FILLS[name], text, start, end)
    if found is not None and name in ("matter", "thing") and (_is_proof(text, start, *found) or _SCOLDS.match(text, found[1])):
        return None
    # 您看通告吧: where it is to be read is not what it is about.
    if found is not None and name == "matter" and _NOTICE.fullmatch(text, *found) and _LOOKED_AT.search(text, start, found[0]):
        return None
    # 阳台漏了三天才来报修: what is broken says more.
    if found is not None and name == "matter" and text[slice(*found)] == "报修" and _FAULTY.search(text, start, end):
        return None
    # What a message is about is what is wanted, where it is something that is done for one: 代收冷链快递.
    if found is None and name == "wanted" and (matter := _place("matter", 0, text, start, end)) and _DONE_FOR_ONE.match(text, *matter):
        return matter
    return found


def _heard_matter(text: str, start: int, end: int, sure: float) -> tuple[int, int] | None:
    """What is heard to be the matter, at least so sure, if it may be named."""
    run = spans_of(text[start:end]).get("matter")
    if run is None or run.sure < sure:
        return None
    a, b = start + run.start, start + run.end
    # 更改水牌 is no 改水牌.
    a -= text[a - 1 : a + 1] in ("更改", "修改")
    # 条水喉 is spoken; the classifier is no part of it.
    a += bool(b - a > _SHORTEST and _CLASSIFIER.match(text, a, b))
    # 旧床垫 is no 旧床.
    b += bool(_NOUN_GOES_ON.match(text, b))
    # 部𨋢 is a lift.
    a += bool(_MEASURED.match(text, a, b))
    # 漏水报 is no 漏水报修.
    b += bool(b - a > _SHORTEST and text[b : b + 1] == "修" and text[b - 1] in "报维检装返抢保")
    # 停车办法 is no 停车.
    b += 2 * text.startswith(("办法", "规则"), b)
    # 图纸锁在总部: what happens to it is no part of it.
    b -= bool(b - a > _SHORTEST and _HAPPENS.match(text, b - 1))
    # 夜里车库, 窗修不了: when it is, and that it can not be done, is no part of it.
    when = _WHEN.match(text, a, b)
    if when and b - when.end() >= _SHORTEST:
        a = when.end()
    if b - a > 1 and _CAN_NOT.match(text, b - 1):
        b -= 1
        if b - a < _SHORTEST:
            return None
    # 漏水漏了很久: how long it has done so is no part of it.
    b -= bool(b - a > _SHORTEST and text[b - 1] in text[a : b - 1] and text[b - 1] in "漏响堵吵停滴渗闹坏")
    # 巴士站迁不迁: whether it does is no part of it.
    b -= bool(b - a > _SHORTEST and text[b : b + 1] in ("不", "没") and text[b - 1] == text[b + 1 : b + 2])
    return (a, b) if _names_matter(text, start, end, a, b) else None


def _names_matter(text: str, start: int, end: int, a: int, b: int) -> bool:
    """True where what is heard to be the matter may be named."""
    run = text[a:b]
    # 光包裹就一百多件: what keeps one busy is not what the message is about.
    if text[a - 1 : a] == "光" and text[b : b + 1] in ("就", "都"):
        return False
    # 灯都关了: that it is over for today is told with what is shut.
    if _SHUT.match(text, b) and _SHUTS.search(run):
        return False
    if _is_proof(text, start, a, b):
        return False
    if run in _VAGUE or _LETTER.search(run) or _NO_MATTER.match(text, a, b) or _DOES_IT.match(text, a) or _DENIED.search(run) or _SCOLDS.match(text, b) or slipped(run):
        return False
    return not (
        _THREATENED.search(text, max(start, a - REACH), a) or _OTHERS.search(text, max(start, a - _NEAR), a) or _is_own(text, start, a, b) or _overlaps_person(text, a, b)
        or _SHARED.search(text, start, end)
    )


def _is_proof(text: str, start: int, a: int, b: int) -> bool:
    """True for what is to prove a thing, and not what it is about: 有收据吗, 没照片谁信."""
    return _PROOF.fullmatch(text, a, b) is not None and (_SHOWN.search(text, start, a) is not None or _ASKED_FOR.match(text, b) is not None)


def _overlaps_person(text: str, start: int, end: int) -> bool:
    found = FILLS["who"].finditer(text, max(0, start - _NEAR), end + _NEAR)
    return any(match.start() < end and match.end() > start for match in found)


def _place_of_thing(finder: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int] | None:
    """The one thing that is found; None where two different ones are."""
    ranges: dict[str, tuple[int, int]] = {}
    for match in finder.finditer(text, start, end):
        group = next((name for name in _GROUPS if name in finder.groupindex and match[name]), 0)
        a, b = match.span(group)
        ends = text[b : b + 1]
        if finder is FILLS["matter"] and ((ends and ends in _GOES_ON) or _THREATENED.search(text, max(start, a - REACH), a) or _is_own(text, start, a, b) or _names_one(text, start, a, b)):
            continue
        ranges.setdefault(text[a:b], (a, b))
    # 装修 and 装修押金: the longer one says what the shorter one means.
    kept = [value for value in ranges if not any(value != other and value in other for other in ranges)]
    return ranges[kept[0]] if len(kept) == 1 else None


def _is_own(text: str, start: int, a: int, b: int) -> bool:
    """True for what the speaker does, and nothing besides."""
    left = max(start, a - REACH)
    if _AT_IT.search(text, left, a) or _OWN_TASK.search(text, left, a):
        return True
    return text[b : b + 1] == "的" and text[b + 1 : b + 2] not in ("事", "问") and _OWN_TRADE.search(text, left, a) is not None


def _names_one(text: str, start: int, a: int, b: int) -> bool:
    # 收快递的: who does nothing else.
    if a > start and text[a - 1] in "收送管修看发卖做跑" and text[b : b + 1] == "的" and text[b + 1 : b + 2] in ("", *",。!?;哪怎又只不没也都能"):
        return True
    return bool(_DOES_IT.search(text, max(start, a - 1), b) or _DOES_IT.match(text, a))


def _names_party(text: str, start: int, a: int, b: int) -> bool:
    """True where who is heard to be concerned may be named: neither a government as a whole, nor anybody in general."""
    return not (_NO_PARTY.search(text[a:b]) or slipped(text[a:b])) and _is_meant(text, start, a, b)


def _is_meant(text: str, start: int, a: int, b: int) -> bool:
    """True where whoever stands there may be turned to, and is neither only addressed, compared, or left, nor the speaker."""
    said, left = text[a:b], max(start, a - REACH)
    return not (
        (a == start and (_ADDRESS.match(text, b) or (_CUSTOMER.search(said) and _SPOKEN_TO.match(text, b))))
        or _COMPARED.search(text, left, a)
        or _NOT_TO.search(text, left, a)
        or _DEFIES.match(text, b)
        or _ONLY_THAT.match(text, b)
        or ((a == start or _CALLED.search(text, left, a)) and text[b : b + 1] in (*",!~:。", ""))
        or OWN_HOUSE.fullmatch(said)
        or (said == "银行" and _IS_A_BANK.search(text))
        or _OWN_JOB.search(text, left, a)
        or _GONE.match(text, b)
    )


def _place_of_person(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Who is meant; None where nobody is, or two are."""
    if _SHARED.search(text, start, end):
        return None
    run = spans_of(text[start:end]).get("who")
    if run is None:
        return None
    a, b = start + run.start, start + run.end
    # 去看医生 is no doctor of ours.
    if text[a - 1 : a] == "看" and _DOCTOR.match(text, a):
        return None
    # 承办林小姐 is 林小姐.
    a += text[a : a + 1] == "办" and text[a - 1 : a] in ("承", "经", "主", "协") and b - a > _SHORTEST
    # 程经理 of 工程经理 is no name.
    a -= text.startswith("工程", a - 1)
    if (fond := _FOND.search(text[a:b])) and fond.start() >= _SHORTEST:
        b = a + fond.start()
    if run.sure < _SURE_OF_WHOM and (run.sure < _SURE_OF_ONE_KNOWN or (a, b) not in [m.span() for m in FILLS["who"].finditer(text, start, end)]):
        return None
    return (a, b) if _names_party(text, start, a, b) else None


def own(folded: Folded, start: int, end: int) -> str:
    """The draft's own characters of a folded range, politely."""
    a, b = folded.span(start, end)
    return _TWICE.sub(r"\1", polite(folded.source[a:b]).strip())


def polite(text: str) -> str:
    """The text with 您 for 你."""
    return text.replace("你", "您").replace("妳", "您")
