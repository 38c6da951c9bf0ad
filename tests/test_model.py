"""The values, and the wire format against its schema."""

from __future__ import annotations

import dataclasses
import json

import pytest
from jsonschema import Draft202012Validator
from table import ROOT, case

from tonecheck import Checker, Finding, Report, Severity, Span, Suggestion, Verdict
from tonecheck.model import Utf16

SCHEMA = json.loads((ROOT / "docs" / "wire-format.schema.json").read_text(encoding="utf-8"))
FINDING = Finding(
    rule_id="t06",
    severity=Severity.ERROR,
    span=Span(1, 5),
    by="pattern",
    line=1,
    column=2,
    excerpt="不归我管",
    message="推给别人",
    impact="生气",
    suggestions=(Suggestion("我来办", Span(0, 5), True, {"who": "老李"}, ("move:hand", "names:who")),),
)


def finding(severity: Severity) -> Finding:
    return Finding("a", severity, Span(0, 1), "pattern", 1, 1, "好", "m", "i")


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        case("nothing", [], Verdict.PASS),
        case("hints", [Severity.INFO, Severity.INFO], Verdict.PASS),
        case("a warning", [Severity.INFO, Severity.WARNING], Verdict.WARN),
        case("an error", [Severity.WARNING, Severity.ERROR, Severity.INFO], Verdict.BLOCK),
    ],
)
def test_verdict(severities: list[Severity], verdict: Verdict) -> None:
    assert Report("好", "hans", None, tuple(map(finding, severities)), "好").verdict is verdict


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        case("the same", Span(1, 3), Span(1, 3), True),
        case("a part", Span(1, 3), Span(2, 5), True),
        case("side by side", Span(1, 3), Span(3, 5), False),
        case("apart", Span(1, 2), Span(4, 5), False),
    ],
)
def test_overlaps(one: Span, other: Span, expected: bool) -> None:
    assert (one.overlaps(other), other.overlaps(one)) == (expected, expected)


@pytest.mark.parametrize("text", ["", "abc", "不归", "😀不😀归", "𠀀", "a😀", "👩\u200d🔧不"])
def test_utf16_offsets_are_those_of_the_encoding(text: str) -> None:
    offsets = Utf16(text)
    assert [offsets(i) for i in range(len(text) + 1)] == [len(text[:i].encode("utf-16-le")) // 2 for i in range(len(text) + 1)]


def test_to_dict() -> None:
    report = Report("😀不归我管", "hans", "chat", (FINDING,), "😀我来办", {"digest": "d", "rules": 1}, "draft.txt")
    assert report.to_dict() == {
        "schema": 1,
        "rulebook": {"digest": "d", "rules": 1},
        "path": "draft.txt",
        "script": "hans",
        "scene": "chat",
        "verdict": "block",
        "rewritten": "😀我来办",
        "findings": [
            {
                "rule": "t06",
                "severity": "error",
                "span": {"start": 1, "end": 5},
                "utf16": {"start": 2, "end": 6},
                "by": "pattern",
                "line": 1,
                "column": 2,
                "excerpt": "不归我管",
                "message": "推给别人",
                "impact": "生气",
                "suggestions": [
                    {"text": "我来办", "span": {"start": 0, "end": 5}, "complete": True, "slots": {"who": "老李"},
                     "why": ["move:hand", "names:who"]}
                ],
            }
        ],
    }


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_reports_keep_to_the_schema(checker: Checker) -> None:
    validator = Draft202012Validator(SCHEMA)
    drafts = ["", "您好", "OK"] + [e.text for rule in checker.rulebook.rules for e in (*rule.bad, *rule.good)]
    seen = set()
    for draft in drafts:
        found = json.loads(json.dumps(checker.check(draft, scene="chat", path="d.txt").to_dict(), ensure_ascii=False))
        assert [e.message for e in validator.iter_errors(found)] == [], draft
        seen |= {"by " + f["by"] for f in found["findings"]} | {f["severity"] for f in found["findings"]} | {found["verdict"]}
    assert {"by pattern", "error", "warning", "info", "block", "warn", "pass"} <= seen


def test_the_schema_names_every_key() -> None:
    """Additions are allowed to readers; what we write ourselves stands in the schema."""
    heard = dataclasses.replace(FINDING, by="reader", weighed=("不归",))
    whole = Report("不归我管", "hans", None, (FINDING, heard), "x").to_dict()
    definitions = SCHEMA["$defs"]
    assert set(whole) == set(SCHEMA["properties"])
    assert set(whole["findings"][1]) == set(definitions["finding"]["properties"])
    assert set(whole["findings"][0]["suggestions"][0]) == set(definitions["suggestion"]["properties"])


@pytest.mark.parametrize(
    ("change", "path"),
    [
        case("a verdict that does not exist", {"verdict": "fail"}, "$.verdict"),
        case("another schema", {"schema": 2}, "$.schema"),
        case("a span that is no span", {"findings": [{}]}, "$.findings[0]"),
    ],
)
def test_the_schema_refuses(change: dict[str, object], path: str) -> None:
    report = {**Report("好", "hans", None, (), "好", {"digest": "d", "rules": 1}).to_dict(), **change}
    assert {e.json_path for e in Draft202012Validator(SCHEMA).iter_errors(report)} == {path}
