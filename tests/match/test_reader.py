"""The second reader: its file, its sums, what it may say, and that the same drafts make the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from table import case, program_of, view_of

from tonecheck import Checker, Severity
from tonecheck.learn.labelled import Labelled, digest, rule_examples
from tonecheck.learn.reader import train
from tonecheck.match.hits import Judge
from tonecheck.match.reader import MAGIC, NEIGHBOURS, WEIGHTS, Reader, in_lines, read_hits, readable
from tonecheck.match.view import View
from tonecheck.match.weights import ngrams, size
from tonecheck.rulebook.load import load_builtin
from tonecheck.text.fold import fold

RULES = """
rules:
  - {id: one, match: [不归我管], severity: error}
  - {id: two, match: [改天再来], severity: error}
  - {id: hint, match: [绝对没有这句], severity: info}
"""
BAD_ONE = ["这个真轮不到我们操心", "轮不到我们操心的事", "轮不到我操心", "这轮不到前台操心", "轮不到我们操心，走吧"]
BAD_TWO = ["过几个礼拜再跑一趟", "你再跑一趟吧", "再跑一趟不就行了", "下个月再跑一趟", "那就再跑一趟呗"]
FINE = ["师傅下午三点上门", "水已经来了", "您的包裹在前台", "发票开好了", "电梯修好了", "谢谢您的耐心", "明天上午恢复供水",
        "门禁卡办好了"]


def drafts() -> list[Labelled]:
    found = []
    for number in range(5):
        found.append(Labelled(BAD_ONE[number], ("one",), "wording", "hans", None, f"s{number}"))
        found.append(Labelled(BAD_TWO[number], ("two",), "wording", "hans", None, f"s{number}"))
        found += [Labelled(text, (), "ordinary", "hans", None, f"s{number}") for text in FINE]
    return found


@pytest.fixture(scope="module")
def content() -> bytes:
    return train(program_of(RULES).rulebook, drafts())


@pytest.fixture(scope="module")
def reader(content: bytes) -> Reader:
    return Reader.parse(content, program_of(RULES).ids)


def test_the_same_drafts_make_the_same_bytes(content: bytes) -> None:
    assert train(program_of(RULES).rulebook, drafts()) == content


def test_the_file_names_what_it_was_trained_on(content: bytes) -> None:
    header = json.loads(content[len(MAGIC) : content.index(b"\n", len(MAGIC))])
    assert header["rules"] == ["one", "two", "#step"]
    assert len(header["trained_on"]) == 16
    assert header["drafts"] >= len(drafts())


def test_digest_tells_texts_rules_and_kinds_apart() -> None:
    draft = Labelled("a", ("one",), "wording", "hans", None, "s")
    others = [
        Labelled("b", ("one",), "wording", "hans", None, "s"),
        Labelled("a", ("two",), "wording", "hans", None, "s"),
        Labelled("a", ("one",), "ordinary", "hans", None, "s"),
    ]
    assert len({digest([d]) for d in [draft, *others]}) == 4
    assert digest([draft, draft]) != digest([draft])


def test_what_it_learnt_it_hears(reader: Reader) -> None:
    bad = [reader.scores([text])[0] for text in (*BAD_ONE, *BAD_TWO)]
    fine = [reader.scores([text])[0] for text in FINE]
    assert min(bad) > max(fine)
    assert [reader.nearest(text)[0][1] for text in (*BAD_ONE, *BAD_TWO)] == [0] * 5 + [1] * 5


def test_sentences_beyond_the_neighbours_change_nothing(reader: Reader) -> None:
    text = [BAD_ONE[0], *FINE[:NEIGHBOURS]]
    assert reader.scores([*text, BAD_TWO[0]])[0] == reader.scores([*text, FINE[-1]])[0]


def test_a_rule_that_the_rulebook_lacks_is_left_out(content: bytes) -> None:
    other = program_of("rules:\n  - {id: two, match: [改天再来]}\n").ids
    assert {rule for _, rule in Reader.parse(content, other).nearest(BAD_ONE[0])} == {0}


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        case("another file", lambda c: b"PK" + c, "not a reader file of this version; make it again with: tonecheck rules learn"),
        case("an empty file", lambda _: b"", "not a reader file of this version; make it again with: tonecheck rules learn"),
        case("cut short", lambda c: c[:-1], "the reader file is cut short; make it again with: tonecheck rules learn"),
        case("cut in the header", lambda c: c[: len(MAGIC) + 5],
             "the reader file is cut short; make it again with: tonecheck rules learn"),
        case("something behind it", lambda c: c + b"x", "the reader file is cut short; make it again with: tonecheck rules learn"),
    ],
)
def test_damaged_file(content: bytes, damage, problem: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
        Reader.parse(damage(content), [])
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("edges are characters", "不", ["^", "不", "$", "^不", "不$", "^不$"]),
        case("nothing", "", ["^", "$", "^$"]),
    ],
)
def test_ngrams(text: str, expected: list[str]) -> None:
    assert list(ngrams(text)) == expected
    assert size(text) == len(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("sentences", "好的您。不归我管！", ["好的你。", "不归我管!"]),
        case("two characters are too few to hear a tone in", "好的。不归我管", ["不归我管"]),
        case("marks and pictures say nothing", "😀！！", []),
        case("a run without stops in pieces", "不" * 100, ["不" * 90, "不" * 10]),
        case("customers are not read", "客户：不归我管。\n客服：好的您。", ["好的你。"]),
    ],
)
def test_readable(text: str, expected: list[str]) -> None:
    view = view_of(text)
    assert [view.text[a:b] for a, b in readable(view)] == expected


def heard(reader: Reader, text: str) -> list[tuple[int, str]]:
    program = program_of(RULES)
    view = view_of(text)
    judge = Judge(program, view, None, program.triggered(view.text))
    _, hits, _ = read_hits(reader, program, view, judge, [])
    return [(hit.rule, view.text[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("what no pattern says", "轮不到我们操心", [(0, "轮不到我们操心")]),
        case("the clause that weighs most", "水已经来了，轮不到我们操心", [(0, "轮不到我们操心")]),
        case("what is fine", "师傅下午三点上门", []),
        case("guards clear it as they clear a pattern", "您说“轮不到我们操心”", []),
        case("a customer's turn is not ours", "客户：轮不到我们操心\n客服：水已经来了", []),
        case("nothing", "", []),
    ],
)
def test_heard(reader: Reader, text: str, expected: list[tuple[int, str]]) -> None:
    assert heard(reader, text)[:1] == expected


def test_parts_stand_in_the_text_and_not_in_each_other(reader: Reader) -> None:
    parts = reader.parts("轮不到我们操心")
    assert 1 <= len(parts) <= 3
    assert all(p in "轮不到我们操心" for p in parts)
    assert not any(a in b for a in parts for b in parts if a is not b)


def test_no_file_is_no_reader(tmp_path) -> None:
    assert Reader.load([], tmp_path / "none.bin") is None


def test_shipped_reader_is_small_and_knows_the_rules() -> None:
    assert Path(WEIGHTS).stat().st_size <= 2 * 1024 * 1024
    reader = Reader.load([rule.id for rule in load_builtin().rules])
    assert reader is not None
    assert reader.rules[-1] == -1
    assert -1 not in reader.rules[:-1]


def test_it_can_be_switched_off_and_warns_at_most() -> None:
    text = "您这点小事我们哪有工夫天天盯着，等着吧"
    findings = Checker().check(text).findings
    assert {f.by for f in Checker(reader=False).check(text).findings} <= {"pattern"}
    assert all(f.severity is not Severity.ERROR and f.weighed for f in findings if f.by == "reader")


@pytest.mark.parametrize("text", ["hello there", "Merci beaucoup.", "It is not my job, ask her.", "12345", "OK, see you at 3 喔"])
def test_of_other_languages_nothing_is_heard(text: str) -> None:
    assert Checker().check(text).findings == ()


def test_rule_examples_leave_out_what_only_spelling_or_the_scene_decides() -> None:
    rules = """
rules:
  - {id: you, match: [你], typed: [你], severity: info, bad: [你来]}
  - {id: mine, match: [不归我管], bad: [轮不到我], good: [{text: 好呢, guard: scene}, 行呢], suggest: [我来]}
"""
    drafts = {d.text: (d.rules, d.bad) for d in rule_examples(program_of(rules).rulebook)}
    assert {text: drafts.get(text) for text in ("你来", "轮不到我", "好呢", "行呢", "我来")} == {
        "你来": None,
        "轮不到我": (("mine",), True),
        "好呢": None,
        "行呢": ((), False),
        "我来": ((), False),
    }


def test_what_another_line_offers_excuses_no_pattern() -> None:
    checker = Checker()
    report = checker.check("师傅四点前上门，我在大堂等您。\n东边那排灯不归我管，您去问别人吧。")
    assert {(f.rule_id, f.line) for f in report.findings if f.by == "pattern" and f.severity.rank} >= {("taboo-not-my-job", 2)}


def test_only_the_line_of_a_turn_stands_around_a_sentence() -> None:
    reader = Reader.load([rule.id for rule in load_builtin().rules])
    assert reader is not None
    first, second = "这事不归我管。我帮您问。", "您稍等。"
    views = [View(fold(text)) for text in (f"{first}\n{second}", f"{first}\n", second)]
    both, *parts = [in_lines(reader, view, readable(view)) for view in views]
    assert both == [score for part in parts for score in part]
