"""The JSON Schemas that editors complete from say the same as the loader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from table import ROOT, case

from tonecheck.rulebook import house, load, load_scenes
from tonecheck.rulebook.packs import BUILTIN, pack_config, packs
from tonecheck.rulebook.scene import PLACES
from tonecheck.text.entities import HOUSE_SLOTS
from tonecheck.text.script import SCRIPTS

RULES: dict[str, Any] = json.loads((ROOT / "docs" / "rules.schema.json").read_text(encoding="utf-8"))
CONFIG: dict[str, Any] = json.loads((ROOT / "docs" / "config.schema.json").read_text(encoding="utf-8"))
FILES = sorted(file for file in (ROOT / "rules").glob("**/*.yaml") if file.name != "tonecheck.yaml")


def faults(schema: dict[str, Any], text: str) -> list[str]:
    """What is wrong with a YAML text, every scalar taken as text, as the loader takes it."""
    document = yaml.load(text, Loader=yaml.BaseLoader)
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(document)]


@pytest.mark.parametrize("schema", [RULES, CONFIG], ids=["rules", "config"])
def test_the_schema_is_one(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_own_files_hold(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    schema = text.split("\n", 1)[0].removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / schema).resolve() == ROOT / "docs" / "rules.schema.json"
    assert faults(RULES, text) == []


@pytest.mark.parametrize("pack", [name for name in packs() if name != BUILTIN])
def test_our_own_packs_hold(pack: str) -> None:
    assert faults(CONFIG, pack_config(pack).read_text(encoding="utf-8")) == []


def keys(schema: dict[str, Any], name: str) -> set[str]:
    found = schema["$defs"][name]
    return set(next(f for f in (found, *found.get("anyOf", ())) if "properties" in f)["properties"])


def test_loader_and_schema_know_the_same_keys() -> None:
    assert set(RULES["properties"]) == set(load._TOP)
    assert keys(RULES, "rule") == keys(CONFIG, "rule") == set(load._RULE_KEYS)
    assert keys(RULES, "scene") == set(load_scenes._SCENE_KEYS)
    assert keys(RULES, "element") == set(load_scenes._ELEMENT_KEYS)
    assert keys(RULES, "timing") == set(load_scenes._TIMING_KEYS)
    assert keys(RULES, "limit") == set(load_scenes._LIMIT_KEYS)
    assert keys(RULES, "guard") == {"scope", "match", "default", "saves"}
    assert keys(RULES, "reply") == {"text", "tw", "hk", "move", "unreviewed"}
    assert set(CONFIG["properties"]) == set(house.PACK_KEYS)
    change = CONFIG["properties"]["change"]["additionalProperties"]["properties"]
    assert set(change) == {*load._CHANGES, "add"}
    assert set(change["add"]["properties"]) == set(load._ADDITIONS)
    assert set(CONFIG["properties"]["house"]["properties"]) == set(HOUSE_SLOTS)


def test_loader_and_schema_know_the_same_values() -> None:
    assert RULES["$defs"]["guard"]["properties"]["scope"]["enum"] == list(load.SCOPES)
    assert RULES["$defs"]["element"]["properties"]["place"]["enum"] == list(PLACES)
    assert CONFIG["properties"]["script"]["enum"] == list(SCRIPTS)
    assert CONFIG["properties"]["fail_on"]["enum"] == list(house.FAIL_ON)
    assert CONFIG["properties"]["lang"]["enum"] == list(house.LANGUAGES)


@pytest.mark.parametrize(
    ("schema", "text", "expected"),
    [
        case("a key misspelt", RULES, "rules: [{id: a, match: [x], goood: [y]}]", ["$.rules[0]"]),
        case("no phrase", RULES, "rules: [{id: a}]", ["$.rules[0]"]),
        case("a severity that is none", RULES, "rules: [{id: a, match: x, severity: eror}]", ["$.rules[0].severity"]),
        case("a flag that is none", RULES, "rules: [{id: a, match: x, veto: maybe}]", ["$.rules[0].veto"]),
        case("a name of the house misspelt", CONFIG, "house: {hotlin: 1}", ["$.house"]),
        case("a change of what cannot be changed", CONFIG, "change: {t07: {id: t08}}", ["$.change.t07"]),
        case("all is well", CONFIG, "off: {t15: x}\nrules: [a.yaml, {id: a, match: x}]\nreader: 'false'", []),
    ],
)
def test_an_editor_marks_what_the_loader_refuses(schema: dict[str, Any], text: str, expected: list[str]) -> None:
    assert faults(schema, text) == expected
