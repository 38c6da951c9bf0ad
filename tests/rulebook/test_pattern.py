"""Patterns: what is read, what is refused and with which words, and what the regular expression finds."""

from __future__ import annotations

import re

import pytest
from table import case

from tonecheck.rulebook.pattern import (
    Choice,
    Class,
    Edge,
    Element,
    Expander,
    Gap,
    Joint,
    Literal,
    PatternError,
    Slot,
    Unless,
    classes_in,
    parse,
    paths,
    slots_in,
)
from tonecheck.text.fold import fold

LEXICON = {"filler": ("真的", "就", "的"), "we": ("我们", "我", "公司"), "all": ("@we", "他们"), "later": ("改天", "明天")}


@pytest.mark.parametrize(
    ("pattern", "elements"),
    [
        case("words", "不归我管", (Literal("不归我管"),)),
        case("words are folded as drafts are", "不歸您管啊", (Literal("不归你管"),)),
        case("a blank is a joint, several are one", "不  归", (Literal("不"), Joint(), Literal("归"))),
        case("blanks at the edges are none", " 不归 ", (Literal("不归"),)),
        case("a choice", "[归|属于]我", (Choice(((Literal("归"),), (Literal("属于"),))), Literal("我"))),
        case("blanks inside a choice", "[不 归|管]", (Choice(((Literal("不"), Joint(), Literal("归")), (Literal("管"),))),)),
        case("an option", "不(也|都)管",
             (Literal("不"), Choice(((Literal("也"),), (Literal("都"),)), optional=True), Literal("管"))),
        case("brackets in brackets", "[a(b)|c]",
             (Choice(((Literal("a"), Choice(((Literal("b"),),), optional=True)), (Literal("c"),))),)),
        case("a class", "@we 不管", (Class("we"), Joint(), Literal("不管"))),
        case("a class in a choice", "[@we|他]", (Choice(((Class("we"),), (Literal("他"),))),)),
        case("a gap", "不~管", (Literal("不"), Gap(6, False), Literal("管"))),
        case("a gap with a length", "不~4管", (Literal("不"), Gap(4, False), Literal("管"))),
        case("a gap across clauses", "不~~管", (Literal("不"), Gap(14, True), Literal("管"))),
        case("a gap across clauses with a length", "不~~20管", (Literal("不"), Gap(20, True), Literal("管"))),
        case("a slot", "找{who}去", (Literal("找"), Slot("who"), Literal("去"))),
        case("edges of the clause", "^不管$", (Edge("^"), Literal("不管"), Edge("$"))),
        case("what must not follow", "不管<!你|他>", (Literal("不管"), Unless(((Literal("你"),), (Literal("他"),))))),
        case("a particle alone in a choice is left out", "[啊|管]", (Choice(((Literal("管"),),)),)),
    ],
)
def test_parse(pattern: str, elements: tuple[Element, ...]) -> None:
    assert parse(pattern) == elements


@pytest.mark.parametrize(
    ("pattern", "column", "problem"),
    [
        case("a choice left open", "不[归|管", 1, "'[' is not closed; ']' is missing"),
        case("an option left open", "(不归", 0, "'(' is not closed; ')' is missing"),
        case("an exclusion left open", "不<!归", 2, "'!' is not closed; '>' is missing"),
        case("the wrong bracket closes", "[不归)", 4 - 1, "')' closes nothing; was its opening bracket forgotten?"),
        case("a bracket that closes nothing", "不归]", 2, "']' closes nothing; was its opening bracket forgotten?"),
        case("a bar outside a choice", "不归|不管", 2, "'|' closes nothing; was its opening bracket forgotten?"),
        case("an empty alternative", "[不归|]", 4, "an alternative is empty; for something that may be missing write (…)"),
        case("an empty choice", "[]不", 1, "an alternative is empty; for something that may be missing write (…)"),
        case("a class without a name", "不@ 归", 1, "expected a class name after '@', such as @we"),
        case("a class with a Chinese name", "不@我们", 1, "expected a class name after '@', such as @we"),
        case("a slot without a name", "找{}", 1, "expected a slot name after '{', such as {who}"),
        case("a slot left open", "找{who", 5, "slot '{who' is not closed; write '{who}'"),
        case("a bracket of another kind", "不<归>", 1, "'<' opens '<!…>', words that must not stand here"),
        case("no gap at all", "不~0管", 1, "a gap of 0 characters; write ~1 to ~12, or ~~1 to ~~24"),
        case("a gap too long", "不~13管", 1, "a gap of 13 characters; write ~1 to ~12, or ~~1 to ~~24"),
        case("a crossing gap too long", "不~~25管", 1, "a gap of 25 characters; write ~1 to ~12, or ~~1 to ~~24"),
        case("nothing", "", 0, "has no words of its own, so it would match everything; write at least one word"),
        case("a gap alone", "~6", 0, "has no words of its own, so it would match everything; write at least one word"),
        case("a slot alone", "^{who}$", 0, "has no words of its own, so it would match everything; write at least one word"),
        case("a particle alone", "啊", 0, "has no words of its own, so it would match everything; write at least one word"),
    ],
)
def test_refused(pattern: str, column: int, problem: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern)
    assert (caught.value.column, str(caught.value)) == (column, problem)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        case("the words", "不归我管", "这不归我管。", "不归我管"),
        case("a filler at a joint", "不归 我管", "不归的我管", "不归的我管"),
        case("two fillers at a joint", "我 管", "我真的就管", "我真的就管"),
        case("three are too many", "我 管", "我真的就的管", None),
        case("no filler without a joint", "我管", "我就管", None),
        case("a choice", "不[归|属于]我", "不属于我", "不属于我"),
        case("an option that is there", "不(归)管", "不归管", "不归管"),
        case("an option that is not", "不(归)管", "不管", "不管"),
        case("a class takes the longest", "@we管", "我们管", "我们管"),
        case("a class in a class", "@all管", "公司管", "公司管"),
        case("a gap takes what is there", "不~管", "不归我管", "不归我管"),
        case("a gap takes nothing", "不~管", "不管", "不管"),
        case("a gap is as short as it can be", "不~管", "不管管", "不管"),
        case("a gap has its length", "不~2管", "不归我们管", None),
        case("a gap stays in the clause", "不~管", "不,我管", None),
        case("a crossing gap goes on", "不~~管", "不,我管", "不,我管"),
        case("a crossing gap stays in the sentence", "不~~管", "不。我管", None),
        case("a clause begins", "^不管", "我,不管", "不管"),
        case("a clause does not begin", "^不管", "我不管", None),
        case("a clause begins after a quotation mark", "^不管", "“不管”", "不管"),
        case("a clause ends", "不管$", "不管,走", "不管"),
        case("a clause ends with the text", "不管$", "不管", "不管"),
        case("a clause does not end", "不管$", "不管你", None),
        case("what must not follow", "不管<!你|他>", "不管他", None),
        case("what may follow", "不管<!你|他>", "不管我", "不管"),
        case("what must not precede", "<!我|我们>不管", "我们不管", None),
        case("a class that must not precede", "<!@we>不管", "公司不管", None),
        case("what may precede", "<!我|我们>不管", "他不管", "不管"),
        case("a free slot", "因为{reason}不管", "因为下雨不管", "因为下雨不管"),
        case("a slot of its kind", "找{who}去", "找王经理去", "找王经理去"),
        case("a slot of another kind", "找{who}去", "找钥匙去", None),
        case("a dot is a dot", "3.5元", "3x5元", None),
    ],
)
def test_regex(pattern: str, text: str, expected: str | None) -> None:
    match = re.search(Expander(LEXICON).regex(parse(pattern)), fold(text).text)
    assert (match[0] if match else None) == expected


def test_slot_is_a_group() -> None:
    match = re.search(Expander(LEXICON).regex(parse("找{who}去")), "请找王经理去")
    assert match
    assert match.groupdict() == {"who": "王经理"}


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        case("the longest words", "不~归我管", ("归我管",)),
        case("a class with few words beats many", "@all~@later", ("改天", "明天")),
        case("a choice needs a word in every branch", "[不(归)|~归]", ("不", "归")),
        case("an option is no anchor", "(不归)", ()),
        case("an exclusion is no anchor", "不<!归我管>", ("不",)),
    ],
)
def test_anchors(pattern: str, anchors: tuple[str, ...]) -> None:
    assert Expander(LEXICON).anchors(parse(pattern)) == anchors


def test_class_words_are_folded_and_longest_first() -> None:
    assert Expander({"we": ("咱", "公司", "@you"), "you": ("您們",)}).words("we") == ("你们", "公司", "我")


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        case("words are one way", "不归我管", 1),
        case("a gap counts its lengths", "不~4管", 5),
        case("gaps multiply", "不~4管~4我", 25),
        case("the widest branch counts", "[不~4管|不管]", 5),
        case("an option is one way more", "不(归)管", 2),
    ],
)
def test_paths(pattern: str, count: int) -> None:
    assert paths(parse(pattern)) == count


def test_names_inside_brackets_are_seen() -> None:
    elements = parse("[@we|找{who}](@later)不<!@all>")
    assert (classes_in(elements), slots_in(elements)) == ({"we", "later", "all"}, {"who"})
