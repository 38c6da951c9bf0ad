"""Compiled rulebooks that are kept between runs: the same program, named by its content, and never trusted when damaged."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from table import ROOT, case

from tonecheck import Checker, RulebookError
from tonecheck.match import stored
from tonecheck.match.program import Program
from tonecheck.match.slips import Slips
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.model import Rulebook

TODAY = "2026-02-03"
DRAFTS = [(ROOT / "examples" / name).read_text(encoding="utf-8") for name in ("front-desk.txt", "taiwan.txt", "transcript.txt")]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TONECHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_all_that_reads_rule_files_is_in_the_name() -> None:
    package = ROOT / "tonecheck"
    assert {str(file.relative_to(package)) for file in package.glob("rulebook/load*.py")} <= {*stored._CODE}
    assert [name for name in stored._CODE if not (package / name).exists()] == []


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("rulebook-*"))


def own(tmp_path: Path, text: str) -> str:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def no_yaml(*_: object) -> None:
    raise AssertionError("YAML was read")


def test_a_kept_program_is_the_program(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = stored.program_of(None, TODAY)
    monkeypatch.setattr("tonecheck.rulebook.load.load_builtin", no_yaml)
    found = stored.program_of(None, TODAY)
    assert [p.name for p in kept(cache)] == [f"rulebook-{stored.key_of(None)}.bin"]
    assert type(found.entries) is not list
    for name in ("guards_of", "once", "typed", "matches", "unless", "guarding", "hints", "ids", "guards", "courtesies"):
        assert_same(getattr(found, name), getattr(made, name))
    assert list(found.entries) == list(made.entries)
    assert dict(found.anchors) == dict(made.anchors)
    assert found.wordings is not None
    assert [tuple(w) for w in found.wordings()] == [(w.text, w.rule) for w in Slips(made.rulebook).wordings]
    for text in DRAFTS:
        assert found.triggered(text) == made.triggered(text)


def assert_same(one: object, other: object) -> None:
    assert one == other or list(one) == list(other)  # type: ignore[call-overload]


def test_the_rulebook_comes_out_whole(cache: Path) -> None:
    Checker()
    assert kept(cache)
    again = Checker().rulebook
    assert again == load_builtin().on(date.today().isoformat())
    assert {name: type(getattr(again, name)) for name in ("rules", "guards", "lexicon", "scenes")} == {
        "rules": tuple, "guards": tuple, "lexicon": dict, "scenes": tuple
    }


def test_same_reports(cache: Path) -> None:
    first = [Checker().check(text).to_dict() for text in DRAFTS]
    assert kept(cache)
    assert [Checker().check(text).to_dict() for text in DRAFTS] == first


@pytest.mark.parametrize(
    "damage",
    [
        case("cut short", lambda c: c[:-10]),
        case("cut in the header", lambda c: c[:100]),
        case("empty", lambda _: b""),
        case("something else", lambda _: b"hello"),
        case("a byte changed in the middle", lambda c: c[: len(c) // 2] + bytes([c[len(c) // 2] ^ 1]) + c[len(c) // 2 + 1 :]),
        case("a byte changed at the end", lambda c: c[:-1] + bytes([c[-1] ^ 1])),
        case("another version", lambda c: c.replace(b"rulebook 1", b"rulebook 0", 1)),
        case("of another rulebook", lambda c: c.replace(stored.key_of(None).encode(), b"0" * 32, 1)),
        case("a header that is no JSON", lambda c: c.replace(b'{"key"', b'{{key"', 1)),
    ],
)
def test_a_damaged_file_is_made_again(cache: Path, damage) -> None:
    Checker()
    (file,) = kept(cache)
    right = file.read_bytes()
    file.write_bytes(damage(right))
    file.chmod(0o600)
    assert Checker().check("不归我管").findings[0].rule_id == Checker().check("不归我管").findings[0].rule_id
    assert kept(cache) == [file]
    assert file.read_bytes() == right


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_file_that_others_can_write_is_not_read(cache: Path) -> None:
    Checker()
    (file,) = kept(cache)
    file.chmod(0o666)
    Checker()
    assert file.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "value",
    [
        case("switched off", ""),
        case("a folder that cannot be made", "/dev/null/cache"),
    ],
)
def test_without_a_folder_it_works_as_well(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TONECHECK_CACHE", value)
    assert Checker().check("不归我管").findings


def test_read_only_folder(cache: Path) -> None:
    cache.mkdir(mode=0o500)
    if os.access(cache, os.W_OK):
        pytest.skip("this user may write everywhere")
    assert Checker().check("不归我管").findings


def test_a_change_of_the_rules_is_another_file(cache: Path, tmp_path: Path) -> None:
    def found(rule: str) -> list[str]:
        return [f.rule_id for f in Checker([own(tmp_path, f"rules:\n  - {rule}\n")]).check("天上有云").findings]

    rules = ("{id: one, match: [天上]}", "{id: two, match: [天上]}", "{id: one, match: [地上]}")
    assert [found(rule) for rule in rules] == [["one"], ["two"], []]
    assert found("{id: one, match: [天上]}") == ["one"]
    assert len(kept(cache)) == 3


def test_own_rules_and_no_rules_are_told_apart(cache: Path, tmp_path: Path) -> None:
    Checker()
    with pytest.raises(RulebookError):
        Checker([])
    with pytest.raises(RulebookError):
        Checker([tmp_path / "nowhere.yaml"])
    assert len(kept(cache)) == 1


def test_a_broken_rulebook_is_never_kept(cache: Path, tmp_path: Path) -> None:
    file = own(tmp_path, "rules:\n  - {id: one, match: ['[天']}\n")
    for _ in range(2):
        with pytest.raises(RulebookError):
            Checker([file])
    assert kept(cache) == []


def test_rules_of_certain_days(cache: Path, tmp_path: Path) -> None:
    file = own(tmp_path, "rules:\n  - {id: one, match: [天上], valid_from: '2026-02-01', valid_until: '2026-02-10'}\n")

    def found(day: str) -> int:
        return len(Checker([file], today=date.fromisoformat(day)).check("天上有云").findings)

    days = {"2026-01-31": 0, "2026-02-01": 1, "2026-02-05": 1, "2026-02-10": 1, "2026-02-11": 0}
    for _ in range(2):
        assert {day: found(day) for day in days} == days
    assert len(kept(cache)) == 1


def test_old_files_are_cleared_away(cache: Path, tmp_path: Path) -> None:
    for number in range(11):
        Checker([own(tmp_path, f"rules:\n  - {{id: r{number}, match: [天上]}}\n")])
    assert len(kept(cache)) == 8


@pytest.fixture
def noted(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The note that tells which program is made from the built-in rulebook, as it is once its files are old."""
    monkeypatch.setattr(stored, "_SETTLED", -(10**12))
    for _ in range(2):
        Checker()
    (note,) = cache.glob("known-*")
    return note


def test_a_noted_program_is_found_without_reading_what_it_is_made_from(noted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for reading in ("contents", "_check"):
        monkeypatch.setattr(stored, reading, no_yaml)
    assert noted.exists()
    assert Checker().check("不归我管").findings


@pytest.mark.parametrize(
    "damage",
    [
        case("empty", lambda _: b""),
        case("cut short", lambda c: c[:-1]),
        case("another key", lambda c: b"0" * 32 + c[32:]),
        case("no text", lambda _: b"\xff\xfe \xff"),
        case("no stamp", lambda c: c[:32]),
    ],
)
def test_a_damaged_note_is_as_none(cache: Path, noted: Path, damage) -> None:
    right = noted.read_bytes()
    noted.write_bytes(damage(right))
    Checker()
    assert noted.read_bytes() == right
    assert len(kept(cache)) == 1


def test_a_program_that_was_touched_is_looked_at_again(cache: Path, noted: Path) -> None:
    (file,) = kept(cache)
    right = file.read_bytes()
    file.write_bytes(right[:-10] + b"x" * 11)
    Checker()
    assert file.read_bytes() == right
    assert noted.exists()


def test_nothing_is_noted_of_files_that_were_changed_a_moment_ago(cache: Path, tmp_path: Path) -> None:
    for _ in range(2):
        Checker([own(tmp_path, "rules:\n  - {id: one, match: [天上]}\n")])
    assert list(cache.glob("known-*")) == []


def test_packed_is_the_same_every_time() -> None:
    program = Program(load_builtin())
    assert stored.packed(program, "key") == stored.packed(Program(load_builtin()), "key")


def test_every_field_of_a_rulebook_is_kept(cache: Path, tmp_path: Path) -> None:
    text = """
version: ours 3
rules:
  - id: all
    title: {zh: 题, en: title}
    match: ['{who}不在', '@we不管']
    unless: [他说]
    guards: [-negated]
    veto: true
    typed: [王]
    once: true
    severity: error
    suggest: ['我来', {text: 您稍等, tw: 您稍候}]
    bad: [王经理不在]
    good: [{text: 他说王经理不在, guard: allowed-phrase}]
    scenes: {off: [phone]}
    source: {document: a.pdf, item: '3'}
    remark: 记
    renamed_from: [old]
"""
    scene = load_builtin().scenes[0]
    file = own(tmp_path, text.replace("phone", scene))
    first, again = Checker([file]).rulebook, Checker([file]).rulebook
    assert len(kept(cache)) == 1
    assert isinstance(again, Rulebook)
    assert again == first
    assert Checker([file]).rule("old") == first.rules[0]
