"""Tells a phrase of a rule in words, for people who never saw how phrases are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tonecheck.cli.tongue import Tongue
from tonecheck.cli.width import shown
from tonecheck.explained import Met
from tonecheck.rulebook.pattern import Choice, Class, Edge, Element, Gap, Joint, Literal, Slot, Unless, parse
from tonecheck.text.fold import CANTONESE

# What the words of a class say; a class of one's own goes by its name.
CLASSES = {
    "we": "our own side", "self": "our own side", "our": "our own side or superiors", "this": "the matter at hand",
    "neg": "saying no", "cannot": "not being able or allowed", "no_way": "being unable to help", "dont_know": "not knowing",
    "dont_understand": "not understanding", "others": "somebody else", "dept": "a department", "role": "a post",
    "authority": "the authorities", "neighbour": "the neighbours", "rule_word": "rules and procedures", "fee": "fees",
    "absent": "somebody being away", "come_again": "coming another day", "off_work": "being off work",
    "gone": "having run out", "busy": "being busy", "responsible": "being in charge", "quick": "doing it at once",
    "help": "helping",
    "act": "doing something about it", "swear": "swear words", "law": "law and government rules", "digit": "numbers",
}  # fmt: skip
SLOTS = {
    "who": "a person or a department", "day": "a day", "service": "a service", "thing": "a thing",
    "need": "something to bring or to do",
}  # fmt: skip
# So many alternatives of a place are told, and so many levels of places within places.
_TOLD, _DEEPEST = 3, 2


def in_words(pattern: str, tell: Tongue, met: Collection[str] = (), *, typed: bool = False) -> str:
    """The whole phrase, place after place; words that the draft met are told first.

    Phrases are written with 你 for 您 as well; a rule that looks at what was `typed` means 你 itself.
    """
    told = _sequence(parse(pattern), Telling(tell, frozenset(met)), 0)
    return told if typed else _politely(told)


def _politely(folded: str) -> str:
    """您 for the folded 你, which has no plural."""
    return re.sub("你(?![们們])", "您", folded)


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told, and which words the draft met."""

    tell: Tongue
    met: frozenset[str]

    def quoted(self, text: str) -> str:
        """Words of a phrase as people write them."""
        return self.tell.phrase(text.replace(",", "，"))


def met_in_words(met: Met, tell: Tongue) -> str:
    """What a place met, and as what; "" where there is nothing to say."""
    if not met.text.strip(",") or met.kind in ("edge", "unless", "joint", "gap"):
        return ""
    words = tell("'{text}'", text=shown(met.own.strip("，,、 ")))
    if _reads_otherwise(met):
        words = tell("{text} (read as '{read}')", text=words, read=tell.phrase(_politely(met.text)))
    if met.kind == "slot":
        return tell("{text} is {what}", text=words, what=_slot(met.part.strip("{}"), tell))
    if met.word_class:
        return tell("{text}, one of the {what}", text=words, what=_words_for([met.word_class], tell))
    return words


def _reads_otherwise(met: Met) -> bool:
    """Whether more than 您, script and marks tells the words from what they were read as."""
    return any(ch in CANTONESE for ch in met.own)


def _sequence(elements: tuple[Element, ...], telling: Telling, depth: int) -> str:
    tell, told, apart = telling.tell, "", False
    for position, element in enumerate(elements):
        if isinstance(element, (Gap, Joint)):
            apart = apart or isinstance(element, Gap)
            continue
        part = _one(element, telling, depth, first=position == 0)
        if not part:
            continue
        told += tell(" … " if apart else " + ") if told else ""
        told += part
        apart = False
    return told


def _one(element: Element, telling: Telling, depth: int, *, first: bool) -> str:
    tell = telling.tell
    match element:
        case Literal(text):
            return tell("a pause") if text == "," else tell("'{text}'", text=telling.quoted(text))
        case Class(name):
            return _words_for([name], tell)
        case Choice(options, optional):
            told = _options(options, telling, depth)
            return tell("(perhaps {told})", told=told) if optional and told else told
        case Slot(name):
            return _slot(name, tell)
        case Edge(mark):
            return tell("(the clause begins)") if mark == "^" else tell("(the clause ends)")
        case Unless(options):
            told = _options(options, telling, depth)
            return tell("(not after {told})", told=told) if first else tell("(not before {told})", told=told)
        case _:
            return ""


def _options(options: tuple[tuple[Element, ...], ...], telling: Telling, depth: int) -> str:
    """The first alternatives: plain words in one pair of quotation marks, word classes by what they say."""
    tell = telling.tell
    words, classes, others = [], [], []
    for option in options:
        if all(isinstance(element, (Literal, Joint)) for element in option):
            words.append("".join(e.text for e in option if isinstance(e, Literal)))
        elif len(option) == 1 and isinstance(option[0], Class):
            classes.append(option[0].name)
        elif depth < _DEEPEST and (told := _sequence(option, telling, depth + 1)):
            others.append(told)
    plain = sorted(dict.fromkeys(word for word in words if word.strip(",")), key=lambda word: word not in telling.met)
    said = []
    if plain:
        listed = tell("'{text}'", text="/".join(map(telling.quoted, plain[:_TOLD])))
        said.append(tell("{listed} and the like", listed=listed) if len(plain) > _TOLD else listed)
    if classes:
        said.append(_words_for(classes, tell))
    said += list(dict.fromkeys(others))[:_TOLD]
    return tell(" or ").join(said)


def _words_for(names: Sequence[str], tell: Tongue) -> str:
    """Word classes by what their words say."""
    known = list(dict.fromkeys(tell(CLASSES[name]) for name in names if name in CLASSES))
    told = [tell("words for {what}", what=tell(" or ").join(known))] if known else []
    return tell(" or ").join([*told, *(tell("a word of '{name}'", name=name) for name in names if name not in CLASSES)])


def _slot(name: str, tell: Tongue) -> str:
    return tell(SLOTS.get(name, "any words"))
