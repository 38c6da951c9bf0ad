"""Makes replies for hits, and the draft as it could be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.model import Span, Suggestion
from tonecheck.reply.convert import in_script, traditional
from tonecheck.reply.slots import OPEN_NAMES, fill, fillers
from tonecheck.rulebook.model import Rule, Rulebook
from tonecheck.text.expressions import compiled

MAX_SUGGESTIONS = 4
_GREETING = compiled(
    "(?:(?:尊敬的|亲爱的)?[^,。!?~:]{0,8}?(?:你好|早上好|上午好|下午好|晚上好|早安|午安|晚安|早晨|哈喽|hello|hi)(?:[^,。!?~:\u4e00-\u9fff]*))[,。!?~: ]+"
    "|(?:[^,。!?~: ]{1,4}(?:先生|女士|小姐|太太|总|经理|老师|阿姨|叔叔|大哥|大姐|业主))[,:! ]+"
)
_OWN_GREETING = compiled("^(?:您好|你好)[，,！!]")
_APOLOGY = compiled("抱歉|对不起|對不起|不好意思|见谅|見諒|歉意")
# A clause worth keeping names a number, a place, a time or a matter.
_FACT = compiled("[0-9一二三四五六七八九十][号栋楼室点元块天月日层座單单期]|[0-9]{2}|^关于|关于|今天|明天|上午|下午|已经|包裹|发票|快递|停水|停电|反映|漏水|报修")
# Words that tie a clause to the one before it.
_LINKED = compiled("但|不过|所以|因为|而且|就|才|再|也|还|否则|不然|然后|你|自己|请|找|去|要|得|必须|反正|别|不")
_SUBJECT = compiled("不|没|无|别|负责|是.{0,4}的$|的事$|的责任$|如果|要是|因为|由于|虽然|既然")


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring sentences with findings; one reply answers them all. Folded range and source span."""

    start: int
    end: int
    span: Span
    hits: tuple[Hit, ...]


class Composer:
    """Makes the suggestions of one draft in one script.

    `is_clean` tells whether a text has no error and no warning; what is not clean is never suggested.
    """

    def __init__(self, rulebook: Rulebook, view: View, script: str, is_clean: Callable[[str], bool]) -> None:
        self._rulebook = rulebook
        self._view = view
        self._script = script
        self._is_clean = is_clean

    def blocks(self, hits: Sequence[Hit]) -> list[Block]:
        """The hits grouped by sentence, neighbouring sentences of one line together; what is fine at the edges stays out."""
        view = self._view
        ranges: list[list[int]] = []
        grouped: list[list[Hit]] = []
        for hit in hits:
            left, right = view.sentence(hit.start)[0], view.sentence(hit.end - 1)[1]
            if ranges and left <= ranges[-1][1] and "\n" not in view.text[ranges[-1][0] : left]:
                ranges[-1][1] = max(right, ranges[-1][1])
                grouped[-1].append(hit)
            else:
                ranges.append([left, right])
                grouped.append([hit])
        return [self._block(left, right, tuple(group)) for (left, right), group in zip(ranges, grouped, strict=True)]

    def _block(self, left: int, right: int, hits: tuple[Hit, ...]) -> Block:
        view = self._view
        for turn in view.turns:
            if turn.start <= hits[0].start < turn.end:
                left, right = max(left, turn.start), min(right, turn.end)
        first, last = min(hit.start for hit in hits), max(hit.end for hit in hits)
        while left < first and view.text[left].isspace():
            left += 1
        while right > last and view.text[right - 1] in "\n ":
            right -= 1
        greeting = _GREETING.match(view.text, left, first)
        if greeting:
            left = greeting.end()
        left, right = self._kept_before(left, first), self._kept_after(last, right)
        return Block(left, right, Span(*view.folded.span(left, right)), hits)

    def _kept_before(self, left: int, first: int) -> int:
        """Where the reply begins: after the leading clauses that state a fact and are fine by themselves."""
        view = self._view
        for start, end in view.clauses(left, first):
            if end >= first or not _FACT.search(view.text, start, end) or not self._stands_alone(start, end):
                return left
            left = end + 1
        return left

    def _kept_after(self, last: int, right: int) -> int:
        """Where the reply ends: before the trailing clauses that state a fact and are fine by themselves."""
        view = self._view
        clauses = [c for c in view.clauses(last, right) if c[0] > last]
        if not clauses or view.text[clauses[0][0] - 1] != ",":
            return right
        start = clauses[0][0]
        if _FACT.search(view.text, start, right) and not _LINKED.match(view.text, start) and self._stands_alone(start, right):
            return start
        return right

    def _stands_alone(self, start: int, end: int) -> bool:
        a, b = self._view.folded.span(start, end)
        text = self._view.folded.source[a:b]
        # Who is away and what is not offered is what the reply is about; it says so in its own words.
        return not _SUBJECT.search(self._view.text, start, end) and self._is_clean(text)

    def suggestions(self, rule: Rule, hit: Hit, span: Span) -> tuple[Suggestion, ...]:
        """Replies to one hit: complete ones first, those that name what the draft names before the general ones."""
        values = fillers(self._view, hit)
        greeted = span.start > 0
        ranked = []
        for order, template in enumerate(rule.suggest):
            text, used, complete = fill(in_script(template, self._script, self._rulebook.house), values, self._open_name)
            if greeted:
                text = _OWN_GREETING.sub("", text)
            ranked.append((not complete, -len(used), order, text, used))
        found: list[Suggestion] = []
        for incomplete, _, _, text, used in sorted(ranked, key=lambda r: r[:3]):
            if text not in (s.text for s in found) and self._is_clean(text):
                found.append(Suggestion(text, span, not incomplete, used))
        return tuple(found[:MAX_SUGGESTIONS])

    def _open_name(self, slot: str) -> str:
        name = OPEN_NAMES.get(slot, slot)
        return name if self._script == "hans" else traditional(name, self._script)


def apply(text: str, replies: Sequence[tuple[Span, Sequence[Suggestion]]]) -> str:
    """The text with the first complete suggestion of each span in its place.

    One apology for the whole message, and no sentence twice: a later reply that would repeat one gives way to
    the next that does not, or goes.
    """
    parts: list[str] = []
    said: set[str] = set()
    apologised = False
    at = 0
    for span, suggestions in sorted(replies, key=lambda r: r[0]):
        complete = [s.text for s in suggestions if s.complete]
        if not complete or span.start < at:
            continue
        between = text[at : span.start]
        apologised = apologised or bool(_APOLOGY.search(between))
        fresh = [c for c in complete if c not in said and c not in between]
        if apologised:
            fresh = [c for c in fresh if not _APOLOGY.search(c)] or fresh
        chosen = fresh[0] if fresh else ""
        parts += [between, chosen]
        said.add(chosen)
        apologised = apologised or bool(_APOLOGY.search(chosen))
        at = span.end
    return "".join(parts) + text[at:]
