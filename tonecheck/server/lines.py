"""What is kept of checks, as rows: lines, their findings, what became of them, and when they go."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days lines are kept; and texts, masked, where there are days for them at all."""

    days: int = 90
    text_days: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One check as it is kept. The `…_hash` fields are keyed."""

    id: str
    at: float
    client: str
    via: str
    intent: str
    role: str
    scene: str | None
    channel: str | None
    verdict: str
    skipped: str | None
    acknowledged: str | None
    degraded: bool
    length: int
    text_hash: str
    conversation_hash: str | None
    sender_hash: str | None
    message_hash: str | None
    milliseconds: float
    rulebook: str
    text: str | None
    findings: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a check of a client."""

    check: str
    client: str
    outcome: str
    at: float


_COLUMNS = tuple(f.name for f in fields(Line) if f.name != "findings")
_values = attrgetter(*_COLUMNS)
_INSERT = f"INSERT INTO checks ({', '.join(_COLUMNS)}) VALUES "
_FINDING = "INSERT INTO findings (check_id, rule, severity, by) VALUES "
# A warning that was sent all the same, by whatever way.
_OVERRIDDEN = "UPDATE checks SET outcome = 'overridden', outcome_at = ? WHERE id = ? AND client = ? AND outcome IS NULL"
_OUTCOME = "UPDATE checks SET outcome = ?, outcome_at = ? WHERE id = ? AND client = ?"
# Rows that one statement inserts: an older SQLite takes 999 values.
_ROWS = 40


def written(connection: sqlite3.Connection, entries: Sequence[Line | Outcome]) -> list[bool | Exception]:
    """Writes them in one transaction: for each True, False for an outcome of no check, or why it is not on disk."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        results: list[bool | Exception] = _execute(connection, entries)
        connection.execute("COMMIT")
    except Exception as error:  # whatever it is, nobody is told that a line is kept, and the next ones are written
        rolled_back(connection)
        if len(entries) > 1 and not isinstance(error, sqlite3.OperationalError):
            # One of them is wrong; the disk is not full.
            return [written(connection, [entry])[0] for entry in entries]
        results = [error] * len(entries)
    return results


def rolled_back(connection: sqlite3.Connection) -> None:
    """Ends a transaction that failed, if one is open."""
    with contextlib.suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _execute(connection: sqlite3.Connection, entries: Sequence[Line | Outcome]) -> list[bool | Exception]:
    lines = [entry for entry in entries if isinstance(entry, Line)]
    _insert(connection, _INSERT, [_values(line) for line in lines])
    _insert(connection, _FINDING, [(line.id, *finding) for line in lines for finding in line.findings])
    for line in lines:
        if line.acknowledged is not None:
            connection.execute(_OVERRIDDEN, (line.at, line.acknowledged, line.client))
    return [isinstance(entry, Line) or _updated(connection, entry) for entry in entries]


def _insert(connection: sqlite3.Connection, head: str, rows: Sequence[tuple[Any, ...]]) -> None:
    # One statement for many rows: between two statements the thread waits for its turn.
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        places = f"({', '.join('?' * len(some[0]))})"
        connection.execute(head + ", ".join([places] * len(some)), [value for row in some for value in row])


def _updated(connection: sqlite3.Connection, told: Outcome) -> bool:
    return connection.execute(_OUTCOME, (told.outcome, told.at, told.check, told.client)).rowcount > 0


def purge(connection: sqlite3.Connection, keep: Keep, now: float) -> None:
    """Deletes lines, and texts, whose days are over."""
    connection.execute("BEGIN IMMEDIATE")
    old = now - keep.days * _DAY
    connection.execute("DELETE FROM findings WHERE check_id IN (SELECT id FROM checks WHERE at < ?)", (old,))
    connection.execute("DELETE FROM checks WHERE at < ?", (old,))
    connection.execute("UPDATE checks SET text = NULL WHERE text IS NOT NULL AND at < ?", (now - keep.text_days * _DAY,))
    connection.execute("COMMIT")
