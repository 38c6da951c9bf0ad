"""What a reply stands instead of, and what of it stays: neighbouring sentences with findings, and the facts in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.model import Span
from tonecheck.reply.heard import may_stay, plainly
from tonecheck.reply.mentions import polite
from tonecheck.reply.said import (
    CLAUSE,
    GREETING,
    SORRY,
    contradicted,
    is_answer,
    is_apology,
    is_blunt,
    is_echo,
    is_fragment,
    is_handover,
    is_late,
    is_long_wait,
    is_mocking,
    is_of_waiting,
    is_order,
    is_own_name,
    is_plain,
    is_receipt,
    is_retort,
    is_wait,
)
from tonecheck.text.expressions import compiled
from tonecheck.text.ranges import Ranges
from tonecheck.values import dataclass, replace

# For a long wait an apology stands with the thanks.
_REGRET = "抱歉"
# So short is what only addresses: 亲亲.
_ADDRESS = 2
_STOP = compiled("[,。!?;:…~ \n]")
_SIGHS = compiled("^(?:哎[呀哟呦喲]|噢|哦|啊|欸)[，, ]?|亲+$|親+$")
_TWICE = compiled("^(.{2,4})\\1$")
# What goes with the picture before it.
_JOINERS = "\ufe0e\ufe0f\u200d"
_HEARD = compiled("(?:你|你们)?(?:听[到见懂清]|知道|明白|懂|晓得|清楚)(?:了|楚)?(?:没有?|吗|不)?$")
# No sentence ends there: Mr. Tam.
_TITLED = compiled("(?<![a-z])(?:mr|mrs|ms|dr|no|st|prof)[.。] *$")
# The particles that tell of an end.
_END = ("喇", "啦", "囉", "咯", "嘑")
PARTICLES = "咋喇㗎囉啫啊呀哦噢喔哈呢哟喲嘅啦囉咯ㄛ捏齁餒"


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring sentences with findings; one reply answers them all.

    `before` and `after` are the facts in it that stay, on either side of what goes; `greeting` stands at its head and
    is taken in only to write 您 for 你. `apology` is the draft's own, at the head. `rest` tells that the message says
    something before this, `waited` that the reply thanks for the wait and the apology stays beside it.
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
    waited: bool = False

    @property
    def heard(self) -> bool:
        """True where facts stay that were heard (`tonecheck.text.stays`); beside thanks for a wait stays whatever is said."""
        return not self.waited and bool(self.before or self.after)

    def bare(self) -> Block:
        """The same without its facts."""
        return replace(self, before=(), after=())

    def without(self, said: Callable[[str], bool]) -> Block:
        """The same without the facts that are said otherwise."""
        return replace(self, before=tuple(f for f in self.before if not said(f)), after=tuple(f for f in self.after if not said(f)))


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
        block = _block(view, left, right, tuple(group), _never if any(map(whole, group)) else is_clean, greeted, doubted, waited=apart(group[0]))
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
    greeting = GREETING.match(view.text, left, right)
    greeted = bool(greeting and greeting.end() == right)
    if hit.by == "reader" and (greeted or is_receipt(view.text[left:right]) or is_clean(said)):
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
                return other if is_plain(view.text[left:right]) and not is_clean(alone) else pair
        for pair in beside if greeted else ():
            other = (pair[0], left) if pair[1] == right else (right, pair[1])
            if _is_blunt(view, *other, doubted):
                return other
    return left, right


def _adjoins(view: View, before: Sequence[int], left: int) -> bool:
    between = view.text[before[1] : left]
    # What runs on without any stop is one clause, however long.
    return (not between.strip() or is_fragment(between) or not _STOP.search(view.text, before[1] - 1, left)) and "\n" not in view.text[before[0] : left]


def _is_blunt(view: View, start: int, end: int, doubted: Callable[[int, int], bool]) -> bool:
    """True for a sentence that is blunt, and about which there is doubt."""
    if greeting := GREETING.match(view.text, start, end):
        start = greeting.end()
    return is_blunt(view.text[start:end]) and doubted(start, end)


def _joined(first: Block, second: Block) -> Block:
    start, end = min(first.start, second.start), max(first.end, second.end)
    span = Span(min(first.span.start, second.span.start), max(first.span.end, second.span.end))
    return Block(start, end, span, (*first.hits, *second.hits), first.greeting, first.apology, first.before, (), first.rest)


def _block(view: View, left: int, right: int, hits: tuple[Hit, ...], is_clean: Callable[[str], bool], keep: bool, doubted: Callable[[int, int], bool], *,
           waited: bool = False) -> Block:
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
    while keep and (greeting := GREETING.match(text, left, least)) and left < greeting.end() < right and not is_mocking(greeting[0]):
        left = greeting.end()
    typed_anew = ""
    if left > head:
        a, b = view.folded.span(head, left)
        typed = view.folded.source[a:b]
        if (greeted := contradicted(polite(typed))) != typed:
            typed_anew, left = greeted, head
    thanked = _beside_wait(view, left, right, is_clean) if waited else None
    kept = thanked or _kept(view, left, right, hits, is_clean)
    a, b = with_particles(view, left, right)
    return Block(left, right, Span(a, b), hits, typed_anew, *kept, any(ch.isalnum() for ch in text[line_left:left]), thanked is not None)


def with_particles(view: View, left: int, right: int) -> tuple[int, int]:
    """The source range of a folded one, with the particles at its edges that folding dropped."""
    source = view.folded.source
    a, b = view.folded.span(left, right)
    preceding = view.folded.span(left - 1, left)[1] if left else 0
    while a > preceding and source[a - 1].isalpha():
        a -= 1
    following = view.folded.span(right, right + 1)[0] if right < len(view.text) else len(source)
    while b < following and (source[b].isalpha() or source[b] in _JOINERS):
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
            if not (_TITLED.search(said) or is_fragment(said) or is_echo(said) or is_order(said) or _is_blunt(view, start, end, doubted)):
                break
            left = start
    number = view.following(left) - 1
    # A question whether one was heard goes with the order before it.
    if _HEARD.match(text := view.text[left:right].strip(" ,。!?~…")) and text and number >= 0 and view.sentences[number][0] >= line_left:
        left = view.sentences[number][0] if view.sentences[number][1] <= left else left
    sorry = bool(SORRY.search(view.text, left, right))
    asked = view.text[left:right].rstrip().endswith("?")
    for number in range(view.following(right), len(view.sentences)):
        start, end = view.sentences[number]
        said = view.text[start:end]
        if end > line_right or "\n" in view.text[left:start].lstrip():
            break
        again = sorry and is_apology(said.strip(" 。!~"))
        if not (again or is_fragment(said) or is_echo(said) or is_order(said) or is_handover(said) or (asked and (is_retort(said) or is_answer(said))) or _is_blunt(view, start, end, doubted)):
            break
        right, asked = end, asked and is_fragment(said)
    return left, right


def _kept(
    view: View, left: int, right: int, hits: tuple[Hit, ...], is_clean: Callable[[str], bool]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The draft's own apology, and the facts before and after the first finding that stay."""
    apology = ""
    sides: tuple[list[str], list[str]] = ([], [])
    inside = [hit for hit in hits if hit.start < right and hit.end > left] or hits
    first = min(hit.start for hit in inside)
    # What a pattern found goes; what weighed most with the reader may be a fact all the same.
    found, weighed = (Ranges((hit.start, hit.end) for hit in hits if (hit.by == "reader") is read) for read in (False, True))
    # A colon and an enumeration do not end what is said: 9:30, 1、2号楼.
    for number, (start, end) in enumerate(m.span() for m in CLAUSE.finditer(view.text, left, right)):
        if found.overlapping(start, end):
            continue
        said = view.text[start:end].strip(" .")
        sorry = number == 0 and is_apology(said.rstrip(PARTICLES))
        a, b = with_particles(view, start, end)
        typed = polite(view.folded.source[a:b]).strip(" .．　")
        if sorry:
            apology = _plainly(typed)
        elif (
            typed.isprintable()
            and may_stay(view.text, *trimmed(view.text, start, end), typed, doubted=bool(weighed.overlapping(start, end)))
            and view.quoted(start, end) is None
            and (is_clean(fact := as_told(typed)) or is_clean(f"谢谢您。{fact}。"))
        ):
            sides[start > first].append(fact)
    return apology, tuple(sides[0]), tuple(sides[1])


def as_told(typed: str) -> str:
    """A clause as it is told as a fact: without what insists on it, and without particles."""
    return plainly(_bare(typed))


def _bare(typed: str) -> str:
    """A clause without its particles, but for the 嘅 of 係 and the 了 of an end: 印好喇 is 印好了."""
    bare = typed.rstrip(PARTICLES)
    if "係" in bare and typed[len(bare) :].startswith("嘅"):
        return f"{bare}嘅"
    return f"{bare}了" if bare.endswith(("好", "完", "到", "进去", "進去", "上去", "出来", "出來")) and typed[len(bare) :].startswith(_END) else bare


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks and stops at its edges."""
    while start < end and text[start] in " .":
        start += 1
    while end > start and text[end - 1] in " .":
        end -= 1
    return start, end


def _plainly(apology: str) -> str:
    """An apology without sighs and terms of endearment, and once: 哎哟抱歉抱歉亲 is 抱歉."""
    return _TWICE.sub(r"\1", _SIGHS.sub("", apology.rstrip(PARTICLES)))


def _beside_wait(view: View, left: int, right: int, is_clean: Callable[[str], bool]) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """The draft's own apology for a wait, and all else that it says: of the wait alone thanks speak. None where no wait is named."""
    clauses = [m.span() for m in CLAUSE.finditer(view.text, left, right)]
    waits = [(a, b) for a, b in clauses if is_wait(view.text[a:b]) and not is_apology(view.text[a:b].strip(" ."))]
    if not waits:
        return None
    apology = _REGRET if any(is_long_wait(view.text[a:b]) and SORRY.search(view.text, a, b) for a, b in waits) else ""
    sides: tuple[list[str], list[str]] = ([], [])
    for start, end in clauses:
        a, b = with_particles(view, start, end)
        typed = polite(view.folded.source[a:b]).strip(" .．　")
        if is_apology(view.text[start:end].strip(f" .{PARTICLES}")):
            apology = apology if apology and apology != _REGRET else _plainly(typed)
        elif is_of_waiting(view.text[start:end]) or (start < waits[0][0] and is_late(view.text[start:end])):
            continue
        elif (start, end) not in waits and end - start > 1 and typed.isprintable() and view.quoted(start, end) is None and is_clean(f"谢谢您。{typed}。"):
            asked = "？" if view.text[end : end + 1] == "?" else ""
            sides[not (is_own_name(view.text[start:end]) or (start < waits[0][0] and end - start <= _ADDRESS))].append(_bare(typed) + asked)
    return apology, tuple(sides[0]), tuple(sides[1])
