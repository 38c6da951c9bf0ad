"""Worker processes by one rulebook: each has a socket of its own and does one check at a time.

Nothing but the event loop stands between a request and its worker. The queues, threads and semaphores of a pool of Python's
own cost the server more than all the rest of a check, and a killed worker leaves them in disorder.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import pickle
import socket
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from tonecheck.errors import RulebookError, TonecheckError
from tonecheck.server import worker
from tonecheck.server.contract import CheckRequest
from tonecheck.server.link import Link, Lost, fail
from tonecheck.server.worker import Identity, Rules

# Spawned, not forked: a copy of a process with threads may hold locks that nobody will open.
_PROCESSES = multiprocessing.get_context("spawn")
_log = logging.getLogger("tonecheck.server")


class Checking(Protocol):
    """What does the checks of one rulebook."""

    async def start(self) -> Identity:
        """Loads the rulebook; `RulebookError` where it is wrong."""

    def check(self, request: CheckRequest, due: float) -> asyncio.Future[Any]:
        """What `worker.check` returns, later; `Lost` where nobody is left to do it."""

    def late(self, answer: asyncio.Future[Any]) -> str:
        """Where a check is that takes too long, in words."""

    @property
    def workers(self) -> int:
        """How many are left."""

    def retire(self) -> None:
        """Ends when what is under way is done."""

    async def close(self) -> None:
        """Ends now. Who asked has been answered by now, so that nobody waits for what is under way."""


class Pool:
    """Some processes; `lost` is called when one of them ends by itself."""

    def __init__(self, rules: Rules, size: int, lost: Callable[[Checking], object]) -> None:
        self._rules, self._size, self._lost = rules, size, lost
        self._workers: set[Link] = set()
        self._idle: list[Link] = []
        self._jobs: deque[tuple[bytes, asyncio.Future[Any]]] = deque()
        self._retired = False

    async def start(self) -> Identity:
        """Starts the workers, so that each one has loaded before the first message; `RulebookError` where it is wrong."""
        try:
            self._idle = [await self._started() for _ in range(self._size)]
            told = [await one.ready for one in self._idle]
            for faults in told:
                if isinstance(faults, list):
                    raise RulebookError(faults)
        except Lost:
            await self.close()
            raise TonecheckError("a worker ended while it loaded the rulebook") from None
        except BaseException:
            await self.close()
            raise
        return told[0]  # type: ignore[return-value]  # looked at above

    def check(self, request: CheckRequest, due: float) -> asyncio.Future[Any]:
        """What `worker.check` returns, later; `Lost` where no worker is left."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self._workers:
            self._jobs.append((pickle.dumps((request, due), pickle.HIGHEST_PROTOCOL), answer))
            self._next()
        else:
            answer.set_exception(Lost())
        return answer

    def late(self, answer: asyncio.Future[Any]) -> str:
        """Where a check is that takes too long, in words."""
        for one in self._workers:
            if one.asked is answer:
                return f"worker {one.process.pid} has been at it for {(time.monotonic() - one.since) * 1000:.0f} ms"
        return f"all {len(self._workers)} workers are at others, and {len(self._jobs)} wait"

    @property
    def workers(self) -> int:
        """How many are left."""
        return len(self._workers)

    def retire(self) -> None:
        """Ends the workers when what is under way is done."""
        self._retired = True
        self._next()

    async def close(self) -> None:
        """Ends the workers now."""
        self._retired = True
        ending = [one.process for one in self._workers]
        for process in ending:
            process.kill()
        # In a thread, so that the loop hears of their ends meanwhile.
        await asyncio.get_running_loop().run_in_executor(None, lambda: [process.join() for process in ending])

    def freed(self, one: Link) -> None:
        """That worker has answered."""
        self._idle.append(one)
        self._next()

    def gone(self, one: Link) -> None:
        """That worker has ended."""
        self._workers.discard(one)
        if one in self._idle:
            self._idle.remove(one)
        if not self._workers:
            while self._jobs:
                fail(self._jobs.popleft()[1])
        if not self._retired:
            self._lost(self)
            # Its status is known a moment after its socket has closed.
            asyncio.get_running_loop().call_later(0.2, _log_end, one.process)

    def _next(self) -> None:
        while self._jobs and self._idle:
            # The one that answered last has its memory at hand.
            self._idle.pop().ask(*self._jobs.popleft())
        if self._retired and not self._jobs:
            while self._idle:
                self._idle.pop().end()

    async def _started(self) -> Link:
        ours, its = socket.socketpair()
        process = _PROCESSES.Process(target=worker.serve, args=(its, self._rules), name="tonecheck-worker", daemon=True)
        process.start()
        its.close()
        ours.setblocking(False)
        _, one = await asyncio.get_running_loop().create_connection(lambda: Link(self, process), sock=ours)
        self._workers.add(one)
        return one


class Thread:
    """One thread of this process, for tests: it starts at once, but the server waits while it computes."""

    def __init__(self, rules: Rules) -> None:
        self._executor = ThreadPoolExecutor(1, initializer=worker.load, initargs=(rules,))

    async def start(self) -> Identity:
        """Loads the rulebook; `RulebookError` where it is wrong."""
        told = await asyncio.get_running_loop().run_in_executor(self._executor, worker.ready)
        if isinstance(told, list):
            self.retire()
            raise RulebookError(told)
        return told

    def check(self, request: CheckRequest, due: float) -> asyncio.Future[Any]:
        """What `worker.check` returns, later."""
        return asyncio.wrap_future(self._executor.submit(worker.check, request, due))

    def late(self, _: asyncio.Future[Any]) -> str:
        """Where a check is that takes too long, in words."""
        return "the thread is at it, or at another"

    @property
    def workers(self) -> int:
        """How many there are."""
        return 1

    def retire(self) -> None:
        """Ends when what is under way is done."""
        self._executor.shutdown(wait=False)

    async def close(self) -> None:
        """Ends when what is under way is done, and waits for that."""
        await asyncio.get_running_loop().run_in_executor(None, self._executor.shutdown)


def _log_end(process: Any) -> None:
    _log.error("worker %d ended by itself, status %s; another one takes its place", process.pid, process.exitcode)
