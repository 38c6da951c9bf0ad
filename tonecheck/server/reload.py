"""Loads the rulebook anew when its files change or when asked to; a wrong one is refused and the old one stays."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tonecheck.errors import TonecheckError
from tonecheck.server.engine import Engine
from tonecheck.server.metrics import Metrics

_log = logging.getLogger("tonecheck.server")
Signature = tuple[tuple[str, int, int], ...]


class Reloader:
    """Watches files by their size and time, and listens for SIGHUP."""

    def __init__(self, engine: Engine, metrics: Metrics, paths: Iterable[str], seconds: float = 1.0) -> None:
        self._engine, self._metrics, self._paths, self._seconds = engine, metrics, tuple(paths), seconds
        self._asked = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        with contextlib.suppress(NotImplementedError, AttributeError, RuntimeError, ValueError):
            # Not on Windows, and not outside the main thread.
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._asked.set)
        seen, day = signature(self._watched), date.today()
        while True:
            with contextlib.suppress(TimeoutError, asyncio.TimeoutError):
                await asyncio.wait_for(self._asked.wait(), self._seconds)
            asked = self._asked.is_set()
            self._asked.clear()
            found = signature(self._watched)
            # Rules may begin and end on a day.
            asked, day = asked or date.today() != day, date.today()
            if not asked and found == seen:
                continue
            watched = self._watched
            # An editor may still be writing: what was seen twice is whole.
            while (again := await self._later()) != found:
                found = again
            await self.reload()
            # A new configuration may name other files.
            seen = signature(self._watched) if self._watched != watched else found

    async def reload(self) -> None:
        """Once, now."""
        try:
            changed = await self._engine.reload()
        except TonecheckError as error:
            self._metrics.reloads.labels("refused").inc()
            _log.error("the new rulebook is wrong, the old one stays:\n%s", error)
            return
        self._metrics.reloads.labels("loaded").inc()
        self._metrics.rules.set(self._engine.identity.rules)
        state = "changed" if changed else "unchanged"
        _log.info("rulebook loaded, %s: %d rules, digest %s", state, self._engine.identity.rules, self._engine.identity.digest)

    async def _later(self) -> Signature:
        await asyncio.sleep(self._seconds / 4)
        return signature(self._watched)

    @property
    def _watched(self) -> tuple[str, ...]:
        return (*self._paths, *self._engine.identity.files)


def signature(paths: Iterable[str]) -> Signature:
    """What changes when one of the files, or a file of one of the folders, does."""
    found = []
    for path in map(Path, paths):
        files = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
        for file in files:
            try:
                stat = file.stat()
            except OSError:
                # Gone for now: an editor that replaces a file removes the old one first.
                found.append((str(file), -1, -1))
            else:
                found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)
