"""One line a check: who asked, what was found, how long it took, what became of it. No text unless asked for.

A line is on disk before its check is answered. One thread writes, and commits together what came within some milliseconds:
each commit, and each word between the event loop and the thread, costs more than a line.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tonecheck.server.lines import Keep, Line, Outcome, purge, rolled_back, written
from tonecheck.server.masks import masked
from tonecheck.server.store import Hashes, connected

_log = logging.getLogger("tonecheck.server")
_PURGE_SECONDS = 3600.0
# Between two commits at least, so that a busy server has several lines in each; a lone line does not wait.
_GATHER_SECONDS = 0.004
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
                    rolled_back(self._connection)
            try:
                handed = self._batches.get(timeout=_PURGE_SECONDS)
            except queue.Empty:
                continue
            if handed is None:
                return
            batch, loop = handed
            loop.call_soon_threadsafe(self._told, batch, written(self._connection, [entry for entry, _ in batch]))
