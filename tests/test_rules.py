"""The proof of every pack: what is wrong is found, what is fine is not, what is suggested can be sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from opencc import OpenCC

from tonecheck import Checker, Verdict
from tonecheck.reply.convert import in_script
from tonecheck.reply.slots import fill
from tonecheck.rulebook.config import read_pack
from tonecheck.rulebook.load import load_builtin, slots_of
from tonecheck.rulebook.model import Rule
from tonecheck.rulebook.packs import BUILTIN, packs

RULEBOOK = load_builtin()
# Every rule of every pack: a reused rule must hold among the words and rules of its new pack as well.
PACKED = [
    pytest.param(pack, rule, id=rule.id if pack == BUILTIN else f"{pack}-{rule.id}")
    for pack in packs()
    for rule in read_pack(pack).rulebook.rules
]
Checkers = Callable[[str, bool], Checker]
TABOO = ("taboo-dont-know", "taboo-dont-understand", "taboo-not-my-job", "taboo-busy", "taboo-none-of-my-business")
FORBIDDEN = [RULEBOOK.rule(rule) for rule in (*(f"t{n:02}" for n in range(1, 22)), *TABOO)]
TRADITIONAL = ("s2t", "s2tw", "s2hk")
SCRIPTS = ("hans", "hant-tw", "hant-hk")
# What a draft could put into the slots of a reply, in the script of the reply.
FILLED = {
    "hans": {"who": ("老李", "工程部", "王经理"), "day": ("明天上午", "下周三"), "service": ("空调维修", "保洁服务"),
             "thing": ("装修押金", "发票"), "need": ("出示身份证", "先交清物业费")},
    "hant-tw": {"who": ("老李", "工程部", "王經理"), "day": ("明天上午", "下週三"), "service": ("冷氣維修", "清潔服務"),
                "thing": ("裝修押金", "發票"), "need": ("出示身分證", "先繳清管理費")},
    "hant-hk": {"who": ("老李", "工程部", "王經理"), "day": ("聽日上午", "下星期三"), "service": ("冷氣維修", "清潔服務"),
                "thing": ("裝修按金", "收據"), "need": ("出示身份證", "先繳清管理費")},
}


@cache
def converted(text: str, config: str) -> str:
    return _converter(config).convert(text)


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def strewn(mark: str) -> Callable[[str], str]:
    """The text with a mark after every second character, where two Chinese characters meet."""

    def strew(text: str) -> str:
        parts = []
        for n, ch in enumerate(text):
            parts.append(ch)
            if n % 2 == 0 and "\u4e00" <= ch <= "\u9fff" and "\u4e00" <= text[n + 1 : n + 2] <= "\u9fff":
                parts.append(mark)
        return "".join(parts)

    return strew


FORMS: dict[str, Callable[[str], str]] = {
    "as written": lambda t: t,
    **{config: lambda t, config=config: converted(t, config) for config in TRADITIONAL},
    "blanks": strewn(" "),
    "ideographic blanks": strewn("　"),
    "zero-width blanks": strewn("\u200b"),
    "zero-width joiners": strewn("\u2060"),
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "half-width marks": lambda t: t.translate({ord("，"): ",", ord("！"): "!", ord("？"): "?", ord("；"): ";", ord("："): ":"}),
    "no stop at the end": lambda t: t.rstrip("。！!"),
    "您 for 你": lambda t: t.replace("你", "您"),
    "你 for 您": lambda t: t.replace("您", "你"),
    "a line around": lambda t: f"\n{t}\n",
}


def serious(checker: Checker, text: str) -> list[tuple[str, str]]:
    return [(f.rule_id, f.excerpt) for f in checker.check(text).findings if f.severity.rank]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rule", FORBIDDEN, ids=lambda r: r.id)
def test_forbidden_wordings_are_found_under_their_own_rule(checker: Checker, rule: Rule, form: str) -> None:
    drafts = [FORMS[form](e.text) for e in rule.bad]
    assert [d for d in drafts if rule.id not in [f.rule_id for f in checker.check(d).findings]] == []


@pytest.mark.parametrize(("pack", "rule"), [p for p in PACKED if p.values[0] != BUILTIN or p.values[1] not in FORBIDDEN])
def test_bad_examples_are_found(checkers: Checkers, pack: str, rule: Rule) -> None:
    checker = checkers(pack, True)
    scene = rule.scenes_only[0] if rule.scenes_only else None
    drafts = [FORMS[form](e.text) for form in ("as written", *TRADITIONAL) for e in rule.bad]
    assert [d for d in drafts if rule.id not in [f.rule_id for f in checker.check(d, scene=scene).findings]] == []


@pytest.mark.parametrize("rule", FORBIDDEN[:21], ids=lambda r: r.id)
def test_wordings_of_the_table_do_not_hang_on_the_reader(patterns: Checker, rule: Rule) -> None:
    found = {e.text: [(f.rule_id, f.severity) for f in patterns.check(e.text).findings] for e in rule.bad}
    assert [text for text, findings in found.items() if (rule.id, rule.severity) not in findings] == []


@pytest.mark.parametrize("form", ["as written", *TRADITIONAL])
@pytest.mark.parametrize(("pack", "rule"), PACKED)
def test_good_examples_are_clean(checkers: Checkers, pack: str, rule: Rule, form: str) -> None:
    """Of every rule, not only of their own; one that the scene saves is asked in that scene."""
    checker = checkers(pack, True)
    found = {}
    for example in rule.good:
        scene = (rule.scenes_off[0] if rule.scenes_off else None) if example.guard == "scene" else None
        draft = FORMS[form](example.text)
        findings = [(f.rule_id, f.excerpt) for f in checker.check(draft, scene=scene).findings if f.severity.rank]
        if findings or (example.guard is None and rule.id in [f.rule_id for f in checker.check(draft, scene=scene).findings]):
            found[draft] = findings
    assert found == {}


@pytest.mark.parametrize(("pack", "rule"), PACKED)
def test_a_good_example_that_a_pattern_hits_names_the_guard_that_saves_it(checkers: Checkers, pack: str, rule: Rule) -> None:
    patterns = checkers(pack, False)
    wrong = {}
    for example in rule.good:
        scene = (rule.scenes_off[0] if rule.scenes_off else None) if example.guard == "scene" else None
        _, hits = patterns.hits(example.text, scene=scene)
        saved = {h.saved_by for h in hits if patterns.rulebook.rules[h.rule].id == rule.id}
        if saved and example.guard not in saved - {None}:
            wrong[example.text] = (example.guard, sorted(map(str, saved)))
    assert wrong == {}


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(("pack", "rule"), PACKED)
def test_suggestions_are_clean_and_polite(checkers: Checkers, pack: str, rule: Rule, script: str) -> None:
    checker = checkers(pack, True)
    wrong = {}
    for template in rule.suggest:
        text = in_script(template, script)
        assert set(slots_of(text)) == set(slots_of(template.hans)), text
        for choice in range(3 if slots_of(text) else 1):
            values = {slot: words[choice % len(words)] for slot, words in FILLED[script].items()}
            for draft in {fill(text, values, str)[0], fill(text, {}, lambda slot: slot)[0]}:
                findings = serious(checker, draft)
                if findings or "你" in draft or "妳" in draft:
                    wrong[draft] = findings
    assert wrong == {}


@pytest.mark.parametrize(("pack", "rule"), PACKED)
def test_rewritten_bad_examples_are_clean(checkers: Checkers, pack: str, rule: Rule) -> None:
    """A draft of one bad sentence has at least one complete reply, so it can be sent."""
    checker = checkers(pack, True)
    if all(slots_of(t.hans) for t in rule.suggest) or not checker.rulebook.rule(rule.id).severity.rank:
        return
    drafts = [FORMS[form](e.text) for form in ("as written", "s2tw", "s2hk") for e in rule.bad]
    wrong = {d: checker.check(d).rewritten for d in drafts}
    assert {d: r for d, r in wrong.items() if checker.check(r).verdict is not Verdict.PASS} == {}


@pytest.mark.parametrize(("pack", "rule"), PACKED)
def test_every_rule_is_complete(pack: str, rule: Rule) -> None:
    assert pack in packs()
    assert rule.bad
    assert rule.good
    assert rule.sources
    assert all((rule.title.hans, rule.title.en, rule.message.hans, rule.message.en, rule.impact.hans, rule.impact.en))
    if rule.severity.rank:
        assert any(not slots_of(t.hans) for t in rule.suggest), "one reply must need nothing of the draft"


@pytest.mark.parametrize("form", ["as written", *TRADITIONAL])
@pytest.mark.parametrize("courtesy", RULEBOOK.courtesy, ids=lambda c: c.kind)
def test_courtesy_is_clean(checker: Checker, courtesy, form: str) -> None:
    drafts = [FORMS[form](phrase) for phrase in courtesy.phrases]
    assert {d: f for d in drafts if (f := serious(checker, d))} == {}


@pytest.mark.parametrize(
    "frame",
    ["您好，您上次提到有人回您“{}”，很抱歉，我马上去核实。", "客户：{}\n客服：您好，我帮您问工程部。"],
    ids=["quotation", "customer's turn"],
)
@pytest.mark.parametrize(("pack", "rule"), [p for p in PACKED if p.values[0] != BUILTIN or p.values[1] in FORBIDDEN])
def test_a_frame_clears_every_forbidden_wording(checkers: Checkers, pack: str, rule: Rule, frame: str) -> None:
    """The same words, when another says them."""
    checker = checkers(pack, True)
    found = {}
    for example in rule.bad:
        text = frame.format(example.text.replace("\n", ""))
        if findings := serious(checker, text):
            found[text] = findings
    assert found == {}


OTHER_TRADES = {"courier": ("业主", "業主", "物业", "物業", "小区", "社區", "住户", "住戶", "屋苑", "管理处", "管理處", "管委")}


@pytest.mark.parametrize("pack", [name for name in packs() if name != BUILTIN])
def test_a_pack_speaks_of_its_own_trade(pack: str) -> None:
    """What a clerk of this trade is shown and may send names nobody of another."""
    shown = [
        (rule.id, text)
        for rule in read_pack(pack).rulebook.rules
        for text in (rule.message.hans, rule.impact.hans, *(in_script(t, script) for t in rule.suggest for script in SCRIPTS))
    ]
    shown += [("general", in_script(t, script)) for t in read_pack(pack).rulebook.general for script in SCRIPTS]
    assert [(rule, text) for rule, text in shown if any(word in text for word in OTHER_TRADES[pack])] == []


@pytest.mark.parametrize("pack", [name for name in packs() if name != BUILTIN])
def test_courtesy_is_clean_in_every_pack(checkers: Checkers, pack: str) -> None:
    checker = checkers(pack, True)
    assert {p: f for kind in checker.rulebook.courtesy for p in kind.phrases if (f := serious(checker, p))} == {}
