"""What a block tells of the state of things, said again for the replies of a situation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from tonecheck.match.view import View
from tonecheck.reply.blocks import Block, as_told, trimmed, with_particles
from tonecheck.reply.convert import traditional
from tonecheck.reply.heard import how_sure, plainly, says_again
from tonecheck.reply.mentions import one_of, polite
from tonecheck.reply.said import CLAUSE, is_own_name
from tonecheck.text.anew import anew
from tonecheck.text.entities import NUMBER
from tonecheck.text.expressions import compiled
from tonecheck.text.fold import CANTONESE, fold, load_characters
from tonecheck.text.gists import gist_of, open_again
from tonecheck.text.reasons import reason_of
from tonecheck.text.requests import BARE_DEED, request_of
from tonecheck.text.states import THING, State, beside, hurts, state_of
from tonecheck.text.trade import slipped
from tonecheck.values import dataclass, replace

# Which of several states the reply is about: what is done or announced first, then why it cannot be done, then how it goes.
_FIRST = ("mistake", "done", "told", "unrecorded", "left", "hands", "full", "missing", "away", "closed", "broken", "system", "outside", "lacking", "refused", "rule", "waits", "pending", "reported", "cause", "price", "notfound", "blocked", "quiet", "anew", "answer")
# What is bidden is asked for, or is the condition of what the customer wants.
_BIDDEN = ("asked", "needed", "moved", "bidden")
_CURT = 4
_IT = "这件事由"
_PAYS = compiled("[交缴付清去走等补]")
# That it was said before.
_SAID_BEFORE = compiled("[说讲答问话](?:了|过|锅|咗|左|几|多少)|不是[^,。]{0,4}[说讲]|告[诉素]|[遍次扁](?!数)")
_MOST_FACTS = 3
# Whose rule it is is no part of it: 外送不能上楼是总公司订的.
_SAYS_WHO = compiled("[^,，]是[^,，]{1,8}[订定]的?$")
# A fact that was heard is an answer where it is so sure, and tells neither of the customer nor of what was said or put up before.
_ALL_BUT_SURE, _SURE_OF_RECORDS = 0.75, 0.6
HEARD_KINDS = ("answer", "cause", "rule")
# As what it is told: what answers, what no desk can help, what holds for all.
_HEARD_AS = (
    ("answer", compiled("写|记录|登记|账|收据|发票|系统|手册|规约|章程|合同|门禁|楼栋|标|[0-9一二两三四五六七八九十百]+(?:元|块|点|号|楼|层|天|月|吨|度)|从未|要|收")),
    ("cause", compiled("系统|设备|机器|网络|线路|主机|水泵|升级|更新|维护|检修|停电|停水|跳闸|台风|暴雨|大雨|下雨|积雪|塞车|堵车|供应商|缺货|没到货|物流|风(?:刮|吹)|被风")),
    ("rule", compiled("(?<!值)得|要(?!求|么|是|不)|需|必须|只能|[一每]户|[一每]人|每[张个次月天]|限|最多|至少|不能|不可|凭|[分点天月]前|[分点天月]后|满|才")),
)
_BLAMES = compiled("[您你我咱俺]|[说說讲講贴貼写寫发發通][过過了着著在明]|通知|公告|告示|[遍次]|不是|没有|沒有|每個人|[谁誰]|都[知晓懂看]|就[知晓懂]")
# Of a text without end what is told first is told.
_MOST_CLAUSES = 400
# What the clock shows.
_CLOCK = compiled(f"(?:现在|这会儿?|而家|都|已经?|才|刚)*{NUMBER}(?:点|:)(?:钟|半|{NUMBER}分?)*(?:多|整|过)?[了啦喇]?")
# Of these it is enough to say one.
_ONE_IS_ENOUGH = ("blocked", "quiet", "waits", "hands", "full", "away", "left", "closed", "reported", "told", "cause", "notfound")
_CASH = compiled("保险柜|钱箱|抽屉|备用金|现金|零钱|零用金|夹万|散纸")
_GIVEN = compiled(THING)
# What was given out, where it is no thing that is known: 供桌三天前登记光了.
_HEAD = compiled(
    "(?:^|[,。;:!?的])(?P<s>[^,。;:!?的你我他她它不没谁哪这那还又早都全已让被给今昨刚人]{2,6}?)(?:(?:今天|昨天|昨晚|今早|刚刚?|早就?|都|全部?|已经?|就|一早|[一二两三四五六七八九十几0-9]+(?:天|小时|个月|周)前))*"
    "(?:发|给|领|派|放|借|租|订|约|登记|报名?|抢|抽|换|拿|占|分|选|认领)(?:[完光满空走尽掉]|没)[了拉]?(?=[,。;:!?]|$)"
)
# What has no room left: 脚踏车架满了.
_FILLED = compiled(
    "(?:^|[,。;:!?的])(?P<s>[^,。;:!?的你我他她它不没谁哪这那还又早都全已让被给今昨刚人满]{2,6}?)(?:(?:今天|现在|目前|这周|这个?月|都|全部?|已经?|早就?|就)*)(?:停|占|排|坐|住|挤|放|摆|挂|装)?(?:了|得)?(?:爆?满|爆)"
)
_PLACES_LEFT = "名额"
_PLACES = ("场", "室", "馆", "厅", "炉")
# What is paid back, and may be so until the cash is gone.
_DEPOSITS = ("押金", "装修押金", "按金", "保证金", "定金", "订金", "退款")
# What is given out stands unsaid.
_UNNAMED = compiled("^(?:您要找的同事|[他她](?=已经|现在|正在|在|[今明后昨]|请|出|去))")
_PERSON = compiled("(?:[院校店园馆站行事]长|律师|老师|医生|大夫|经理|主任|主管|师傅|会计|管家|秘书|主委|总干事|负责人|队长|班长|工|姐|哥|生|姨|小姐|工程师|^[老小阿].)$")
# Who is addressed at the head was not given out.
_ADDRESSED = compiled("(?:婆婆|公公|阿婆|阿伯|伯伯|[大老][爷妈娘叔]|阿姨|叔叔|老人家|爷爷|奶奶|先生|小姐|太太|女士|[一-鿿][太生姐哥叔姨伯总])$")
# What of theirs lies about: 您的件堆三天了.
_THEIRS = compiled("你(?:家)?的(?P<s>[^,。!?;你我他的]{1,5}?)(?:都)?(?:还)?(?:堆|放|摆|搁|占|停)(?:了|着|在)?")
# What lies about, and whose it is: 楼道堆的是你家的吧.
_LYING = compiled("(?:^|[,。!?;~\n])(?:这|那)?(?P<p>[^,。!?;~你我他这那]{1,6}?(?:道|廊|口|台|梯间|厅|堂|旁|外|上|里|前))(?P<v>堆|放|摆|停|晒|搁)(?:着)?的(?:都|全)?(?:是|系)")
# Who is about to leave has not left.
_ABOUT_TO = compiled("(?:快|要|准备)(?:要|就)?下[班斑搬般]")
_BARE = compiled("(?:今天|昨天|昨晚|今早|上午|中午|下午)?(?:已经(?!结束)|现在没有货|现在已经没有)")
_ASCII = compiled("[a-z][a-z0-9]*")
# Simplified characters that fold to others.
_TWO_IN_ONE = frozenset("链锺谘钜")
# What stands at the head of what is told of it: 春联啊,上午就没了.
_TOPIC = compiled("(?P<some>^[^,。!?;:~… 你我他她它谁哪怎么吗不没了得就只一二两三四五六七八九十百0-9这那]{2,8}?)(?:的数量就|就那么|就这么|没剩)|(?:^|[。!?~\n])(?:喂|嗯|哦|亲|哎)?,?(?:[这那]个)?(?P<s>(?!今天|昨天|上午|下午|早上|抱歉|对不起|不好意思|你好|亲|老|这|那|没|不|早|都|真的|[派发领借抢订约满租卖送拿用攞][晒完光走掉了])[^,。!?;:~… 你我他她它谁哪怎么吗不没了得就只一二两三四五六七八九十百0-9]{2,8}?)(?:吗|么)?[,?]")
# When it was is no part of what was given out.
_WHEN_GONE = compiled("^(?:早上|上午|中午|下午|一早|一大早|一开门|刚才|刚刚|早|就)+(?=已经|都|全)")
# How it went is told once: 疫苗打已经没有了.
_GONE_TWICE = compiled("(?<=[一-鿿]{2})[打发领派卖送抢借租攞用](?:晒|哂|光)?(?:出去|走)?(?=已经(?:没有了|借完|派完|发完|领完|用完))")
# What is put where it is in the way is not bidden to be put there.
_IN_THE_WAY = compiled("(?<!不要)(?<!别)(?<!勿)(?<!不)(?:摆|放|堆|停|搁|晒)[到在](?:公共|楼道|走廊|过道|通道|门口|大堂|梯间|电梯|消防)")
# A way in is not given out: 北二门早就没了.
_WAY = compiled("清[得到]已经|(?:[东南西北正后侧大前旁]|[一二三四五六七八九0-9]号?)门(?:已经|现在)")
# Where nobody opened, or said so, it is not us who have nobody to send.
_NOBODY_HOME = compiled("没有?人(?:家)?(?:说|讲|话|反映|投诉|提|问|听|知|看见)|没有?(?:叫|姓)|(?:不|懒得|没人)[^,]{0,2}出门|(?:上门|敲门|按铃|按门铃|拍门)[^,]{0,8}(?:无人|没有?人|冇人)")
# What goes wrong as a rule is no mistake that was made.
_AS_A_RULE = compiled("难免|在所难免|免不了|谁没|正常")
# What one bids to have done with it is no request: 自己拿梯子上去换.
_BY_ONESELF = compiled("自己[^,。!?下过来落]{0,2}(?:拿梯|搬梯|爬|上去[修换装弄]|修(?!改)|换(?!卡|证|乘)|通(?!知|话|过)|装)")
_RULED = compiled("^((?:按|依)[^，]{0,6}[规規]定，)(?=(?:暂时|暫時)?不(?:能|可以?)(?:办|辦|行|做)?$)")
# What one is bidden so is no request: 别坐呗.
_MOCKED = compiled("[您你]?就[别別甭](?![忘客想])|就?搬[去到](?:别墅|別墅|豪宅|半山|山上|[乡鄉]下|荒[岛島]|[^，,。]{1,4}住)|(?:[别不][^，,。！!？?]{1,3}|[^，,。！!？?]{1,4}就)呗")
# What is not offered, without a name.
_THIS_SERVICE = "这项服务"
# What hk and tw call otherwise than conversion does.
_REGIONAL: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "hant-tw": ((compiled("調崗"), "調職"), (compiled("周(?=[一二三四五六日天末])|(?<=[下这這本上])周"), "週"),),
    "hant-hk": ((compiled("調崗"), "調任"), (compiled("外包(?=公司|商)"), "外判"), (compiled("周末"), "週末"), (compiled("[周週](?=[一二三四五六日天])|(?<=[下这這本上])[周週](?![末期年刊])"), "星期"), (compiled("午休"), "午膳"), (compiled("(?<=[池園場館戲影])飛"), "票"), (compiled("(?i:book)(?!i)"), "預訂")),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a block in the order of the draft, `main` by itself, and what is named in it; `kind` chooses the replies."""

    kind: str
    facts: str
    main: str
    named: Mapping[str, str]


def told(view: View, block: Block, script: str, kinds: Collection[str], gists: frozenset[str] = frozenset()) -> Told | None:
    """What a block tells of one of the kinds, in the wording of a script; None where it tells nothing.

    Of the kinds among `gists` the gist of a clause is enough.
    """
    found: list[tuple[str, State | None]] = []
    kept = (*block.before, *block.after)
    bidden: list[str] = []
    for start, end in (m.span() for m in islice(CLAUSE.finditer(view.text, block.start, block.end), _MOST_CLAUSES)):
        if view.text[end : end + 1] == "?" or view.quoted(start, end) is not None:
            continue
        said = view.text[start:end].strip(" .")
        bidden.append(said)
        # What the clock shows is said beside closing hours only to chide.
        if "closed" in gists and _CLOCK.fullmatch(said):
            continue
        state = _state(said, kinds, gists) or _again(said, kinds, gists, view, block)
        if state is not None and ((state.kind == "full" and _WAY.search(state.text)) or (state.kind == "hands" and _NOBODY_HOME.search(said)) or (state.kind == "mistake" and _AS_A_RULE.search(said))):
            continue
        if state is not None and not slipped(state.text) and not _SAYS_WHO.search(state.text):
            found.append((_written(_named(state, view, block), view, block, script), state))
        elif found and (more := _more(said, found)):
            found.append((_written(more, view, block, script), None))
        elif kept and not is_own_name(said) and not any(other.kind in [state.kind for _, state in found if state] for other in _ways(said)):
            typed = as_told(polite(view.folded.source[slice(*with_particles(view, start, end))]).strip(" .．　"))
            if typed in kept:
                found.append((typed, None))
    found = _once(found)
    states = [(text, state) for text, state in found if state is not None]
    if not states:
        asked = _asked(next((kind for kind in _BIDDEN if kind in gists), ""), bidden, view, block, script)
        return asked or _told_as_heard(view, block, gists)
    # What may not be done has a subject.
    found = [(_RULED.sub(r"\1这件事" if script == "hans" else r"\1這件事", text), state) for text, state in found]
    states = [(text, state) for text, state in found if state is not None]
    main, state = min(states, key=lambda s: _FIRST.index(s[1].kind))
    facts: list[str] = []
    for text, _ in found:
        # Whose rules they are is said once.
        if any(fact.startswith(("按", "依")) for fact in facts):
            text = text.removeprefix("按规定，").removeprefix("按規定，").removeprefix("依規定，")
        if not any(text in fact or _alike(text, fact) or says_again(fact, text) for fact in facts):
            facts.append(text)
    while len(facts) > _MOST_FACTS:
        facts.remove(next(fact for fact in reversed(facts) if fact != main))
    named = {name: _written(value, view, block, script) for name, value in state.named.items()}
    return Told(state.kind, "，".join(facts), main, named)


def _told_as_heard(view: View, block: Block, gists: frozenset[str]) -> Told | None:
    """The fact that stays, where it is all but sure: who is told off for not knowing it is answered with it, who is put off
    with a cause or a rule hears that.
    """
    fact = next(iter((*block.before, *block.after)), "") if block.heard else ""
    plain = fold(fact).text
    if not plain or _BLAMES.search(fact) or plain.startswith("关于"):
        return None
    clauses = (trimmed(view.text, *m.span()) for m in CLAUSE.finditer(view.text, block.start, block.end))
    place = next(((start, end) for start, end in clauses if plainly(view.text[start:end]) == plain), None)
    known = how_sure(view.text, *place, fact) if place else 0.0
    if known < _SURE_OF_RECORDS:
        return None
    kind = next((kind for kind, form in _HEARD_AS if kind in gists and form.search(plain)), "answer" if "answer" in gists and known >= _ALL_BUT_SURE else "")
    return Told(kind, fact, fact, {}) if kind else None


def _asked(kind: str, bidden: Sequence[str], view: View, block: Block, script: str) -> Told | None:
    """What the block bids the customer to do; facts that stay beside it are told by themselves."""
    if kind != "needed" and any(map(_BY_ONESELF.search, bidden)):
        return None
    if _MOCKED.search(view.folded.source, block.span.start, block.span.end):
        return None
    text = request_of(bidden, conditions=kind == "needed", sure=kind == "bidden") if kind else ""
    if _IN_THE_WAY.search(text):
        return None
    if text and (bare := BARE_DEED.match(text)) and text[bare.end() : bare.end() + 1] in ("", "，"):
        named = next(filter(None, (one_of(name, view.folded, block.start, block.end) for name in ("bring", "object"))), "")
        thing = fold(named).text.replace(",", "、")
        if not thing and (theirs := _THEIRS.search(view.text, block.start, block.end)) and not hurts(theirs["s"]):
            thing = f"您的{'快件' if theirs['s'] == '件' else theirs['s']}"
        if not thing and (lying := _LYING.search(view.text, block.start, block.end)):
            thing = f"{lying['p']}{lying['v']}的东西"
        when = bare["t"] or ""
        # To take away what is not named bids too much: 今天搬走.
        text = f"{when}把{thing}{text.removeprefix(when)}" if thing else ""
    # What is only to go, or to be paid, says less than a reply that names the place or the sum.
    if (kind == "moved" and "把" not in text) or (kind == "needed" and len(text) <= _CURT and _PAYS.search(text)):
        return None
    if not text:
        return None
    why = reason_of(bidden)
    beside_it = {"reason": _written(why, view, block, script)} if why else {}
    return Told(kind, _written(text, view, block, script), _written(text.partition("，")[0], view, block, script), beside_it)


def _once(found: Sequence[tuple[str, State | None]]) -> list[tuple[str, State | None]]:
    """Without what says again what another state says: of a kind what is wholly understood, else the first."""
    best: dict[str, State] = {}
    for _, state in found:
        if state is not None and (state.kind not in best or (best[state.kind].loose and not state.loose)):
            best[state.kind] = state
    # Where nobody is free it is not somebody that is away.
    if "hands" in best and "away" in best and _UNNAMED.match(best["away"].text):
        found = [(text, state) for text, state in found if state is None or state.kind != "away"]
    # Where somebody in particular is away, it is not nobody that is free.
    elif "hands" in best and "away" in best and best["hands"].text.endswith("没有人手可以安排"):
        found = [(text, state) for text, state in found if state is None or state.kind != "hands"]
    # Whose a named thing is, is said once: 门锁由厂家负责，这件事由厂家负责.
    owners = {state.text.rpartition("由")[2] for _, state in found if state is not None and not state.text.startswith(_IT)}
    found = [(text, state) for text, state in found if state is None or not state.text.startswith(_IT) or state.text.removeprefix(_IT) not in owners]
    # A service that is not offered is told by its name, where it has one.
    if any(state is not None and state.kind == "lacking" and not state.text.startswith(_THIS_SERVICE) for _, state in found):
        found = [(text, state) for text, state in found if state is None or state.kind != "lacking" or not state.text.startswith(_THIS_SERVICE)]
    # What somebody else does is not wanting here.
    if "outside" in best:
        found = [(text, state) for text, state in found if state is None or state.kind != "lacking"]
    return [(text, state) for text, state in found if state is None or state.kind not in _ONE_IS_ENOUGH or best[state.kind] is state]


def _named(state: State, view: View, block: Block) -> str:
    """The state with what or whom the block names, where the clause itself names nobody and nothing."""
    if state.kind == "full":
        state = replace(state, text=_GONE_TWICE.sub("", _WHEN_GONE.sub("", state.text)))
    if state.kind == "full" and _BARE.match(state.text):
        if _CASH.search(view.text, block.start, block.end):
            return "备用的现金已经用完了"
        thing = fold(one_of("thing", view.folded, block.start, block.end) or one_of("matter", view.folded, block.start, block.end) or "").text
        if not (_GIVEN.fullmatch(thing) or thing in _DEPOSITS):
            head = _HEAD.search(view.text, block.start, block.end)
            thing = head["s"] if head and not hurts(head["s"]) else ""
        if not thing and (topic := _TOPIC.search(view.text[block.start : block.end])):
            said = topic["some"] or topic["s"]
            thing = "" if hurts(said) or slipped(said) or _ADDRESSED.search(said) else said
        # Without a name it is told what is the case now.
        if not thing and state.text.startswith("已经"):
            return f"现在{state.text}"
        # A place is not given out, but taken for every hour.
        if thing.endswith(_PLACES):
            return f"{thing}已经约满了"
        return _GONE_TWICE.sub("", thing + state.text)
    if state.kind == "full" and state.text.startswith(_PLACES_LEFT) and _PLACES_LEFT not in view.text[block.start : block.end]:
        # 车架满了 tells of no 名额.
        filled = _FILLED.search(view.text, block.start, block.end)
        said = filled["s"] if filled and not hurts(filled["s"]) else ""
        return f"{said or '现在'}{state.text.removeprefix(_PLACES_LEFT)}"
    if state.kind == "closed" and _ABOUT_TO.search(view.text, block.start, block.end):
        return state.text.replace("现在已经下班了", "马上就要下班了")
    if state.kind in ("away", "left") and _UNNAMED.match(state.text):
        person = fold(one_of("who", view.folded, block.start, block.end) or "").text
        return _UNNAMED.sub(person if _PERSON.search(person) else "您要找的同事", state.text)
    return state.text


def _state(clause: str, kinds: Collection[str], gists: frozenset[str]) -> State | None:
    """What a clause tells, wholly understood or by its gist."""
    state = state_of(clause)
    if state is not None and state.kind in kinds:
        return state
    return gist_of(clause, gists) if gists else None


def _ways(clause: str) -> Iterator[State]:
    """What a clause tells in whatever way: that it is told already."""
    yield from filter(None, (state_of(clause), gist_of(clause, frozenset(_FIRST))))


def _again(clause: str, kinds: Collection[str], gists: frozenset[str], view: View, block: Block) -> State | None:
    """What a clause says once more, beside rules about that."""
    if "anew" not in gists:
        return None
    state = anew(clause, again=_SAID_BEFORE.search(view.text, block.start, block.end) is not None)
    return state if state is not None and state.kind in kinds else None


def _more(clause: str, found: Sequence[tuple[str, State | None]]) -> str:
    """What a clause adds to the states before it."""
    kinds = [state.kind for _, state in found if state is not None]
    if "closed" in kinds:
        return open_again(clause)
    return next(filter(None, (beside(clause, kind) for kind in kinds)), "")


def _as_typed(text: str, converted: str, view: View, block: Block) -> str:
    """The converted words with the draft's own forms of their characters: 台電 stays so."""
    sources, _, _ = load_characters()
    own: dict[str, str] = {}
    for at in range(block.start, block.end):
        typed = view.folded.source[view.folded.span(at, at + 1)[0]]
        if typed != view.text[at] and typed in sources and typed not in CANTONESE:
            own.setdefault(view.text[at], typed)
        elif typed == view.text[at] == "台":
            own.setdefault(typed, typed)
    return "".join(own.get(plain, ch) for plain, ch in zip(text, converted, strict=True)) if len(text) == len(converted) else converted


def _as_simplified(text: str, view: View, block: Block) -> str:
    """Folded words with the draft's own simplified characters: 链 folds to 炼, as 鏈 and 鍊 do."""
    own = {view.text[at]: typed for at in range(block.start, block.end) if (typed := view.folded.source[view.folded.span(at, at + 1)[0]]) in _TWO_IN_ONE}
    for plain, typed in own.items():
        text = text.replace(plain, typed)
    return text


def _alike(text: str, other: str) -> bool:
    """True where two facts say the same with hardly another word."""
    mine, theirs = set(text), set(other)
    return len(mine & theirs) >= 0.8 * min(len(mine), len(theirs))


def _written(text: str, view: View, block: Block, script: str) -> str:
    """Simplified words in a script; what is Latin in them as the draft has it."""
    source = view.folded.source[block.span.start : block.span.end]
    lower = source.lower()

    def typed(word: str) -> str:
        at = lower.find(word)
        return source[at : at + len(word)] if at >= 0 else word

    text = _ASCII.sub(lambda m: typed(m[0]), text)
    if script == "hans":
        return _as_simplified(text, view, block)
    text = _as_typed(text, traditional(text, script), view, block)
    for plain, own in _REGIONAL[script]:
        text = plain.sub(own, text)
    return text
