"""What is kept of checks, for how long, and what can be asked of it."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from table import awaited, case

from tonecheck.errors import UsageError
from tonecheck.server import lines
from tonecheck.server.audit import Audit
from tonecheck.server.lines import Keep, Line, purge
from tonecheck.server.masks import masked
from tonecheck.server.queries import Period, Queries
from tonecheck.server.store import Hashes, connected, prepared
from tonecheck.server.tokens import clients, new_token

LINE = Line(
    id="c1", at=1_000.0, client="desk", via="check", intent="send", role="staff", scene=None, channel="chat", verdict="warn",
    skipped=None, acknowledged=None, degraded=False, length=7, text_hash="aa",
    conversation_hash=None, sender_hash=None, message_hash=None,
    milliseconds=2.0, rulebook="d1", text=None, findings=(("t15", "warning", "pattern"), ("t06", "warning", "reader")),
)
ALL = Period(0, 1e12)
DAY = 86_400.0
FOREVER = Keep(100_000)


def written(folder: Path, *lines: Line, outcomes: tuple[tuple[str, str], ...] = (), keep: Keep = FOREVER) -> list[bool]:
    async def write() -> list[bool]:
        audit = Audit(prepared(folder), keep)
        try:
            await asyncio.gather(*(audit.add(line) for line in lines))
            return [await audit.outcome(check, "desk", outcome) for check, outcome in outcomes]
        finally:
            audit.close()

    return awaited(write())


def asked(folder: Path, name: str, *values: Any, **chosen: Any) -> Any:
    queries = Queries(folder)
    try:
        found = getattr(queries, name)(*values, **chosen)
        return found if isinstance(found, (dict, list)) else list(found)
    finally:
        queries.close()


def test_a_line_is_kept_whole(tmp_path: Path) -> None:
    assert written(tmp_path, LINE, outcomes=(("c1", "edited"), ("c2", "sent"))) == [True, False]
    (line,) = asked(tmp_path, "lines", ALL)
    kept = {name: getattr(LINE, name) for name in LINE.__dataclass_fields__ if name != "findings"}
    assert {k: v for k, v in line.items() if k in kept} == kept
    assert (sorted(line["rules"]), line["outcome"], line["outcome_at"] > 1e9) == (["t06", "t15"], "edited", True)


def test_a_warning_sent_again_is_overridden(tmp_path: Path) -> None:
    through = replace(LINE, id="c2", verdict="pass", skipped="ack", acknowledged="c1", findings=())
    written(tmp_path, LINE)
    written(tmp_path, through, replace(through, id="c3", client="other", acknowledged="c2"))
    assert {line["id"]: line["outcome"] for line in asked(tmp_path, "lines", ALL)} == {"c1": "overridden", "c2": None, "c3": None}


def test_sums(tmp_path: Path) -> None:
    found = (("t06", "error", "pattern"),)
    block = replace(LINE, id="c2", at=1_000.0 + DAY, verdict="block", milliseconds=4.0, findings=found, scene="notice")
    fine = replace(LINE, id="c3", verdict="pass", findings=())
    typed = replace(LINE, id="c4", intent="draft")
    customer = replace(LINE, id="c5", role="customer", skipped="role", findings=())
    late = replace(LINE, id="c6", at=9e9)
    written(tmp_path, LINE, block, fine, typed, customer, late, outcomes=(("c1", "overridden"), ("c2", "edited")))
    period = Period(0, 8e9)
    assert asked(tmp_path, "totals", period) == {
        "checks": 3, "block": 1, "warn": 1, "confirmed": 0, "degraded": 0, "milliseconds": 2.667,
        "outcomes": {"edited": 1, "overridden": 1},
    }
    assert asked(tmp_path, "rules", period) == [
        {"rule": "t06", "checks": 2, "by_reader": 1, "taken": 0, "edited": 1, "overridden": 1},
        {"rule": "t15", "checks": 1, "by_reader": 0, "taken": 0, "edited": 0, "overridden": 1},
    ]
    first = {"checks": 2, "block": 0, "warn": 1, "taken": 0, "edited": 0, "overridden": 1}
    second = {"checks": 1, "block": 1, "warn": 0, "taken": 0, "edited": 1, "overridden": 0}
    assert asked(tmp_path, "sums", period, "day") == [{"day": "1970-01-01", **first}, {"day": "1970-01-02", **second}]
    assert asked(tmp_path, "sums", period, "scene") == [{"scene": None, **first}, {"scene": "notice", **second}]
    both = {name: first[name] + second[name] for name in first}
    assert asked(tmp_path, "sums", period, "channel") == [{"channel": "chat", **both}]
    assert [line["id"] for line in asked(tmp_path, "lines", ALL, most=2)] == ["c6", "c5"]
    assert [line["id"] for line in asked(tmp_path, "lines", ALL, most=2, before="c5")] == ["c4", "c3"]
    assert asked(tmp_path, "totals", Period(0, 1)) == {
        "checks": 0, "block": 0, "warn": 0, "confirmed": 0, "degraded": 0, "milliseconds": 0.0, "outcomes": {},
    }


def test_what_was_typed_counts_once_its_outcome_is_told(tmp_path: Path) -> None:
    typed = replace(LINE, intent="draft")
    written(tmp_path, typed, replace(typed, id="c2"), replace(typed, id="c3"), outcomes=(("c2", "taken"),))
    assert asked(tmp_path, "sums", ALL, "channel") == [
        {"channel": "chat", "checks": 1, "block": 0, "warn": 1, "taken": 1, "edited": 0, "overridden": 0}]


def test_days_are_those_of_whoever_asks(tmp_path: Path) -> None:
    written(tmp_path, replace(LINE, at=17 * 3600.0), replace(LINE, id="c2", at=15 * 3600.0, client="other"))
    days = [row["day"] for row in asked(tmp_path, "sums", Period(0, 1e6, None, 480), "day")]
    assert days == ["1970-01-01", "1970-01-02"], "17:00 UTC is the next day in China"
    assert [row["day"] for row in asked(tmp_path, "sums", Period(0, 1e6, "other", 480), "day")] == ["1970-01-01"]


def test_a_database_of_an_older_tonecheck_grows(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    new_token(folder, "desk", signed=False, rate=None)
    connection = connected(folder)
    connection.execute("ALTER TABLE tokens DROP COLUMN supervisor")
    connection.close()
    prepared(folder)
    new_token(folder, "boss", signed=False, rate=None, supervisor=True)
    assert [(client.name, client.supervisor) for client in clients(folder)] == [("desk", False), ("boss", True)]


def test_days_to_keep(tmp_path: Path) -> None:
    now = 100 * DAY
    lines = [replace(LINE, id=f"c{days}", at=now - days * DAY, text="文") for days in (0, 6, 8, 91)]
    written(tmp_path, *lines, keep=Keep(100_000, 100_000))
    connection = connected(tmp_path)
    purge(connection, Keep(90, 7), now)
    kept = [tuple(row) for row in connection.execute("SELECT id, text FROM checks ORDER BY at")]
    assert kept == [("c8", None), ("c6", "文"), ("c0", "文")]
    assert connection.execute("SELECT count(*) FROM findings WHERE check_id = 'c91'").fetchone()[0] == 0
    connection.close()


def test_a_line_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    async def write() -> None:
        audit = Audit(prepared(tmp_path), Keep())
        try:
            await audit.add(LINE)
            with pytest.raises(sqlite3.IntegrityError):
                await audit.add(LINE)
            await audit.add(replace(LINE, id="c2"))
        finally:
            audit.close()

    awaited(write())
    assert [line["id"] for line in asked(tmp_path, "lines", ALL)] == ["c2", "c1"]


def test_a_wrong_line_among_many_is_told_alone(tmp_path: Path) -> None:
    many = [replace(LINE, id=f"c{n:03d}") for n in range(100)]
    wrong = [many[7], replace(LINE, id="c200", scene=object())]  # type: ignore[arg-type]  # what SQLite cannot keep

    async def write() -> list[str]:
        audit = Audit(prepared(tmp_path), Keep())
        try:
            told = await asyncio.gather(*map(audit.add, (*many, *wrong)), return_exceptions=True)
            await audit.add(replace(LINE, id="c300"))
            return [type(one).__name__ for one in told if one is not None]
        finally:
            audit.close()

    assert awaited(write()) == ["IntegrityError", "ProgrammingError"]
    kept = asked(tmp_path, "lines", ALL, most=1_000)
    assert [line["id"] for line in reversed(kept)] == [*(line.id for line in many), "c300"]
    assert {tuple(sorted(line["rules"])) for line in kept} == {("t06", "t15")}


def test_lines_that_come_together_are_committed_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []

    def counted(connection: sqlite3.Connection, entries: Any) -> Any:
        batches.append(len(entries))
        return lines.written(connection, entries)

    monkeypatch.setattr("tonecheck.server.audit.written", counted)
    written(tmp_path, *(replace(LINE, id=f"c{n}") for n in range(20)))
    assert batches == [1, 19], "the first does not wait, the others do not go one by one"


def test_the_writing_goes_on_where_old_lines_cannot_be_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("tonecheck.server.audit.purge", failing)
    written(tmp_path, LINE)
    assert [line["id"] for line in asked(tmp_path, "lines", ALL)] == ["c1"]
    assert "old audit lines cannot be deleted: database or disk is full" in caplog.text


def test_hashes_are_of_this_folder_alone(tmp_path: Path) -> None:
    one, other = Hashes(prepared(tmp_path / "a")), Hashes(prepared(tmp_path / "b"))
    assert one.of("text", "好") == Hashes(tmp_path / "a").of("text", "好")
    assert len({one.of("text", "好"), one.of("sender", "好"), other.of("text", "好"), one.of("text", "坏")}) == 4
    assert one.of("sender", None) is None
    (tmp_path / "a" / "hash.key").write_bytes(b"short")
    with pytest.raises(UsageError, match="32 bytes are wanted, it has 5"):
        Hashes(tmp_path / "a")


def test_a_newer_database_is_not_touched(tmp_path: Path) -> None:
    connection = connected(prepared(tmp_path))
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(UsageError, match=r"newer tonecheck \(version 9, this one reads 1\)"):
        prepared(tmp_path)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        case("a mainland mobile", "电话13812345678。", "电话【电话】。"),
        case("with blanks", "打138 1234 5678吧", "打【电话】吧"),
        case("with a country code", "+86 138-1234-5678", "【电话】"),
        case("full width", "１３８１２３４５６７８", "【电话】"),
        case("a fixed line", "请拨021-62345678", "请拨【电话】"),
        case("Hong Kong", "請致電 2345 6789", "請致電 【电话】"),
        case("Taiwan", "0912-345-678", "【电话】"),
        case("an identity number", "身份证11010519491231002X", "身份证【证件】"),
        case("Hong Kong's", "A123456(3)", "【证件】"),
        case("Taiwan's", "A123456789", "【证件】"),
        case("an account", "账号6222021234567890123", "账号【号码】"),
        case("building, unit, room", "3号楼2单元501漏水", "【房号】漏水"),
        case("traditional", "12棟1203室", "【房号】"),
        case("by letters", "B座1203", "【房号】"),
        case("by dashes", "住5-2-301", "住【房号】"),
        case("in Chinese numerals", "三单元五〇一室", "【房号】"),
        case("a room alone", "请到501室", "请到【房号】"),
        case("a time is none", "下午3点30分到", "下午3点30分到"),
        case("a date is none", "2026年11月22日", "2026年11月22日"),
        case("an amount is none", "共280元", "共280元"),
        case("a duration is none", "3-5个工作日", "3-5个工作日"),
    ],
)
def test_masks(text: str, kept: str) -> None:
    assert masked(text) == kept
