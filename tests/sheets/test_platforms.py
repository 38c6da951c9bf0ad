"""Word lists of WeCom and YAML of prh: what they take, and what is lost on the way."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from table import case

from tonecheck import Checker
from tonecheck.rulebook.load import load, load_builtin
from tonecheck.rulebook.model import Rulebook
from tonecheck.rulebook.pattern import Expander, parse
from tonecheck.sheets.literal import NotLiteral, literals
from tonecheck.sheets.platforms import LONGEST_NAME, LONGEST_WORD, SHORTEST_WORD, WORDS_A_RULE, javascript, prh, wecom

BUILTIN = load_builtin()
RULES = """lexicon:
  shut: [关门 打烊]
rules:
  - {id: shut, severity: error, match: ["我们(都)@shut了", "你 ~4 关门", "没空"], suggest: ["请{who}来。", "我来办。"], bad: ["我们关门了，走吧。"]}
  - {id: busy, match: ["忙着呢走开"], suggest: ["$5 也收。"]}
  - {id: hint, severity: info, match: ["没事没事"]}
  - {id: typed, match: ["你好吗你"], typed: [你]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Rulebook:
    file = tmp_path / "own.yaml"
    file.write_text(RULES, encoding="utf-8")
    return load([file])


def test_wecom(small: Rulebook) -> None:
    made = wecom(small)
    nobody = {"user_list": [], "department_list": []}
    assert json.loads(made.text) == [
        {"rule_name": "tonecheck 拦截 1", "intercept_type": 1, "applicable_range": nobody,
         "word_list": ["我们都关门了", "我们都打烊了", "我们关门了", "我们打烊了", "我们关门了，走吧"]},
        {"rule_name": "tonecheck 提醒 1", "word_list": ["忙着呢走开"], "intercept_type": 2, "applicable_range": nobody},
    ]
    assert [str(line) for line in made.lost] == [
        "lost: guards, exceptions and scenes; whatever holds the words is stopped, a quotation or an offer of help as well",
        "lost: replies and reasons; a word list has none",
        "lost: traditional and Cantonese spellings, blanks and particles between the words",
        "to fill in: 'applicable_range', the members or departments that the list is for",
        "shut: 2 of 3 phrases left out (a gap, too short or too long for a word)",
        "hint: left out; a hint, and WeCom can only stop or warn",
        "typed: left out; it holds only as typed, or in one scene",
    ]


def test_wecom_keeps_to_the_limits() -> None:
    """Of developer.work.weixin.qq.com/document/path/95130: names of 20, words of 32 characters, 300 words, 100 rules."""
    bodies = json.loads(wecom(BUILTIN).text)
    assert 1 <= len(bodies) <= 100
    for body in bodies:
        assert 1 <= len(body["rule_name"]) <= LONGEST_NAME == 20
        assert 1 <= len(body["word_list"]) <= WORDS_A_RULE == 300
        assert all(SHORTEST_WORD <= len(word) <= LONGEST_WORD == 32 for word in body["word_list"])
    words = [word for body in bodies for word in body["word_list"]]
    assert len(words) == len(set(words)) > 100


def test_more_words_than_a_list_takes(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    phrases = ", ".join(f'"第{n}号说法"' for n in range(700))
    file.write_text(f"rules: [{{id: many, severity: error, match: [{phrases}]}}]\n", encoding="utf-8")
    bodies = json.loads(wecom(load([file])).text)
    assert [(b["rule_name"], len(b["word_list"])) for b in bodies] == [
        ("tonecheck 拦截 1", 300), ("tonecheck 拦截 2", 300), ("tonecheck 拦截 3", 100)]


def test_every_word_of_the_list_is_found_by_a_rule(patterns: Checker) -> None:
    """What WeCom stops, a pattern of ours finds as well, whether or not a guard would clear it."""
    words = [word for body in json.loads(wecom(BUILTIN).text) for word in body["word_list"]]
    by_pattern = [word for word in words if not patterns.hits(word)[1]]
    examples = {e.text.rstrip("。！？") for rule in BUILTIN.rules for e in rule.bad}
    assert [word for word in by_pattern if word not in examples] == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        case("words", "不归我管", ["不归我管"]),
        case("joints vanish", "不 归 我 管", ["不归我管"]),
        case("alternatives and what may be there", "[我|我们](都)走", ["我都走", "我走", "我们都走", "我们走"]),
        case("a class", "@absent_now", ["不在这"]),
    ],
)
def test_literals(pattern: str, expected: list[str]) -> None:
    assert literals(parse(pattern), Expander({"absent_now": ("不在这",)})) == expected


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("我 ~4 走", "a gap"),
        ("{who}走", "a slot"),
        ("^ 走", "the edge of a clause"),
        ("走<!开>", "words that must not stand beside it"),
        ("[a|b|c|d|e][a|b|c|d|e]", "too many ways of saying it"),
    ],
)
def test_what_is_no_list_of_phrases(pattern: str, reason: str) -> None:
    with pytest.raises(NotLiteral, match=f"^{reason}$"):
        literals(parse(pattern), Expander({}))


def test_prh(small: Rulebook) -> None:
    made = prh(small)
    document = yaml.safe_load(made.text)
    assert document["version"] == 1
    assert [(r["expected"], len(r["patterns"]), r["prh"].split(":")[0]) for r in document["rules"]] == [
        ("我来办。", 3, "shut"), ("$$5 也收。", 1, "busy")]
    assert [str(line) for line in made.lost[4:]] == [
        "hint: left out; no reply that needs nothing of the draft",
        "typed: left out; it holds only as typed, or in one scene",
    ]


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        case("a group of ours", "(?P<who>a|b)", "(?:a|b)"),
        case("a choice of marks", "[^,。]{0,4}?", "[^,，。]{0,4}?"),
        case("a mark", "好,", "好[,，]"),
        case("a question mark that is meant", "好\\?", "好[\\?？]"),
        case("one that is not", "好?", "好?"),
        case("you", "你[你们]", "[你您妳][你您妳们]"),
        case("look-around", "(?<!a)(?!b)(?=c)", "(?<!a)(?!b)(?=c)"),
        case("escapes that only Python needs", "a\\-b\\ c/", "a-b c\\/"),
        case("line ends, as prh takes an expression for one only on one line", "[^\\\n,]\n", "[^\\n,，]\\n"),
    ],
)
def test_javascript(python: str, expected: str) -> None:
    assert javascript(python) == expected


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node to run JavaScript")
def test_the_expressions_find_the_bad_examples_in_javascript(patterns: Checker) -> None:
    """As typed, without folding: of the bad examples that a pattern finds, prh finds nearly all."""
    rules = yaml.safe_load(prh(BUILTIN).text)["rules"]
    drafts = {rule["prh"].split(":")[0]: [] for rule in rules}
    for rule in BUILTIN.rules:
        for example in rule.bad:
            _, hits = patterns.hits(example.text)
            if rule.id in drafts and any(patterns.rulebook.rules[h.rule].id == rule.id for h in hits):
                drafts[rule.id].append(example.text)
    cases = [[rule["patterns"], drafts[rule["prh"].split(":")[0]]] for rule in rules]
    script = """
        const found = JSON.parse(require('fs').readFileSync(0, 'utf8')).map(([patterns, drafts]) => {
            const all = patterns.map(p => new RegExp(p.slice(1, -1), 'u'));
            return drafts.filter(d => all.some(r => r.test(d))).length;
        });
        console.log(JSON.stringify(found));
    """
    ran = subprocess.run(["node", "-e", script], input=json.dumps(cases), capture_output=True, text=True, check=True, timeout=60)
    found, all_of_them = sum(json.loads(ran.stdout)), sum(len(d) for d in drafts.values())
    assert all_of_them > 100
    assert found > 0.9 * all_of_them
    # What prh asks for; anything else it takes as plain words.
    assert all(re.fullmatch("/.*/[gimy]*", p) for rule in rules for p in rule["patterns"])
