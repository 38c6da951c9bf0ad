"""What a block tells of the state of things, said again for the replies of a situation."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from tonecheck.match.view import View
from tonecheck.reply.blocks import Block, with_particles
from tonecheck.reply.convert import traditional
from tonecheck.reply.said import CLAUSE
from tonecheck.reply.slots import polite
from tonecheck.text.expressions import compiled
from tonecheck.text.states import State, beside, state_of
from tonecheck.values import dataclass

# Which of several states the reply is about: what is done or announced first, then why it cannot be done, then how it goes.
_FIRST = ("done", "told", "unrecorded", "left", "hands", "full", "missing", "away", "closed", "broken", "system", "lacking", "outside", "rule", "waits", "pending", "reported", "price")
_MOST_FACTS = 3
_ASCII = compiled("[a-z][a-z0-9]+")
# What hk and tw call otherwise than conversion does.
_REGIONAL: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "hant-tw": ((compiled("周(?=[一二三四五六日天末])|(?<=[下这這本上])周"), "週"),),
    "hant-hk": ((compiled("周末"), "週末"), (compiled("周(?=[一二三四五六日天])|(?<=[下这這本上])周"), "星期"), (compiled("午休"), "午膳")),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a block in the order of the draft, `main` by itself, and what is named in it; `kind` chooses the replies."""

    kind: str
    facts: str
    main: str
    named: Mapping[str, str]


def told(view: View, block: Block, script: str, kinds: Collection[str]) -> Told | None:
    """What a block tells of one of the kinds, in the wording of a script; None where it tells nothing."""
    found: list[tuple[str, State | None]] = []
    kept = (*block.before, *block.after)
    for start, end in (m.span() for m in CLAUSE.finditer(view.text, block.start, block.end)):
        if view.text[end : end + 1] == "?" or view.quoted(start, end) is not None:
            continue
        said = view.text[start:end].strip(" .")
        state = state_of(said)
        if state is not None and state.kind in kinds:
            found.append((_written(state.text, view, block, script), state))
        elif found and (more := beside(said)):
            found.append((_written(more, view, block, script), None))
        else:
            typed = polite(view.folded.source[slice(*with_particles(view, start, end))]).strip(" .．　")
            if typed in kept:
                found.append((typed, None))
    states = [(text, state) for text, state in found if state is not None]
    if not states:
        return None
    main, state = min(states, key=lambda s: _FIRST.index(s[1].kind))
    facts: list[str] = []
    for text, _ in found:
        if not any(text in fact or _alike(text, fact) for fact in facts):
            facts.append(text)
    while len(facts) > _MOST_FACTS:
        facts.remove(next(fact for fact in reversed(facts) if fact != main))
    named = {name: _written(value, view, block, script) for name, value in state.named.items()}
    return Told(state.kind, "，".join(facts), main, named)


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
        return text
    text = traditional(text, script)
    for plain, own in _REGIONAL[script]:
        text = plain.sub(own, text)
    return text
