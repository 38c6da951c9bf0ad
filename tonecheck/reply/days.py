"""When something is done, and who is away until when, where the draft tells it: 下周一请同事联系您 for 再请同事联系您."""

from __future__ import annotations

import re
from collections.abc import Callable

from tonecheck.text.entities import DATE, NUMBER, PERIOD
from tonecheck.text.expressions import compiled

# So far before it a word says when.
_NEAR = 12
# Who is told to come another day hears that day from us, and that he is awaited.
_ANOTHER_DAY = compiled("(要到(?P<day>[^，。]{1,8}?)才能)(?:安排|办理|辦理)。我先(?:[帮幫]您登[记記]，到[时時]候通知您|為您登記，到時通知您)，好[吗嗎]？")
_COMES = compiled("(?:再|在|载|早点|早啲|先)?(?:(?<![起本原以看后从])来|过来|嚟|跑)(?:一?趟|吧|哈|啦|呗|办|拿|领|取|排|弄|把)?(?=[过,。!?~了]|$|一|吧|哈|啦|喔|呗|哦|齁)|请早|赶早|再(?:来(?!电|信|函|文|问)|领|取|拿|排)|[来在载]一[趟躺]")
_COMES_NOT = compiled("师傅|上门|派人|派工|来电|维修|[修装换]不|修(?![改整])|漏|来修|来装|来看|来弄|来不|没来|送来|寄来|有人来|人来|同事来")
_COME = {
    "hans": r"\1办理。我先帮您登记好，\g<day>您过来就给您办，好吗？",
    "hant-tw": r"\1辦理。我先幫您登記好，\g<day>您過來就幫您辦，好嗎？",
    "hant-hk": r"\1辦理。我先為您登記好，您\g<day>前來便為您辦理，好嗎？",
}

# A fee is paid, and there is nothing to register.
_FEE_DUE = compiled("(?P<fee>[^，。退]{0,9}?(?:[费費]|租金|房租))的事(?P<when>要到[^，。才]{1,8}才能)(?:办理|辦理)。我先(?:帮您|幫您|為您)登[记記]好")
_PAID_THEN = {"hans": "{fee}{when}缴。我先记下来", "hant-tw": "{fee}{when}繳。我先記下來", "hant-hk": "{fee}{when}繳交。我先記下"}

# Who is away, where the draft names him by what he is.
_IN_CHARGE = compiled("(?:负责|您要找)的同事(?=现在不在|已经离职|已经离开|已经调)|(?:負責|您要找)的同事(?=現在不在|現時不在|已經離職|已離職|已經離開|已經調)")
_AWAY = compiled("(?:(?<![一-鿿])|我们的?|[你您]?找的?|是)(?P<who>(?!(?:我们|今天|现在|这里))[一-鿿]{0,3}?(?:经理|主任|主管|会计|管家|秘书|主委|总干事|医生|老师|站长|队长))(?=[^,。!?]{0,8}(?:放[年大]?假|休|请假|不在|出差|外出|开会|参会|没来|出国|培训|上课|离职|离直|已?调任|调岗|调走|辞职))")

# It is not an office that is away, but who works there.
_OFFICE_AWAY = compiled("(?<=财务|財務|客服|前台|櫃檯|行政|人事|工程|保洁|保潔|清潔|保安)(?=(?:现在|現在|現時)不在)")
# Why he is away, as the draft tells it.
_NOT_HERE = compiled("(?:现在|現在|現時|目前)不在")
_WHEN = compiled("(?P<t>今[天日]|[明听][天日]|[这本]周|这[两几]天|下午|上午)[^,。!?]{0,6}$")
_WHY_AWAY = tuple(
    (compiled(said), words)
    for said, words in (
        ("出差", {"hans": "出差了", "hant-tw": "出差了", "hant-hk": "出差了"}),
        ("出[了咗]?国|在?国外", {"hans": "出国了", "hant-tw": "出國了", "hant-hk": "外遊了"}),
        ("开[紧着]?[了个]?会(?!所|员)", {"hans": "正在开会", "hant-tw": "正在開會", "hant-hk": "正在開會"}),
        ("[年大长]假|休[了]?假|放[紧了]?假", {"hans": "正在休假", "hant-tw": "正在休假", "hant-hk": "正在放假"}),
        ("[病事婚丧]假|请[了]?假", {"hans": "请假了", "hant-tw": "請假了", "hant-hk": "請假了"}),
        ("[轮排调补]休", {"hans": "休息", "hant-tw": "休息", "hant-hk": "休息"}),
        ("培训|进修", {"hans": "在外培训", "hant-tw": "在外受訓", "hant-hk": "在外受訓"}),
    )
)


# When he is here again: 下礼拜一才回来.
_BACK = compiled(f"(?P<who>(?!今天|今日){DATE}{PERIOD}?)(?:才|先|就|会|能){{0,2}}(?:回来|回岗|回公司|返工|返来|上班)(?!时间|以?后|之后|再[说来打])")
_IS_BACK = {"hans": "，{day}回来", "hant-tw": "，{day}回來", "hant-hk": "，{day}返回"}
_THEN = {"hans": "到时候", "hant-tw": "到時候", "hant-hk": "到時"}


def _one_day(form: re.Pattern[str], said: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The one day that a form finds (its group `who`), as it is written; empty where there is none, or two."""
    return typed(form) if len({found["who"] for found in form.finditer(said)}) == 1 else ""


def _when_back(reply: str, said: str, script: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with the day on which who is not here is back, where the draft says it."""
    gone = _NOT_HERE.search(reply)
    day = _one_day(_BACK, said, typed) if gone else ""
    if gone is None or not day:
        return reply
    return f"{reply[: gone.end()]}{_IS_BACK[script].format(day=day)}{reply[gone.end() :].replace(day, _THEN[script], 1)}"


def _why_away(reply: str, said: str, script: str) -> str:
    """The reply with why somebody is not here, where the draft says it, and one thing only."""
    if not _NOT_HERE.search(reply):
        return reply
    told = [(match, words[script]) for form, words in _WHY_AWAY if (match := form.search(said))]
    if len(told) != 1:
        return reply
    match, why = told[0]
    when = _WHEN.search(said, max(0, match.start() - _NEAR), match.start())
    day = {"今日": "今天", "听日": "明天", "明日": "明天"}.get(when["t"], when["t"]) if when else ""
    day = day if script == "hans" else day.replace("这", "這").replace("两", "兩").replace("几", "幾").replace("周", "週")
    return _NOT_HERE.sub(day + (why.removeprefix("正在") if day else why), reply, count=1)

# When there will be somebody, or something will be done, as the draft has it; what is negated or only asked for is no such day.
_LATER = compiled(
    f"(?:(?<=[,。!?;~ 到等要得])|^|(?<=你|请)|(?<=[年产病婚事补]假)|(?<=不在|出差|开会|外出|培训|休假|请假|放假))(?P<who>(?!今|本日|这个?周|(?:今天)?(?:{PERIOD}))(?:{DATE}{PERIOD}?|{NUMBER}[号日](?![楼栋门房室柜窗桌机岗线厅车桩])|过完?[节年]|周末过后|过了(?:节|年|周末)|过(?:一|两|三|几|十来)个?(?:天|周|礼拜|星期|月))(?:以后|之后|后)?)"
    "(?=[^,。!?;~不没别莫甭休谁怎哪看]{0,3}(?:再|才|回[来岗]?|上班|在(?!哪|忙)|来|嚟|过来|找|打|问)|[吧啦喇咯喔哦]?(?:[,。!?~]|$))"
)
_ASKED_LATER = compiled("(?:再[请請]同事)(?=[联聯]系?絡?您|[与與]您)")
_CALLED_LATER = {"hans": "请同事", "hant-tw": "請同事", "hant-hk": "請同事"}
_NOT_YET = compiled("(?:暂时还没有|目前還沒有|現時仍未)排到")
_IN_LINE = {"hans": "要到{day}才排到", "hant-tw": "要到{day}才排到", "hant-hk": "要到{day}才排到"}
_CAN_BE_DONE = compiled("可以(?:安排|办理|辦理)(?:时|時)")
# A thing is fetched, and no matter of it; then it is handed over.
_FETCH = compiled("的事((?:最快|今[天日]沒辦法|今天未能)?要?(?:到[^，。]{1,8})?才能[领領]取)")
_HANDED = compiled("就给您办(?=，)|就幫您辦(?=，)|便為您辦理(?=，)")
# What is fetched is neither arranged nor done.
_ARRANGED = compiled("(?<=才能)(?:安排|办理|辦理)|(?<=可以)(?:办理|辦理)")
_FETCHED = compiled("(?<![带率])领(?![导班队域事口])|拿(?!主意|不准|[过過]?[来來]|過嚟|嚟)|攞|(?<![收])取(?![消得决暖])|派发|口罩|月饼|粽子")


def _until_when(reply: str, day: str, script: str) -> str:
    """The reply with the day on which there is somebody, or his turn comes."""
    if asked := _ASKED_LATER.search(reply):
        return f"{reply[: asked.start()]}{day}{_CALLED_LATER[script]}{reply[asked.end() :]}"
    if not day.startswith(("过", "過")) and (waits := _NOT_YET.search(reply)):
        said = f"{reply[: waits.start()]}{_IN_LINE[script].format(day=day)}{reply[waits.end() :]}"
        return _CAN_BE_DONE.sub("到时候" if script == "hans" else "到時候" if script == "hant-tw" else "到時", said, count=1)
    return reply


# What cannot be done today is done on the day that the draft tells.
_NOT_TODAY = compiled("(?P<today>今天(?:办不了|沒辦法辦理|未能辦理))(?P<registers>。(?:我先(?:帮您登记|幫您登記|為您登記)|您的事我先登[记記]下[来來]|您的事情我先登記))，(?:可以办理时马上通知您|可以辦理時馬上通知您|可以辦理時便通知您)")
_AFTER = {"过完年": "年后", "過完年": "年後", "过完节": "节后", "過完節": "節後", "过了年": "年后", "過了年": "年後", "过了周末": "周末以后", "過了週末": "週末以後", "过完周末": "周末以后", "過完週末": "週末以後"}
_ON_THE_DAY = {"hans": "要到{day}才能办理{registers}，到时候通知您", "hant-tw": "要到{day}才能辦理{registers}，到時候通知您", "hant-hk": "要到{day}才能辦理{registers}，到時通知您"}
TOUCHED = "|".join(form.pattern for form in (_IN_CHARGE, _NOT_HERE, _ASKED_LATER, _NOT_YET, _ARRANGED)) + "|才能|今天(?:办不了|沒辦法辦理|未能辦理)"


def told_when(reply: str, said: str, script: str, typed: Callable[[re.Pattern[str]], str]) -> str:
    """The reply with who is away, why, and the day that the draft tells; `said` and `typed` as in `touched`."""
    if "才能" in reply and _COMES.search(said) and not _COMES_NOT.search(said):
        reply = _ANOTHER_DAY.sub(_COME[script], reply, count=1)
        if fee := _FEE_DUE.search(reply):
            reply = f"{reply[: fee.start()]}{_PAID_THEN[script].format(**fee.groupdict())}{reply[fee.end() :]}"
    if _IN_CHARGE.search(reply) and (away := typed(_AWAY)):
        reply = _IN_CHARGE.sub(away, reply, count=1)
    reply = _why_away(_when_back(_OFFICE_AWAY.sub("的同事", reply, count=1), said, script, typed), said, script)
    day = _one_day(_LATER, said, typed) if (today := _NOT_TODAY.search(reply)) else ""
    day = _AFTER.get(day, "" if day.startswith(("过", "過")) else day)
    if today and day:
        told = _ON_THE_DAY[script].format(day=day, registers=today["registers"])
        # What is unnamed before it is named: 很抱歉，今天办不了.
        unnamed = "" if reply[: today.start()].endswith(("事", "件")) else "这件事" if script == "hans" else "這件事"
        reply = f"{reply[: today.start()]}{unnamed}{told}{reply[today.end() :]}"
    if (_ASKED_LATER.search(reply) or _NOT_YET.search(reply)) and (day := _one_day(_LATER, said, typed)) and day not in reply:
        reply = _until_when(reply, day, script)
    if _ARRANGED.search(reply) and _FETCHED.search(said) and "借" not in said:
        reply = _FETCH.sub(r"\1", _ARRANGED.sub("领取" if script == "hans" else "領取", reply, count=1), count=1)
        reply = _HANDED.sub("就可以领取" if script == "hans" else "就可以領取" if script == "hant-tw" else "便可領取", reply, count=1)
    return reply
