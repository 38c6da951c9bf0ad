"""Rulebook files become frozen values; every fault is one line that says where, which rule, what, and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from table import case

from tonecheck.errors import RulebookError
from tonecheck.match.program import Program
from tonecheck.model import Severity
from tonecheck.rulebook.load import DEFAULT_IMPACT, DEFAULT_MESSAGE, builtin_folder, load, load_builtin
from tonecheck.rulebook.load_parts import slots_of
from tonecheck.rulebook.model import Example, Localized, Pattern, Place, Rule, Source, Template

LAW = next(guard.place for guard in load_builtin().guards if guard.name == "law")


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def faults(tmp_path: Path, text: str) -> list[str]:
    """The fault lines of a rulebook, read and compiled, without the folder in front."""
    file = write(tmp_path, text)
    with pytest.raises(RulebookError) as caught:
        Program(load([file]))
    assert str(caught.value) == "\n".join(caught.value.faults)
    return [line.replace(f"{tmp_path}/", "") for line in caught.value.faults]


def test_smallest_rule(tmp_path: Path) -> None:
    file = write(tmp_path, "rules:\n  - id: busy\n    match: [很忙]\n")
    assert load([file]).rules == (
        Rule(
            id="busy",
            place=Place(str(file), 2, 5),
            title=Localized("很忙", "很忙"),
            severity=Severity.WARNING,
            message=DEFAULT_MESSAGE,
            impact=DEFAULT_IMPACT,
            match=(Pattern("很忙", Place(str(file), 3, 13)),),
        ),
    )


def test_full_rule(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """rules:
  - id: busy
    title: {zh: 忙, en: busy}
    severity: error
    message: 只说忙。
    impact: {zh: 生气}
    match: [很忙, 没空]
    unless: 不忙
    guards: [-repaired_by]
    veto: true
    typed: [你]
    once: true
    scenes: {off: [phone-hold], only: [chat]}
    source: {document: book, item: 3}
    remark: no
    suggest: [我来, {text: 好, tw: 好喔, hk: 好呀}]
    bad: [我很忙]
    good: [{text: 不忙, guard: allowed-phrase}]
""",
    )

    def at(line: int, column: int) -> Place:
        return Place(str(file), line, column)

    assert load([file]).rules == (
        Rule(
            id="busy",
            place=at(2, 5),
            title=Localized("忙", "busy"),
            severity=Severity.ERROR,
            message=Localized("只说忙。", ""),
            impact=Localized("生气", ""),
            match=(Pattern("很忙", at(7, 13)), Pattern("没空", at(7, 17))),
            unless=(Pattern("不忙", at(8, 13)),),
            guards=("-repaired_by",),
            veto=True,
            typed=("你",),
            once=True,
            suggest=(Template("我来", None, None, at(16, 15)), Template("好", "好喔", "好呀", at(16, 19))),
            bad=(Example("我很忙", at(17, 11)),),
            good=(Example("不忙", at(18, 12), "allowed-phrase"),),
            scenes_off=("phone-hold",),
            scenes_only=("chat",),
            sources=(Source("book", "3"),),
            remark="no",
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("a key misspelt", "rules:\n  - id: a\n    match: [忙]\n    goood: [x]\n",
             ["own.yaml:4:5: a: unknown key 'goood' (did you mean 'good'?)"]),
        case("a top key misspelt", "rule:\n  - id: a\n", ["own.yaml:1:1: unknown key 'rule' (did you mean 'rules'?)"]),
        case("no id", "rules:\n  - match: [忙]\n", ["own.yaml:2:5: key 'id' is missing"]),
        case("no pattern", "rules:\n  - id: a\n", ["own.yaml:2:5: a: key 'match' is missing"]),
        case("an empty list of patterns", "rules:\n  - id: a\n    match: []\n",
             ["own.yaml:3:12: a: 'match' is empty; write at least one phrase"]),
        case("an id in capitals", "rules:\n  - id: Busy\n    match: [忙]\n",
             ["own.yaml:2:9: Busy: an id is lower-case letters, digits and single hyphens, such as taboo-busy"]),
        case("an id twice", "rules:\n  - id: a\n    match: [忙]\n  - id: a\n    match: [累]\n",
             ["own.yaml:4:9: a: this id stands already at own.yaml:2:5; rename one"]),
        case("a severity misspelt", "rules:\n  - id: a\n    match: [忙]\n    severity: eror\n",
             ["own.yaml:4:15: a: unknown severity 'eror' (did you mean 'error'?)"]),
        case("a severity of another tool", "rules:\n  - id: a\n    match: [忙]\n    severity: fatal!\n",
             ["own.yaml:4:15: a: unknown severity 'fatal!'; known: error, warning, info"]),
        case("a flag that is no flag", "rules:\n  - id: a\n    match: [忙]\n    veto: maybe\n",
             ["own.yaml:4:11: a: unknown veto 'maybe'; known: true, false"]),
        case("a phrase that is a list", "rules:\n  - id: a\n    match: [[忙]]\n",
             ["own.yaml:3:13: a: a phrase must be text, found a list"]),
        case("a rule that is a word", "rules: [忙]\n", ["own.yaml:1:9: expected keys and values, found '忙'"]),
        case("no rule", "lexicon:\n  x: [忙]\n", ["own.yaml: no rule in it; write at least one under 'rules:'"]),
        case("nothing", "", ["own.yaml: no rule in it; write at least one under 'rules:'"]),
        case("a guard's scope misspelt", "guards:\n  g:\n    - {scope: sentnce, match: [忙]}\nrules:\n  - {id: a, match: [忙]}\n",
             ["own.yaml:3:15: g: unknown scope 'sentnce' (did you mean 'sentence'?)"]),
        case("a phrase in Chinese quotation marks", "rules:\n  - id: a\n    match: [“忙”]\n",
             ["own.yaml:3:13: a: '“忙”' stands in Chinese quotation marks, which would be part of it; write \"忙\""]),
        case("a day that is none", "rules:\n  - {id: a, match: [忙], valid_from: 2026-13-01}\n",
             ["own.yaml:2:37: a: '2026-13-01' is no day; write year, month and day: 2026-01-31"]),
        case("an end before the begin", "rules:\n  - {id: a, match: [忙], valid_from: 2026-02-01, valid_until: 2026-01-01}\n",
             ["own.yaml:2:62: a: ends before it begins; valid_from is 2026-02-01"]),
        case("an old id that is in use", "rules:\n  - {id: a, match: [忙], renamed_from: [b]}\n  - {id: b, match: [累]}\n",
             ["own.yaml:2:5: a: renamed_from 'b' is the id of a rule at own.yaml:3:5; take one out"]),
        case("an old id of two rules", "rules:\n  - {id: a, match: [忙], renamed_from: c}\n"
             "  - {id: b, match: [累], renamed_from: c}\n",
             ["own.yaml:3:5: b: renamed_from 'c' stands at rule 'a' already; keep one"]),
        case("a scene on and off", "rules:\n  - {id: a, match: [忙], scenes: {off: [chat], only: [chat]}}\n",
             ["own.yaml:2:33: a: scene 'chat' is both 'off' and 'only'; keep one"]),
        case("a guard for every rule and for some", "rules:\n  - {id: a, match: [忙]}\n"
             "guards: {law: [{scope: clause, default: true, match: [忙]}]}\n",
             [f"own.yaml:3:16: law: 'default' is true here, but false at {LAW}; a guard has one"]),
        case("a guard that does not exist", "rules:\n  - id: a\n    match: [忙]\n    guards: [qoted]\n",
             ["own.yaml:4:14: a: unknown guard 'qoted' (did you mean 'quoted'?)"]),
        case("a guard taken away that does not exist", "rules:\n  - id: a\n    match: [忙]\n    guards: [-repared_by]\n",
             ["own.yaml:4:14: a: unknown guard 'repared_by' (did you mean 'repaired_by'?)"]),
        case("a scene that does not exist", "rules:\n  - id: a\n    match: [忙]\n    scenes: {off: [frontdesk]}\n",
             ["own.yaml:4:20: a: unknown scene 'frontdesk' (did you mean 'front-desk'?)"]),
        case("a slot that nothing can fill", "rules:\n  - id: a\n    match: [忙]\n    suggest: ['请找{woh}']\n",
             ["own.yaml:4:15: a: no phrase captures {woh} (did you mean '{who}'?); "
              "write {woh} into a phrase, or take it out of the reply"]),
        case("a class that does not exist", "rules:\n  - id: a\n    match: ['@wee 忙']\n",
             ["own.yaml:3:13: a: unknown class '@wee' (did you mean '@we'?)"]),
        case("a class unlike any other", "rules:\n  - id: a\n    match: ['@xyzxyz 忙']\n",
             ["own.yaml:3:13: a: unknown class '@xyzxyz'; classes stand under 'lexicon:'"]),
        case("a class in a class that does not exist", "lexicon:\n  mine: ['@wee']\nrules:\n  - id: a\n    match: ['@mine 忙']\n",
             ["own.yaml:2:10: lexicon @mine: unknown class '@wee' (did you mean '@we'?)"]),
        case("a class that holds itself", "lexicon:\n  mine: ['@mine']\nrules:\n  - id: a\n    match: ['@mine 忙']\n",
             ["own.yaml:2:10: lexicon @mine: '@mine' includes itself; take it out"]),
        case("a pattern that cannot be read", "rules:\n  - id: a\n    match: ['不[归|管']\n",
             ["own.yaml:3:13: a: in '不[归|管' at character 2: '[' is not closed; ']' is missing"]),
        case("a pattern without words", "rules:\n  - id: a\n    match: ['~6']\n",
             ["own.yaml:3:13: a: in '~6' at character 1: has no words of its own, so it would match everything; "
              "write at least one word"]),
        case("a pattern whose words may all be missing", "rules:\n  - id: a\n    match: ['(忙)']\n",
             ["own.yaml:3:13: a: '(忙)' has no word that must stand in the text; write one outside (…)"]),
        case("a pattern that could run long", "rules:\n  - id: a\n    match: ['忙~~24啦忙~~24忙~~24忙~~24忙']\n",
             ["own.yaml:3:13: a: '忙~~24啦忙~~24忙~~24忙~~24忙' could run long; write fewer or shorter gaps"]),
        case("a slot twice in one pattern", "rules:\n  - id: a\n    match: ['{who}忙{who}']\n",
             ["own.yaml:3:13: a: in '{who}忙{who}': slot '{who}' stands twice; keep one"]),
        case("a look-behind of several lengths", "rules:\n  - id: a\n    match: ['<!我~2>忙']\n",
             ["own.yaml:3:13: a: in '<!我~2>忙': what must not precede has one length each; take out gaps, options and blanks"]),
    ],
)
def test_faults(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert faults(tmp_path, text) == expected


def test_five_faults_are_five_lines_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """rules:
  - id: A
    match: [忙]
  - id: b
    match: [忙]
    goood: [忙]
  - id: c
    match: [[忙], 累]
    severity: bad
  - id: c
    match: [累]
"""
    assert faults(tmp_path, text) == [
        "own.yaml:2:9: A: an id is lower-case letters, digits and single hyphens, such as taboo-busy",
        "own.yaml:6:5: b: unknown key 'goood' (did you mean 'good'?)",
        "own.yaml:8:13: c: a phrase must be text, found a list",
        "own.yaml:9:15: c: unknown severity 'bad'; known: error, warning, info",
        "own.yaml:10:9: c: this id stands already at own.yaml:7:5; rename one",
    ]


def test_faults_of_several_files_stand_together(tmp_path: Path) -> None:
    write(tmp_path, "rules:\n  - id: a\n", "1.yaml")
    write(tmp_path, "rules: [", "2.yaml")
    (tmp_path / "3.yaml").write_bytes(b"rules: \xff")
    with pytest.raises(RulebookError) as caught:
        load([tmp_path])
    lines = [line.replace(f"{tmp_path}/", "") for line in caught.value.faults]
    assert lines[0] == "1.yaml:2:5: a: key 'match' is missing"
    assert lines[1:] == ["2.yaml:1:8: '[' is not closed; ']' is missing", "3.yaml: not UTF-8 (byte 8); save it as UTF-8"]


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(RulebookError) as caught:
        load([tmp_path / "none.yaml", empty])
    assert caught.value.faults == (
        f"{tmp_path / 'none.yaml'}: no such rulebook; give a .yaml file or a folder of them",
        f"{empty}: no rulebook in this folder; expected files that end in .yaml",
    )


def test_yaml_words_stay_text(tmp_path: Path) -> None:
    file = write(tmp_path, "rules:\n  - {id: no, match: [on, 1.0, null]}\n")
    (rule,) = load([file]).rules
    assert (rule.id, [p.text for p in rule.match]) == ("no", ["on", "1.0", "null"])


def test_byte_order_mark_is_none_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + "rules:\n  - {id: a, match: [忙]}\n".encode())
    assert [r.id for r in load([file]).rules] == ["a"]


OWN = """version: 2026-11
lexicon:
  busy: [忙 本店]
  we: [我 本店]
scenes: [chat, shop]
guards:
  law: [{scope: clause, match: [店规]}]
courtesy:
  greeting: [欢迎光临本店]
rules:
  - {id: a, match: ['@we @busy']}
"""


def test_own_lists_add_to_the_built_in_ones(tmp_path: Path) -> None:
    own, built_in = load([write(tmp_path, OWN)]), load_builtin()
    assert own.lexicon == {**built_in.lexicon, "busy": (*built_in.lexicon["busy"], "本店"), "we": (*built_in.lexicon["we"], "本店")}
    assert own.scenes == (*built_in.scenes, "shop")
    assert own.guards[: len(built_in.guards)] == built_in.guards
    # The built-in law protects only rules that ask for it, and so does what is added to it.
    assert [(g.name, g.scope, g.default) for g in own.guards[len(built_in.guards) :]] == [("law", "clause", False)]
    assert [c.phrases[-1] for c in own.courtesy if c.kind == "greeting"] == ["欢迎光临本店"]
    assert (own.version, built_in.version) == ("2026-11", "1")


def test_a_standalone_rulebook_has_its_own_lists_alone(tmp_path: Path) -> None:
    own = load([write(tmp_path, "standalone: true\n" + OWN)])
    assert own.lexicon == {"busy": ("忙", "本店"), "we": ("我", "本店")}
    assert (own.scenes, [g.name for g in own.guards]) == (("chat", "shop"), ["law"])


def test_the_built_in_folder_named_beside_a_file_is_read_once(tmp_path: Path) -> None:
    both, built_in = load([builtin_folder(), write(tmp_path, "rules:\n  - {id: a, match: ['@we很忙']}\n")]), load_builtin()
    assert (both.lexicon, both.guards, both.scenes, both.courtesy) == (
        built_in.lexicon, built_in.guards, built_in.scenes, built_in.courtesy)


def test_old_ids_still_name_their_rule(tmp_path: Path) -> None:
    book = load([write(tmp_path, "rules:\n  - {id: new, match: [忙], renamed_from: [old, older]}\n  - {id: b, match: [累]}\n")])
    assert [book.current(i) for i in ("new", "old", "older", "b", "none")] == ["new", "new", "new", "b", None]
    assert book.rule("older").id == "new"


def test_a_class_in_two_files_is_one(tmp_path: Path) -> None:
    write(tmp_path, "lexicon:\n  tired: [忙]\n", "1.yaml")
    write(tmp_path, "lexicon:\n  tired: [累]\nrules:\n  - {id: a, match: ['@tired']}\n", "2.yaml")
    assert load([tmp_path]).lexicon["tired"] == ("忙", "累")


def test_digest_names_the_content(tmp_path: Path) -> None:
    file = write(tmp_path, "rules:\n  - {id: a, match: [忙]}\n")
    before = load([file]).digest
    assert load([file]).digest == before
    write(tmp_path, "rules:\n  - {id: a, match: [累]}\n")
    assert load([file]).digest != before


def test_built_in_places_name_no_folder_of_this_machine() -> None:
    rulebook = load_builtin()
    assert {Path(r.place.file).parent.as_posix() for r in rulebook.rules} == {"rules"}
    assert set(rulebook.files) == {f"rules/{f.name}" for f in builtin_folder().glob("*.yaml")}


def test_rule_by_id() -> None:
    assert load_builtin().rule("t06").id == "t06"
    with pytest.raises(KeyError):
        load_builtin().rule("t99")


def test_slots_of() -> None:
    assert slots_of("请{who}在{day}来") == ["who", "day"]
