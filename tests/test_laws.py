"""Laws for every draft, with drafts made up from what rules are about."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from table import view_of

from tonecheck import Checker, Span, Suggestion, Verdict
from tonecheck.match.hits import Judge, _as_typed, _matches, _settled, find_hits
from tonecheck.match.program import Program
from tonecheck.reply.message import Answer, apply
from tonecheck.rulebook.load import load_builtin
from tonecheck.text.fold import fold, load_characters
from tonecheck.text.sentences import clauses, sentences, turns

# Words of rules and guards, particles, punctuation, pictures, astral characters, traditional and Cantonese forms.
WORDS = """
    不归我管 不知道 没办法 改天再来 规定 公司 我们 您 你 自己 去问 别人 负责 老李 陈女士 明天上午 维修 装修押金 下班了 很忙 什么事
    你叫什么名字 这事 不懂 不清楚 就是 这样 我帮您 联系 工程部 登记 如果 不会 业主反映 说 停水 已经 3号楼 退完了 谁让 烦死了 傻
    好的 谢谢 抱歉
    這不歸我管 沒辦法 規定 我哋唔知 唔關我事 冇 係 關係 劉師傅 請 客户： 业主： 客服： 您好， 对不起， OK on9 12:30 3.5
    啊 呢 嘛 的 了 真的 其实 就 也 喎 喇
""".split()  # noqa: SIM905 - words, as they stand in the lexicon
MARKS = ["。", "，", "！", "？", "…", "；", "：", "、", "～", ".", ",", "\n", "\r\n", " ", "　", "\t", "\u200b", "\ufe0f", "\x00",
         "“", "”", "「", "」", "'", '"', "（", "）", "*", "-", "😀", "👩\u200d🔧", "👍🏽", "♥️", "𠀀", "𪚥", "e\u0301",
         "\u202e", "\ufeff", "\u2028"]
DRAFTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=14).map("".join)
ANY_TEXT = st.one_of(DRAFTS, st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
EXAMPLES = [e.text for rule in load_builtin().rules for e in (*rule.bad, *rule.good)]
# A draft as people write: an example, with something made up around it.
LIKELY = st.one_of(DRAFTS, st.tuples(DRAFTS, st.sampled_from(EXAMPLES), DRAFTS).map("".join))
WEIGHTY = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
LIGHT = settings(max_examples=400, deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(load_builtin())


@WEIGHTY
@given(text=LIKELY)
def test_spans_slice_to_their_excerpts(checker: Checker, text: str) -> None:
    for finding in checker.check(text).findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert text[finding.span.start : finding.span.end] == finding.excerpt
        before = text[: finding.span.start]
        assert finding.line == len(re.findall("\r\n|\r|\n", before)) + 1
        assert finding.column == len(re.split("\r\n|\r|\n", before)[-1]) + 1
        for suggestion in finding.suggestions:
            assert 0 <= suggestion.span.start <= finding.span.start < finding.span.end <= suggestion.span.end <= len(text)
            assert suggestion.complete == ("【" not in suggestion.text)


@WEIGHTY
@given(text=LIKELY)
def test_edits_are_disjoint_and_leave_the_rest_untouched(patterns: Checker, text: str) -> None:
    """Without quotations and reader: a reply that takes away a mark, or reads otherwise, may call for another beside it."""
    assume(not view_of(text).quotations)
    report = patterns.check(text)
    spans = sorted({s.span for f in report.findings for s in f.suggestions})
    assert all(a == b or not a.overlaps(b) for a in spans for b in spans)
    # Everything outside the places of the suggestions stands in the rewritten draft, in its order.
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    outside = [re.escape(text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert re.fullmatch(".*".join(outside), report.rewritten, re.DOTALL)


@WEIGHTY
@given(text=LIKELY)
def test_same_draft_same_report(checker: Checker, text: str) -> None:
    assert checker.check(text).to_dict() == checker.check(text).to_dict()


def test_another_checker_says_the_same(checker: Checker) -> None:
    other = Checker()
    assert [other.check(t).to_dict() for t in EXAMPLES] == [checker.check(t).to_dict() for t in EXAMPLES]


@WEIGHTY
@given(text=LIKELY)
def test_rewriting_twice_is_rewriting_once(checker: Checker, text: str) -> None:
    once = checker.check(text).rewritten
    assert checker.check(once).rewritten == once


@WEIGHTY
@given(text=LIKELY)
def test_suggestions_are_clean(checker: Checker, text: str) -> None:
    for finding in checker.check(text).findings:
        for suggestion in finding.suggestions:
            assert checker.check(suggestion.text).verdict is Verdict.PASS, suggestion.text


@WEIGHTY
@given(text=LIKELY)
def test_what_a_slot_holds_stands_in_the_draft(checker: Checker, text: str) -> None:
    polite = text.replace("你", "您")
    for finding in checker.check(text).findings:
        for suggestion in finding.suggestions:
            for value in suggestion.slots.values():
                assert value
                assert value in polite
                assert value in suggestion.text


@LIGHT
@given(text=LIKELY)
def test_matcher_equals_a_loop_over_all_patterns(program: Program, text: str) -> None:
    """The automaton only saves work: asking every expression finds the same hits."""
    view = view_of(text)
    everything = set(range(len(program.entries)))
    judge = Judge(program, view, None, everything)
    naive = [
        judge.judged(hit)
        for entry in program.entries
        if entry.kind == "match"
        for hit in _matches(entry, view.text)
        if _as_typed(program.rulebook.rules[hit.rule].typed, view, hit)
    ]
    once = {n for n, rule in enumerate(program.rulebook.rules) if rule.once}
    assert find_hits(Judge(program, view, None, program.triggered(view.text))) == _settled(naive, once)


@LIGHT
@given(text=ANY_TEXT)
@example("係")
@example("關係系係數")
@example("不 \u200b 归")
def test_fold_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    index = list(range(len(text))) if folded.index is None else list(folded.index)
    assert len(index) == len(folded.text)
    assert all(a < b for a, b in pairwise(index))
    assert all(0 <= i < len(text) for i in index)
    # Every character comes from its source: alone it folds to the same, few apart, which their neighbours tell.
    beside = {"是": "系", "系": "是", "俱": "具", "座": "坐", "待": "呆"}
    for ch, i in zip(folded.text, index, strict=True):
        alone = fold(text[i]).text
        assert ch in (alone, beside.get(alone))


@LIGHT
@given(text=ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_no_folded_character_folds_further() -> None:
    """Else a pattern, which is folded once more when a class is read, would not be what a draft becomes."""
    sources, targets, _ = load_characters()
    assert [(a, b) for a, b in zip(sources, targets, strict=True) if fold(fold(a).text).text != fold(a).text] == []


@LIGHT
@given(text=ANY_TEXT)
def test_sentences_clauses_and_turns_are_in_order_and_inside(text: str) -> None:
    folded = fold(text).text
    for ranges in (sentences(folded), [(t.start, t.end) for t in turns(folded)]):
        assert all(0 <= a <= b <= len(folded) for a, b in ranges)
        assert all(b <= c for (_, b), (c, _) in pairwise(ranges))
    for start, end in sentences(folded):
        assert all(start <= a < b <= end for a, b in clauses(folded, start, end))


EDITS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4), st.sampled_from(["", "甲", "抱歉乙"]), st.booleans()), max_size=4)


@LIGHT
@given(text=st.text("一二三四五六七八九十\n😀", min_size=16, max_size=20), edits=EDITS)
def test_apply_changes_nothing_outside(text: str, edits: list[tuple[int, int, str, bool]]) -> None:
    answers = [Answer(Span(a, a + n), (Suggestion(t, Span(a, a + n), c, {}),)) for a, n, t, c in edits]
    applied, at = "", 0
    left: list[str] = []
    for answer in sorted(answers, key=lambda r: r.span):
        if answer.replies[0].complete and answer.span.start >= at:
            left.append(text[at : answer.span.start])
            at = answer.span.end
    left.append(text[at:])
    applied = apply(text, answers)
    assert re.fullmatch("(甲|抱歉乙|)".join(map(re.escape, left)), applied)


STREWN: dict[str, Callable[[str], str]] = {
    "您 for 你": lambda t: t.replace("你", "您"),
    "zero-width": lambda t: "\u200b".join(t),
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
}


@pytest.mark.parametrize("how", STREWN)
@WEIGHTY
@given(text=DRAFTS)
def test_how_it_is_typed_does_not_matter(patterns: Checker, how: str, text: str) -> None:
    """Hints about spelling are about typing, so only errors and warnings are compared."""
    def rules(draft: str) -> list[str]:
        return [f.rule_id for f in patterns.check(draft).findings if f.severity.rank]

    assert rules(STREWN[how](text)) == rules(text)
