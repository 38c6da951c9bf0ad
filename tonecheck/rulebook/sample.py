"""What a pattern finds, written out: sentences in which every alternative and every word of a class stands once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tonecheck.rulebook.pattern import Choice, Class, Edge, Element, Expander, Gap, Joint, Literal, Slot, Unless

# What a finder of that slot knows; any other slot takes any words.
_FILLED = {"who": "王经理", "day": "明天", "service": "空调维修", "thing": "押金", "need": "出示身份证"}
_ANY = "某某"


def sample(elements: Sequence[Element], expander: Expander) -> str:
    """Folded text that the elements find, as short as it gets: first alternatives, nothing where nothing need stand."""
    parts = []
    for position, element in enumerate(elements):
        match element:
            case Literal(text):
                parts.append(text)
            case Class(name):
                parts.append(next(iter(expander.words(name)), ""))
            case Choice(options, False):
                parts.append(sample(options[0], expander))
            case Slot(name):
                parts.append(_FILLED.get(name, _ANY))
            case Edge() if 0 < position < len(elements) - 1:
                parts.append(",")
            case _:
                pass
    return "".join(parts)


def ways(elements: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """The pattern with one of its choices fixed, once for every alternative; the pattern itself where there is no choice."""
    fixed = False
    for position, element in enumerate(elements):
        if isinstance(element, Choice):
            fixed = True
            for option in element.options:
                yield (*elements[:position], Choice((option,)), *elements[position + 1 :])
    if not fixed:
        yield elements


def samples(elements: tuple[Element, ...], expander: Expander) -> Iterator[str]:
    """A sentence for every alternative and for every word of a class, each once."""
    seen: set[str] = set()
    for way in ways(elements):
        for worded in _worded(way, expander):
            text = sample(worded, expander)
            if text not in seen:
                seen.add(text)
                yield text


def _worded(elements: tuple[Element, ...], expander: Expander) -> Iterator[tuple[Element, ...]]:
    yield elements
    for position, element in enumerate(elements):
        if isinstance(element, Class):
            for word in expander.words(element.name):
                yield (*elements[:position], Literal(word), *elements[position + 1 :])


# So many alternatives of one choice are written out.
_SHOWN = 4


def written(elements: tuple[Element, ...]) -> str:
    """The elements as an author writes them; of many alternatives the first few."""
    return "".join(_written(element) for element in elements)


def _written(element: Element) -> str:
    match element:
        case Literal(text):
            return text
        case Class(name):
            return f"@{name}"
        case Choice(options, optional):
            return ("({})" if optional else "[{}]").format(_options(options))
        case Gap(most, crossing):
            return f"{'~~' if crossing else '~'}{most}"
        case Slot(name):
            return f"{{{name}}}"
        case Edge(mark):
            return mark
        case Unless(options):
            return f"<!{_options(options)}>"
        case Joint():
            return " "


def _options(options: tuple[tuple[Element, ...], ...]) -> str:
    return "|".join([*(written(option) for option in options[:_SHOWN]), *(["…"] if len(options) > _SHOWN else [])])
