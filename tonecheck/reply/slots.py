"""Fills the slots of replies with what stands in the draft, and with nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.reply.convert import worded
from tonecheck.reply.mentions import HEARD_ONLY, mentioned, own
from tonecheck.text.asked import SPOKEN
from tonecheck.text.deeds import is_whole
from tonecheck.text.entities import FINDERS
from tonecheck.text.expressions import compiled
from tonecheck.text.fills import FILLS, IN_TURN
from tonecheck.text.fold import fold
from tonecheck.text.requests import BARE_DEED
from tonecheck.text.sieve import Sieve, Sifted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What a person has to write by hand: the names shown in brackets.
OPEN_NAMES: Mapping[str, str] = {
    "who": "谁",
    "day": "哪天",
    "service": "哪项服务",
    "thing": "什么",
    "need": "需要什么",
    "matter": "哪件事",
    "do": "要做什么",
    "put": "什么怎么办",
    "reason": "原因",
    "place": "地点",
    "time": "时间",
    "duration": "多久",
    "amount": "多少钱",
    "fact": "实际情况",
    "name": "姓名",
    "noise": "什么声音",
    "object": "什么东西",
    "fee": "什么费用",
    "bring": "带什么",
    "spot": "哪个位置",
    "question": "问的是什么",
    "wanted": "要办什么",
    "company": "公司名称",
    "hotline": "服务电话",
    "hours": "服务时间",
    "address": "地址",
}
# Who is away can be told of what was asked, but does nothing now.
_AWAY = compiled("(?:就?[一两]个,|现在|今天|今儿|这周|本周|这两天|目前|已经|正|又|也|都|就|刚|这会儿){0,2}(?:不在|去了|回老家|回去|回家|上外地|没在|休|请|病|婚假|产假|放假|出差|外出|出去|出国|没来|没上班|下班|轮休|去外地|在?(?:开庭|开会|上课|做?手术|查房|巡楼|外面))")
_TOLD_BEFORE = ("object", "noise")
# What a reply asks for; what is spoken in Hong Kong alone is not asked for in writing.
_BIDDEN = ("do", "put", "need")
_ASKED = ("question", "wanted")
SLOT = compiled(r"\{([a-z][a-z0-9_-]*)\}")
# Most drafts fill few slots.
SIEVE = Sieve("fills", lambda: dict(FILLS))


def fillers(
    view: View, hit: Hit, ranges: list[tuple[int, int]] | None = None, known: dict[tuple[str, int, int], str | None] | None = None,
    sifted: Sifted | None = None,
) -> Fillers:
    """What the draft offers for each slot: from the captured text, else from the hit's sentence, else from `ranges`.

    A slot that two different things could fill stays open: a wrong fill is worse than none. `known` remembers what was
    found in a range, as hits of one place share theirs; `sifted` is what `SIEVE` tells of the draft.
    """
    return Fillers(view, hit, ranges or [], {} if known is None else known, sifted or SIEVE.of(view.text))


class Fillers(Mapping[str, str]):
    """Looks for what fills a slot when a reply asks for it: most replies ask for none."""

    def __init__(
        self, view: View, hit: Hit, ranges: list[tuple[int, int]], known: dict[tuple[str, int, int], str | None], sifted: Sifted
    ) -> None:
        self._view = view
        self._sifted = sifted
        self._known = known
        self._captured = {name: (a, b) for name, a, b in hit.slots}
        self._places = [view.sentence(hit.start), *ranges]
        turn = view.turn(hit.start)
        self._turn = (turn.start, turn.end) if turn else None
        self._filled: dict[tuple[str, ...], tuple[object, ...]] = {}
        # What a rule's author lets stand for any words is taken as it stands.
        self._found: dict[str, str | None] = {
            name: own(view.folded, *place) for name, place in self._captured.items() if name not in FINDERS
        }

    def __getitem__(self, name: str) -> str:
        value: str | None = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return self.get(str(name)) is not None

    def get(self, name: str, default: Any = None) -> Any:
        """As of any mapping, without an error in between for what is missing: most is."""
        if name not in self._found:
            self._found[name] = self._sought(name) if name in FILLS and (name == "matter" or self._sifted.possible(name)) else None
        value = self._found[name]
        return default if value is None else value

    def filled(self, names: tuple[str, ...]) -> tuple[object, ...]:
        """What fills each of the slots (None: nothing), after whether who fills `who` is away; asked of a place by several hits."""
        if names not in self._filled:
            self._filled[names] = ("who" in names and self.away, *map(self.get, names))
        return self._filled[names]

    def __iter__(self) -> Iterator[str]:
        return (name for name in dict.fromkeys((*self._captured, *FILLS)) if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def away(self) -> bool:
        """True where the person who fills `who` is said to be away."""
        who = _plain(self.get("who", ""))
        return bool(who) and any(self._away(who, *place) for place in self._places)

    def _away(self, who: str, start: int, end: int) -> bool:
        key = f"{who} away", start, end
        if key not in self._known:
            text = self._view.text
            away = any(_AWAY.match(text, at + len(who)) for at in _places_of(who, text, start, end))
            self._known[key] = who if away else None
        return self._known[key] is not None

    def _sought(self, name: str) -> str | None:
        folded = self._view.folded
        places = [*([self._captured[name]] if name in self._captured else []), *self._places]
        # What stands in the way may be told of in a plain sentence before.
        if name in _TOLD_BEFORE and self._turn:
            places.append(self._turn)
        for turn, finder in enumerate(IN_TURN.get(name, (FILLS[name],))):
            for start, end in places:
                key = f"{name}{turn}", start, end
                if key not in self._known:
                    self._known[key] = mentioned(name, turn, folded, start, end)
                if (value := self._known[key]) and not (name in _BIDDEN and not _can_be_asked(value)) and not (name in _ASKED and SPOKEN.search(value)):
                    return value
            # Two that the earlier finder finds are not told apart by a later one.
            if turn < len(IN_TURN.get(name, ())) and any(finder.search(folded.text, start, end) for start, end in places):
                break
        if name != "matter":
            self._sifted.in_vain(name, FILLS[name])
        return None


def _can_be_asked(deed: str) -> bool:
    plain = _plain(deed)
    return not HEARD_ONLY.search(deed) and is_whole(plain) and not BARE_DEED.fullmatch(plain)


@lru_cache(maxsize=256)
def _plain(name: str) -> str:
    return fold(name).text


def _places_of(word: str, text: str, start: int, end: int) -> Iterator[int]:
    at = text.find(word, start, end)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word), end)


def open_name(slot: str, script: str) -> str:
    """What stands in the brackets of a slot that is left open."""
    return worded(OPEN_NAMES.get(slot, slot), script)


def fill(template: str, values: Mapping[str, str], bracket: Callable[[str], str]) -> tuple[str, dict[str, str], bool]:
    """The filled reply, the slots used, and whether nothing is left open (`【…】`)."""
    used: dict[str, str] = {}
    complete = "【" not in template
    if "{" not in template:
        return template, used, complete

    def put(match: re.Match[str]) -> str:
        nonlocal complete
        name = match[1]
        if name in values:
            used[name] = values[name]
            return values[name]
        complete = False
        return f"【{bracket(name)}】"

    return SLOT.sub(put, template), used, complete
