"""Makes replies for hits, and the draft as it could be sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, partial

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.model import Suggestion
from tonecheck.reply.blocks import Block, blocks
from tonecheck.reply.claims import URGENT, weight
from tonecheck.reply.convert import traditional
from tonecheck.reply.fit import Offer, fit
from tonecheck.reply.heard import finds_out, says_again, suits
from tonecheck.reply.known import Known, Wants, thanks
from tonecheck.reply.message import APOLOGY, SORRY_FIRST, Answer, of_matter
from tonecheck.reply.naming import WHETHER, awaits, granted, keeps_busy, named, named_once, unnamed, verifies
from tonecheck.reply.rank import ASKED, BESIDES, LEAST_SUGGESTIONS, MOVED, NEEDED, Beside, Option, chosen, ranked, wording
from tonecheck.reply.said import is_own_name
from tonecheck.reply.setting import Setting
from tonecheck.reply.slots import OPEN_NAMES, SIEVE, SLOT, Fillers, about, fill, fillers, one_of, polite
from tonecheck.reply.told import HEARD_KINDS, Told, told
from tonecheck.reply.touches import asked_of_all, touched
from tonecheck.rulebook.model import Rule, Rulebook, Template
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
_FOR_ONE_AWAY = compiled("不在|回来|转告|约|您找")
# Of so many facts each is told: whether one is said again is not asked of a text without end.
_MANY = 8
# The charge of a charge is said once: 停车费的收费依据.
_CHARGES = tuple((f"{of}的{said}依", f"{of}的依") for of in ("费", "費", "率", "用", "錢", "钱", "价格", "價格", "价码", "價碼", "价", "價", "标准", "標準", "租金", "押金") for said in ("收费", "收費"))
# What a draft bids, as one asks for it; and nobody who is away is known to be a man.
_BLUNTLY = (("过完周末", "周末以后"), ("過完週末", "週末以後"), ("过了周末", "周末以后"), ("過了週末", "週末以後"), ("水漏的", "漏水的"), ("过完节", "节后"), ("過完節", "節後"), ("过完年", "年后"), ("過完年", "年後"), ("名天", "明天"), ("明朝", "明天"), ("铭天", "明天"), ("銘天", "明天"), *_CHARGES, ("请他回来后", "请同事回来后"), ("請他回來後", "請同事回來後"), *((f"把{owed}{paid}", f"把{well}{end}") for owed, well in (("钱", "费用"), ("费", "费用"), ("錢", "費用"), ("費", "費用")) for paid, end in (("结了", "结清"), ("結了", "結清"), ("付了", "付清"), ("交了", "交清"), ("缴了", "缴清"), ("繳了", "繳清"))), ("弄走", "移开"), ("弄出去", "搬出去"), ("狗签好", "狗牵好"), ("狗簽好", "狗牽好"), ("聽日", "明日"), ("聽晚", "明晚"), ("今儿个", "今天"), ("今兒個", "今天"), ("今儿", "今天"), ("今兒", "今天"), ("明儿个", "明天"), ("明兒個", "明天"), ("明儿", "明天"), ("明兒", "明天"), ("后儿个", "后天"), ("后儿", "后天"), ("聽朝", "明早"), ("听日", "明日"))
# Each of these has one of the characters.
_BLUNT = frozenset("漏完末朝名铭銘依他把弄狗聽听儿兒")
# What is spoken in Hong Kong, as it is written beside our own wording.
_SPOKEN = (("唔好意思", "不好意思"), ("對唔住", "對不起"), ("真係", "真的"), ("不好意思呀", "不好意思，"), ("抱歉呀", "抱歉，"))
# What is only to be heard in Hong Kong; a fact so told is told in writing.
_HEARD = compiled("[唔冇係嘅咁喺佢啲嗰嚟睇畀俾攞揾搵乜咩哋咗嘢]")
# The particle that tells of an end was dropped: 搵到喇.
_ENDED = compiled("(?<=[到好完])$")
# A thing that is handed over: 您的快递。
_HANDED = compiled("^你的[^,是]{0,8}[单据票卡证件递裹信匙扣函表餐书册本包箱照章伞]$")
# The same in a region's words: 呢張收條, 條鎖匙攞返.
_HANDED_BACK = compiled("^(?:(?:呢|这|這|此)?[张張条條份个個把本支](?P<x>[^,，是係系的嘅既您你]{1,4}?[单單据據票卡证證件递遞匙扣函表书書册冊本包箱章条條])(?:给|給|畀|俾)?(?:你|您)?(?:攞返|拿返|攞翻|拿好)?)$")
# Commas of a draft that writes none of full width.
_NARROW = compiled("[\u4e00-\u9fff],")
# A customer who is called by name with no comma behind it.
_CALLED_BY_NAME = compiled("(?:[一-鿿]{1,2}(?:先生|小姐|女士|太太|太|(?<![医学师先])生)|叔叔|阿姨|婆婆|大爷|大妈|奶奶|爷爷)(?=你(?!好)|放心|别|不要|不好意思|对不起)")
# How much later than any rule of which a reply is founded.
_LATER = (("unfounded", 20), ("general", 10))
# A reply fits clearly better by so much (log odds): docs/replies.md has how the choice hangs on it.
_CLEARLY = 0.5
# A price, and one that is told without its unit: 补办一个五百.
_PRICE = compiled("[0-9一二三四五六七八九十百千兩两]+(?:块|塊|元|蚊)")
_PRICE_OF = compiled("(?<![再等过過第])[一每](?:个|個|张|張|次|把|本|份|趟|小[时時]|天|月|期)(?:就?是|收)?(?:[0-9]{1,5}|[一二三四五六七八九两兩][一二三四五六七八九十百千]*[百十千])$")
_LISTED = (
    ("列出来给您看，哪一项有疑问我们再一起核对", "可以说明给您听，有疑问的地方我们一起核对"),
    ("列出來給您看，哪一項有疑問我們再一起核對", "可以說明給您聽，有疑問的地方我們一起核對"),
    ("列出給您看，哪一項有疑問，我們再一起核對", "可以向您解釋，如有疑問，我們一起核對"),
)
# What a reply with one of these says itself; a fact says it again.
_SAYS_MORE = frozenset({"day", "duration", "time", "fact", "reason", "need", "do", "put", "bring"})
# 大型家具要预约这种事 says that it is a thing one knows, and no more.
_THAT = compiled("(?<=[一-鿿]{4})(?:这|這)(?:种|種|件|个|個)事情?$")
# Whom a message addresses stands so near its head, and what is told beside a reply so near it.
_HEAD, _BESIDE = 30, 200
# A reply that is filled with nothing else names no matter.
_UNNAMING = frozenset({"who", "day", "duration", "time"})
_STOPS = "。！？!?…~"
# What is owed first, or to be brought, is not what is wanted.
_OWED = compiled("[费費款金租证證单單表]$|[钱錢]$|收据|收據|[签簽][字名]")
# Somebody else who may be told of, by what he is, has, or is called.
_OTHERS = compiled("[他她佢伊某]|[a-z]{3}|[那嗰]|友|主席|主委|委员|老板|伯|婆|悄悄|偷偷|私下|保密|别[说讲]|不要[说讲]|姓|叫|电话|手机|号|微信|名|女|男|妈|爸|老公|老婆|太太|先生|小姐|离婚|孩|[0-9]{2}|户|业主|租客|房客|邻居|隔[壁篱]|楼[上下]|对门|对面|家|病|欠|[一-鿿](?:总|工|姐|哥|姨|叔|伯|生)(?![意活气日产病])|人|车|谁|边个")


# How well a reply fits, and the reply.
Worth = tuple[float, Suggestion]


class Composer:
    """Makes the suggestions of one draft in one script.

    `is_clean` tells whether a text has no error and no warning; what is not clean is never suggested. `doubted` tells
    whether something in a range of the draft is in doubt, if it is no finding. `known` keeps what is the same in every draft
    of a rulebook that `is_clean` judges alike.
    """

    def __init__(
        self, rulebook: Rulebook, view: View, script: str, is_clean: Callable[[str], bool], setting: Setting | None = None,
        doubted: Callable[[int, int], bool] = lambda *_: False, known: Known | None = None,
    ) -> None:
        self._known = Known() if known is None else known
        self._rulebook = rulebook
        self._view = view
        self._script = script
        # What is asked about two findings of a place, and again for the rewriting, is the same.
        self._is_clean = cache(is_clean)
        self._setting = setting or Setting()
        self._sifted = SIEVE.of(view.text)
        self._offered = self._known.offered(script, self._setting)
        self._fitted = self._known.fitted(script, self._setting)
        self._plain = self._known.plain(script, self._setting.audience)
        self._doubted = doubted
        # A finding and the rewriting ask for the same replies, and hits of one sentence for the same fillers.
        self._made: dict[tuple[object, ...], list[Worth]] = {}
        self._ranks: dict[int, list[str]] = {}
        self._texts: dict[tuple[int, int, bool], tuple[Option, str]] = {}
        self._besides: dict[tuple[int, int], Beside] = {}
        self._matters: dict[tuple[int, int], str] = {}
        self._offers: dict[str, list[tuple[int, int]]] = {}
        self._sought: dict[tuple[str, int, int], str | None] = {}
        self._placed: dict[tuple[object, ...], list[Block]] = {}
        self._deadlines: dict[tuple[int, int], str] = {}
        self._fillers: dict[tuple[object, ...], Mapping[str, str]] = {}
        self._states: dict[tuple[object, ...], Told | None] = {}
        # Blocks are held by `_placed`, so that none of them is another.
        self._grounds: dict[tuple[str, int], tuple[Wants, tuple[object, ...]]] = {}

    def blocks(self, hits: Sequence[Hit], *, whole: bool = False, greeted: bool = True) -> list[Block]:
        """The hits by the places that one reply answers together; `whole` takes each line as one."""
        # Findings and the rewriting ask for the same places; blocks hold their hits, so that none of these is another.
        key = (*map(id, hits), whole, greeted)
        if key not in self._placed:
            self._placed[key] = self._blocks(hits, whole=whole, greeted=greeted)
        return self._placed[key]

    def _blocks(self, hits: Sequence[Hit], *, whole: bool, greeted: bool) -> list[Block]:
        rules = self._rulebook.rules

        def thanked(hit: Hit) -> bool:
            return not whole and thanks(rules[hit.rule])

        return blocks(
            self._view, hits, self._is_clean, lambda hit: whole or self._is_private(hit), apart=thanked, greeted=greeted,
            doubted=self._doubted,
        )

    def _is_private(self, hit: Hit) -> bool:
        """True for a hit of a rule on private matters, unless that is only heard where nobody else is told of."""
        return self._rulebook.rules[hit.rule].whole and (
            hit.by != "reader" or _OTHERS.search(self._view.text, max(0, hit.start - _BESIDE), hit.end + _BESIDE) is not None
        )

    def answers(
        self, hits: Sequence[Hit], *, hints: Sequence[Hit] = (), whole: bool = False, greeted: bool = True
    ) -> list[Answer]:
        """What may stand instead of each block; a hint may speak for a block that it stands in, but makes none."""
        return [self._answer(block, hints) for block in self.blocks(hits, whole=whole, greeted=greeted)]

    def _answer(self, block: Block, hints: Sequence[Hit] = ()) -> Answer:
        """The replies of the rule that speaks for the block, of the next one where it has none that can be sent, or of one
        that has a reply that fits clearly better.
        """
        within = [hint for hint in hints if block.start <= hint.start < block.end]
        speaking: list[tuple[tuple[int, ...], float, str, tuple[Suggestion, ...]]] = []
        for hit in (*self._inside(block), *within):
            voice = self._voice(hit, block)
            if speaking and voice[:1] > min(speaking)[0][:1] and hit.by != "reader":
                continue
            rule = self._rulebook.rules[hit.rule]
            offers = self._offers_of(rule, hit, block)
            best = next(((score, reply) for score, reply in offers if reply.complete), None)
            if best is not None:
                # Among equals the one that can name whom or what the draft names. Who has nothing to say that the draft founds,
                # or nothing of his own, speaks after whoever has.
                score, reply = best
                late = next((late for why, late in _LATER if why in reply.why), 0)
                voice = (voice[0] + late, -2 * ("who" in reply.slots) - bool(reply.slots), *voice[1:])
                speaking.append((voice, score, rule.id, tuple([reply for _, reply in offers])))
        if not speaking:
            return Answer(block.span, ())
        first = min(speaking)
        tells = bool(first[3][0].slots)
        fitting = max((one for one in speaking if bool(one[3][0].slots) >= tells), key=lambda one: one[1])
        _, _, rule_id, replies = fitting if fitting[1] > first[1] + _CLEARLY else first
        facts = self._joined(block, "")
        return Answer(block.span, replies, facts if not facts or self._is_clean(facts) else "", rule_id)

    @staticmethod
    def _inside(block: Block) -> tuple[Hit, ...]:
        """The hits of a block that begin in it: what a plain fact beside it was heard to be says nothing of it."""
        return tuple([hit for hit in block.hits if block.start <= hit.start < block.end]) or block.hits

    def _rank(self, rule: Rule, block: Block) -> int:
        """The place of a rule among those found in a block, by `_voice`."""
        key = id(block)
        if key not in self._ranks:
            hits = sorted(self._inside(block), key=lambda hit: self._voice(hit, block))
            self._ranks[key] = list(dict.fromkeys(self._rulebook.rules[hit.rule].id for hit in hits))
        order = self._ranks[key]
        return order.index(rule.id) if rule.id in order else len(order)

    def _voice(self, hit: Hit, block: Block) -> tuple[int, ...]:
        """Which hit speaks for its block: the lower the earlier.

        A rule that knows what is said speaks before one that knows how. First comes what the reader holds to be nearest,
        then what a pattern found, then what is heard besides and is named; a rule whose matter is not named speaks last. Of
        two alike the one whose matter is named, then the longer finding.
        """
        rule = self._rulebook.rules[hit.rule]
        if (rule.topic and not self._on_topic(rule, block)) or (rule.whole and not self._is_private(hit)):
            rank = 7
        elif hit.nearness:
            rank = 3 if rule.topic and not rule.manner else 6
        elif rule.manner:
            rank = 4 if rule.topic else 5
        else:
            rank = 2 if hit.by == "pattern" else 1
        return (rank, hit.nearness, -rule.severity.rank, not rule.topic, hit.start - hit.end, hit.rule, hit.start)

    def suggestions(self, rule: Rule, hit: Hit, block: Block) -> tuple[Suggestion, ...]:
        """Two to four replies to one hit where the rulebook has so many, each with why it stands where it stands."""
        return tuple([reply for _, reply in self._offers_of(rule, hit, block)])

    def _offers_of(self, rule: Rule, hit: Hit, block: Block) -> list[Worth]:
        """The same, each with how well it fits."""
        key: tuple[object, ...] = (hit.rule, hit.start, hit.end, hit.slots, block.span.start, block.span.end)
        if key not in self._made:
            values = self._values(rule, hit, block)
            wants, ground = self._grounded(rule, block)
            said, rank = self._view.text[block.start : block.end], self._rank(rule, block)
            # Many hits of one rule may stand in a long block, and drafts are checked again and again while they are typed.
            asked = ground, self._filled(wants, values), said, rank
            found = self._fitted.get(asked)
            if found is None:
                found = self._chosen(rule, values, block)
                self._known.keep(self._fitted, asked, found)
            span = block.span
            self._made[key] = [
                (score, reply if reply.span is span else Suggestion(reply.text, span, reply.complete, reply.slots, reply.why))
                for score, reply in found
            ]
        return self._made[key]

    def _chosen(self, rule: Rule, values: Mapping[str, str], block: Block) -> list[Worth]:
        """The replies to a rule in the order of `ranked`, and before them the one that fits clearly better, if one does.

        Each comes with how well it fits; what no judge has seen fits no better and no worse than what stands first.
        """
        fitting = fit()
        heard = fitting.heard(self._view.text[block.start : block.end])
        judged = any(fitting.knows(template.hans) for template in rule.suggest)

        scores: dict[int, float] = {}

        def score(option: Option, offer: Offer) -> float:
            if id(offer) not in scores:
                scores[id(offer)] = fitting.score(option.template.hans, heard, offer) if judged else 0.0
            return scores[id(offer)]

        known = block.waited and bool(block.before or block.after)
        considered = []
        for option, why, offer in self._considered(rule, values, block):
            # A fact that is known goes only where it cannot be sent beside any reply; one that is heard, where that is better.
            late = (known and not offer.kept) or (option.general and not judged) or "said-before" in why or _is_unsuited(why)
            late = late or not option.complete or self._asks_back(block, option, offer)
            considered.append((late, option, why, offer))
        considered.sort(key=lambda one: (not one[1].complete, one[0], one[3].weight < URGENT))
        first = considered[0] if considered else None
        if judged and first is not None and first[3].weight < URGENT:
            # What was heard and is told as it is, is not given up for what says less.
            heard_as = first[1].tells if block.heard and first[1].tells in HEARD_KINDS else ""
            # What tells nothing of the draft takes the place of nothing that does, and what fits everywhere that of nothing.
            # What the draft does not found takes the place of nothing that it does.
            able = [
                one for one in considered
                if not one[0] and not one[1].general and one[3].telling >= first[3].telling and ("unfounded" in first[2] or "unfounded" not in one[2]) and heard_as in ("", one[1].tells)
            ]
            best = max(able, key=lambda one: score(one[1], one[3]), default=first)
            if best is not first and score(best[1], best[3]) > score(first[1], first[3]) + _CLEARLY:
                considered.remove(best)
                considered.insert(0, (*best[:2], (*best[2], "fits-better"), best[3]))
        found: list[Worth] = []
        offers = {(id(option), offer.kept): offer for _, option, _, offer in considered}
        offered = [(option, why, offer.kept) for _, option, why, offer in considered]
        for option, why, kept in chosen(offered, lambda option, kept: self._is_sendable(block, option, kept=kept)):
            text = self._text(block, option, kept=kept)
            enough = option.general and not judged and len(found) >= LEAST_SUGGESTIONS
            if not enough and text not in [reply.text for _, reply in found]:
                reply = Suggestion(text, block.span, option.complete, option.slots, why)
                found.append((score(option, offers[id(option), kept]), reply))
        return found

    def _considered(self, rule: Rule, values: Mapping[str, str], block: Block) -> list[tuple[Option, tuple[str, ...], Offer]]:
        """All replies to a rule, with and without the facts of the block, in the order of `ranked`."""
        order, rank = self._ranked(rule, values, block), self._rank(rule, block)
        most = max([len(option.slots) for option, _ in order], default=0)
        facts = bool(block.before or block.after)
        return [
            (option, why, offer_of(option, rank, place, most, kept=kept))
            for place, (option, why) in enumerate(order)
            # Thanks for the patience without what was waited for leave out the news.
            for kept in ((True,) if facts and option.template.move == "thank" else (True, False) if facts and not (block.heard and self._says_more(option)) else (False,))
        ]

    @staticmethod
    def _asks_back(block: Block, option: Option, offer: Offer) -> bool:
        """True for a reply that would find out about what a fact beside it tells: 垃圾袋周一发。关于垃圾袋，我去问一下。"""
        told = "".join((*block.before, *block.after)) if offer.kept else ""
        return bool(told) and finds_out(option.template.hans) and any(value in told for value in option.slots.values())

    @staticmethod
    def _says_more(option: Option) -> bool:
        """True for a reply beside which a fact is said twice, or does not hang together."""
        return bool(_SAYS_MORE & option.slots.keys()) or not suits(option.template.hans)

    def _is_sendable(self, block: Block, option: Option, *, kept: bool) -> bool:
        """True where the block would be clean with the reply."""
        return self._is_clean(self._text(block, option, kept=kept))

    def offers(self, block: Block) -> tuple[str, list[tuple[str, Template, Offer]]]:
        """What a block says, folded, and every reply that could be sent in its place, with its template: to learn the choice from."""
        found: dict[str, tuple[str, Template, Offer]] = {}
        for hit in sorted(self._inside(block), key=lambda hit: self._voice(hit, block)):
            rule = self._rulebook.rules[hit.rule]
            for option, _, offer in self._considered(rule, self._values(rule, hit, block), block):
                text = self._text(block, option, kept=offer.kept)
                if option.complete and text not in found and self._is_sendable(block, option, kept=offer.kept):
                    found[text] = text, option.template, offer
        return self._view.text[block.start : block.end], list(found.values())

    def _ranked(self, rule: Rule, values: Mapping[str, str], block: Block) -> list[tuple[Option, tuple[str, ...]]]:
        """The options from what was ranked before where all is the same on which they hang."""
        wants, ground = self._grounded(rule, block)
        asked = (ground, self._filled(wants, values))
        order = self._offered.get(asked)
        if order is None:
            order = self._options(rule, values, block)
            self._known.keep(self._offered, asked, order)
        return order

    def _grounded(self, rule: Rule, block: Block) -> tuple[Wants, tuple[object, ...]]:
        """What replies to a rule in a block want to know, and all else on which they hang; asked once."""
        key = (rule.id, id(block))
        if key not in self._grounds:
            self._grounds[key] = self._ground(rule, block)
        return self._grounds[key]

    def _ground(self, rule: Rule, block: Block) -> tuple[Wants, tuple[object, ...]]:
        """All on which replies to a rule in a block hang, but for what fills them."""
        tellings = [self._told(rule, block), *([self._told(rule, block.bare())] if block.before or block.after else [])]
        kinds = tuple({found.kind: None for found in tellings if found is not None})
        wants = self._known.wants(rule, self._script, self._setting, self._rulebook, kinds)
        beside = self._beside(block)
        return wants, (
            rule.id, not rule.topic or self._on_topic(rule, block), *map(beside.offers, wants.moves), *beside.founded(wants.claims),
            block.greeting, block.apology, block.before, block.after, block.rest, block.waited, self._deadline(block), self._addressee, self._narrow(block),
            *map(self._as_told, tellings),
        )

    def _told(self, rule: Rule, block: Block) -> Told | None:
        """The state of things that the block tells, if replies to the rule may begin with it."""
        kinds, gists = self._known.kinds(rule, frozenset(hit.rule for hit in block.hits), self._rulebook)
        if not kinds:
            return None
        key = (block.start, block.end, block.before, block.after, kinds, gists)
        if key not in self._states:
            self._states[key] = told(self._view, block, self._script, kinds, gists)
        return self._states[key]

    def _as_told(self, found: Told | None) -> tuple[object, ...]:
        """All of it that replies take over, and what of that stands in the draft."""
        if found is None:
            return ()
        typed = polite(self._view.folded.source)
        values = (found.facts, found.main, *found.named.values())
        return (found.kind, *values, *found.named, *(value in typed for value in values))

    def _values(self, rule: Rule, hit: Hit, block: Block) -> Mapping[str, str]:
        """What the draft offers for the slots of replies to a hit."""
        view = self._view
        place = (view.sentence(hit.start), hit.slots, block.span.start, block.span.end)
        if place not in self._fillers:
            self._fillers[place] = fillers(view, hit, [(block.start, block.end)], self._sought, self._sifted)
        # Of private matters nothing is named, not even whom they are about.
        return {} if rule.whole else self._fillers[place]

    def _filled(self, wants: Wants, values: Mapping[str, str]) -> tuple[object, ...]:
        """All that replies could take from the values."""
        return values.filled(wants.names) if isinstance(values, Fillers) else (False, *map(values.get, wants.names))

    def _options(self, rule: Rule, values: Mapping[str, str], block: Block) -> list[tuple[Option, tuple[str, ...]]]:
        """All replies to a rule in the order of `ranked`."""
        # Beside the topic only what is meant for such a draft answers it.
        on_topic = not rule.topic or self._on_topic(rule, block)
        own = [t for t in rule.suggest if on_topic or weight(t.hans)]
        # Danger, an accident or a theft is met with concern, whatever rule the draft breaks; the rest fits any.
        others = () if rule.whole or not rule.suggest else self._rulebook.general
        told_of = self._telling(rule, values, block)
        options = [self._option(t, values, False) for t in own]
        options += [self._option(t, values, not weight(t.hans)) for t in others]
        # What is needed comes after the replies made for it, and what is bidden besides after those of a matter.
        last = bool(told_of) and (told_of[0].tells == NEEDED or (told_of[0].tells == BESIDES and not rule.manner))
        options = [*options, *told_of] if last else [*told_of, *options]
        return ranked(options, self._setting, self._beside(block))

    def _telling(self, rule: Rule, values: Mapping[str, str], block: Block) -> list[Option]:
        """The replies that begin with the state of things that the block tells, with as many of its facts as can be said."""
        found = self._told(rule, block)
        if found is None:
            return []
        templates = self._known.telling(rule, self._rulebook, (found.kind,))
        # What is not to stand somewhere names the place itself.
        if "不要" in found.facts:
            templates = [template for template in templates if "需要空出来" not in template.hans]
        for facts in dict.fromkeys((found.facts, found.main)):
            # The place, or the matter, that what is told names is named once.
            known = {**{name: values[name] for t in templates for name in SLOT.findall(t.hans) if name in values and not (name in ("spot", "matter") and values[name] in facts)}, **found.named, "fact": facts}
            options = [self._told_option(template, known, found.kind) for template in templates]
            if any(option.complete and self._is_clean(self._text(block, option, kept=True)) for option in options):
                return options
        return []

    def _told_option(self, template: Template, values: Mapping[str, str], kind: str) -> Option:
        text, used, complete = fill(wording(template, self._script, self._setting, self._rulebook.house), values, self._open_name)
        text = of_matter(_politely(text), used.get("matter", ""))
        # What is put in other words is no longer what stands in the draft.
        typed = polite(self._view.folded.source)
        return Option(template, text, {name: value for name, value in used.items() if value in typed}, complete, False, kind)

    def _text(self, block: Block, option: Option, *, kept: bool) -> str:
        """The block with a reply in it, with or without its facts; asked for twice, whether it is clean, and where it is chosen."""
        # Blocks and options are held as long as this.
        key = id(block), id(option), kept
        if key not in self._texts:
            self._texts[key] = option, self._with(block if kept else block.bare(), option)
        return self._texts[key][1]

    def _with(self, block: Block, option: Option) -> str:
        """The block with a reply in it; one that tells the facts itself stands by itself."""
        if option.tells in (ASKED, NEEDED, MOVED, BESIDES):
            block = block.without(lambda fact: fact in option.wording or bool(request_of([fold(fact).text])))
        elif option.tells:
            block = replace(block.without(lambda fact: not is_own_name(fold(fact).text)), after=())
        return self._joined(block, self._touched(block, option), _said_again(option))

    def _touched(self, block: Block, option: Option) -> str:
        """The reply, with what the draft is about in the place of "this matter" where nothing of it is named, and its own reasons."""
        said, head = self._view.text[block.start : block.end], self._view.folded.source[: min(block.span.start, _HEAD)] + block.greeting
        reply = asked_of_all(touched(option.wording, said, self._script, partial(self._typed, block), partial(self._responsible, block)), head)
        if awaits(reply):
            if wish := wish_of(self._view.folded, block.start, block.end):
                return granted(reply, self._in_script(polite(wish)))
            matter = self._matter(block)
            if matter and not _OWED.search(matter) and not any(matter in value or value in matter for value in option.slots.values()):
                return granted(reply, matter if matter.endswith("的事") else f"{matter}的事")
        if not unnamed(reply) or not _UNNAMING.issuperset(option.slots) or weight(option.template.hans) >= URGENT:
            return reply
        matter = self._matter(block) or (self._asked(block) if verifies(reply) else "")
        return _politely(named(reply, matter)) if matter and matter not in reply and not keeps_busy(reply, said, fold(matter).text) else reply

    def _asked(self, block: Block) -> str:
        """What is asked in a block, where it asks when, how much or whether: 施工证什么时候批."""
        question = one_of("question", self._view.folded, block.start, block.end) or ""
        return question if WHETHER.search(fold(question).text) else ""

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

    def _beside(self, block: Block) -> Beside:
        place = block.start, block.end
        if place not in self._besides:
            self._besides[place] = Beside(self._view.text, *place, self._offers)
        return self._besides[place]

    def _option(self, template: Template, values: Mapping[str, str], general: bool) -> Option:
        # An option holds its template, so that no other takes its number.
        plain = self._plain.get((id(template), general))
        if plain is not None:
            return plain
        said, names = self._known.blank(template, self._script, self._setting, self._rulebook.house)
        found = {name: value for name in names if (value := values.get(name)) is not None}
        # Who is away is asked for nothing: 王经理今天请假, but 我请王经理来看看.
        if "who" in found and isinstance(values, Fillers) and values.away and not _FOR_ONE_AWAY.search(template.hans):
            del found["who"]
        # Where the same fills it, it is the same.
        asked = (id(template), self._script, self._setting.audience, general, *map(found.get, names))
        option = self._known.options.get(asked)
        if option is None:
            text, used, complete = fill(said, found, self._open_name)
            option = Option(template, of_matter(_politely(text), used.get("matter", "")), used, complete, general)
            if names:
                self._known.keep(self._known.options, asked, option)
            else:
                self._plain[id(template), general] = option
        return option

    def _on_topic(self, rule: Rule, block: Block) -> bool:
        """True where its matter is named, where the reader hears nothing else, and of private matters always."""
        if rule.whole or all(hit.by == "reader" and self._rulebook.rules[hit.rule].id == rule.id for hit in block.hits):
            return True
        said = self._view.text[block.start : block.end]
        return any(word in said for word in rule.topic)

    def _joined(self, block: Block, reply: str, named: tuple[str, ...] = ()) -> str:
        """The block with the reply in the place of what goes: greeting, facts, one apology, reply, facts.

        Of what is `named` the reply says enough itself.
        """
        text = block.greeting
        apology = block.apology
        for spoken, written in _SPOKEN:
            apology = apology.replace(spoken, written).removesuffix("，")
        if _ENGLISH.match(apology):
            apology = self._in_script("对不起")
        many = len(block.before) + len(block.after) > _MANY

        def adds(fact: str) -> bool:
            return not any(name in fact for name in named) and (many or not says_again(reply, fact))

        kept, after = [*filter(adds, block.before)], [*filter(adds, block.after)]
        if block.waited:
            after = [*map(self._handed, after)]
        kept, after = [*map(self._as_written, kept)], [*map(self._as_written, after)]
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
            reply = named_once(reply, facts, self._script)
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

    def _as_written(self, fact: str) -> str:
        """A fact that was told in spoken Cantonese, in writing; any other as it is."""
        fact = _PRICE_OF.sub(r"\g<0>元", _THAT.sub("", fact))
        if self._script == "hans" or not _HEARD.search(fact):
            return fact
        plain = fold(fact).text
        written = _ENDED.sub("了", tidied(plain))
        if "是" in written and plain.endswith("的") and not written.endswith("的"):
            written += "的"
        return traditional(written, self._script).replace("你", "您")

    def _handed(self, fact: str) -> str:
        """What is handed over, as a sentence; any other fact as it is."""
        if _HANDED.match(fold(fact).text):
            return f"{self._in_script('这是')}{fact}"
        back = _HANDED_BACK.match(fact)
        return f"{self._in_script('这是您的')}{back['x']}" if back else fact

    def _in_script(self, text: str) -> str:
        return text if self._script == "hans" else traditional(text, self._script)

    def _narrow(self, block: Block) -> bool:
        """True where what stays beside the block has commas of half width alone."""
        source = self._view.folded.source
        beside = source[: block.span.start] + source[block.span.end :]
        return "，" not in beside and _NARROW.search(beside) is not None

    def _until(self, block: Block, said: str) -> str:
        """Until when the block asks for what the reply asks for too; nothing where that is said already, or two times are."""
        until = self._deadline(block) if _ASKS.search(said) else ""
        return "" if until in said else until

    def _deadline(self, block: Block) -> str:
        """The one time that the block gives for something to be done by; empty where it gives none, or two."""
        place = block.start, block.end
        if place not in self._deadlines:
            text = self._view.text
            said = text[block.start : block.end]
            # None ends otherwise.
            found = {m.span() for m in _DEADLINE.finditer(text, block.start, block.end)} if "前" in said or "内" in said else set()
            span = self._view.folded.span(*found.pop()) if len(found) == 1 else (0, 0)
            today = self._in_script("今天之内") if not found and _TODAY.search(text, block.start, block.end) else ""
            self._deadlines[place] = _politely(self._view.folded.source[slice(*span)]) or today
        return self._deadlines[place]

    @cached_property
    def _addressee(self) -> str:
        """The customer by name, where the draft does not say it."""
        name = self._setting.addressee()
        return "" if name in self._view.folded.source else name

    def _called(self, block: Block) -> str:
        """Who is called by name right at the head of a block: 叶先生别担心."""
        found = _CALLED_BY_NAME.match(self._view.text, block.start, block.end)
        return self._view.folded.source[slice(*self._view.folded.span(*found.span()))] if found else ""

    def _open_name(self, slot: str) -> str:
        name = OPEN_NAMES.get(slot, slot)
        return name if self._script == "hans" else traditional(name, self._script)


def _politely(text: str) -> str:
    """A filled reply with what the draft says bluntly, or as one speaks, in a desk's words."""
    if _BLUNT.isdisjoint(text):
        return text
    for blunt, polite_one in _BLUNTLY:
        text = text.replace(blunt, polite_one)
    return text


def _said_again(option: Option) -> tuple[str, ...]:
    """What a fact need not say beside the reply: the person, and what is asked for."""
    return tuple(option.slots[name] for name in ("who", "do", "put", "need") if name in option.slots)


def offer_of(option: Option, rank: int, place: int, most: int, *, kept: bool) -> Offer:
    """What counts of an option beside its template; see `Offer`."""
    return Offer(rank, place, len(option.slots), most, bool(option.tells), option.general, kept, weight(option.template.hans))


def _is_unsuited(why: tuple[str, ...]) -> bool:
    return any(code.startswith("unsuited") for code in why)
