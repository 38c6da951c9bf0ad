"""Runs the checker beside the event loop: in worker processes, each with its own rulebook, changed without a pause.

A check is pure computing, so threads would only take turns with the loop; processes use the other cores, and a long
message in one does not hold up the short ones in the others.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import Any

from tonecheck.errors import TonecheckError
from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.server.link import Lost
from tonecheck.server.pool import Checking, Pool, Thread
from tonecheck.server.worker import Identity, Rules

_log = logging.getLogger("tonecheck.server")
# Longer than this nobody waits, whatever they say.
_MOST_SECONDS = 5.0
# So many checks may wait for each worker; beyond that a quick refusal serves better than a late verdict.
_QUEUE = 32


class Engine:
    """Checks requests by one rulebook at a time; `workers` processes, or one thread where it is 0 (for tests)."""

    def __init__(self, rules: Rules, workers: int) -> None:
        self._rules, self._workers = rules, workers
        self._pool: Checking | None = None
        self._changing = asyncio.Lock()
        self._mending: asyncio.Task[None] | None = None
        self.identity = Identity("", 0, ())
        self.waiting = 0
        self._closing = False

    async def start(self) -> None:
        """Loads the rulebook; `TonecheckError` where it is wrong."""
        self._pool, self.identity = await self._loaded()

    async def reload(self) -> bool:
        """Loads the rulebook anew; True where it changed. `TonecheckError` where it is wrong: then the old one stays.

        Checks under way end with the rulebook that they began with.
        """
        async with self._changing:
            pool, identity = await self._loaded()
            old, self._pool = self._pool, pool
            changed, self.identity = identity != self.identity, identity
            if old is not None:
                old.retire()
            return changed

    async def check(self, request: CheckRequest) -> tuple[dict[str, Any], bool]:
        """The wire format of the request's text, and whether replies were left out for lack of time.

        `Refusal` 503 where the deadline passes, the queue is full, or a worker died.
        """
        if self.waiting >= _QUEUE * max(1, self._workers):
            raise Refusal(503, "too many checks are under way; try again in a second", {"Retry-After": "1"})
        seconds = min(_MOST_SECONDS, (request.deadline_ms or _MOST_SECONDS * 1000) / 1000)
        due = time.monotonic() + seconds
        for _ in range(2):
            pool = self._pool
            assert pool is not None
            where = "its worker ended"
            # Never cancelled: what is late ends by itself, unread, when its turn comes; until then it counts as under way.
            running = pool.check(request, due)
            self.waiting += 1
            running.add_done_callback(self._ended)
            done, _ = await asyncio.wait({running}, timeout=due - time.monotonic())
            if done and not isinstance(running.exception(), Lost):
                answer = running.result()
                if isinstance(answer, Refusal):
                    raise answer
                return answer  # type: ignore[no-any-return]  # what a worker sends
            if done:
                mending = self._mended(pool)
                if not pool.workers:
                    # What is asked again must not begin before there is somebody to do it.
                    await asyncio.wait({mending}, timeout=due - time.monotonic())
                    where = "a new worker is still starting"
            else:
                where = pool.late(running)
            if time.monotonic() >= due:
                raise Refusal(503, f"no verdict within {seconds * 1000:.0f} ms: {where}", {"Retry-After": "1"})
        raise Refusal(503, "the checker ended unexpectedly; try again in a second", {"Retry-After": "1"})

    def _ended(self, running: asyncio.Future[Any]) -> None:
        self.waiting -= 1
        if not running.cancelled():
            # Looked at, so that what nobody waits for any more is not reported as lost.
            running.exception()

    async def close(self) -> None:
        """Ends the workers. Who asked has been answered by now, so that nobody waits for what they are at."""
        self._closing = True
        if self._mending is not None:
            self._mending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._mending
        if self._pool is not None:
            await self._pool.close()

    def _mended(self, broken: Checking) -> asyncio.Task[None]:
        """Puts a whole pool in the place of one that lost a worker, once for all who wait for it."""
        if self._mending is None or self._mending.done():
            self._mending = asyncio.get_running_loop().create_task(self._mend(broken))
        return self._mending

    async def _mend(self, broken: Checking) -> None:
        async with self._changing:
            if self._closing or self._pool is not broken:
                return
            try:
                self._pool, self.identity = await self._loaded()
            except (TonecheckError, OSError) as error:
                _log.error("a worker ended, and no other can be started: %s", error)
            else:
                broken.retire()

    async def _loaded(self) -> tuple[Checking, Identity]:
        pool: Checking = Pool(self._rules, self._workers, self._mended) if self._workers else Thread(self._rules)
        return pool, await pool.start()
