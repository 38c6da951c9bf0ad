"""A place of a draft with a reply in it: greeting, facts, one apology, what the reply says of the matter, facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, partial

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.reply.blocks import Block
from tonecheck.reply.claims import URGENT, weight
from tonecheck.reply.convert import traditional, worded
from tonecheck.reply.heard import says_again
from tonecheck.reply.mentions import about, one_of, polite
from tonecheck.reply.message import APOLOGY, SORRY_FIRST, of_matter
from tonecheck.reply.naming import WHETHER, WILLING, awaits, called_once, granted, keeps_busy, named, named_once, unnamed, verifies
from tonecheck.reply.rank import ASKED, BESIDES, MOVED, NEEDED, Option
from tonecheck.reply.said import is_own_name
from tonecheck.reply.setting import Setting
from tonecheck.reply.touches import asked_of_all, touched
from tonecheck.text.entities import CLOCK, DATE, NUMBER, PERIOD
from tonecheck.text.expressions import compiled
from tonecheck.text.fold import fold
from tonecheck.text.requests import request_of
from tonecheck.text.states import tidied
from tonecheck.text.topics import topic_of
from tonecheck.text.wishes import wish_of
from tonecheck.values import replace

_OWN_GREETING = compiled("^(?:您好|你好|好的)[，,！!]")
# The draft's own apology stands in its place.
_REGRETS = compiled("^(?:很抱歉|不好意思)，")
_REGRETTED = compiled("^(?:很抱歉|十分抱歉|非常抱歉|不好意思|对不起|對不起)，[^。？]{2,40}(?=。.)")
_ENGLISH = compiled("(?i:sor(?:ry)?)$")
# A reply that opens so is a sentence of its own; after a fact it does not go on with a comma.
_OPENS = compiled("^(?:对不起|對不起|非常抱歉|很抱歉|抱歉|不好意思|您好|好的|谢谢|謝謝|感谢|感謝|多谢|多謝|请问|請問|打扰|打擾|麻烦|麻煩|关于|關於|有關|可能|由于|由於|您|今天|这件事|這件事|此事|收费|收費|我们的收|我們的收|由我|发生|發生|给您|没关系|沒關係|造成|為您帶|我理解|有些|如果|如有|让我|讓我|涉及|请|請|需要|这里|這裡|這裏|这项|這項|[^，。？！]{1,16}的(?:事(?!情)|情况|情況|计算|計算|收费依|收費依)|[^，。？！]{2,20}，(?:我先去|我来|我來|我帮您|我幫您|我為您|讓我先|由我向))")
# It begins with what it is about.
_ABOUT = compiled("可能是我|[还還]有不清楚|如仍有|关于|關於|有關|[^，。？！]{1,16}的(?:事(?!情)|情况|情況|计算|計算|收费依|收費依)")
# What is only named goes on with what is said of it.
_ABOUT_IT = compiled("(?:^|，)(?:关于|關於)[^，]*$")
_CLOSES = compiled("[？?！!]$|(?:配合|合作|理解|体谅|體諒|諒解)[。！]?$")
# Until when something is asked for; the reply that asks says it too.
_DEADLINE = compiled(f"(?:{DATE}{PERIOD}?(?:{CLOCK}|{NUMBER}时)?|{PERIOD}?(?:{CLOCK}|{NUMBER}时))钟?(?:下班)?(?:之前|以前|前)|(?<![0-9一二两三四五六七八九十每]){NUMBER}个?(?:日|天|工作日|工作天|小时|周|分钟)(?:之|以)?内|(?:今天|今日|今晚|明天|明日|听日|本周|这周|本月|这个月)(?:之|以)?内|(?:今天|今儿个?|今日|今晚|明天)?(?:天黑|下班|收工|晚饭|午饭|天亮|打烊|关门)(?:之前|以前|前)")
# What is to be put away today: 今天就给我收进去.
_TODAY = compiled("(?<![到等每])今[天日](?:就|必须|务必|都|要|得|一定){0,2}(?:给我|把[^,。!?]{1,8})?(?:搬|收(?![费到款])|拿走|拿回|清(?:走|掉|理)|移|挪|弄走|拆|撤|处理掉|牵走|推走)")
_ASKS = compiled("(麻烦您|麻煩您|想请您|想請您)(?!了|一下)(?:方便时|方便時)?")
# Of so many facts each is told: whether one is said again is not asked of a text without end.
_MANY = 8
# The charge of a charge is said once: 停车费的收费依据.
_CHARGES = tuple((f"{of}的{said}依", f"{of}的依") for of in ("费", "費", "率", "用", "錢", "钱", "价格", "價格", "价码", "價碼", "价", "價", "标准", "標準", "租金", "押金") for said in ("收费", "收費"))
# What a draft bids, as one asks for it; and nobody who is away is known to be a man.
_BLUNTLY = (("欠的补", "欠的费用补"), ("欠的補", "欠的費用補"), ("欠的交", "欠的费用交"), ("欠的缴", "欠的费用缴"), ("欠的繳", "欠的費用繳"), ("过完周末", "周末以后"), ("過完週末", "週末以後"), ("过了周末", "周末以后"), ("過了週末", "週末以後"), ("水漏的", "漏水的"), ("过完节", "节后"), ("過完節", "節後"), ("过完年", "年后"), ("過完年", "年後"), ("啥时候", "什么时候"), ("啥時候", "什麼時候"), ("隔離屋", "鄰居"), ("隔籬屋", "鄰居"), ("隔籬", "隔壁"), ("細路仔", "小朋友"), ("細路", "小朋友"), ("裝修佬", "裝修師傅"), ("装修佬", "装修师傅"), ("名天", "明天"), ("明朝", "明天"), ("铭天", "明天"), ("銘天", "明天"), *_CHARGES, ("请他回来后", "请同事回来后"), ("請他回來後", "請同事回來後"), *((f"把{owed}{paid}", f"把{well}{end}") for owed, well in (("钱", "费用"), ("费", "费用"), ("錢", "費用"), ("費", "費用")) for paid, end in (("结了", "结清"), ("結了", "結清"), ("付了", "付清"), ("交了", "交清"), ("缴了", "缴清"), ("繳了", "繳清"))), ("弄走", "移开"), ("弄出去", "搬出去"), ("狗签好", "狗牵好"), ("狗簽好", "狗牽好"), ("聽日", "明日"), ("聽晚", "明晚"), ("今儿个", "今天"), ("今兒個", "今天"), ("今儿", "今天"), ("今兒", "今天"), ("明儿个", "明天"), ("明兒個", "明天"), ("明儿", "明天"), ("明兒", "明天"), ("后儿个", "后天"), ("后儿", "后天"), ("聽朝", "明早"), ("听日", "明日"))
# Each of these has one of the characters.
_BLUNT = frozenset("啥欠屋漏完末朝名铭銘依他把弄狗聽听儿兒籬路佬")
# What is spoken in Hong Kong, as it is written beside our own wording.
_SPOKEN = (("唔好意思", "不好意思"), ("對唔住", "對不起"), ("真係", "真的"), ("不好意思呀", "不好意思，"), ("抱歉呀", "抱歉，"))
# What is only to be heard in Hong Kong; a fact so told is told in writing.
_HEARD = compiled("[唔冇係嘅咁喺佢啲嗰嚟睇畀俾攞揾搵乜咩哋咗嘢㗎𨋢]|咋$|(?<=[天日月年後後號点點期])先(?=退|有|開|到|可以|能|批)")
# The particle that tells of an end was dropped: 搵到喇.
_ENDED = compiled("(?<=[到好完])$")
# A thing that is handed over: 您的快递。
_HANDED = compiled("^你的[^,是]{0,8}[单据票卡证件递裹信匙扣函表餐书册本包箱照章伞]$")
# The same in a region's words: 呢張收條, 條鎖匙攞返.
_HANDED_BACK = compiled("^(?:(?:呢|这|這|此)?[张張条條份个個把本支](?P<x>[^,，是係系的嘅既您你]{1,4}?[单單据據票卡证證件递遞匙扣函表书書册冊本包箱章条條])(?:给|給|畀|俾)?(?:你|您)?(?:攞返|拿返|攞翻|拿好)?)$")
# What is done: 張停車證搞掂.
_DONE = compiled("^(?:呢)?[張條份個支](?P<x>[^，您你的]{1,6}?)(?:已經)?(?:搞掂|整好|做好|影印好|列印好|印好)(?:咗|了)?$")
# Commas of a draft that writes none of full width.
_NARROW = compiled("[\u4e00-\u9fff],")
# A customer who is called by name with no comma behind it.
_CALLED_BY_NAME = compiled("(?:[一-鿿]{1,2}(?:先生|小姐|女士|太太|太|(?<![医学师先])生)|[一-鿿]?(?:叔叔|阿姨|婆婆|大爷|大妈|奶奶|爷爷|大哥|大姐)|[一-鿿](?:哥|姐)|哥|姐)(?=你(?!好)|放心|别|不要|不好意思|对不起|不使|不用|不必|不洗)")
# Or behind a comma: 这个我看不懂,陈小姐,帮不到你.
_CALLED_WITHIN = compiled("(?<=[,。!~])(?:[一-鿿]{1,2}(?:先生|小姐|女士|太太)|(?!太太)[一-鿿]太|[一-鿿](?:哥|姐))(?=[,!~](?![^,。!?]{0,6}[他她佢]))")
# A price, and one that is told without its unit: 补办一个五百.
_PRICE = compiled("[0-9一二三四五六七八九十百千兩两]+(?:块|塊|元|蚊)")
_PRICE_OF = compiled("(?<![再等过過第])[一每](?:个|個|张|張|次|把|本|份|趟|小[时時]|天|月|期)(?:就?是|收)?(?:[0-9]{1,5}|[一二三四五六七八九两兩][一二三四五六七八九十百千]*[百十千])$")
_LISTED = (
    ("列出来给您看，哪一项有疑问我们再一起核对", "可以说明给您听，有疑问的地方我们一起核对"),
    ("列出來給您看，哪一項有疑問我們再一起核對", "可以說明給您聽，有疑問的地方我們一起核對"),
    ("列出給您看，哪一項有疑問，我們再一起核對", "可以向您解釋，如有疑問，我們一起核對"),
)
# 大型家具要预约这种事 says that it is a thing one knows, and no more.
_THAT = compiled("(?<=[一-鿿]{4})(?:这|這)(?:种|種|件|个|個)事情?$")
_STOPS = "。！？!?…~"
# A reply that is filled with nothing else names no matter.
_UNNAMING = frozenset({"who", "day", "duration", "time", "fact"})
# What is owed first, or to be brought, is not what is wanted.
_OWED = compiled("[费費款金租证證单單表]$|[钱錢]$|收据|收據|[签簽][字名]")
# Whom a message addresses stands so near its head, and what is told beside a reply so near it.
_HEAD, _BESIDE = 30, 200


class Writer:
    """Writes replies into the places of one draft, in one script.

    `is_private` tells of a hit whether it is of private matters, of which nothing is named.
    """

    def __init__(self, view: View, script: str, setting: Setting, is_private: Callable[[Hit], bool]) -> None:
        self._view = view
        self._script = script
        self._setting = setting
        self._is_private = is_private
        self._matters: dict[tuple[int, int], str] = {}
        self._deadlines: dict[tuple[int, int], str] = {}

    def written(self, block: Block, option: Option) -> str:
        """The block with a reply in it; one that tells the facts itself stands by itself."""
        if option.tells in (ASKED, NEEDED, MOVED, BESIDES):
            block = block.without(lambda fact: fact in option.wording or bool(request_of([fold(fact).text])))
        elif option.tells:
            block = replace(block.without(lambda fact: not is_own_name(fold(fact).text)), after=())
        return self._joined(block, self._touched(block, option), _said_again(option))

    def facts(self, block: Block) -> str:
        """The block with nothing but its facts."""
        return self._joined(block, "")

    def beside(self, block: Block) -> tuple[object, ...]:
        """What else of the draft a block with a reply in it hangs on."""
        return self._deadline(block), self._addressee, self._narrow(block)

    def _touched(self, block: Block, option: Option) -> str:
        """The reply, with what the draft is about in the place of "this matter" where nothing of it is named, and its own reasons."""
        said, head = self._view.text[block.start : block.end], self._view.folded.source[: min(block.span.start, _HEAD)] + block.greeting
        reply = asked_of_all(touched(option.wording, said, self._script, partial(self._typed, block), partial(self._responsible, block)), head)
        if self._script == "hant-hk" and (fact := option.slots.get("fact", "")) and _HEARD.search(fact):
            reply = reply.replace(fact, self._as_written(fact))
        reply = called_once(reply, option.slots.get("who", ""), self._script)
        if awaits(reply):
            wish = wish_of(self._view.folded, block.start, block.end)
            # Who is to come matters less than what for: 厨房漏水不派人上门.
            if wish and not (wish.startswith(("人", "师傅", "師傅")) and topic_of(self._view.folded, block.start, block.end, self._script)):
                return granted(reply, worded(polite(wish), self._script))
            matter = self._matter(block)
            # What is owed first is not what is wanted: 先把物业费结清,不然厨房漏水不派人.
            if matter and _OWED.search(matter):
                matter = topic_of(self._view.folded, block.start, block.end, self._script)
            if matter and not _OWED.search(matter) and not any(matter in value or value in matter for value in option.slots.values()):
                return of_matter(granted(reply, matter if matter.endswith("的事") else f"{matter}的事"), matter)
        if not unnamed(reply) or not _UNNAMING.issuperset(option.slots) or weight(option.template.hans) >= URGENT:
            return reply
        matter = self._matter(block) or (self._asked(block) if verifies(reply) else "")
        return politely(named(reply, matter)) if matter and matter not in reply and not keeps_busy(reply, said, fold(matter).text) else reply

    def _asked(self, block: Block) -> str:
        """What is asked in a block, where it asks when, how much or whether: 施工证什么时候批."""
        question = one_of("question", self._view.folded, block.start, block.end) or ""
        written = self._as_written(question)
        # It is asked whether, and not told that: 几时整好.
        written = written if question.endswith("了") else written.removesuffix("了")
        return written if WHETHER.search(fold(question).text) else ""

    def _responsible(self, block: Block) -> str:
        return one_of("who", self._view.folded, block.start, block.end) or ""

    def _typed(self, block: Block, form: re.Pattern[str]) -> str:
        """What a form finds in a block (its group `who`, if it has one), in the draft's own characters."""
        found = form.search(self._view.text, block.start, block.end)
        if found is None:
            return ""
        span = found.span("who") if "who" in form.groupindex else found.span()
        return self._view.folded.source[slice(*self._view.folded.span(*span))]

    def _matter(self, block: Block) -> str:
        """What a block is about, in the draft's own words or the topic's; empty where that is private or told beside it."""
        place = block.start, block.end
        if place not in self._matters:
            folded = self._view.folded
            matter = about(folded, *place) or topic_of(folded, *place, self._script)
            beside = folded.text[max(0, block.start - _BESIDE) : block.start] + folded.text[block.end : block.end + _BESIDE]
            private = any(map(self._is_private, block.hits))
            self._matters[place] = "" if private or not matter or fold(matter).text in beside else matter
        return self._matters[place]

    def _joined(self, block: Block, reply: str, named: tuple[str, ...] = ()) -> str:
        """The block with the reply in the place of what goes: greeting, facts, one apology, reply, facts.

        Of what is `named` the reply says enough itself.
        """
        text = block.greeting
        apology = block.apology
        for spoken, written in _SPOKEN:
            apology = apology.replace(spoken, written).removesuffix("，")
        if _ENGLISH.match(apology):
            apology = worded("对不起", self._script)
        kept, after = self._added(block, reply, named)
        # After a closing question or thanks nothing hangs on, and what is told of a matter comes before what is done about it.
        if after and (_CLOSES.search(reply) or _ABOUT.match(reply)):
            # An apology and what it is for come first.
            if not kept and (regret := _REGRETTED.match(reply)):
                reply = f"{regret[0]}，{'，'.join(after)}{reply[regret.end():]}"
            else:
                kept = [*kept, *after]
            after = []
        facts = "，".join(kept)
        if facts:
            reply = named_once(WILLING.sub("", reply), facts, self._script)
            # Of one price no item is in question.
            if _PRICE.search(facts):
                for listed, explained in _LISTED:
                    reply = reply.replace(listed, explained)
        if until := self._until(block, reply + facts):
            reply = _ASKS.sub(rf"\1在{until}", reply, count=1)
        addressee = self._addressee or self._called(block)
        if reply and not text and not block.rest and not facts and not apology and addressee and addressee not in reply:
            text, reply = f"{addressee}，", _OWN_GREETING.sub("", reply)
        thanking = reply.startswith(("谢谢", "謝謝", "多谢", "多謝", "感谢", "感謝")) and not block.waited
        if apology and _REGRETS.match(reply):
            reply = _REGRETS.sub(f"{apology}，", reply, count=1)
        elif reply and apology and not APOLOGY.search(reply) and not thanking:
            if facts:
                facts = f"{apology}，{facts}"
            else:
                reply = f"{apology}，{_OWN_GREETING.sub('', reply)}"
        if block.rest or facts or text:
            reply = _OWN_GREETING.sub("", reply)
        if facts and (regret := SORRY_FIRST.match(reply)):
            reply, facts = f"{regret[0]}{facts}，{reply[regret.end():]}", ""
        if facts:
            whole = not reply or (_OPENS.match(reply) and len(facts) > 2 and not _ABOUT_IT.search(facts))
            text += facts + ("。" if whole else "，")
        text += reply
        if after:
            text += ("" if not text or text.endswith(tuple(_STOPS)) else "。") + "，".join(after) + ("" if after[-1].endswith("？") else "。")
        return text.replace("，", ",") if self._narrow(block) else text

    def _added(self, block: Block, reply: str, named: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """The facts that go before the reply and behind it, in writing, but for what the reply says itself."""
        many = len(block.before) + len(block.after) > _MANY

        def adds(fact: str) -> bool:
            return not any(name in fact for name in named) and (many or not says_again(reply, fact))

        after = [*filter(adds, block.after)]
        if block.waited:
            after = [*map(self._handed, after)]
        return [*map(self._as_written, filter(adds, block.before))], [*map(self._as_written, after)]

    def _as_written(self, fact: str) -> str:
        """A fact that was told in spoken Cantonese, in writing; any other as it is."""
        fact = _PRICE_OF.sub(r"\g<0>元", _THAT.sub("", fact))
        if self._script == "hans" or not _HEARD.search(fact):
            return fact
        plain = fold(fact).text
        written = _ENDED.sub("了", tidied(plain))
        if "是" in written and plain.endswith("的") and not written.endswith("的"):
            written += "的"
        return traditional(written, self._script).replace("你", "您").replace("𨋢", "升降機" if self._script == "hant-hk" else "電梯")

    def _handed(self, fact: str) -> str:
        """What is handed over, as a sentence; any other fact as it is."""
        if _HANDED.match(fold(fact).text):
            return f"{worded('这是', self._script)}{fact}"
        if self._script != "hans" and (done := _DONE.match(fact)):
            return f"您的{'表格' if done['x'] == '表' else done['x']}已經辦妥"
        back = _HANDED_BACK.match(fact)
        return f"{worded('这是您的', self._script)}{back['x']}" if back else fact

    def _narrow(self, block: Block) -> bool:
        """True where what stays beside the block has commas of half width alone."""
        source = self._view.folded.source
        beside = source[: block.span.start] + source[block.span.end :]
        return "，" not in beside and _NARROW.search(beside) is not None

    def _until(self, block: Block, said: str) -> str:
        """Until when the block asks for what the reply asks for too; nothing where that is said already, or two times are."""
        until = self._deadline(block) if _ASKS.search(said) else ""
        return "" if until in said or until[:2] in said else until

    def _deadline(self, block: Block) -> str:
        """The one time that the block gives for something to be done by; empty where it gives none, or two."""
        place = block.start, block.end
        if place not in self._deadlines:
            text = self._view.text
            said = text[block.start : block.end]
            # None ends otherwise.
            found = {m.span() for m in _DEADLINE.finditer(text, block.start, block.end)} if "前" in said or "内" in said else set()
            span = self._view.folded.span(*found.pop()) if len(found) == 1 else (0, 0)
            today = worded("今天之内", self._script) if not found and _TODAY.search(text, block.start, block.end) else ""
            self._deadlines[place] = politely(self._view.folded.source[slice(*span)]) or today
        return self._deadlines[place]

    @cached_property
    def _addressee(self) -> str:
        """The customer by name, where the draft does not say it."""
        name = self._setting.addressee()
        return "" if name in self._view.folded.source else name

    def _called(self, block: Block) -> str:
        """Who is called by name in a block, right at its head or between commas: 叶先生别担心."""
        found = _CALLED_BY_NAME.match(self._view.text, block.start, block.end) or _CALLED_WITHIN.search(self._view.text, block.start, block.end)
        return self._view.folded.source[slice(*self._view.folded.span(*found.span()))] if found else ""


def politely(text: str) -> str:
    """A filled reply with what the draft says bluntly, or as one speaks, in a desk's words."""
    if _BLUNT.isdisjoint(text):
        return text
    for blunt, polite_one in _BLUNTLY:
        text = text.replace(blunt, polite_one)
    return text


def _said_again(option: Option) -> tuple[str, ...]:
    """What a fact need not say beside the reply: the person, and what is asked for."""
    return tuple(option.slots[name] for name in ("who", "do", "put", "need") if name in option.slots)
