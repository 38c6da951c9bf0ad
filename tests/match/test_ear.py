"""The reader in C says what the reader in Python says, to the last bit, and is silent where something may be found."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table import ROOT, case

from tonecheck import Checker
from tonecheck.learn.labelled import read_corpus
from tonecheck.match.ear import asides
from tonecheck.match.hits import Judge
from tonecheck.match.reader import Reader, in_lines, read, readable
from tonecheck.match.view import View
from tonecheck.text.fold import fold
from tonecheck.text.script import script_by, script_of
from tonecheck.text.sentences import sentences

# Whatever folding, sentences, turns and quotations look at, and what is strewn in between.
ALPHABET = (
    "您你妳好我们不归管的事了吗请稍等师傅联系关系系统係唔嘅咁傢俱家俱座标待着啊呀嘛喔 \t\n\r\u3000\u200b\ufe0f"
    "*_·•^|/\\-=+#`'\"“”‘’「」『』。，,、；;：:！!？?…~～.．)）】》(（[]0123456789０９abzABZａ😀👍🏽"
    "\U00020000\U0001f9d1\ud83d\x00\x07\u2028客户业主服员:：陳這麼個們無與過後"
)
HEARD = [
    case("nothing", ""),
    case("a word", "好"),
    case("blanks alone", " \u3000 \n"),
    case("a stop in a number and one at an end", "一共3.5元.谢谢.OK. 好的a.b.c"),
    case("a quotation that is closed, and one that is not", "您说“不归我管”是吧。他说“这事不归我管，您去问别人"),
    case("a quotation within one", "他说“我听‘不归我管’这话”就走了"),
    case("a time is no label", "您好，上门时间为10:30，请留意。"),
    case("a letterhead", "物业：\n您好，今天停水。"),
    case("a transcript", "客户：门坏了怎么办\n客服：不归我管，您自己看着办\n客户：哼"),
    case("the copula", "系我负责的，你系边个，已系咁，系一片好意"),
    case("the copula of traditional text", "係我負責嘅，關係到大家，呢個係規定"),
    case("a word that the scripts write otherwise", "家俱请搬走，座标在这里，待着别动"),
    case("ornaments between characters", "不 归 我 管*啊_您·去 -- 问别人 a b 1 2"),
    case("only ornaments and what is dropped", "* \u200b* _啊_"),
    case("pictures", "好的👍🏽收到😀😀明天处理"),
    case("beyond the basic plane", "\U00020000\U0001f9d1归我管\U0002f800的"),
    case("no stop for long", "这事我们已经登记了并且安排了师傅明天上午过来看看" * 12),
    case("many lines", "您好。\n\n明天停水\r\n请提前储水\n不归我管\n" * 9),
    case("a nought", "不\x00归我\x07管"),
]


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The ear of this tree; without a compiler there is nothing to compare, but in CI there is one."""
    from tonecheck.match import ear

    if ear._ear is None:
        if os.environ.get("CI"):
            pytest.fail("the ear is not compiled: python tools/build_ear.py")
        pytest.skip("the ear is not compiled: python tools/build_ear.py")


@pytest.fixture(scope="module")
def pure() -> Checker:
    """A checker that does without."""
    checker = Checker()
    assert checker._detector.reader is not None
    checker._detector.reader = replace(checker._detector.reader, ear=None)
    return checker


@pytest.fixture(scope="module")
def corpus() -> list[str]:
    """Every seventh text of the corpus, alone and joined."""
    said = [d.text for folder in ("sittings", "set-aside") for d in read_corpus(ROOT / "corpus" / folder)][::7]
    shapes = ((4, ""), (9, "\n"), (60, "\n"))
    joined = [between.join(said[n : n + size]) for size, between in shapes for n in range(0, len(said), 5 * size)]
    return [*said, *joined]


def same(reader: Reader, plain: Reader, text: str) -> None:
    """Every answer of the two."""
    ear, folded = reader.ear, fold(text)
    found, index, script = ear.fold(text)
    places = list(range(len(found))) if index is None else list(memoryview(index).cast("I"))
    expected = list(range(len(text))) if folded.index is None else list(folded.index)
    assert (found, places, script_by(*script)) == (folded.text, expected, script_of(text))
    view = View(folded)
    ranges = readable(view)
    heard = ear.read(folded.text, lambda _: asides(view))
    if heard is None:
        # Quotations within each other.
        assert len(view.quotations) > 1
    else:
        assert heard == (ranges, in_lines(plain, view, ranges))
    asked = CHECKERS[0]._detector._unheeded - CHECKERS[0]._detector._typed_unheeded
    anchored = {n for n in asked if any(a in folded.text for a in CHECKERS[0].program.entries[n].anchors)}
    assert CHECKERS[0]._detector.ear.standing(folded.text) == anchored
    entries = CHECKERS[0].program.entries
    standing = {n for n, e in enumerate(entries) if any(a in folded.text for a in e.anchors)}
    assert CHECKERS[0]._detector._triggered(folded.text) == standing
    assert ear.sentences(folded.text) == sentences(folded.text)
    said = [view.spoken(a, b) for a, b in ranges]
    assert ear.scores(said) == plain.scores(said)
    assert [ear.sums(s) for s in said] == [plain.weights.sums(s) for s in said]
    for sentence in said:
        assert (reader.nearest(sentence), reader.voice(sentence)) == (plain.nearest(sentence), plain.voice(sentence))
        assert reader.named(sentence) == plain.named(sentence) == plain.nearest(sentence)[:2]
        assert reader.parts(sentence) == plain.parts(sentence)


def test_no_match_is_held_back(checker: Checker, corpus: list[str]) -> None:
    """Whatever an entry matches, it is told that it can, in the text and near the place."""
    ear, program = checker._detector._knowing(), checker.program
    assert program.needs is not None
    left_out = 0
    for text in corpus[::3]:
        folded = fold(text).text
        triggered, possible = ear.triggered(folded), ear.possible(folded)
        assert possible <= triggered
        left_out += len(triggered - possible)
        for number in triggered:
            for match in program.entries[number].regex.finditer(folded):
                assert number in possible
                if number in program.matches:
                    ends = (match.start(), match.start() + 1), (match.end() - 1, match.end())
                    assert all(number in ear.near(folded, *end) for end in ends)
                    assert number not in ear.near(folded + "。" * 500, len(folded) + 400, len(folded) + 401)
    assert left_out > 1000


def test_the_same_slips_are_possible(checker: Checker, pure: Checker, corpus: list[str]) -> None:
    """Wordings with a character wrong, missing or too many, and whatever else is said."""
    assert checker._detector.slips._ear is not None
    assert pure._detector.slips._ear is None
    wordings = [wording.text for wording in checker._detector.slips.wordings]
    slips = (("是", 1), ("", 1), ("是", 0))
    typed = [w[: k % len(w)] + put + w[k % len(w) + gone :] for k, w in enumerate(wordings) for put, gone in slips]
    said = [f"{a},好的.{b} 3.5" for a, b in zip(typed[::2], typed[1::2], strict=False)]
    possible = 0
    for text in (*said, *(fold(text).text for text in corpus[::3])):
        whole = [(0, len(text))]
        told = checker._detector.slips.possible(text, whole)
        possible += told
        view = View(fold(text))
        found = [checkers._detector.slips.hits(view, Judge(checkers.program, view, None), whole) for checkers in (checker, pure)]
        assert found[0] == found[1]
        # A guard may clear what is possible.
        assert told == pure._detector.slips.possible(text, whole) >= bool(found[0])
    assert possible > 50


@pytest.mark.parametrize(
    "asked",
    [
        case("a range that ends before it begins", lambda ear: ear.near("不归我管", 3, 2)),
        case("one beyond the text", lambda ear: ear.near("不归我管", 0, 5)),
        case("one before it", lambda ear: ear.alike("不归我管", -1, 2)),
        case("a need that is no set", lambda ear: type(ear).know_needs(fresh(), ["不"], [[1]])),
        case("clauses too long to be counted", lambda ear: type(ear).know_wordings(fresh(), ["不归我管"], 4, 7, 400)),
    ],
)
def test_what_is_not_there_is_refused(checker: Checker, asked: Callable[[Any], object]) -> None:
    checker._detector.slips.prepare()
    with pytest.raises(ValueError, match=r"range|need|byte"):
        asked(checker._detector._knowing())


def fresh() -> Any:
    """An ear that nothing was told yet."""
    reader = Checker().reader
    assert reader is not None
    return reader.ear


@pytest.mark.parametrize("text", HEARD)
def test_the_same_is_heard(checker: Checker, pure: Checker, text: str) -> None:
    assert checker._detector.reader is not None
    assert pure._detector.reader is not None
    same(checker._detector.reader, pure._detector.reader, text)


def test_the_same_is_heard_in_the_corpus(checker: Checker, pure: Checker, corpus: list[str]) -> None:
    assert checker._detector.reader is not None
    assert pure._detector.reader is not None
    for text in corpus:
        same(checker._detector.reader, pure._detector.reader, text)


@settings(max_examples=400)
@given(st.text(ALPHABET, max_size=60))
def test_the_same_is_heard_in_anything(text: str) -> None:
    reader = CHECKERS[0]._detector.reader
    plain = CHECKERS[1]._detector.reader
    assert reader is not None
    assert plain is not None
    same(reader, plain, text)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(HEARD), max_size=6).map(lambda cases: "".join(str(c.values[0]) for c in cases)))  # type: ignore[attr-defined]
def test_calm_is_calm(text: str) -> None:
    quick, plain = CHECKERS
    seen = quick._detector.glance(text)
    if isinstance(seen, str):
        report = plain.check(text)
        assert (report.findings, report.script, report.rewritten) == ((), seen, text)
    elif seen is not None:
        assert plain._detector.reader is not None
        view, script, reading, possible = seen
        known, script_too, *_ = plain._detector.opened(text)
        assert (view.text, script) == (known.text, script_too)
        assert reading in (None, read(plain._detector.reader, known))
        left = plain._detector.program.triggered(view.text).difference(possible) if possible is not None else ()
        assert not any(plain._detector.program.entries[number].regex.search(view.text) for number in left)
        assert all(view.folded.span(n, n + 1) == known.folded.span(n, n + 1) for n in range(len(view.text)))


def test_most_of_what_is_fine_is_calm(checker: Checker, pure: Checker) -> None:
    fine = [d.text for d in read_corpus(ROOT / "corpus" / "set-aside") if d.kind == "ordinary"][::5]
    calm = [text for text in fine if isinstance(checker._detector.glance(text), str)]
    assert len(calm) > 0.8 * len(fine)
    assert [text for text in calm if pure.check(text).findings] == []


def test_a_lone_surrogate_is_not_calm(checker: Checker) -> None:
    assert checker._detector.glance("您好，\ud83d师傅明天到。") is None


class _Checkers:
    """Both, made at the first need: made-up input takes no fixtures."""

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter((self[0], self[1]))

    def __getitem__(self, number: int) -> Checker:
        made: list[Checker] = self.__dict__.setdefault("made", [])
        if not made:
            made += [Checker(), Checker()]
            assert made[1]._detector.reader is not None
            made[1]._detector.reader = replace(made[1]._detector.reader, ear=None)
        return made[number]


CHECKERS = _Checkers()

DAMAGED = [
    case("columns of different lengths", "columns of different lengths", {"own": b"\0\0"}),
    case("pairs without weights", "columns of different lengths", {"apart": b""}),
    case("a network of another form", "480 numbers, not 1", {"hidden": [1.0]}),
    case("no rules", "a reader of this form is not known here", {"class_bias": []}),
]


@pytest.mark.parametrize(("problem", "changed"), DAMAGED)
def test_what_it_does_not_know_it_refuses(problem: str, changed: dict[str, object]) -> None:
    from tonecheck.match import _ear  # type: ignore[attr-defined]

    def never(_: object) -> object:
        raise AssertionError

    told: dict[str, object] = {
        "keys": bytes(16), "own": bytes(4), "around": bytes(4), "apart_keys": bytes(8), "apart": bytes(4),
        "describe": never, "fold": never, "aside": never, "block": never, "block_rows": 256,
        "numbers": (1.0, 0.0, 0.0, -1.0, 20.0, 1.0, 1.0, 0.0), "class_bias": [0.0, 0.0], "hidden": [0.0] * 480,
        "answer": [0.0] * 17, "lengths": (90, 3, 4), "pairs": [],
    }
    _ear.Ear(**told)
    with pytest.raises(ValueError, match=problem):
        _ear.Ear(**told | changed)


def test_what_python_says_wrongly_is_an_error(checker: Checker) -> None:
    """A fault in what is asked of Python comes out as it is; nothing is heard by halves."""
    from tonecheck.match import _ear  # type: ignore[attr-defined]

    def wrong(_: object) -> object:
        raise LookupError("asked")

    told = (bytes(16), bytes(4), bytes(4), bytes(8), bytes(4), wrong, wrong, wrong, wrong, 256,
            (1.0, 0.0, 0.0, -1.0, 20.0, 1.0, 1.0, 0.0), [0.0, 0.0], [0.0] * 480, [0.0] * 17, (90, 3, 4), [])
    ear = _ear.Ear(*told)
    ear.know([], ())
    others = (lambda t: ear.read(t, wrong), lambda t: ear.scores([t]), lambda t: ear.calm(t, 0.0, 0.0))
    for ask in (ear.fold, ear.sums, ear.rules, ear.voice, ear.loud, *others):
        with pytest.raises(LookupError, match="asked"):
            ask("好")
    with pytest.raises(TypeError):
        checker._detector.ear.fold(b"bytes")
    with pytest.raises(TypeError):
        checker._detector.ear.scores([1])


def test_it_is_compiled_anywhere(tmp_path: Path) -> None:
    build = [sys.executable, str(ROOT / "tools" / "build_ear.py"), str(tmp_path)]
    ran = subprocess.run(build, capture_output=True, text=True, check=False)
    assert (ran.returncode, sorted(f.name.partition(".")[0] for f in tmp_path.iterdir())) == (0, ["_ear", "_sums"]), ran.stderr


def test_without_a_compiler_it_says_so(tmp_path: Path) -> None:
    build = [sys.executable, str(ROOT / "tools" / "build_ear.py"), str(tmp_path)]
    ran = subprocess.run(build, capture_output=True, text=True, check=False, env=os.environ | {"CC": "/nowhere/cc"})
    assert (ran.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "_ear.c was not compiled" in ran.stderr
