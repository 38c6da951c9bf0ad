"""Phrases without pattern signs: every way of saying a pattern, where there are not too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tonecheck.rulebook.pattern import Choice, Class, Edge, Element, Expander, Gap, Joint, Literal, Slot, Unless

# More ways of saying one pattern than this are no list that somebody could look through.
MOST_WAYS = 24


class NotLiteral(Exception):
    """A pattern that is no list of phrases; the message says why."""


def literals(elements: Sequence[Element], expander: Expander) -> list[str]:
    """The folded phrases that a pattern means, in its own order; `NotLiteral` where it means more than a list can say."""
    ways: list[list[str]] = []
    count = 1
    for element in elements:
        options = _options(element, expander)
        count *= len(options)
        if count > MOST_WAYS:
            raise NotLiteral("too many ways of saying it")
        ways.append(options)
    return list(dict.fromkeys("".join(parts) for parts in product(*ways)))


def _options(element: Element, expander: Expander) -> list[str]:
    match element:
        case Literal(text):
            return [text]
        case Joint():
            return [""]
        case Class(name):
            return list(expander.words(name))
        case Choice(options, optional):
            found = [text for option in options for text in literals(option, expander)]
            return [*found, ""] if optional else found
        case Gap():
            raise NotLiteral("a gap")
        case Slot():
            raise NotLiteral("a slot")
        case Edge():
            raise NotLiteral("the edge of a clause")
        case Unless():
            raise NotLiteral("words that must not stand beside it")
