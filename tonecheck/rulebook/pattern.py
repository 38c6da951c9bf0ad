"""Reads a pattern, written as people speak, into a tree, and turns the tree into a regular expression.

    不归我管            the words, with particles (啊 呢 嘛 …) allowed anywhere between them
    不 [归|属|由] 我 管   a blank is a joint: fillers (真的 其实 就 …) may stand there
    [a|b c|@we]         one of these
    (也|都)              may be there
    @we                 a word class of lexicon.yaml
    ~  ~4               a gap of up to 6 (or 4) characters that does not leave the clause
    ~~                  a gap of up to 14 characters that may cross clauses, not sentences
    {who}               a slot: what stands there is kept for the reply; who, day, service, thing and need
                        stand for such things only, any other name for any words
    ^  $                the clause begins or ends here
    <!a|b>              not followed by a or b (at the start of a pattern: not preceded by)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tonecheck.rulebook.faults import Said, say
from tonecheck.text.entities import expression
from tonecheck.text.fold import CLAUSE_MARKS, SENTENCE_MARKS, fold

GAP, MAX_GAP, CROSSING_GAP, MAX_SLOT = 6, 12, 14, 12
# What a finder of a slot takes at most, with what it looks at after its end.
SLOT_REACH = 40
# A pattern whose choices multiply beyond this could run long on made-up input.
MAX_PATHS = 200_000
_IN_CLAUSE = f"[^{re.escape(CLAUSE_MARKS)}]"
_IN_SENTENCE = f"[^{re.escape(SENTENCE_MARKS)}]"
_SPECIAL = set("[]()|@~{}^$<> ")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


class PatternError(Exception):
    """A pattern cannot be read; `column` counts from 0 within the pattern."""

    def __init__(self, column: int, problem: str | Said) -> None:
        super().__init__(str(problem))
        self.column = column
        self.problem = problem if isinstance(problem, Said) else say(problem)


@dataclass(frozen=True, slots=True)
class Literal:
    """Folded words."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; with `optional`, or nothing."""

    options: tuple[tuple[Element, ...], ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """A word class by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` characters inside the clause, or inside the sentence when `crossing`."""

    most: int
    crossing: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Text that a reply may use, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Edge:
    """The begin (`^`) or the end (`$`) of a clause."""

    mark: str


@dataclass(frozen=True, slots=True)
class Unless:
    """The options must not follow (or, at the head of a pattern, precede)."""

    options: tuple[tuple[Element, ...], ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A place where fillers may stand."""


Element = Literal | Choice | Class | Gap | Slot | Edge | Unless | Joint


def parse(pattern: str) -> tuple[Element, ...]:
    """The elements of a pattern; `PatternError` says where it cannot be read."""
    reader = _Reader(pattern)
    elements = reader.sequence(closing="")
    if not any(isinstance(e, (Literal, Class, Choice)) for e in elements):
        raise PatternError(0, "has no words of its own, so it would match everything; write at least one word")
    return elements


_INNERMOST = re.compile(r"<![^<>]*>|\([^()]*\)|\[([^\[\]()|]*)[^\[\]()]*\]")


def spoken(pattern: str) -> str:
    """A pattern as somebody would say it, for titles: the first of its choices, `…` for what is open; "" with a class."""
    before = ""
    while before != pattern:
        before, pattern = pattern, _INNERMOST.sub(lambda m: m[1] or "", pattern)
    if "@" in pattern:
        return ""
    return re.sub(r"[ ^$\[\]()|]", "", re.sub(r" *(?:~~?[0-9]*|\{[^}]*\}) *", "…", pattern)).strip("…")


def classes_in(elements: tuple[Element, ...]) -> set[str]:
    """Names of the classes that the elements use."""
    found: set[str] = set()
    for element in elements:
        match element:
            case Class(name):
                found.add(name)
            case Choice(options, _) | Unless(options):
                for option in options:
                    found |= classes_in(option)
            case _:
                pass
    return found


def slots_in(elements: tuple[Element, ...]) -> set[str]:
    """Names of the slots that the elements capture."""
    found: set[str] = set()
    for element in elements:
        match element:
            case Slot(name):
                found.add(name)
            case Choice(options, _):
                for option in options:
                    found |= slots_in(option)
            case _:
                pass
    return found


def paths(elements: tuple[Element, ...]) -> int:
    """How many ways a match could be tried from one place: the bound on the work there."""
    total = 1
    for element in elements:
        match element:
            case Gap(most, _):
                total *= most + 1
            case Slot():
                total *= MAX_SLOT
            case Choice(options, optional):
                total *= max(paths(o) for o in options) + optional
            case _:
                pass
    return total


class Expander:
    """Turns elements into regular expressions, with the word classes of one lexicon."""

    def __init__(self, lexicon: Mapping[str, tuple[str, ...]]) -> None:
        self._lexicon = lexicon
        self._classes: dict[str, str] = {}
        fillers = self.words("filler") if "filler" in lexicon else ()
        self._joint = f"(?:{_alternation(fillers)}){{0,2}}" if fillers else ""

    def words(self, name: str) -> tuple[str, ...]:
        """The folded words of a class, members of included classes too; longest first."""
        found: set[str] = set()
        for entry in self._lexicon[name]:
            if entry.startswith("@"):
                found.update(self.words(entry[1:]))
            else:
                found.add(fold(entry).text)
        return tuple(sorted(found, key=lambda w: (-len(w), w)))

    def regex(self, elements: tuple[Element, ...]) -> str:
        """A regular expression without unbounded repetition."""
        return "".join(self.parts(elements))

    def parts(self, elements: tuple[Element, ...]) -> list[str]:
        """The same, one piece for every element."""
        return [self._one(element, first=position == 0) for position, element in enumerate(elements)]

    def anchors(self, elements: tuple[Element, ...]) -> tuple[str, ...]:
        """Words of which one must stand in any text that matches; () where there are none."""
        best: tuple[str, ...] = ()
        for element in elements:
            words = self._required(element)
            if words and (not best or _rarity(words) > _rarity(best)):
                best = words
        return best

    def reach(self, elements: tuple[Element, ...]) -> int:
        """How many characters a match takes at most, with what it looks at after its end."""
        return sum(map(self._widest, elements))

    def _widest(self, element: Element) -> int:
        match element:
            case Literal(text):
                return len(text)
            case Class(name):
                return len(self.words(name)[0]) if self.words(name) else 0
            case Choice(options, _) | Unless(options):
                return max(map(self.reach, options), default=0)
            case Gap(most, _):
                return most
            case Slot(name):
                return MAX_SLOT if expression(name) is None else SLOT_REACH
            case Joint():
                return 2 * max(map(len, self.words("filler")), default=0) if self._joint else 0
            case Edge():
                return 1

    def _required(self, element: Element) -> tuple[str, ...]:
        match element:
            case Literal(text):
                return (text,)
            case Class(name):
                return self.words(name)
            case Choice(options, False):
                found: list[str] = []
                for option in options:
                    words = self.anchors(option)
                    if not words:
                        return ()
                    found.extend(words)
                return tuple(found)
            case _:
                return ()

    def _one(self, element: Element, *, first: bool) -> str:
        match element:
            case Literal(text):
                return re.escape(text)
            case Joint():
                return self._joint
            case Class(name):
                if name not in self._classes:
                    self._classes[name] = f"(?:{_alternation(self.words(name))})"
                return self._classes[name]
            case Choice(options, optional):
                inner = "|".join(self.regex(o) for o in options)
                return f"(?:{inner})?" if optional else f"(?:{inner})"
            case Gap(most, crossing):
                return f"{_IN_SENTENCE if crossing else _IN_CLAUSE}{{0,{most}}}?"
            case Slot(name):
                kind = expression(name) or f"{_IN_CLAUSE}{{1,{MAX_SLOT}}}?"
                return f"(?P<{name}>{kind})"
            case Edge("^"):
                return f"(?<![^{re.escape(CLAUSE_MARKS)}“”()])"
            case Edge():
                return f"(?=[{re.escape(CLAUSE_MARKS)}“”()]|$)"
            case Unless(options):
                if first:
                    return "".join(f"(?<!{self.regex(o)})" for o in self._fixed(options))
                return f"(?!{'|'.join(self.regex(o) for o in options)})"

    def _fixed(self, options: tuple[tuple[Element, ...], ...]) -> list[tuple[Element, ...]]:
        """Look-behind needs one length each, so classes are written out word by word."""
        fixed: list[tuple[Element, ...]] = []
        for option in options:
            if len(option) == 1 and isinstance(option[0], Class):
                fixed.extend((Literal(w),) for w in self.words(option[0].name))
            else:
                fixed.append(option)
        return fixed


def _alternation(words: tuple[str, ...]) -> str:
    singles = "".join(re.escape(w) for w in words if len(w) == 1)
    several = [re.escape(w) for w in words if len(w) > 1]
    return "|".join([*several, f"[{singles}]"] if singles else several)


def _rarity(words: tuple[str, ...]) -> tuple[int, int]:
    """Long and few words make the best anchors."""
    return min(len(w) for w in words), -len(words)


class _Reader:
    """A recursive descent over one pattern."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def sequence(self, closing: str) -> tuple[Element, ...]:
        elements: list[Element] = []
        while self._at < len(self._text) and self._text[self._at] not in closing:
            elements.extend(self._element())
        while elements and isinstance(elements[-1], Joint):
            elements.pop()
        while elements and isinstance(elements[0], Joint):
            elements.pop(0)
        return tuple(elements)

    def _element(self) -> list[Element]:
        ch = self._text[self._at]
        match ch:
            case " ":
                while self._at < len(self._text) and self._text[self._at] == " ":
                    self._at += 1
                return [Joint()]
            case "[" | "(":
                options = self._options(ch, "]" if ch == "[" else ")")
                return [Choice(options, optional=ch == "(")] if options else []
            case "<":
                if self._text[self._at : self._at + 2] != "<!":
                    raise PatternError(self._at, say("'<' opens '<!…>', words that must not stand here"))
                self._at += 1
                return [Unless(self._options("!", ">"))]
            case "@":
                return [Class(self._name(say("expected a class name after '@', such as @we")))]
            case "{":
                name = self._name(say("expected a slot name after '{opening}', such as {example}", opening="{", example="{who}"))
                if "-" in name:
                    slot = f"{{{name.replace('-', '_')}}}"
                    raise PatternError(self._at - len(name), say("a slot name has no hyphen; write '{slot}'", slot=slot))
                if self._text[self._at : self._at + 1] != "}":
                    said = say("slot '{name}' is not closed; write '{slot}'", name=f"{{{name}", slot=f"{{{name}}}")
                    raise PatternError(self._at, said)
                self._at += 1
                return [Slot(name)]
            case "~":
                return [self._gap()]
            case "^" | "$":
                self._at += 1
                return [Edge(ch)]
            case "]" | ")" | "}" | ">" | "|":
                raise PatternError(self._at, say("'{mark}' closes nothing; was its opening bracket forgotten?", mark=ch))
            case _:
                return self._literal()

    def _literal(self) -> list[Element]:
        start = self._at
        while self._at < len(self._text) and self._text[self._at] not in _SPECIAL:
            self._at += 1
        text = fold(self._text[start : self._at]).text
        return [Literal(text)] if text else []

    def _options(self, opening: str, closing: str) -> tuple[tuple[Element, ...], ...]:
        """The alternatives up to `closing`; one of particles alone (啊) is left out, as particles may stand anywhere."""
        start = self._at
        self._at += 1
        options = []
        while True:
            option_start = self._at
            option = self.sequence(closing="|" + closing)
            if self._at >= len(self._text):
                said = say("'{opening}' is not closed; '{closing}' is missing", opening=opening, closing=closing)
                raise PatternError(start, said)
            if option:
                options.append(option)
            elif not self._text[option_start : self._at].strip():
                raise PatternError(option_start, "an alternative is empty; for something that may be missing write (…)")
            self._at += 1
            if self._text[self._at - 1] == closing:
                return tuple(options)

    def _name(self, wanted: Said) -> str:
        match = _NAME.match(self._text, self._at + 1)
        if not match:
            raise PatternError(self._at, wanted)
        self._at = match.end()
        return match.group()

    def _gap(self) -> Gap:
        start = self._at
        self._at += 1
        crossing = self._text[self._at : self._at + 1] == "~"
        self._at += crossing
        digits = re.compile(r"[0-9]*").match(self._text, self._at)
        assert digits is not None
        self._at = digits.end()
        most = int(digits.group()) if digits.group() else CROSSING_GAP if crossing else GAP
        if not 1 <= most <= (24 if crossing else MAX_GAP):
            said = say("a gap of {most} characters; write ~1 to ~{limit}, or ~~1 to ~~24", most=most, limit=MAX_GAP)
            raise PatternError(start, said)
        return Gap(most, crossing)
