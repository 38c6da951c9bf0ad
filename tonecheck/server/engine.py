"""Runs the checker beside the event loop: in worker processes, each with its own rulebook, changed without a pause.

A check is pure computing, so threads would only take turns with the loop; processes use the other cores, and a long
message in one does not hold up the short ones in the others.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from tonecheck.errors import RulebookError
from tonecheck.server import worker
from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.server.worker import Identity, Rules

# Longer than this nobody waits, whatever they say.
_MOST_SECONDS = 5.0
# So many checks may wait for each worker; beyond that a quick refusal serves better than a late verdict.
_QUEUE = 32


class Engine:
    """Checks requests by one rulebook at a time; `workers` processes, or one thread where it is 0 (for tests)."""

    def __init__(self, rules: Rules, workers: int) -> None:
        self._rules, self._workers = rules, workers
        self._pool: Executor | None = None
        self._changing = asyncio.Lock()
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
                old.shutdown(wait=False)
            return changed

    async def check(self, request: CheckRequest) -> tuple[dict[str, Any], bool]:
        """The wire format of the request's text, and whether replies were left out for lack of time.

        `Refusal` 503 where the deadline passes, the queue is full, or a worker died.
        """
        if self.waiting >= _QUEUE * max(1, self._workers):
            raise Refusal(503, "too many checks are under way; try again in a second", {"Retry-After": "1"})
        seconds = min(_MOST_SECONDS, (request.deadline_ms or _MOST_SECONDS * 1000) / 1000)
        # Never cancelled: a pool whose worker dies chokes on work that was. What is late ends by itself, unread, when its
        # turn comes; until then it counts as under way.
        running = asyncio.ensure_future(self._run(request, time.monotonic() + seconds))
        self.waiting += 1
        running.add_done_callback(self._ended)
        done, _ = await asyncio.wait({running}, timeout=seconds)
        if not done:
            raise Refusal(503, f"no verdict within {seconds * 1000:.0f} ms", {"Retry-After": "1"})
        return running.result()

    def _ended(self, running: asyncio.Future[Any]) -> None:
        self.waiting -= 1
        if not running.cancelled():
            # Looked at, so that what nobody waits for any more is not reported as lost.
            running.exception()

    async def close(self) -> None:
        """Ends the workers. Who asked has been answered by now, so that nobody waits for what they are at."""
        self._closing = True
        if self._pool is None:
            return
        for process in list((getattr(self._pool, "_processes", None) or {}).values()):
            process.kill()
        # In a thread, so that what still hangs on the pool can end meanwhile.
        await asyncio.get_running_loop().run_in_executor(None, self._pool.shutdown)

    async def _run(self, request: CheckRequest, due: float) -> tuple[dict[str, Any], bool]:
        for _ in range(2):
            pool = self._pool
            assert pool is not None
            try:
                running = pool.submit(worker.check, request, due)
            except RuntimeError:
                # The pool was changed, or has just broken.
                await self._replace(pool)
                continue
            try:
                answer = await asyncio.wrap_future(running)
            except BrokenProcessPool:
                await self._replace(pool)
                continue
            if isinstance(answer, Refusal):
                raise answer
            return answer
        raise Refusal(503, "the checker ended unexpectedly; try again in a second", {"Retry-After": "1"})

    async def _replace(self, broken: Executor) -> None:
        async with self._changing:
            if self._closing:
                raise Refusal(503, "the server is stopping", {"Retry-After": "5"})
            if self._pool is broken:
                self._pool, self.identity = await self._loaded()
                broken.shutdown(wait=False)

    async def _loaded(self) -> tuple[Executor, Identity]:
        pool: Executor
        if self._workers:
            # Spawned, not forked: a copy of a process with threads may hold locks that nobody will open.
            context = multiprocessing.get_context("spawn")
            pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=worker.begin, initargs=(self._rules,))
        else:
            pool = ThreadPoolExecutor(1, initializer=worker.load, initargs=(self._rules,))
        loop = asyncio.get_running_loop()
        # As many at once as there are workers, so that each one has loaded before the first message.
        told: Sequence[Any] = await asyncio.gather(*(loop.run_in_executor(pool, worker.ready) for _ in range(self._workers or 1)))
        for identity in told:
            if isinstance(identity, list):
                pool.shutdown(wait=False)
                raise RulebookError(identity)
        return pool, told[0]
