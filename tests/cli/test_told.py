"""`rules explain` speaks to people who write no rules: everything it says of the built-in rules is said in words."""

from __future__ import annotations

import ast
import inspect
import re

import pytest
from table import case

from tonecheck import Checker
from tonecheck.cli import documents, phrase_words, rules_told
from tonecheck.cli.documents import DOCUMENTS, named
from tonecheck.cli.phrase_words import CLASSES, SLOTS, in_words, met_in_words
from tonecheck.cli.rules_told import LOOKED_FOR, REASONS, render
from tonecheck.cli.tongue import Tongue
from tonecheck.explain import explain
from tonecheck.explained import Met
from tonecheck.rulebook.model import Source
from tonecheck.rulebook.pattern import classes_in, parse
from tonecheck.rulebook.wording import CHINESE

HANS = Tongue("zh-hans")
# What only an author of rules can read: marks of phrases, places in files, names of documents and of guards.
TECHNICAL = re.compile(r"[@{}|~^$<>]|\.yaml|00\d_|repaired_by|customer-turn|-?\d+\.\d\d")


def told(checker: Checker, text: str, language: str = "zh-hans") -> str:
    """The explanation as one line, blanks taken out of Chinese."""
    return re.sub(r"\n *", "", "\n".join(render(explain(checker, text), language, 80)))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        case("places one after another", "[不归|不由] (@self|@dept) 管",
             "“不归/不由”＋（可有可无：表示我们自己或部门的说法）＋“管”"),
        case("many alternatives", "[甲|乙|丙|丁]走", "“甲/乙/丙”之类＋“走”"),
        case("a gap", "到 ~2 等", "“到”……“等”"),
        case("a person and a pause", "{who} @absent , @come_again", "某个人或部门＋表示人不在的说法＋停顿＋表示叫人改天来的说法"),
        case("edges", "^ 没办法 $", "（从这里说起）＋“没办法”＋（说到这里为止）"),
        case("what must not follow", "不在 <!前|时>", "“不在”＋（后面不是“前/时”）"),
        case("what must not precede", "<!能>不管", "（前面不是“能”）＋“不管”"),
        case("politely", "谁让[你|你们]", "“谁让”＋“您/你们”"),
        case("a class of one's own", "等@parcel", "“等”＋“parcel”一类的说法"),
        case("words and a class", "[的事|@responsible]", "“的事”或表示负责的说法"),
        case("any words", "去{place}吧", "“去”＋任意几个字＋“吧”"),
    ],
)  # fmt: skip
def test_a_phrase_in_words(pattern: str, words: str) -> None:
    assert in_words(pattern, HANS) == words


def test_words_of_the_draft_come_first() -> None:
    assert in_words("[甲|乙|丙|丁]走", HANS, ["丁"]) == "“丁/甲/乙”之类＋“走”"


def test_a_rule_on_what_was_typed_keeps_it() -> None:
    assert in_words("你 说", HANS, typed=True) == "“你”＋“说”"


@pytest.mark.parametrize(
    ("met", "words"),
    [
        case("the words themselves", Met("不归", "words", "不归", "不归"), "“不归”"),
        case("Cantonese", Met("@no_way", "class", "管不到", "管唔到", "no_way"), "“管唔到”（当作“管不到”看）是表示没办法的说法"),
        case("the draft's own 您", Met("[请|你]", "choice", "你", "您"), "“您”"),
        case("a slot", Met("{who}", "slot", "王经理", "王经理"), "“王经理”是某个人或部门"),
        case("a gap", Met("~3", "gap", "随时", "随时"), ""),
        case("a filler", Met(" ", "joint", "真的", "真的"), ""),
        case("a pause", Met(",", "words", ",", "，"), ""),
        case("nothing", Met("(了)", "optional", ""), ""),
    ],
)
def test_what_a_place_met(met: Met, words: str) -> None:
    assert met_in_words(met, HANS) == words


@pytest.mark.parametrize(
    ("excuses", "told", "line"),
    [
        case("the first", ("quoted",), (), "没有。以下情况都查过，一样也不是：话在引号里"),
        case("the same again", ("quoted",), ("quoted",), "没有，查的情况同上"),
        case("one more", ("quoted", "law"), ("quoted",), "没有，查的情况同上，另外也不是：依据的是法规"),
        case("one less, which may be there", ("quoted",), ("quoted", "law"), "没有。以下情况都查过，一样也不是：话在引号里"),
    ],
)
def test_excuses_are_told_once(excuses: tuple[str, ...], told: tuple[str, ...], line: str) -> None:
    assert rules_told._sought(excuses, told, HANS) == line


def test_documents_go_by_name() -> None:
    sources = (Source("004_b1731f7ffb67c752", "来访接待(9)"), Source("004_b1731f7ffb67c752", "投诉处理"), Source("前台守则", "3"))
    assert named(sources, HANS) == "客服接待中心手册的“来访接待(9)”、“投诉处理”；“前台守则”的第 3 项"
    assert named(sources[:1], Tongue("zh-hant")) == "客服接待中心手冊的“來訪接待(9)”"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        case("found", "这不归我管。",
             ["“不归我管”：不妥，碰到了不该说的话", "“这是别的部门负责的，不归我们管”这一类的话［t06］",
              "的第 6 项", "请改后再发", "建议改为"]),
        case("let pass for a next step", "王经理不在，我帮您转告他，下午给您回电话。",
             ["您还说了“我帮您转告他”，客户有了下一步，所以放行", "碰到了规则，但有正当理由，可以发"]),
        case("let pass for a quotation, by two rules in one place", "有业主反映前台说“这不归我管”。",
             ["“这不归我管”放在引号里", "碰到了规则，但有正当理由，可以发"]),
        case("let pass for a law", "消防法规定楼道不能停电动车，我帮您找个充电的位置。", ["说到了“消防法”，依据的是法规"]),
        case("nothing", "不知道您什么时候方便？", ["碰到规则  没有", "没有发现问题，可以发"]),
        case("the customer's turn", "客户：你们不管吗？\n客服：您好，我来帮您登记。",
             ["草稿      客户：你们不管吗？客服：您好", "开头写着“客户：”，所以“你们不管吗？”是客户说的"]),
        case("Cantonese", "您這件事我哋管唔到。", ["“哋”当作“们”、“唔”当作“不”", "“管唔到”（当作“管不到”看）"]),
    ],
)  # fmt: skip
def test_a_draft_is_explained(checker: Checker, text: str, parts: list[str]) -> None:
    line = told(checker, text)
    assert [part for part in parts if part not in line] == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_built_in_phrases_are_told_without_marks(checker: Checker, language: str) -> None:
    patterns = [pattern.text for rule in checker.rulebook.rules for pattern in rule.match]
    tell = Tongue(language)
    assert len(patterns) > 100
    assert [(text, words) for text in patterns if not (words := in_words(text, tell)) or TECHNICAL.search(words)] == []


def test_explanations_of_built_in_examples_hold_nothing_technical(checker: Checker) -> None:
    drafts = [example.text for rule in checker.rulebook.rules for example in (*rule.bad[:1], *rule.good[:2])]
    plain = {draft: told(checker, draft) for draft in drafts if not TECHNICAL.search(draft)}
    assert len(plain) > 50
    assert [(draft, mark[0]) for draft, line in plain.items() if (mark := TECHNICAL.search(line))] == []


def test_what_the_built_in_rulebook_names_is_known_in_words(checker: Checker) -> None:
    book = checker.rulebook
    classes = {name for rule in book.rules for pattern in rule.match for name in classes_in(parse(pattern.text))}
    documents = {source.document for rule in book.rules for source in rule.sources}
    assert (classes - set(CLASSES), documents - set(DOCUMENTS)) == (set(), set())
    assert {guard.name for guard in book.guards if guard.name != "own-words"} - set(REASONS) == set()


def test_every_wording_exists_in_chinese() -> None:
    tables = [CLASSES, SLOTS, DOCUMENTS, REASONS, LOOKED_FOR, rules_told._HOW, rules_told._WEIGHT]
    said = [wording for table in tables for wording in table.values()]
    for module in (rules_told, phrase_words, documents):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tell":
                said += [node.args[0].value] if isinstance(node.args[0], ast.Constant) else []
    assert len(said) > 100
    assert [wording for wording in said if wording not in CHINESE] == []
