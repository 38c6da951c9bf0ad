"""One line a check: who asked, what was found, how long it took, what became of it. No text unless asked for.

A line is on disk before its check is answered. One thread writes, and commits together what came together.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tonecheck.server.masks import masked
from tonecheck.server.store import Hashes, connected

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


_COLUMNS = tuple(f.name for f in fields(Line) if f.name != "findings")
_INSERT = f"INSERT INTO checks ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_FINDING = "INSERT INTO findings (check_id, rule, severity, by) VALUES (?, ?, ?, ?)"
# A warning that was sent all the same, by whatever way.
_OVERRIDDEN = "UPDATE checks SET outcome = 'overridden', outcome_at = ? WHERE id = ? AND client = ? AND outcome IS NULL"
_OUTCOME = "UPDATE checks SET outcome = ?, outcome_at = ? WHERE id = ? AND client = ?"
Job = Callable[[sqlite3.Connection], Any]


class Audit:
    """The writing side; `queries` is the reading side."""

    def __init__(self, folder: Path, keep: Keep) -> None:
        self.hashes = Hashes(folder)
        self._keep = keep
        self._connection = connected(folder)
        self._jobs: queue.SimpleQueue[tuple[Job, asyncio.Future[Any], asyncio.AbstractEventLoop] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="audit")
        self._thread.start()

    def text(self, text: str) -> str | None:
        """What is kept of a text: nothing, or the masked text where that was asked for."""
        return masked(text) if self._keep.text_days else None

    async def add(self, line: Line) -> None:
        """Keeps a line; it is on disk when this returns."""
        values = tuple(getattr(line, name) for name in _COLUMNS)
        findings = [(line.id, *finding) for finding in line.findings]

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(_INSERT, values)
            if findings:
                connection.executemany(_FINDING, findings)
            if line.acknowledged is not None:
                connection.execute(_OVERRIDDEN, (line.at, line.acknowledged, line.client))

        await self._done(job)

    async def outcome(self, check: str, client: str, outcome: str) -> bool:
        """Keeps what became of a check; False where this client has no such check."""
        now = time.time()
        return bool(await self._done(lambda connection: connection.execute(_OUTCOME, (outcome, now, check, client)).rowcount))

    async def _done(self, job: Job) -> Any:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()
        self._jobs.put((job, done, loop))
        return await done

    def close(self) -> None:
        """Writes what is waiting, and ends."""
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _write(self) -> None:
        purged = 0.0
        while True:
            if time.monotonic() - purged > _PURGE_SECONDS:
                purge(self._connection, self._keep, time.time())
                purged = time.monotonic()
            try:
                batch = [self._jobs.get(timeout=_PURGE_SECONDS)]
            except queue.Empty:
                continue
            while not self._jobs.empty():
                batch.append(self._jobs.get())
            _commit(self._connection, [entry for entry in batch if entry is not None])
            if None in batch:
                return


def purge(connection: sqlite3.Connection, keep: Keep, now: float) -> None:
    """Deletes lines, and texts, whose days are over."""
    connection.execute("BEGIN IMMEDIATE")
    old = now - keep.days * _DAY
    connection.execute("DELETE FROM findings WHERE check_id IN (SELECT id FROM checks WHERE at < ?)", (old,))
    connection.execute("DELETE FROM checks WHERE at < ?", (old,))
    connection.execute("UPDATE checks SET text = NULL WHERE text IS NOT NULL AND at < ?", (now - keep.text_days * _DAY,))
    connection.execute("COMMIT")


def _commit(connection: sqlite3.Connection, batch: Sequence[tuple[Job, asyncio.Future[Any], asyncio.AbstractEventLoop]]) -> None:
    """Does the jobs in one transaction, and tells those who wait once all are on disk."""
    results: list[tuple[Any, Exception | None]] = []
    try:
        connection.execute("BEGIN IMMEDIATE")
        for job, _, _ in batch:
            try:
                results.append((job(connection), None))
            except sqlite3.Error as error:
                results.append((None, error))
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        # The disk is full or the file was taken away: nobody is told that a line is kept.
        results = [(None, error)] * len(batch)
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    for (_, done, loop), (result, failed) in zip(batch, results, strict=True):
        loop.call_soon_threadsafe(_tell, done, result, failed)


def _tell(done: asyncio.Future[Any], result: Any, failed: Exception | None) -> None:
    if done.done():
        return
    if failed is not None:
        done.set_exception(failed)
    else:
        done.set_result(result)
