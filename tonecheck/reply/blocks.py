"""What a reply stands instead of, and what of it stays: neighbouring sentences with findings, and the facts in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.model import Span
from tonecheck.reply.slots import polite
from tonecheck.text.expressions import compiled
from tonecheck.text.fills import FACT
from tonecheck.text.ranges import Ranges
from tonecheck.values import dataclass

_GREETING = compiled(
    "(?:(?:尊敬的|亲爱的)?[^,。!?~:]{0,8}?(?:你好|早上好|上午好|下午好|晚上好|早安|午安|晚安|早晨|哈喽|hello|hi|(?<=[姐哥总工生太姨叔伯])好)(?:呢|哈|呀)?(?:[^,。!?~:\u4e00-\u9fff]*))[,。!?~: ]+"
    "|(?:[^,。!?~: ]{0,4}(?:先生|女士|小姐|太太|太|生|总|经理|老师|阿姨|叔叔|大哥|大姐|大爷|大妈|大叔|奶奶|爷爷|业主)|亲|老人家|各位(?:业主|住户|邻居|街坊)?|尊敬的(?:业主|住户|客户))[,:!~ ]+"
)
# What is too short to be a sentence of its own goes with its neighbour: 快讲。
_FRAGMENT, _CURT_LENGTH = 5, 2
_CURT = compiled("^(?:又|快|别|还|自己|赶|去|走|听|行|哪|谁|不|没|就|反正|随|爱|算|等|嗯|喂|哼|呵|切|真|拜拜)|[!?…~]+$")
_SHORT, _RETORT = 14, 24
_KEEPS = compiled("谢|好的|再见|你好|上好|午好|收到|请|慢走|保重|祝|[0-9]|已|好了|到了|可以|辛苦|早安|晚安|明白|你的|你家|师傅|我")
_OFFERING = compiled("请|你看|好吗|可以|方便|需要|帮|为你|给你|谢|你好|上好|午好|再见|祝|我们会|抱歉|对不起|不好意思|记得|注意|小心|慢走")
_APOLOGY = compiled(
    "^(?:非常|很|实在|真的|真|十分)?(?:对不起|抱歉|不好意思|对不住|歹势)(?:了|哈|哦|呢)?(?:[^,]{1,2}(?:先生|女士|小姐|太太|阿姨|叔叔|老师)|亲|姐|哥|大姐|大哥)?$"
)
# 六点过了还钻墙: a time, but said to blame.
_REPROACH = compiled("(?:点|天|次|遍|月|年)[^,]{0,4}还(?!有|需|要|得)")
_SORRY = compiled("对不起|抱歉|不好意思|对不住")
# What a clause that stays may not hold: refusal, reproach, order, guess, haste, excuse, and what ties it to what goes.
_BLUNT = compiled(
    "不|没|无法|别|莫|勿|只能|只有|只剩|光|反正|谁|怎么|凭什么|哪|吗|吧|呢(?![份个张])|自己|必须|得|赶紧|赶快|马上|立刻|快点|即刻|因为|由于|如果|要是|虽然|既然|所以|但|还|又|而且|否则|"
    "再|[后前时]来|来$|算|一点$|点$|过了$|同一|知道|半天|在干|干$|第.{1,3}次|检查|交钱|交费(?![单在])|缴费(?![单在])|一准|准能|准会|包修|就|才|都|早|本来|明明|只|而已|罢了|嫌|(?<!你的)投诉|抗议|闹|吵|急|催|欠|偷|骗|罚|报警|法院|起诉|断|停你|锁你|随便|爱|敢|废|烦|真是|那|要么|要不|宁|死|老子|妈|滚|规定|负责|该|活该|管(?![道理家线])|的事|责任|什么|啥|几个人|忙|下班|出差|请假|休息|"
    "保证|绝对|肯定|一定|百分|包你|包在|放心|铁定|必定|大概|可能|应该|估计|差不多|听说|好像|也许|1[3-9][0-9]{9}|离婚|男朋友|女朋友|身份证号|姓|电话[0-9]|户主叫|[0-9]{7}|几点|一天到晚|天天|老是|整天|[楼栋室层号座]的$|一栋楼|整栋|全楼|整层|全层|一层楼|^(?:钱|欠款|费用).{0,4}(?:今天|明天|马上|月底)|[!?“”…~]|打电话|打来|打过来|打[0-9一二三四五六七八九十两]+|[0-9一二三四五六七八九十两][通遍]|每个?小时|每天|这一?次|以后|今后|永远"
)
_TIED = compiled("^(?:那|这(?!是你的|里是)|他|他们|你(?!的|家)|我(?!是)|全(?!部)|去|来|请|找|要|想|跟|被|把|给|让|的|了|着|过|也|再|先|和|或|与|及|等|到时|之后|然后|结果|反而|或者|所有|统统)")
_MOST = 30
_CLAUSE = compiled("[^,。!?;…~\n]+")
# Who speaks: 这里是三期客服。
_OWN_NAME = compiled("(?:这里是|我是|我们是)?[^,。!?]{0,8}(?:客服|前台|管家|中心|服务台|客服台|管理处|物业|大堂|岗亭|窗口|柜台)[^,。!?]{0,4}[。!~]?$|(?:这里是|我是|我们是)[^,。!?]{1,8}(?:部|组|科|处)[。!~]?$")
# What was taken note of: 您的照片我看到了。
_NOTED = compiled("你.{0,12}(?:(?:看|收|听|读|查|翻|登记|记|了解)(?:到|过|完|下)?(?:来|了|过))|(?:看|收)到你的")
# Beside a finding a sentence that is in doubt as well goes too, unless it is kind, offers something or states a fact.
_KIND = compiled(
    "请(?!假)|谢|你好|上好|午好|早晨|早安|晚安|午安|再见|祝|保重|辛苦|记得(?!住)|注意|小心|慢走(?!不送)|收到|我(?:们|这就|现在就?|马上|先)?(?:来|会|帮|替|陪|带|安排|登记|问|查|核实|转)|帮你|替你|为你|陪你|带你|联系你|通知你"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring sentences with findings; one reply answers them all.

    `before` and `after` are the facts in it that stay, on either side of what goes; `greeting` stands at its head and
    is taken in only to write 您 for 你. `apology` is the draft's own, at the head. `rest` tells that the message says
    something before this.
    """

    start: int
    end: int
    span: Span
    hits: tuple[Hit, ...]
    greeting: str = ""
    apology: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    rest: bool = False


def blocks(
    view: View, hits: Sequence[Hit], is_clean: Callable[[str], bool], whole: Callable[[Hit], bool] = lambda _: False,
    *, apart: Callable[[Hit], bool] = lambda _: False, greeted: bool = True, doubted: Callable[[int, int], bool] = lambda *_: False,
) -> list[Block]:
    """The hits grouped by sentence, neighbouring sentences of one line together; what is fine at the edges stays out.

    A hit that is `whole` takes its line with it, facts and all, and without `greeted` the greeting too. One that is
    `apart` is answered by itself: thanks for the patience say nothing of the matter in the next sentence. A sentence
    beside a finding that is `doubted` itself, and blunt, goes with it.
    """
    ranges: list[list[int]] = []
    grouped: list[list[Hit]] = []
    for hit in hits:
        left, right = _line(view, hit) if whole(hit) else _place(view, hit, is_clean, doubted)
        alike = not ranges or left < ranges[-1][1] or apart(grouped[-1][-1]) == apart(hit)
        if ranges and alike and _adjoins(view, ranges[-1], left):
            ranges[-1][1] = max(right, ranges[-1][1])
            grouped[-1].append(hit)
        else:
            ranges.append([left, right])
            grouped.append([hit])
    found: list[Block] = []
    for (left, right), group in zip(ranges, grouped, strict=True):
        block = _block(view, left, right, tuple(group), _never if any(map(whole, group)) else is_clean, greeted, doubted)
        # Two findings of one long sentence may be out of each other's reach; their places must not overlap.
        if found and block.span.overlaps(found[-1].span):
            found[-1] = _joined(found[-1], block)
        else:
            found.append(block)
    return found


def _never(_: str) -> bool:
    return False


def _line(view: View, hit: Hit) -> tuple[int, int]:
    left, right = view.text.rfind("\n", 0, hit.start) + 1, view.text.find("\n", hit.end)
    inside = view.turn(hit.start) or view.turns[0]
    return max(left, inside.start), min(right if right >= 0 else len(view.text), inside.end)


def _place(view: View, hit: Hit, is_clean: Callable[[str], bool], doubted: Callable[[int, int], bool]) -> tuple[int, int]:
    """The sentences of a hit. What is heard only because of a neighbour takes the neighbour with it, or stays where it is a plain fact."""
    left, right = view.sentence(hit.start)[0], view.sentence(hit.end - 1)[1]
    said = view.folded.source[slice(*view.folded.span(left, right))]
    greeting = _GREETING.match(view.text, left, right)
    greeted = bool(greeting and greeting.end() == right)
    if hit.by == "reader" and (greeted or is_clean(said)):
        inside, after, before = view.turn(hit.start), view.following(right), view.following(left) - 1
        while before >= 0 and view.sentences[before][1] > left:
            before -= 1
        beside = []
        if inside and after < len(view.sentences) and view.sentences[after][1] <= inside.end:
            beside.append((left, view.sentences[after][1]))
        if inside and before >= 0 and inside.start <= view.sentences[before][0]:
            beside.append((view.sentences[before][0], right))
        for pair in beside:
            if "\n" not in view.text[slice(*pair)].strip() and not is_clean(view.folded.source[slice(*view.folded.span(*pair))]):
                other = (pair[0], left) if pair[1] == right else (right, pair[1])
                alone = view.folded.source[slice(*view.folded.span(*other))]
                return other if _is_plain(view.text[left:right]) and not is_clean(alone) else pair
        for pair in beside if greeted else ():
            other = (pair[0], left) if pair[1] == right else (right, pair[1])
            if _is_blunt(view, *other, doubted):
                return other
    return left, right


def _is_plain(sentence: str) -> bool:
    """True for a sentence that says who speaks or how things stand, and nothing blunt."""
    said = sentence[greeting.end() :] if (greeting := _GREETING.match(sentence)) else sentence
    return not _BLUNT.search(said) and bool(_states(said) or _OWN_NAME.match(said) or _NOTED.search(said) or not said)


def _adjoins(view: View, before: Sequence[int], left: int) -> bool:
    between = view.text[before[1] : left]
    return (not between.strip() or _is_fragment(between)) and "\n" not in view.text[before[0] : left]


def _is_fragment(text: str) -> bool:
    said = [ch for ch in text if ch.isalnum()]
    curt = len(said) <= _CURT_LENGTH or _CURT.search(text.strip())
    return 0 < len(said) <= _FRAGMENT and bool(curt) and not any(ch.isascii() for ch in said) and not _KEEPS.search(text) and not _states(text)


def _states(text: str) -> bool:
    """True where something in it is a fact that a customer would miss."""
    return any(FACT.search(clause[0]) and not _REPROACH.search(clause[0]) for clause in _CLAUSE.finditer(text))


def _is_echo(text: str) -> bool:
    """True for a short question thrown back at the customer."""
    said = text[greeting.end() :] if (greeting := _GREETING.match(text)) else text
    return 0 < len(said) <= _SHORT and said.rstrip().endswith("?") and not _OFFERING.search(said)


def _is_blunt(view: View, start: int, end: int, doubted: Callable[[int, int], bool]) -> bool:
    """True for a sentence that is in doubt and blunt, and is neither kind nor a fact that a customer would miss."""
    if greeting := _GREETING.match(view.text, start, end):
        start = greeting.end()
    said = view.text[start:end]
    return bool(_BLUNT.search(said)) and not _states(said) and not _KIND.search(said) and doubted(start, end)


def _is_retort(text: str) -> bool:
    """True for the short answer that a speaker gives to a question thrown back: no fact, no courtesy, no offer."""
    return len(text) <= _RETORT and not _states(text) and not _OFFERING.search(text)


def _joined(first: Block, second: Block) -> Block:
    start, end = min(first.start, second.start), max(first.end, second.end)
    span = Span(min(first.span.start, second.span.start), max(first.span.end, second.span.end))
    return Block(start, end, span, (*first.hits, *second.hits), first.greeting, first.apology, first.before, (), first.rest)


def _block(view: View, left: int, right: int, hits: tuple[Hit, ...], is_clean: Callable[[str], bool], keep: bool, doubted: Callable[[int, int], bool]) -> Block:
    text = view.text
    line_left, line_right = 0, len(text)
    if turn := view.turn(hits[0].start):
        left, right = max(left, turn.start), min(right, turn.end)
        line_left, line_right = turn.start, turn.end
    # What is heard may stand outside: a plain fact that only a neighbour makes sound wrong.
    inside = [hit for hit in hits if hit.start < right and hit.end > left]
    first = min((hit.start for hit in inside), default=right)
    last = max((hit.end for hit in inside), default=left)
    left, right = _with_fragments(view, left, right, line_left, line_right, doubted)
    while left < first and text[left].isspace():
        left += 1
    while right > last and text[right - 1] in "\n ":
        right -= 1
    head = left
    # What is heard is a whole clause, and that may be the greeting itself; what a pattern found is not.
    least = min((hit.start for hit in hits if hit.by != "reader"), default=right)
    while keep and (greeting := _GREETING.match(text, left, least)) and left < greeting.end() < right:
        left = greeting.end()
    typed_anew = ""
    if left > head:
        a, b = view.folded.span(head, left)
        typed = view.folded.source[a:b]
        if polite(typed) != typed:
            typed_anew, left = polite(typed), head
    kept = _kept(view, left, right, hits, is_clean)
    a, b = with_particles(view, left, right)
    return Block(left, right, Span(a, b), hits, typed_anew, *kept, rest=any(ch.isalnum() for ch in text[line_left:left]))


def with_particles(view: View, left: int, right: int) -> tuple[int, int]:
    """The source range of a folded one, with the particles at its edges that folding dropped."""
    source = view.folded.source
    a, b = view.folded.span(left, right)
    preceding = view.folded.span(left - 1, left)[1] if left else 0
    while a > preceding and source[a - 1].isalpha():
        a -= 1
    following = view.folded.span(right, right + 1)[0] if right < len(view.text) else len(source)
    while b < following and source[b].isalpha():
        b += 1
    return a, b


def _with_fragments(
    view: View, left: int, right: int, line_left: int, line_right: int, doubted: Callable[[int, int], bool]
) -> tuple[int, int]:
    """The range with what is beside it on the line and too short to stand alone, or blunt and in doubt."""
    for number in range(view.following(left) - 1, -1, -1):
        start, end = view.sentences[number]
        if start < line_left or "\n" in view.text[start:left]:
            break
        if end <= left:
            said = view.text[start:end]
            if not (_is_fragment(said) or _is_echo(said) or _is_blunt(view, start, end, doubted)):
                break
            left = start
    sorry = bool(_SORRY.search(view.text, left, right))
    asked = view.text[left:right].rstrip().endswith("?")
    for number in range(view.following(right), len(view.sentences)):
        start, end = view.sentences[number]
        said = view.text[start:end]
        if end > line_right or "\n" in view.text[left:start].lstrip():
            break
        again = sorry and bool(_APOLOGY.match(said.strip(" 。!~")))
        if not (again or _is_fragment(said) or _is_echo(said) or (asked and _is_retort(said)) or _is_blunt(view, start, end, doubted)):
            break
        right, asked = end, asked and _is_fragment(said)
    return left, right


def _kept(
    view: View, left: int, right: int, hits: tuple[Hit, ...], is_clean: Callable[[str], bool]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The draft's own apology, and the facts before and after the first finding that stay."""
    apology = ""
    sides: tuple[list[str], list[str]] = ([], [])
    inside = [hit for hit in hits if hit.start < right and hit.end > left] or hits
    first, found = min(hit.start for hit in inside), Ranges((hit.start, hit.end) for hit in hits)
    # A colon and an enumeration do not end what is said: 9:30, 1、2号楼.
    for number, (start, end) in enumerate(m.span() for m in _CLAUSE.finditer(view.text, left, right)):
        if found.overlapping(start, end):
            continue
        said = view.text[start:end].strip(" .")
        a, b = with_particles(view, start, end)
        typed = polite(view.folded.source[a:b]).strip(" .．　")
        if number == 0 and _APOLOGY.match(said):
            apology = typed
        elif typed.isprintable() and view.text[end : end + 1] != "?" and _is_fact(said) and view.quoted(start, end) is None and is_clean(typed):
            sides[start > first].append(typed)
    return apology, tuple(sides[0]), tuple(sides[1])


def _is_fact(clause: str) -> bool:
    return (3 if clause.startswith("在") else 4) <= len(clause) <= _MOST and bool(FACT.search(clause)) and not _BLUNT.search(clause) and not _TIED.match(clause)
