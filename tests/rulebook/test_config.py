"""A house's configuration: what it makes of the rules below, where each value comes from, and what it says of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from table import case

from tonecheck import Checker, RulebookError, UsageError, Verdict
from tonecheck.match.program import Program
from tonecheck.model import Severity
from tonecheck.rulebook.config import read_config, read_pack
from tonecheck.rulebook.configured import Config, Setting
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.model import Place, Rulebook
from tonecheck.rulebook.where import find_config

BUILTIN = load_builtin()
SMALL = """rules:
  - {id: busy, severity: error, match: [很忙], suggest: ["我先帮您登记。"], bad: [我很忙], good: [我来办]}
  - {id: away, match: ["{thing} 没有了"], unless: [书没有了], suggest: ["{thing}我帮您问。"], scenes: {off: [queue]}}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def config_of(text: str, name: str = "tonecheck.yaml") -> Config:
    Path("small.yaml").write_text(SMALL, encoding="utf-8")
    Path(name).write_text(text, encoding="utf-8")
    return read_config(Path.cwd() / name)


def small(text: str) -> Rulebook:
    """The rulebook of a house that has two rules of its own and nothing else."""
    return config_of("extends: small-house.yaml\n" + text).rulebook


@pytest.fixture
def small_house() -> None:
    Path("small-house.yaml").write_text("extends: none\nrules: [small.yaml]\n", encoding="utf-8")


# --- what it makes


def test_an_empty_file_changes_nothing() -> None:
    config = config_of("")
    assert config.rulebook.rules == BUILTIN.rules
    assert config.rulebook.digest == BUILTIN.digest
    assert (config.reader, config.choices, config.settings) == (True, {}, (Setting("extends", "builtin", Place("", 0, 0)),))
    assert config.files == (*BUILTIN.files, "tonecheck.yaml")


def test_own_rules_add_to_those_below() -> None:
    rulebook = config_of("rules: [small.yaml, {id: mine, match: [等着]}]\n").rulebook
    assert [r.id for r in rulebook.rules] == [*(r.id for r in BUILTIN.rules), "busy", "away", "mine"]
    assert rulebook.rule("busy").place == Place("small.yaml", 2, 5)
    assert rulebook.rule("mine").place == Place("tonecheck.yaml", 1, 21)
    assert rulebook.guards == BUILTIN.guards


def test_a_rule_of_the_same_id_takes_the_place() -> None:
    config = config_of("rules: [{id: t06, match: [不归我管]}]\n")
    assert [r.id for r in config.rulebook.rules] == [r.id for r in BUILTIN.rules]
    assert [p.text for p in config.rulebook.rule("t06").match] == ["不归我管"]
    assert Setting("rule t06", "replaces the one below", Place("tonecheck.yaml", 1, 9)) in config.settings


def test_a_rule_twice_in_one_file_stays_a_fault() -> None:
    with pytest.raises(RulebookError) as caught:
        config_of("rules: [{id: a, match: [忙]}, {id: a, match: [累]}]\n")
    assert caught.value.faults == ("tonecheck.yaml:1:35: a: this id stands already at tonecheck.yaml:1:9; rename one",)


@pytest.mark.usefixtures("small_house")
def test_extends_another_house() -> None:
    rulebook = small("")
    assert [r.id for r in rulebook.rules] == ["busy", "away"]
    assert (rulebook.lexicon, rulebook.guards, rulebook.scenes) == (BUILTIN.lexicon, BUILTIN.guards, BUILTIN.scenes)


@pytest.mark.usefixtures("small_house")
def test_several_below_are_one_and_the_later_counts() -> None:
    Path("other.yaml").write_text(
        "extends: none\nrules: [{id: busy, match: [忙死]}, {id: late, match: [晚点]}]\n", encoding="utf-8"
    )
    rulebook = config_of("extends: [small-house.yaml, other.yaml]\n").rulebook
    assert [(r.id, r.match[0].text) for r in rulebook.rules] == [("busy", "忙死"), ("away", "{thing} 没有了"), ("late", "晚点")]
    assert rulebook.guards == BUILTIN.guards


@pytest.mark.usefixtures("small_house")
def test_a_change_takes_the_place_of_what_it_names_and_of_nothing_else() -> None:
    before = small("").rule("busy")
    after = small("change:\n  busy: {severity: info, suggest: [我来。], scenes: {only: [chat]}}\n").rule("busy")
    assert (after.severity, [t.hans for t in after.suggest], after.scenes_only) == (Severity.INFO, ["我来。"], ("chat",))
    assert (after.match, after.bad, after.good, after.message, after.place) == (
        before.match, before.bad, before.good, before.message, before.place)


@pytest.mark.usefixtures("small_house")
def test_an_addition_comes_before_what_is_there() -> None:
    more = "match: [忙死], unless: [不很忙], suggest: [{text: 好, tw: 好喔}], bad: [忙死了], good: [不很忙]"
    rule = small(f"change:\n  busy: {{add: {{{more}}}}}\n").rule("busy")
    assert [p.text for p in rule.match] == ["忙死", "很忙"]
    assert [p.text for p in rule.unless] == ["不很忙"]
    assert [(t.hans, t.hant_tw) for t in rule.suggest] == [("好", "好喔"), ("我先帮您登记。", None)]
    assert ([e.text for e in rule.bad], [e.text for e in rule.good]) == (["忙死了", "我很忙"], ["不很忙", "我来办"])


@pytest.mark.usefixtures("small_house")
def test_a_reply_of_a_change_may_use_what_the_rule_captures() -> None:
    assert small("change: {away: {suggest: ['{thing}有了告诉您。']}}").rule("away").suggest[0].hans == "{thing}有了告诉您。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("a list, without reasons", "off: [busy]", {"busy": ""}),
        case("one alone", "off: busy", {"busy": ""}),
        case("with a reason", "off: {away: 仓库自己看}", {"away": "仓库自己看"}),
        case("many by one name", "off: ['bus*', '*way']", {"busy": "", "away": ""}),
    ],
)
@pytest.mark.usefixtures("small_house")
def test_off(text: str, expected: dict[str, str]) -> None:
    rulebook = small(text)
    assert {r.id: r.off for r in rulebook.off} == expected
    assert [r.id for r in rulebook.rules] == ["busy", "away"]


@pytest.mark.usefixtures("small_house")
def test_an_old_id_still_names_its_rule() -> None:
    config = config_of("extends: none\nrules: [{id: hurry, match: [快点], renamed_from: quick}]\noff: {quick: 旧名}\n")
    assert {r.id: r.off for r in config.rulebook.off} == {"hurry": "旧名"}
    assert Setting("renamed quick", "hurry", Place("tonecheck.yaml", 3, 7)) in config.settings


def test_choices_and_where_they_come_from() -> None:
    config = config_of("scene: chat\nscript: hant-hk\nfail_on: error\nlang: en\nreader: no\n".replace("no", "false"))
    assert config.choices == {"scene": "chat", "script": "hant-hk", "fail_on": "error", "lang": "en"}
    assert config.reader is False
    assert [s for s in config.settings if s.name in ("scene", "reader")] == [
        Setting("scene", "chat", Place("tonecheck.yaml", 1, 8)),
        Setting("reader", "false", Place("tonecheck.yaml", 5, 9)),
    ]


def test_choices_are_inherited() -> None:
    Path("group.yaml").write_text("fail_on: error\nscene: chat\nreader: false\noff: [t15]\n", encoding="utf-8")
    config = config_of("extends: group.yaml\nscene: notice\n")
    assert (config.choices, config.reader) == ({"fail_on": "error", "scene": "notice"}, False)
    assert [r.id for r in config.rulebook.off] == ["t15"]


def test_a_word_for_a_class_of_the_built_in() -> None:
    lexicon = config_of("lexicon: {we: [阳光物业 阳光管家], ours: [客堂]}\n").rulebook.lexicon
    assert lexicon["we"] == (*BUILTIN.lexicon["we"], "阳光物业", "阳光管家")
    assert lexicon["ours"] == ("客堂",)


def test_pyproject_says_the_same() -> None:
    yaml = config_of(
        "house: {company: 阳光物业}\noff: {t15: 习惯}\nfail_on: error\nrules: [small.yaml]\nchange: {t07: {severity: info}}\n"
    )
    toml = config_of(
        '[project]\nname = "x"\n\n[tool.tonecheck]\nfail_on = "error"\nrules = ["small.yaml"]\noff.t15 = "习惯"\n\n'
        '[tool.tonecheck.house]\ncompany = "阳光物业"\n\n[tool.tonecheck.change]\nt07 = {severity = "info"}\n',
        "pyproject.toml",
    )
    assert toml.rulebook.digest == yaml.rulebook.digest
    assert toml.choices == yaml.choices
    assert [s for s in toml.settings if s.place.file] == [
        Setting("rule busy", "own", Place("small.yaml", 2, 5)),
        Setting("rule away", "own", Place("small.yaml", 3, 5)),
        Setting("change t07", "severity error → info", Place("pyproject.toml", 13, 7)),
        Setting("house.company", "阳光物业", Place("pyproject.toml", 10, 11)),
        Setting("off t15", "习惯", Place("pyproject.toml", 7, 1)),
        Setting("fail_on", "error", Place("pyproject.toml", 5, 11)),
    ]


def test_the_digest_tells_houses_apart() -> None:
    texts = ["", "off: [t15]", "off: {t15: x}", "house: {company: 阳光}", "house: {company: 月光}",
             "change: {t07: {severity: info}}", "lexicon: {we: [阳光]}", "rules: [small.yaml]"]
    assert len({config_of(text).rulebook.digest for text in texts}) == len(texts)


# --- what it says of mistakes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("a key misspelt", "hous: {}", ["tonecheck.yaml:1:1: unknown key 'hous' (did you mean 'house'?)"]),
        case("a pack misspelt", "extends: bultin",
             ["tonecheck.yaml:1:10: extends: unknown pack 'bultin' (did you mean 'builtin'?)"]),
        case("a selection outside a pack", "extends: {pack: builtin, only: [t01]}",
             ["tonecheck.yaml:1:10: extends: 'only' is for packs; switch rules off by name under 'off:'"]),
        case("itself", "extends: tonecheck.yaml",
             ["tonecheck.yaml:1:10: extends: 'tonecheck.yaml' extends itself through this file; take one of them out"]),
        case("a name of the house misspelt", "house: {hotlin: 400}",
             ["tonecheck.yaml:1:9: house: unknown key 'hotlin' (did you mean 'hotline'?)"]),
        case("a name that is no text", "house: {hotline: [1]}",
             ["tonecheck.yaml:1:18: house hotline: it must be text, found a list"]),
        case("a rule that is not there is off", "off: [t99]", ["tonecheck.yaml:1:7: off: no rule 't99' (did you mean 't19'?)"]),
        case("a group that is not there is off", "off: ['zz-*']",
             ["tonecheck.yaml:1:7: off: no rule 'zz-*'; see: tonecheck rules list"]),
        case("a reason that is no text", "off: {t15: [a]}", ["tonecheck.yaml:1:12: off: a reason must be text, found a list"]),
        case("a change of a rule that is not there", "change: {taboo-bussy: {severity: info}}",
             ["tonecheck.yaml:1:10: change: no rule 'taboo-bussy' (did you mean 'taboo-busy'?)"]),
        case("a change that is none", "change: {t07: info}", ["tonecheck.yaml:1:15: t07: expected keys and values, found 'info'"]),
        case("a change of what cannot be changed", "change: {t07: {id: t08}}",
             ["tonecheck.yaml:1:16: t07: unknown key 'id'; known: title, severity, message, impact, unless, guards, scenes,"
              " suggest, topic, manner, whole, remark, add"]),
        case("a severity misspelt", "change: {t07: {severity: eror}}",
             ["tonecheck.yaml:1:26: t07: unknown severity 'eror' (did you mean 'error'?)"]),
        case("an addition misspelt", "change: {t07: {add: {mach: [x]}}}",
             ["tonecheck.yaml:1:22: t07: unknown key 'mach' (did you mean 'match'?)"]),
        case("a slot misspelt in a reply", "change: {t07: {suggest: ['请打{hotlin}']}}",
             ["tonecheck.yaml:1:26: t07: no phrase captures {hotlin} (did you mean '{hotline}'?);"
              " write {hotlin} into a phrase, or take it out of the reply"]),
        case("a class misspelt", "lexicon: {we: ['@wee']}",
             ["tonecheck.yaml:1:16: lexicon @we: unknown class '@wee' (did you mean '@we'?)"]),
        case("rules that are not there", "rules: [our.yaml]",
             ["tonecheck.yaml:1:9: rules: no such rulebook 'our.yaml'; give a .yaml file or a folder of them"]),
        case("a rule written here is wrong", "rules: [{id: Busy, match: [忙]}]",
             ["tonecheck.yaml:1:14: Busy: an id is lower-case letters, digits and single hyphens, such as taboo-busy"]),
        case("a scene misspelt", "scene: frontdesk",
             ["tonecheck.yaml:1:8: unknown scene 'frontdesk' (did you mean 'front-desk'?)"]),
        case("a choice that is none", "fail_on: sometimes",
             ["tonecheck.yaml:1:10: unknown fail_on 'sometimes'; known: error, warning, info, never"]),
        case("no rule is left", "extends: none",
             ["tonecheck.yaml:1:1: no rule in force; extend a pack (extends: builtin) or name rules of your own"]),
        case("not YAML", "off: [t15", ["tonecheck.yaml:1:6: '[' is not closed; ']' is missing"]),
        case("a list", "[a]", ["tonecheck.yaml:1:1: expected keys and values, found a list"]),
        case("five at once, in the order of the file", "hous: {}\nhouse: {hotlin: 1}\noff: [t99]\nchange: {t98: {}}\nfail_on: x\n",
             ["tonecheck.yaml:1:1: unknown key 'hous' (did you mean 'house'?)",
              "tonecheck.yaml:2:9: house: unknown key 'hotlin' (did you mean 'hotline'?)",
              "tonecheck.yaml:3:7: off: no rule 't99' (did you mean 't19'?)",
              "tonecheck.yaml:4:10: change: no rule 't98' (did you mean 't19'?)",
              "tonecheck.yaml:5:10: unknown fail_on 'x'; known: error, warning, info, never"]),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    with pytest.raises(RulebookError) as caught:
        Program(config_of(text).rulebook)
    assert list(caught.value.faults) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("no TOML", "[tool.tonecheck]\noff = [\n",
             "pyproject.toml:3:1: not valid TOML: Invalid value; check quotes and brackets here"),
        case("no table of ours", "[project]\nname = 'tonecheck'\n",
             "pyproject.toml: no table [tool.tonecheck] in it; add one, or give a tonecheck.yaml"),
        case("a value in a table", "[tool.tonecheck]\n\n[tool.tonecheck.change.t07]\nseverity = 'eror'\n",
             "pyproject.toml:4:12: t07: unknown severity 'eror' (did you mean 'error'?)"),
        case("a key in quotation marks", "[tool.tonecheck]\n'off' = ['t99']\n",
             "pyproject.toml:2:9: off: no rule 't99' (did you mean 't19'?)"),
    ],
)
def test_faults_of_toml(text: str, expected: str) -> None:
    with pytest.raises(RulebookError) as caught:
        config_of(text, "pyproject.toml")
    assert str(caught.value) == expected


def test_faults_of_what_is_extended_name_their_own_file() -> None:
    Path("group.yaml").write_text("off: [t99]\n", encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        config_of("extends: group.yaml\n")
    assert str(caught.value) == "group.yaml:1:7: off: no rule 't99' (did you mean 't19'?)"


def test_a_file_that_is_not_there_or_no_text() -> None:
    Path("gbk.yaml").write_bytes("off: {t15: 习惯}\n".encode("gbk"))
    for name, expected in (
        ("none.yaml", "none.yaml: no such configuration; give a tonecheck.yaml, or a pyproject.toml with [tool.tonecheck]"),
        ("gbk.yaml", "gbk.yaml: not UTF-8 (byte 14); save it as UTF-8"),
    ):
        with pytest.raises(RulebookError) as caught:
            read_config(Path(name))
        assert str(caught.value) == expected


# --- where it is found


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        case("nothing", [], None),
        case("beside the draft", ["a/b/tonecheck.yaml", "a/tonecheck.yaml"], "a/b/tonecheck.yaml"),
        case("above it", ["a/tonecheck.yml"], "a/tonecheck.yml"),
        case("yaml before yml before pyproject", ["a/tonecheck.yaml", "a/tonecheck.yml", "a/pyproject.toml"], "a/tonecheck.yaml"),
        case("the nearer pyproject goes first", ["tonecheck.yaml", "a/pyproject.toml"], "a/pyproject.toml"),
        case("in another folder", ["c/tonecheck.yaml"], None),
    ],
)
def test_find(files: list[str], expected: str | None) -> None:
    Path("a/b").mkdir(parents=True)
    Path("c").mkdir()
    for name in files:
        Path(name).write_text("[tool.tonecheck]\n" if name.endswith("toml") else "", encoding="utf-8")
    found = find_config(Path("a/b"))
    assert (found.relative_to(Path.cwd()).as_posix() if found else None) == expected


def test_a_pyproject_without_our_table_is_passed_over() -> None:
    Path("pyproject.toml").write_text('[project]\nname = "tonecheck"\n[tool.other]\nx = "[tool.tonecheck]"\n', encoding="utf-8")
    assert find_config(Path.cwd()) is None


# --- the checker


def test_what_is_off_clears_and_is_told() -> None:
    config_of("off: {t06: 外包, taboo-not-my-job: 外包}\n")
    report = Checker.from_config("tonecheck.yaml").check("维修是老李负责的，不归我管。")
    assert [f.rule_id for f in report.findings if f.rule_id in ("t06", "taboo-not-my-job")] == []
    assert report.to_dict()["rulebook"] == {
        "digest": report.rulebook["digest"],
        "version": BUILTIN.version,
        "rules": len(BUILTIN.rules) - 2,
        "off": [{"rule": "t06", "reason": "外包"}, {"rule": "taboo-not-my-job", "reason": "外包"}],
    }


def test_what_a_scene_asks_for_can_be_off() -> None:
    draft = "请问有什么可以帮您？"
    found = [f.rule_id for f in Checker(config=config_of("")).check(draft, scene="phone-opening").findings]
    report = Checker(config=config_of("off: {missing-company: 只有一家}\n")).check(draft, scene="phone-opening")
    assert "missing-company" in found
    assert [f.rule_id for f in report.findings] == [rule for rule in found if rule != "missing-company"]
    assert report.rulebook["off"] == [{"rule": "missing-company", "reason": "只有一家"}]
    assert report.rulebook["rules"] == len(BUILTIN.rules)


def test_scenes_know_the_house() -> None:
    report = Checker(config=config_of("house: {company: 阳光物业}\n")).check("您好，请问有什么可以帮您？", scene="phone-opening")
    assert report.rewritten == "您好，这里是阳光物业。请问有什么可以帮您？"


def test_nothing_off_nothing_told(checker: Checker) -> None:
    assert set(checker.check("好").rulebook) == {"digest", "rules", "version"}


def test_a_reader_that_is_off_is_told() -> None:
    assert Checker(config=config_of("reader: false\n")).check("好").rulebook["reader"] is False


def test_the_reader_keeps_working_for_the_built_in_rules(checker: Checker) -> None:
    own = Checker(config=config_of("rules: [{id: mine, match: [呼啦圈]}]\n"))
    heard = [t for t in (e.text for r in BUILTIN.rules for e in r.bad)
             if any(f.by == "reader" for f in checker.check(t).findings)]
    assert len(heard) > 20
    assert [own.check(t).findings for t in heard] == [checker.check(t).findings for t in heard]


def test_the_reader_does_not_doubt_a_rule_that_it_does_not_know() -> None:
    own = Checker(config=config_of("rules: [{id: mine, match: [呼啦圈]}]\n"))
    assert [f.rule_id for f in own.check("您好，呼啦圈在一楼大厅，祝您生活愉快。").findings] == ["mine"]


@pytest.mark.parametrize(
    ("script", "reply"),
    [("hans", "陽光物業请您打400-1。"), ("hant-tw", "陽光物業請您打400-1。"), ("hant-hk", "陽光管業請您打400-1。")],
)
@pytest.mark.usefixtures("small_house")
def test_the_names_of_the_house_stand_in_replies(script: str, reply: str) -> None:
    config = config_of("extends: small-house.yaml\nhouse: {company: {text: 陽光物業, hk: 陽光管業}, hotline: 400-1}\n"
                       "change: {busy: {suggest: ['{company}请您打{hotline}。']}}\n")
    report = Checker(config=config).check("我很忙", script=script)
    # Beside a lone reply of one's own stand the general ones of the built-in rulebook.
    suggestion, *general = report.findings[0].suggestions
    assert (suggestion.text, suggestion.complete, dict(suggestion.slots), report.rewritten) == (reply, True, {}, reply)
    assert all("general" in s.why for s in general)


@pytest.mark.usefixtures("small_house")
def test_without_a_house_its_names_stay_open() -> None:
    rules = config_of("extends: small-house.yaml\nchange: {busy: {suggest: ['请打{hotline}。']}}\n")
    (suggestion,) = Checker(config=rules).check("我很忙").findings[0].suggestions
    assert (suggestion.text, suggestion.complete) == ("请打【服务电话】。", False)


def test_rules_config_and_pack_stand_for_each_other() -> None:
    with pytest.raises(UsageError, match=r"^rules, config and pack stand for each other; give one of them$"):
        Checker([], pack="builtin")


def test_an_unknown_pack_is_guessed() -> None:
    with pytest.raises(UsageError, match=r"^unknown pack 'bultin' \(did you mean 'builtin'\?\)$"):
        Checker(pack="bultin")


def test_the_built_in_pack_is_the_built_in_rulebook(checker: Checker) -> None:
    assert read_pack("builtin").rulebook == BUILTIN
    assert Checker(pack="builtin").check("不归我管").to_dict() == checker.check("不归我管").to_dict()
    assert Checker(pack="builtin").check("不归我管").verdict is Verdict.BLOCK
