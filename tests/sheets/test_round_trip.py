"""A rulebook goes into a table and comes back the same."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table import case

from tonecheck.rulebook.config import read_config
from tonecheck.rulebook.digest import content_of
from tonecheck.rulebook.load import load, load_builtin
from tonecheck.rulebook.model import Example, Place, Rule, Source
from tonecheck.sheets.cells import _split_phrases, _split_replies
from tonecheck.sheets.columns import (
    ASIDE,
    COLUMNS,
    FIELDS,
    _example,
    _source,
    escaped,
    phrase_line,
    read_example,
    read_source,
    unescaped,
)
from tonecheck.sheets.export import exported, lost, rule_rows
from tonecheck.sheets.importing import imported

BUILTIN = load_builtin()
HERE = Place("x", 1, 1)
EVERYTHING = """lexicon:
  we: [阳光物业]
  ours: [客堂, "a/b"]
rules:
  - id: everything
    title: {zh: "标题\\n两行", en: "A title"}
    severity: info
    message: {zh: "=1+1", en: "@reason"}
    impact: "'生气"
    match: ["@ours 关门", "开/关 门", "结束。", "路\\\\口", "[公司|部门/科室] 关门"]
    unless: ["-关门"]
    guards: [law, -repaired_by]
    veto: true
    typed: [你, 妳]
    once: true
    scenes: {only: [chat, notice]}
    suggest:
      - "1. 我来办。"
      - {text: "我去问。", move: hand}
      - {text: "我请{who}来。\\n好吗？", tw: "我請{who}來。", hk: "- 我請{who}來。"}
      - {text: "我来/我办。备注：无", hk: "我來。", unreviewed: [hk]}
    bad: ["客户：在吗\\n客服：客堂关门", "关门〔law〕"]
    good: [{text: "没关门〔真〕", guard: allowed-phrase}, "x\\ty"]
    source: [{document: "a #b", item: "1 #2"}, {document: book}]
    remark: "0012"
    topic: [门, "[大|小]门"]
    manner: true
    whole: true
    renamed_from: [all-of-it]
    deprecated: "以后不用"
    valid_from: "2026-01-31"
    valid_until: "2027-01-31"
  - {id: least, match: [忙]}
"""


@pytest.mark.parametrize("name", ["rules.xlsx", "rules.csv"])
def test_the_built_in_rulebook(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(exported(BUILTIN, file))
    result = imported(file)
    assert result.rulebook.digest == BUILTIN.digest
    assert [r.id for r in result.rulebook.rules] == [r.id for r in BUILTIN.rules]
    assert (result.new, result.changed, result.missing, result.notes, lost(BUILTIN, file)) == ((), (), (), (), [])
    (tmp_path / "back.yaml").write_text(result.text, encoding="utf-8")
    (tmp_path / "tonecheck.yaml").write_text("rules: [back.yaml]\n", encoding="utf-8")
    assert read_config(tmp_path / "tonecheck.yaml").rulebook.digest == BUILTIN.digest
    assert [content_of(r) for r in load([tmp_path / "back.yaml"]).rules] == [content_of(r) for r in BUILTIN.rules]


def test_a_rule_that_says_everything(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(EVERYTHING, encoding="utf-8")
    rulebook = load([own])
    table = tmp_path / "rules.xlsx"
    table.write_bytes(exported(rulebook, table))
    result = imported(table)
    assert [strip(rule) for rule in result.rulebook.rules] == [strip(rule) for rule in rulebook.rules]
    assert result.rulebook.lexicon == rulebook.lexicon
    assert result.rulebook.digest == rulebook.digest
    own.write_text(result.text, encoding="utf-8")
    assert load([own]).digest == rulebook.digest


def strip(rule: Rule) -> dict[str, object]:
    """What a rule says, as written in a digest."""
    return {f.name: content_of(getattr(rule, f.name)) for f in fields(rule) if f.name != "place"}


def test_every_field_of_a_rule_has_a_column() -> None:
    columns = {FIELDS.get(column.key, column.key) for column in COLUMNS}
    assert columns == {f.name for f in fields(Rule)} - set(ASIDE)


def test_a_csv_file_says_that_it_has_no_words(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(EVERYTHING + "guards:\n  told:\n    - {scope: clause, match: [听说]}\n", encoding="utf-8")
    assert [str(line) for line in lost(load([own]), Path("rules.csv"))] == [
        "'guards' of this rulebook is not in a table; keep it in YAML",
        "'lexicon' of this rulebook is not in a CSV file; export to .xlsx",
    ]


def test_the_columns_of_the_table_of_21_items() -> None:
    headers = rule_rows(BUILTIN)[0]
    assert headers[:10] == ["编号", "标题", "严重程度", "不能说的话", "例外说法", "客户感受", "原因", "建议的回答",
                            "建议的回答（台湾）", "建议的回答（香港）"]
    row = next(row for row in rule_rows(BUILTIN) if row[0] == "t15")
    assert row[headers.index("不用于场景")] == "phone-resume\nqueue"
    assert row[headers.index("严重程度")] == "警告"
    assert row[headers.index("不能说的话")].split("\n")[0] == next(r for r in BUILTIN.rules if r.id == "t15").match[0].text


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(str.strip)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(LINES)
def test_a_value_stays_on_its_line(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert "\n" not in escaped(text)
    assert unescaped(phrase_line(text)) == text


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["忙", "很/忙", "。", "！", "[a|b/c]", "\\", "“忙”", "-", " ", "@we", "~4", "^"]), min_size=1, max_size=5))
def test_a_phrase_comes_back(parts: list[str]) -> None:
    phrase = "".join(parts).strip()
    if phrase:
        assert list(_split_phrases(phrase_line(phrase))) == [phrase]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(LINES.filter(bool), st.sampled_from([None, "law", "other-sense"]))
def test_an_example_comes_back(text: str, guard: str | None) -> None:
    assert read_example(_example(Example(text, HERE, guard))) == (text, guard)


@pytest.mark.parametrize(("document", "item"), [("a", ""), ("a", "9"), ("a #b", "c"), ("a", "b #c"), ("a\\", "#")])
def test_a_source_comes_back(document: str, item: str) -> None:
    assert read_source(_source(Source(document, item))) == (document, item)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        case("numbered ones are taken to the letter", "1. 我来/我办。\n2. 2. 好", [(1, "我来/我办。", False), (2, "2. 好", False)]),
        case("a slash after a stop parts", "我来办。/ 我来问。", [(None, "我来办。", False), (None, "我来问。", False)]),
        case("a slash within a sentence does not", "您的意见/建议我会反映。", [(None, "您的意见/建议我会反映。", False)]),
        case("或 between quotations", "“我来办。”或“我来问。”", [(None, "我来办。", False), (None, "我来问。", False)]),
        case("a dash before it goes", "——谢谢您的耐心等待。", [(None, "谢谢您的耐心等待。", False)]),
        case("a remark among them", "这件事我来转。 备注：只用于外部事务。", [(None, "这件事我来转。", False), (None, "只用于外部事务。", True)]),
        case("a line alone", "我来。\n\n我办。", [(None, "我来。", False), (None, "我办。", False)]),
    ],
)
def test_replies_of_a_cell(cell: str, expected: list[tuple[int | None, str, bool]]) -> None:
    assert list(_split_replies(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        case("lines", "很忙\n没空", ["很忙", "没空"]),
        case("slashes of both widths", "这是公司的规定/这是我们部门的规定／我们领导的规定。", ["这是公司的规定", "这是我们部门的规定", "我们领导的规定"]),
        case("not in brackets", "[公司/部门]的规定", ["[公司/部门]的规定"]),
        case("dashes, bullets and quotation marks go", "——“很忙。”\n• 没空！", ["很忙", "没空"]),
    ],
)
def test_phrases_of_a_cell(cell: str, expected: list[str]) -> None:
    assert list(_split_phrases(cell)) == expected
