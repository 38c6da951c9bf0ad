"""Which replies are offered to a finding, in which order, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from tonecheck.reply.claims import URGENT, claims_of, founded, presumes, says, weight
from tonecheck.reply.convert import in_script
from tonecheck.reply.fit import fit
from tonecheck.reply.setting import Setting, softened
from tonecheck.rulebook.model import Template
from tonecheck.text.expressions import compiled
from tonecheck.values import dataclass

MAX_SUGGESTIONS = 4
LEAST_SUGGESTIONS = 2
# The kinds of state that are deeds one asks for: simply, as the condition of what the customer wants, with a thing in the way,
# and beside what is said of something else.
ASKED, NEEDED, MOVED, BESIDES = "asked", "needed", "moved", "bidden"
# Replies of which more than so much is the same do not really differ.
_ALIKE = 0.6
# How much the draft's own deed says more than a reply made for such drafts.
_BIDDEN: Mapping[str, int] = {ASKED: 5, NEEDED: 1, MOVED: 5, BESIDES: 2}
# The same of what is told of the state of things.
_TOLD = 1
# What suits a channel ill: a notice asks nobody in particular, a caller sees nothing, a letter is not spoken.
_UNSUITED: Mapping[str, re.Pattern[str]] = {
    "notice": compiled("？|您贵姓|请坐|稍等|稍候|留个|留下"),
    "phone": compiled("给您看|发给您|请坐|请让我为您指引|一起挪|一起搬"),
    "mail": compiled("稍等|稍候|请坐|请让我为您指引|慢慢说"),
    "chat": compiled("请坐|请让我为您指引|一起挪|一起搬"),
    "counter": compiled("发给您"),
}
# What the rest of the draft offers already, by move.
_OFFERED: Mapping[str, re.Pattern[str]] = {
    "take": compiled("登记|记下|跟进|核实|我来处理|查一下"),
    "hand": compiled("转给|转告|反映|我帮.{0,6}联系|通知师傅|上报|转达"),
    "appoint": compiled("预约|约个时间|约好|约时间"),
    "explain": compiled("说明|解释|介绍一下"),
}
# No offer is longer.
_LONGEST_OFFER = 12
# What a scene wants first.
_WANTED: Mapping[str, tuple[str, ...]] = {
    "emergency": ("take", "hand"), "repair-booking": ("appoint", "take"), "outside-matter": ("hand",),
    "complaint-reply": ("take", "hand"), "call-back": ("take",), "misunderstanding": ("explain",), "provoked": ("take", "explain"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A reply that could be offered: the filled wording, and what was used for it; `tells` is the kind of state that it begins with."""

    template: Template
    wording: str
    slots: Mapping[str, str]
    complete: bool
    general: bool
    tells: str = ""


class Beside:
    """What a draft says beside the block `start:end`; `known` keeps the offers of the whole draft, by move."""

    def __init__(self, text: str, start: int, end: int, known: dict[str, list[tuple[int, int]]]) -> None:
        self._text = text
        self._start, self._end = start, end
        self._known = known
        self._offers: dict[str, bool] = {}
        self._claims: dict[int, bool] = {}

    def founds(self, reply: str) -> bool:
        """True where all that a reply claims is said in the block; `reply` is the template, simplified."""
        return all(map(self.says, claims_of(reply)))

    def says(self, claim: int) -> bool:
        """True where the block says what founds a claim."""
        if claim not in self._claims:
            self._claims[claim] = says(claim, self._text, self._start, self._end)
        return self._claims[claim]

    def founded(self, claims: tuple[int, ...]) -> tuple[bool, ...]:
        """For each of the claims whether the block says it."""
        found = founded(claims, self._text, self._start, self._end)
        self._claims.update(zip(claims, found, strict=True))
        return found

    def offers(self, move: str) -> bool:
        """True where it offers already what a reply of this move would."""
        if move not in _OFFERED:
            return False
        if move not in self._offers:
            self._offers[move] = self._sought(move)
        return self._offers[move]

    def _sought(self, move: str) -> bool:
        if move not in self._known:
            self._known[move] = [m.span() for m in _OFFERED[move].finditer(self._text)]
        spans = self._known[move]
        # Spans are in order and do not overlap.
        if spans and (spans[0][1] <= self._start or spans[-1][0] >= self._end):
            return True
        # What stands across the edges of the block.
        before = self._text[max(0, self._start - _LONGEST_OFFER) : self._start]
        return bool(_OFFERED[move].search(before + self._text[self._end : self._end + _LONGEST_OFFER]))


def is_offered(move: str) -> bool:
    """True for a move that a draft may offer already."""
    return move in _OFFERED


def wording(template: Template, script: str, setting: Setting, house: Mapping[str, Template] | None = None) -> str:
    """The template in the script, with the names of the house, as it suits the audience."""
    return softened(in_script(template, script, house), setting.audience, script)


def ranked(options: Sequence[Option], setting: Setting, beside: Beside) -> list[tuple[Option, tuple[str, ...]]]:
    """All of them, best first, each with the codes that tell why; `beside` is what else the draft says.

    What can be sent comes before what has to be filled in; then what suits the place, what was not said before, what
    tells a fact of the draft, what the scene asks for, what is meant for just such a draft or names its things, and in a
    chat what is short; last the author's order counts. Danger is met before all that, and what is meant for other drafts is
    not offered.
    """
    said = setting.said
    # What a house says in words of its own it says wherever its rule is found.
    options = [o for o in options if not (weight(o.template.hans) or presumes(o.template.hans)) or beside.founds(o.template.hans) or not fit().knows(o.template.hans)]
    judged = [(_judged(option, setting, beside, said), order, option) for order, option in enumerate(options)]
    return [(option, why) for (_, why), _, option in sorted(judged, key=lambda j: (j[0][0], j[1]))]


def _judged(option: Option, setting: Setting, beside: Beside, said: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    move, slots, medium = option.template.move, option.slots, setting.medium
    unsuited = _UNSUITED.get(medium) if medium else None
    ill = unsuited is not None and unsuited.search(option.template.hans) is not None
    repeated = option.wording in said
    wanted = _WANTED.get(setting.scene, ()) if setting.scene else ()
    asked = move in wanted
    offered = beside.offers(move)
    meant = weight(option.template.hans)
    unfounded = not beside.founds(option.template.hans)
    # What names a person and a matter, or answers just such a draft, tells as much as a fact.
    telling = (option.tells and option.tells not in (NEEDED, BESIDES)) or len(slots) > 1 or meant > 2
    # Whom a matter goes to says more than what it is called.
    named = len(slots) - ("fact" in slots) + ("who" in slots) + meant + _BIDDEN.get(option.tells, _TOLD if option.tells else 0)
    length = len(option.wording) // 12 if medium == "chat" else 0
    why = [f"move:{move}"] if move else []
    if slots:
        why += [f"names:{name}" for name in sorted(slots)]
    if option.tells:
        why.append(f"tells:{option.tells}")
    if option.general:
        why.append("general")
    if not option.complete:
        why.append("incomplete")
    if asked:
        why.append(f"scene:{setting.scene}")
    if ill:
        why.append(f"unsuited:{medium}")
    if repeated:
        why.append("said-before")
    if offered:
        why.append("offered-already")
    if unfounded:
        why.append("unfounded")
    place = wanted.index(move) if asked else len(wanted)
    urgent = meant >= URGENT
    return (not option.complete, option.general, repeated, ill, not urgent, unfounded, not telling, offered, place, -named, length), tuple(why)


def chosen(
    order: Sequence[tuple[Option, tuple[str, ...], bool]], fits: Callable[[Option, bool], bool]
) -> list[tuple[Option, tuple[str, ...], bool]]:
    """Two to four that fit and really differ, in their order: one a move first, then what is worded otherwise.

    Each comes with why, and with whether facts stay beside it. `fits`, which may take long, is asked last, and only about
    what would be chosen.
    """
    picked: list[int] = []
    wordings: list[str] = []
    moves: set[str] = set()
    for another_move in (True, False):
        for number, (option, _, kept) in enumerate(order):
            if number in picked:
                continue
            if len(picked) == MAX_SUGGESTIONS:
                break
            move = option.template.move
            if another_move and move and move in moves:
                continue
            if not any(map(alike, repeat(option.wording), wordings)) and fits(option, kept):
                picked.append(number)
                wordings.append(option.wording)
                moves.add(move)
    return [order[n] for n in sorted(picked)]


@lru_cache(maxsize=4096)
def alike(first: str, second: str) -> bool:
    """True for two texts that hardly differ."""
    if first == second:
        return True
    a, b = _pairs(first), _pairs(second)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) > _ALIKE


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
