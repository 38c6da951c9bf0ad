"""One line a check: who asked, what was found, how long it took, what became of it. No text unless asked for.

A line is on disk before its check is answered. One thread writes, and commits together what came within some milliseconds:
each commit, and each word between the event loop and the thread, costs more than a line.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from tonecheck.server.masks import masked
from tonecheck.server.store import Hashes, connected

_log = logging.getLogger("tonecheck.server")
_PURGE_SECONDS = 3600.0
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
# Between two commits at least, so that a busy server has several lines in each; a lone line does not wait.
_GATHER_SECONDS = 0.004
# Rows that one statement inserts.
_ROWS = 40
# Each with the future of whoever waits for it.
_Batch = list[tuple["Line | Outcome", "asyncio.Future[bool]"]]


class Audit:
    """The writing side; `queries` is the reading side. Used from one event loop."""

    def __init__(self, folder: Path, keep: Keep) -> None:
        self.hashes = Hashes(folder)
        self._keep = keep
        self._connection = connected(folder)
        self._waiting: _Batch = []
        self._handed, self._writing = float("-inf"), False
        self._batches: queue.SimpleQueue[tuple[_Batch, asyncio.AbstractEventLoop] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="audit")
        self._thread.start()

    def text(self, text: str) -> str | None:
        """What is kept of a text: nothing, or the masked text where that was asked for."""
        return masked(text) if self._keep.text_days else None

    async def add(self, line: Line) -> None:
        """Keeps a line; it is on disk when this returns."""
        await self._done(line)

    async def outcome(self, check: str, client: str, outcome: str) -> bool:
        """Keeps what became of a check; False where this client has no such check."""
        return await self._done(Outcome(check, client, outcome, time.time()))

    def close(self) -> None:
        """Writes what is waiting, and ends."""
        if self._waiting:
            self._hand_over(self._waiting[0][1].get_loop())
        self._batches.put(None)
        self._thread.join()
        self._connection.close()

    async def _done(self, entry: Line | Outcome) -> bool:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[bool] = loop.create_future()
        self._waiting.append((entry, done))
        if len(self._waiting) == 1 and not self._writing:
            self._next(loop)
        return await done

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        wait = self._handed + _GATHER_SECONDS - loop.time()
        if wait > 0:
            loop.call_later(wait, self._hand_over, loop)
        else:
            self._hand_over(loop)

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._waiting:
            self._handed, self._writing = loop.time(), True
            batch, self._waiting = self._waiting, []
            self._batches.put((batch, loop))

    def _told(self, batch: _Batch, results: Sequence[bool | Exception]) -> None:
        self._writing = False
        for (_, done), result in zip(batch, results, strict=True):
            if done.done():
                continue
            if isinstance(result, Exception):
                done.set_exception(result)
            else:
                done.set_result(result)
        if self._waiting:
            self._next(done.get_loop())

    def _write(self) -> None:
        purged = 0.0
        while True:
            if time.monotonic() - purged > _PURGE_SECONDS:
                purged = time.monotonic()
                try:
                    purge(self._connection, self._keep, time.time())
                except sqlite3.Error as error:
                    _log.error("old audit lines cannot be deleted: %s", error)
                    _rolled_back(self._connection)
            try:
                handed = self._batches.get(timeout=_PURGE_SECONDS)
            except queue.Empty:
                continue
            if handed is None:
                return
            batch, loop = handed
            loop.call_soon_threadsafe(self._told, batch, written(self._connection, [entry for entry, _ in batch]))


def purge(connection: sqlite3.Connection, keep: Keep, now: float) -> None:
    """Deletes lines, and texts, whose days are over."""
    connection.execute("BEGIN IMMEDIATE")
    old = now - keep.days * _DAY
    connection.execute("DELETE FROM findings WHERE check_id IN (SELECT id FROM checks WHERE at < ?)", (old,))
    connection.execute("DELETE FROM checks WHERE at < ?", (old,))
    connection.execute("UPDATE checks SET text = NULL WHERE text IS NOT NULL AND at < ?", (now - keep.text_days * _DAY,))
    connection.execute("COMMIT")


def written(connection: sqlite3.Connection, entries: Sequence[Line | Outcome]) -> list[bool | Exception]:
    """Writes them in one transaction: for each True, False for an outcome of no check, or why it is not on disk."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        results: list[bool | Exception] = _execute(connection, entries)
        connection.execute("COMMIT")
    except Exception as error:  # whatever it is, nobody is told that a line is kept, and the next ones are written
        _rolled_back(connection)
        if len(entries) > 1 and not isinstance(error, sqlite3.OperationalError):
            # One of them is wrong; the disk is not full.
            return [written(connection, [entry])[0] for entry in entries]
        results = [error] * len(entries)
    return results


def _rolled_back(connection: sqlite3.Connection) -> None:
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
