"""A reply that speaks of "this matter" names it: 漏水的事我先登记下来 for 您的事我先登记下来."""

from __future__ import annotations

import re
from functools import lru_cache

from tonecheck.reply.message import of_matter
from tonecheck.text.expressions import compiled

# What a reply says of a matter that it does not name, and how it names it; the first that stands in it is named.
_WORDINGS = (
    ("帮您(?:做|处理)这件事", "帮您处理{m}的事"),
    ("幫您處理這件事", "幫您處理{m}的事"),
    ("為您辦理這件事", "為您辦理{m}的事"),
    ("(?:这件事|您的事情?|您要办的事)(?!情)(?!要麻烦您)", "{m}的事"),
    ("(?:這件事|您的事情?|您要辦的事|此事)(?!情)(?!要麻煩您)", "{m}的事"),
    ("您的情[况況形](?!可以|[记記][录錄])", "{m}的事"),
    ("您(?:反映的|说的|遇到的)情况", "{m}的情况"),
    ("您(?:反映的|所?說的|遇到的)情[況形]", "{m}的情況"),
    ("这方面(?=我)", "{m}的事"),
    ("這方面(?=我)", "{m}的事"),
    ("(?<=明白，)我先把情况", "我先把{m}的情况"),
    ("(?<=明白，)我先把情況", "我先把{m}的情況"),
    ("(?<=明白，)我先了解清楚情況", "我先了解清楚{m}的情況"),
    ("(?<![的事件])我先去核实(?=，有了准确)", "{m}的事我先去核实"),
    ("(?<![的事件])我先去確認(?=，有準確)", "{m}的事我先去確認"),
    ("(?<![的事件])我先去核實(?=，有準確)", "{m}的事我先去核實"),
    ("^可能是我说得不够清楚(?=，您有疑问)", "{m}的事可能是我说得不够清楚"),
    ("^可能是我說得不夠清楚(?=，您有疑問)", "{m}的事可能是我說得不夠清楚"),
    ("^可能是我說得不夠清楚(?=，如有疑問)", "{m}的事可能是我說得不夠清楚"),
    ("^可能是我之前说得不够清楚", "{m}的事可能是我之前说得不够清楚"),
    ("^可能是我之前說得不夠清楚", "{m}的事可能是我之前說得不夠清楚"),
    ("(?<=我现在就去)问进度", "问{m}的进度"),
    ("(?<=我現在就去)問進度", "問{m}的進度"),
    ("(?<=我現在就去)查詢進度", "查詢{m}的進度"),
    ("(?<=明白，)我来联系(?=[^，]+，把情况反映)", "{m}的事我来联系"),
    ("(?<=明白，)我來聯絡(?=[^，]+，把情況反映)", "{m}的事我來聯絡"),
    ("(?<=明白，)由我聯絡(?=[^，]+反映情況)", "{m}的事由我聯絡"),
    ("^还有不清楚的地方", "{m}的事还有不清楚的地方"),
    ("^還有不清楚的地方", "{m}的事還有不清楚的地方"),
    ("^有不清楚的地方(?=请随时问我，我来)", "{m}的事有不清楚的地方"),
    ("^有不清楚的地方(?=請隨時問我，我來)", "{m}的事有不清楚的地方"),
    ("^我来向(?=[^，]{1,12}了解情况)", "{m}的事我来向"),
    ("^我來向(?=[^，]{1,12}了解情況)", "{m}的事我來向"),
    ("^收费的依据(?=我可以)", "{m}的收费依据"),
    ("^收費的依據(?=我可以|可以由我)", "{m}的收費依據"),
    ("^目前还没有消息(?=，我先去)", "{m}的事目前还没有消息"),
    ("^目前還沒有消息(?=，我先去)", "{m}的事目前還沒有消息"),
    ("^目前尚未有消息(?=，我先去)", "{m}的事目前尚未有消息"),
    ("(?<=^对不起，)给您带来不便(?=。我来联系)", "{m}的事给您带来不便"),
    ("(?<=^對不起，)造成您的不便(?=。我來聯絡)", "{m}的事造成您的不便"),
    ("(?<=^對不起，)為您帶來不便(?=。由我聯絡|。我來聯絡)", "{m}的事為您帶來不便"),
    ("(?<=给您添麻烦了。)我来跟进(?=，有进展)", "{m}的事我来跟进"),
    ("(?<=造成您的不便。)我來跟進(?=，有進度)", "{m}的事我來跟進"),
    ("(?<=為您帶來不便。)由我跟進(?=，有進展)", "{m}的事由我跟進"),
    ("^我先向(?=[^，]{1,12}了解清楚)", "{m}的事我先向"),
    ("^讓?我先向(?=[^，]{1,12}了解清楚)", "{m}的事我先向"),
    ("^初步估计在", "{m}的事初步估计在"),
    ("^初步估計在", "{m}的事初步估計在"),
    ("^我们会尽力安排在", "{m}的事我们会尽力安排在"),
    ("^我們會盡力安排在", "{m}的事我們會盡力安排在"),
    ("把情况(?=说清楚)", "把{m}的情况"),
    ("把情況(?=說清楚)", "把{m}的情況"),
    ("說明情況(?=，有消息|後再)", "說明{m}的情況"),
    ("^我先把情况(?=记录下来，去跟)", "我先把{m}的情况"),
    ("^我先把情況(?=記錄下來，去跟)", "我先把{m}的情況"),
    ("(?<=。)我先登记下来(?=，一有人手)", "{m}的事我先登记下来"),
    ("(?<=。)我先登記下來(?=，一有人手)", "{m}的事我先登記下來"),
    ("(?<=。)我先為您登記(?=，一有人手)", "{m}的事我先為您登記"),
    ("^我先把这样安排的原因", "{m}的事，我先把这样安排的原因"),
    ("^我先向您說明這樣安排的原因", "{m}的事，我先向您說明這樣安排的原因"),
    ("^讓我先向您解釋這樣安排的原因", "{m}的事，讓我先向您解釋這樣安排的原因"),
    ("(?<=一起把)情况(?=核对)", "{m}的情况"),
    ("(?<=一起把)情況(?=核對)|(?<=一起核對)情況", "{m}的情況"),
    ("发生这样的事(?=，我们很抱歉)", "{m}的事"),
    ("發生這樣的事(?=，我們很抱歉)", "{m}的事"),
    ("(?<=反映)情况", "{m}的情况"),
    ("(?<=反映)情況", "{m}的情況"),
)
_UNNAMED = tuple((compiled(said), named) for said, named in _WORDINGS)
# What is named first of all needs no such head: 新的停车收费标准，我先去了解一下.
WILLING = compiled("^(?:我很愿意帮忙|我很樂意協助)，(?=.)")
# What has no price.
PRICELESS = compiled("^[Aa][Pp][Pp]$|系[统統]|[電电][脑腦]|隔音|漏水|渗水|滲水|噪音|异味|異味|堵|态度|態度|卫生|衛生|[声聲]$")
# Whose price may change.
_PRICE = compiled("(?:以后|之後|日後)的?[价價]格[会會]")
_PRICED = compiled("[费費价價租金]$")
# What such a reply speaks of is no service: that one is named with it.
_SERVICE = compiled("没有提供这项服务|沒有提供這項服務|這項服務我們現時未有提供")
_DONE = compiled(
    "上[门門]|[换換修搬代遛洗拆喂餵抓捉](?![证證改造]|衣[机機]|手[间間池]|碗[机機])|借(?!条|條|口)|送[货貨餐水菜件药藥]|叫[车車的]|清洗|打[扫掃印]|影印|[复複]印|疏通|通[渠马馬厕廁下]|寄存|照[看顾顧]|接[机機送人]|[补補]胎|翻[译譯]|寄放|除[虫蟲]|刻|装[灯窗空]|裝[燈窗空]|安[装裝]"
    "|.{2,3}[浇澆清搬洗]"
)
_LENT = compiled(".{0,3}(?:雨[伞傘]|[轮輪]椅|推[车車]|[婴嬰][儿兒][车車]|梯子|工具|打[气氣]筒|吹[风風][机機]|充[电電][宝寶])$")
# What such a draft names is what we were at: 手上三份退租单没写完.
_BUSY = compiled("手[头頭邊]的事|手上的工作|及[时時]回|[还還仍][没沒未]有?排到")
_STANDS = compiled("|".join([*(said for said, _ in _WORDINGS), "(?:以后|之後|日後)的?[价價]格[会會]", "[这這][项項]服[务務]"]))


# A name of fewer characters is none: 管钥匙的人.
_SHORT = 2
# But for what is the customer's own, or what there is no time for: 没空看您那张报修单.
_PUT_OFF = compiled("(?:[没冇无哪]有?(?:空|时间|闲|[功工]夫|暇|得闲|心思|精力)|不得闲|顾不|[腾抽]不?[出得]|谁?也?别找我)[^,。!?;种类]{0,10}$|(?:你|阁下)(?:们?家?的?|上?个?(?:星期|周|月)的?|那)?[张个份封条部架件台]?$")
_ITS = compiled("的?(?:事|问题)")
# What was not answered in time is said.
_LETTERS = compiled("(?:信件?|邮件|电邮|消息|讯息|留言|微信)$")
_ANSWERS = compiled("回[复覆]您的")


@lru_cache(maxsize=2048)
def unnamed(reply: str) -> bool:
    """True for a reply in which something stands for a matter that could be named."""
    return _STANDS.search(reply) is not None


def keeps_busy(reply: str, said: str, matter: str) -> bool:
    """True where a reply tells of other work, and the matter (both folded) is what that work is, for all that is said."""
    at = said.find(matter)
    if _LETTERS.search(matter) and _ANSWERS.search(reply):
        return True
    return _BUSY.search(reply) is not None and not (at >= 0 and (_PUT_OFF.search(said, 0, at) or _ITS.match(said, at + len(matter))))


# What is asked back makes no progress.
_ASKED = compiled("什么|什麼|甚麼|怎么|怎麼|哪|谁|誰")
# Who is responsible is not named again where we turn to him, nor what is asked about where we ask.
_TURNS_TO = compiled("(?<=由)(?P<who>[^，。]{2,12})(?P<is>(?:负责|負責)，)(?:我[来來](?=联|聯)|由我(?=聯))(?:联系|聯絡)(?P=who)")
_ASKS_HIM = compiled("(?<=[帮幫為]您[问問])(?P<who>[^，。]{2,10})(?=，)")
_TURNED = {"hans": "我来帮您联系", "hant-tw": "我來幫您聯絡", "hant-hk": "由我為您聯絡"}
# What a reply is about, at its head.
_AGAIN = compiled("^(?P<sorry>很抱歉，|不好意思，)?(?:关于|關於)?(?P<m>[^，。？！]{2,10}?)(?:的(?P<what>事(?!情)|(?:收[费費])?依[据據]|[计計]算方[法式])|，(?=我[先来來会會现現]|由我))")
_THIS = {"hans": "这件事", "hant-tw": "這件事", "hant-hk": "此事"}
_GROUNDS = {"hans": "收费依据", "hant-tw": "收費依據", "hant-hk": "收費依據"}


# What is done for one, on a condition; the thing that is in the way is not what is wanted.
_WISHED = compiled("(?P<done>帮您|幫您|為您)(?:(?:做|处理)这件事|處理這件事|辦理這件事)|(?:您要办的事|您要辦的事)(?=我先|，我先)|^[^，。]{2,14}的事(?=我们很愿意|我們很樂意)|^(?P<before>办理|辦理)(?=之?前(?:麻烦您|麻煩您|需要))|(?P<grants>帮您|幫您|為您)(?:办理|辦理)(?=，(?:这件事|這件事|此事)需要)")


# Before a matter nothing is done.
_WISHED_FIRST = compiled("办理|辦理")


def awaits(reply: str) -> bool:
    """True for a reply in which something stands for what the customer wants to have done."""
    return _WISHED.search(reply) is not None


# What a reply would find out first; what is asked for is named by the question.
_VERIFIES = compiled("^我[来來]向[^，]{1,12}了解情[况況]|我先去(?:核实|確認|核實)(?=，有[了]?[准準])|(?:这件事|這件事|此事)(?:讓?我)先(?:帮您|幫您|為您|去)?(?:了解|查)")
WHETHER = compiled("什么时候|几时|何时|多久|多少|能不能|可不可以|有没有|会不会|要不要|几点|几号|哪天|几天(?!多)|(.)不\\1")


def verifies(reply: str) -> bool:
    """True for a reply that finds something out first."""
    return _VERIFIES.search(reply) is not None


_REPAIRED = compiled("(?:[漏渗滲坏壞堵]|(?<![装裝])修)(?!.*[记記纪紀][录錄])|[灯燈]|不[热熱]|上[门門]")
_DONE_BEFORE = compiled("(?<=，)(?:办理|辦理)(?=前)")


def granted(reply: str, wish: str) -> str:
    """The reply with what the customer wants to have done, or with its matter (灯泡的事), in the place of what stands for it."""
    matter = wish.endswith("的事")
    done = f"安排{wish}" if wish.startswith(("师傅", "師傅", "人")) else wish

    def said(found: re.Match[str]) -> str:
        if helps := found["done"] or found["grants"]:
            return f"{helps}{'' if not matter else '处理' if '帮' in helps else '處理'}{done}"
        return wish if matter else done if found["before"] else f"{wish}的事"

    if matter and _WISHED_FIRST.match(reply):
        return reply
    wished = _WISHED.sub(said, reply, count=1)
    # Who comes does so before, and what is repaired is arranged: 上门前需要先结清.
    before = wish[-2:] if wish.endswith(("上门", "上門", "过来", "過來")) else "安排" if _REPAIRED.search(wish) else ""
    return _DONE_BEFORE.sub(before, wished, count=1) if before else wished


_EXPLAINS = compiled("(?:由我|我[来來](?:跟|向|给|給)?)向?您[说說]明(?:一下)?，(?:您有疑[问問][随隨][时時][问問]我|如有疑[问問][请請][随隨][时時]提出)(?=。)")
_ASKED_ABOUT = {"hans": "有疑问请随时问我，我来跟您说明", "hant-tw": "有疑問請隨時問我，我來向您說明", "hant-hk": "如有疑問請隨時提出，由我向您說明"}


def named_once(reply: str, told: str, script: str) -> str:
    """The reply without the name of its matter, where what is told beside it has that name: 烤肉區訂位三天前要登記。這件事我先記下來."""
    again = _AGAIN.match(reply)
    if again is None or again["m"] not in told:
        return reply
    what = again["what"] or "事"
    # What is told is explained where it is asked about.
    if what == "事" and (explains := _EXPLAINS.match(reply, again.end())):
        return f"{_ASKED_ABOUT[script]}{reply[explains.end() :]}"
    said = _THIS[script] if what == "事" else what if "算" in what else _GROUNDS[script]
    return f"{again['sorry'] or ''}{said}{reply[again.end() :]}"


def called_once(reply: str, who: str, script: str) -> str:
    """The reply in which one who is named stands in full once: 管仓库钥匙的王老师请假了, then 王老师."""
    reply = _TURNS_TO.sub(lambda found: f"{found['who']}{found['is']}{_TURNED[script]}", reply)
    # 第四台什麼時候會好，我來幫您問第四台 asks the thing itself.
    if (asks := _ASKS_HIM.search(reply)) and asks["who"] in reply[: asks.start()]:
        reply = f"{reply[: asks.start('who')]}一下{reply[asks.end() :]}"
    head, _, short = who.rpartition("的")
    if not head or len(short) < _SHORT or reply.count(who) < 2:
        return reply
    first = reply.index(who) + len(who)
    return reply[:first] + reply[first:].replace(who, short)


_AT_ODDS = compiled("的事$|[纠糾][纷紛]|矛盾|[争爭][执執拗议議]|冲突|衝突")


def named(reply: str, matter: str) -> str:
    """The reply with the matter in the place of what stands for it; as it is where nothing does."""
    if not unnamed(reply):
        return reply
    if found := _SERVICE.search(reply):
        if not (_DONE.match(matter) or _LENT.match(matter)):
            return reply
        what = matter if matter.endswith(("服务", "服務")) else f"{matter}的服{found[0][found[0].index('服') + 1]}" if _DONE.match(matter) else matter
        said = f"我們現時未有提供{what}" if "現時" in found[0] else f"{found[0][:4]}{what}"
        return f"{reply[: found.start()]}{said}{reply[found.end() :]}"
    if (price := _PRICE.search(reply)) and _PRICED.search(matter):
        return f"{reply[: price.start()]}{matter}{price[0][:2]}{price[0][-1]}{reply[price.end() :]}"
    for form, name in _UNNAMED:
        if form.search(reply):
            if name.endswith(("进度", "進度")) and _ASKED.search(matter):
                return reply
            if "依" in name and PRICELESS.search(matter):
                return reply
            # With whom he is at odds is told; with what, he knows.
            if name.startswith(("把{m}", "說明{m}")) and _AT_ODDS.search(matter):
                return reply
            # 您和室友之间的事 is a matter by its own name.
            said = name.replace("{m}的事", "{m}").replace("{m}的情况", "{m}").replace("{m}的情況", "{m}") if matter.endswith("的事") else name
            return of_matter(WILLING.sub("", form.sub(said.replace("{m}", matter), reply, count=1)), matter)
    return reply
