"""Makes replies for hits, and the draft as it could be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from tonecheck.match.hits import Hit
from tonecheck.match.view import View
from tonecheck.model import Suggestion
from tonecheck.reply.blocks import Block, blocks
from tonecheck.reply.claims import URGENT, weight
from tonecheck.reply.fit import Offer, fit
from tonecheck.reply.heard import finds_out, suits
from tonecheck.reply.known import Known, Wants, thanks
from tonecheck.reply.mentions import polite
from tonecheck.reply.message import Answer, of_matter
from tonecheck.reply.rank import BESIDES, LEAST_SUGGESTIONS, NEEDED, Beside, Option, chosen, ranked, wording
from tonecheck.reply.setting import Setting
from tonecheck.reply.slots import SIEVE, SLOT, Fillers, fill, fillers, open_name
from tonecheck.reply.told import HEARD_KINDS, Told, told
from tonecheck.reply.writing import Writer, politely
from tonecheck.rulebook.model import Rule, Rulebook, Template
from tonecheck.text.expressions import compiled

_FOR_ONE_AWAY = compiled("不在|回来|转告|约|您找")
# How much later than any rule of which a reply is founded.
_LATER = (("unfounded", 20), ("general", 10))
# A reply fits clearly better by so much (log odds): docs/replies.md has how the choice hangs on it.
_CLEARLY = 0.5
# What a reply with one of these says itself; a fact says it again.
_SAYS_MORE = frozenset({"day", "duration", "time", "fact", "reason", "need", "do", "put", "bring"})
# Whom else private matters are of stands so near them.
_BESIDE = 200
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
        self._open_name = partial(open_name, script=script)
        self._writer = Writer(view, script, self._setting, self._is_private)
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
        self._offers: dict[str, list[tuple[int, int]]] = {}
        self._sought: dict[tuple[str, int, int], str | None] = {}
        self._placed: dict[tuple[object, ...], list[Block]] = {}
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
        facts = self._writer.facts(block)
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
            block.greeting, block.apology, block.before, block.after, block.rest, block.waited, *self._writer.beside(block),
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
        text = of_matter(politely(text), used.get("matter", ""))
        # What is put in other words is no longer what stands in the draft.
        typed = polite(self._view.folded.source)
        return Option(template, text, {name: value for name, value in used.items() if value in typed}, complete, False, kind)

    def _text(self, block: Block, option: Option, *, kept: bool) -> str:
        """The block with a reply in it, with or without its facts; asked for twice, whether it is clean, and where it is chosen."""
        # Blocks and options are held as long as this.
        key = id(block), id(option), kept
        if key not in self._texts:
            self._texts[key] = option, self._writer.written(block if kept else block.bare(), option)
        return self._texts[key][1]

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
            option = Option(template, of_matter(politely(text), used.get("matter", "")), used, complete, general)
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


def offer_of(option: Option, rank: int, place: int, most: int, *, kept: bool) -> Offer:
    """What counts of an option beside its template; see `Offer`."""
    return Offer(rank, place, len(option.slots), most, bool(option.tells), option.general, kept, weight(option.template.hans))


def _is_unsuited(why: tuple[str, ...]) -> bool:
    return any(code.startswith("unsuited") for code in why)
