"""The proof of every pack: what is wrong is found, what is fine is not, what is suggested can be sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from table import case

from tonecheck import Checker, Verdict
from tonecheck.proof import prove
from tonecheck.proof.examples import SCRIPTS, filled
from tonecheck.proof.forms import FRAMES, SAME, framed
from tonecheck.reply.convert import in_script
from tonecheck.rulebook.config import read_pack
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.load_parts import slots_of
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
FORMS: dict[str, Callable[[str], str]] = {"as written": lambda t: t, **SAME}


def serious(checker: Checker, text: str) -> list[tuple[str, str]]:
    return [(f.rule_id, f.excerpt) for f in checker.check(text).findings if f.severity.rank]


def test_the_proof_of_the_built_in_rulebook_finds_no_fault() -> None:
    assert [fault.line() for fault in prove().faults] == []


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


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        case("where one may not park, last", "自行车不能停这里，推走。", "t21"),
        case("of a place to park", "自行车停在南门车棚，不要停坡道上，谢谢您。", None),
        case("a room of which there is none, first", "這個房號沒有喔", "t20"),
        case("a room without a leak", "这个单位没有漏水，请您放心。", None),
        case("nobody to send, by his trade", "今天没有警卫可以上去看", "t14"),
        case("somebody to send is no slip", "今天有警卫可以上去看，请您稍等。", None),
        case("a demand to whoever wants something of us", "您要這邊處理的話，必須先填表", "t16"),
        case("what is asked for kindly", "您要我们上门取件的话，提前一天预约就可以。", None),
        case("a step that was forgotten is none", "我们忙翻了，忘记帮您登记包裹", "t13"),
        case("a step that is taken now", "今天事多，忘记帮您转达了，我现在就去问。", None),
        case("who would be deceived", "骗谁呢，哪有这回事", "style-doubt"),
        case("true or false", "真係漏定假漏呀，唔好又要我白行一轉", "style-doubt"),
        case("real or not, asked for", "请问您需要的是真花还是仿真花？", None),
        case("why not earlier, in Hong Kong", "做咩唔早講？尋日師傅仲喺度", "style-interrogate"),
    ],
)
def test_light_variations(checker: Checker, text: str, rule: str | None) -> None:
    found = [f.rule_id for f in checker.check(text).findings if f.severity.rank]
    assert rule in found if rule else found == []


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
        for draft in filled(template, script):
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
    [pytest.param(FRAMES[name], id=name) for name in ("quotation", "customer's turn")],
)
@pytest.mark.parametrize(("pack", "rule"), [p for p in PACKED if p.values[0] != BUILTIN or p.values[1] in FORBIDDEN])
def test_a_frame_clears_every_forbidden_wording(checkers: Checkers, pack: str, rule: Rule, frame: str) -> None:
    """The same words, when another says them."""
    checker = checkers(pack, True)
    found = {}
    for example in rule.bad:
        text = framed(frame, example.text)
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
