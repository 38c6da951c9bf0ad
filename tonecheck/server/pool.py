"""Worker processes by one rulebook: each has a socket of its own and does one check at a time.

Nothing but the event loop stands between a request and its worker. The queues, threads and semaphores of a pool of Python's
own cost the server more than all the rest of a check, and a killed worker leaves them in disorder.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import socket
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, cast

from tonecheck.errors import RulebookError, TonecheckError
from tonecheck.server import worker
from tonecheck.server.contract import CheckRequest
from tonecheck.server.worker import HEAD, Fault, Identity, Rules

# Spawned, not forked: a copy of a process with threads may hold locks that nobody will open.
_PROCESSES = multiprocessing.get_context("spawn")


class Lost(Exception):
    """The worker ended before it answered."""


class Checking(Protocol):
    """What does the checks of one rulebook."""

    async def start(self) -> Identity:
        """Loads the rulebook; `RulebookError` where it is wrong."""

    def check(self, request: CheckRequest, due: float) -> asyncio.Future[Any]:
        """What `worker.check` returns, later; `Lost` where nobody is left to do it."""

    def retire(self) -> None:
        """Ends when what is under way is done."""

    async def close(self) -> None:
        """Ends now. Who asked has been answered by now, so that nobody waits for what is under way."""


class Pool:
    """Some processes; `lost` is called when one of them ends by itself."""

    def __init__(self, rules: Rules, size: int, lost: Callable[[Checking], object]) -> None:
        self._rules, self._size, self._lost = rules, size, lost
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
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

    def freed(self, one: _Worker) -> None:
        """That worker has answered."""
        self._idle.append(one)
        self._next()

    def gone(self, one: _Worker) -> None:
        """That worker has ended."""
        self._workers.discard(one)
        if one in self._idle:
            self._idle.remove(one)
        if not self._workers:
            while self._jobs:
                _fail(self._jobs.popleft()[1])
        if not self._retired:
            self._lost(self)

    def _next(self) -> None:
        while self._jobs and self._idle:
            # The one that answered last has its memory at hand.
            self._idle.pop().ask(*self._jobs.popleft())
        if self._retired and not self._jobs:
            while self._idle:
                self._idle.pop().end()

    async def _started(self) -> _Worker:
        ours, its = socket.socketpair()
        process = _PROCESSES.Process(target=worker.serve, args=(its, self._rules), name="tonecheck-worker", daemon=True)
        process.start()
        its.close()
        ours.setblocking(False)
        _, one = await asyncio.get_running_loop().create_connection(lambda: _Worker(self, process), sock=ours)
        self._workers.add(one)
        return one


class _Worker(asyncio.Protocol):
    """Our end of one worker: it tells its identity, then one answer a question."""

    def __init__(self, pool: Pool, process: Any) -> None:
        self.process, self._pool = process, pool
        self.ready: asyncio.Future[Identity | list[str]] = asyncio.get_running_loop().create_future()
        self._asked: asyncio.Future[Any] | None = self.ready
        self._got = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    def ask(self, question: bytes, answer: asyncio.Future[Any]) -> None:
        """Asks for an answer; one at a time."""
        assert self._transport is not None
        self._asked = answer
        self._transport.write(HEAD.pack(len(question)) + question)

    def end(self) -> None:
        """Lets the worker end: it finds nobody at its socket."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way to the worker."""
        # Of uvloop it is, but for the class.
        self._transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        """Takes the answer, once it is whole."""
        self._got += data
        if len(self._got) < HEAD.size or len(self._got) < HEAD.size + HEAD.unpack_from(self._got)[0]:
            return
        value = pickle.loads(memoryview(self._got)[HEAD.size :])  # our own worker wrote it
        self._got = bytearray()
        asked, self._asked = self._asked, None
        if asked is not None and not asked.done():
            if isinstance(value, Fault):
                asked.set_exception(RuntimeError(value.trace))
            else:
                asked.set_result(value)
        if asked is not self.ready:
            self._pool.freed(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # how it ended does not matter
        """The worker has ended, or was told to."""
        if self._asked is not None:
            _fail(self._asked)
        self._pool.gone(self)


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

    def retire(self) -> None:
        """Ends when what is under way is done."""
        self._executor.shutdown(wait=False)

    async def close(self) -> None:
        """Ends when what is under way is done, and waits for that."""
        await asyncio.get_running_loop().run_in_executor(None, self._executor.shutdown)


def _fail(answer: asyncio.Future[Any]) -> None:
    if not answer.done():
        answer.set_exception(Lost())
        # Looked at, so that what nobody waits for any more is not reported as lost.
        answer.exception()
