"""What replies are in every draft of a rulebook: made, and asked to be clean, once."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

from tonecheck.model import Suggestion
from tonecheck.reply.claims import claims_of
from tonecheck.reply.rank import Option, is_offered, wording
from tonecheck.reply.setting import Setting
from tonecheck.reply.slots import SLOT
from tonecheck.rulebook.model import Rule, Rulebook, Template
from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

# Replies in order, each with why; and those that were chosen, each with how well it fits.
Ranked = list[tuple[Option, tuple[str, ...]]]
Chosen = list[tuple[float, Suggestion]]
# What was offered so many times is remembered; beyond this the memory is emptied.
_OFFERED_MOST, _SETTINGS_MOST = 4096, 64


@dataclass(frozen=True, slots=True)
class Wants:
    """On what of a draft the replies to a rule hang: what may fill them, what it offers already, and what founds their claims."""

    names: tuple[str, ...]
    moves: tuple[str, ...]
    claims: tuple[int, ...]


class Known:
    """The memory of one checker: replies with what fills them, and what was offered where all was the same on which it hangs."""

    def __init__(self) -> None:
        self.options: dict[Hashable, Option] = {}
        self._plain: dict[tuple[str, str], dict[tuple[int, bool], Option]] = {}
        self._blanks: dict[Hashable, tuple[Template, str, tuple[str, ...]]] = {}
        self._wants: dict[Hashable, Wants] = {}
        self._kinds: dict[Hashable, tuple[frozenset[str], frozenset[str]]] = {}
        self._offered: dict[Hashable, dict[Hashable, Ranked]] = {}
        self._fitted: dict[Hashable, dict[Hashable, Chosen]] = {}

    def offered(self, script: str, setting: Setting) -> dict[Hashable, Ranked]:
        """What was offered in a script and a setting; what was said in earlier turns is each draft's own."""
        return _of_setting(self._offered, script, setting)

    def fitted(self, script: str, setting: Setting) -> dict[Hashable, Chosen]:
        """What was chosen of it for the words of a place."""
        return _of_setting(self._fitted, script, setting)

    def plain(self, script: str, audience: str) -> dict[tuple[int, bool], Option]:
        """The replies without a slot, by the number of their template and whether they are general: in every draft the same."""
        return self._plain.setdefault((script, audience), {})

    @staticmethod
    def keep(offered: dict[Hashable, T], asked: Hashable, found: T) -> None:
        """Remembers what was offered."""
        if len(offered) > _OFFERED_MOST:
            offered.clear()
        offered[asked] = found

    def blank(self, template: Template, script: str, setting: Setting, house: Mapping[str, Template]) -> tuple[str, tuple[str, ...]]:
        """The wording of a template that is not filled yet, and its slots."""
        key = (id(template), script, setting.audience)
        if key not in self._blanks:
            said = wording(template, script, setting, house)
            self._blanks[key] = template, said, tuple(dict.fromkeys(SLOT.findall(said)))
        return self._blanks[key][1:]

    def wants(self, rule: Rule, script: str, setting: Setting, rulebook: Rulebook, kinds: tuple[str, ...] = ()) -> Wants:
        """What the replies to a rule want to know, the general ones and those of situations of these kinds too."""
        key = (rule.id, script, setting.audience, kinds)
        if key not in self._wants:
            templates = (*rule.suggest, *rulebook.general, *self.telling(rule, rulebook, kinds))
            texts = [wording(t, script, setting, rulebook.house) for t in templates] + [t.hans for t in templates]
            names = sorted({name for text in texts for name in SLOT.findall(text)})
            moves = sorted({t.move for t in templates if is_offered(t.move)})
            claims = dict.fromkeys(claim for t in templates for claim in claims_of(t.hans))
            self._wants[key] = Wants(tuple(names), tuple(moves), tuple(claims))
        return self._wants[key]

    def kinds(self, rule: Rule, spoken: frozenset[int], rulebook: Rulebook) -> tuple[frozenset[str], frozenset[str]]:
        """The kinds of situations with which replies to a rule may begin beside these rules (by index), and of which a gist is enough."""
        key = (rule.id, spoken)
        if key not in self._kinds:
            if len(self._kinds) > _OFFERED_MOST:
                self._kinds.clear()
            ids = {rulebook.rules[number].id for number in spoken} | {rule.id}
            able = rulebook.situations if not rule.whole and not thanks(rule) else ()
            # What a finding is about is so, however it is said.
            manners = {rulebook.rules[number].id for number in spoken if rulebook.rules[number].manner}
            never = {s.kind for s in able if not (ids - manners if ids & set(s.about) else ids).isdisjoint(s.never)}
            told = [s for s in able if s.kind not in never]
            self._kinds[key] = frozenset(s.kind for s in told), frozenset(s.kind for s in told if rule.id in s.about)
        return self._kinds[key]

    @staticmethod
    def telling(rule: Rule, rulebook: Rulebook, kinds: Collection[str]) -> list[Template]:
        """The replies to a rule that begin with a situation of these kinds."""
        return [reply for s in rulebook.situations if s.kind in kinds and rule.id not in s.never for reply in s.replies]


def thanks(rule: Rule) -> bool:
    """True for a rule whose replies only thank."""
    return bool(rule.suggest) and all(template.move == "thank" for template in rule.suggest)


def _of_setting(kept: dict[Hashable, dict[Hashable, T]], script: str, setting: Setting) -> dict[Hashable, T]:
    if setting.context:
        return {}
    if len(kept) > _SETTINGS_MOST:
        kept.clear()
    return kept.setdefault((script, setting), {})
