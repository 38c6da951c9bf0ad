"""Our end of a worker's socket: a question goes out, an answer comes back, and its end is heard."""

from __future__ import annotations

import asyncio
import pickle
import time
from typing import Any, Protocol, cast

from tonecheck.server.worker import HEAD, Fault, Identity


class Lost(Exception):
    """The worker ended before it answered."""


class Owner(Protocol):
    """Who is told what becomes of a worker."""

    def freed(self, one: Link) -> None:
        """That worker has answered."""

    def gone(self, one: Link) -> None:
        """That worker has ended."""


class Link(asyncio.Protocol):
    """Our end of one worker: it tells its identity, then one answer a question."""

    def __init__(self, pool: Owner, process: Any) -> None:
        self.process, self._pool = process, pool
        self.ready: asyncio.Future[Identity | list[str]] = asyncio.get_running_loop().create_future()
        self.asked: asyncio.Future[Any] | None = self.ready
        self.since = 0.0
        self._got = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    def ask(self, question: bytes, answer: asyncio.Future[Any]) -> None:
        """Asks for an answer; one at a time."""
        assert self._transport is not None
        self.asked, self.since = answer, time.monotonic()
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
        asked, self.asked = self.asked, None
        if asked is not None and not asked.done():
            if isinstance(value, Fault):
                asked.set_exception(RuntimeError(value.trace))
            else:
                asked.set_result(value)
        if asked is not self.ready:
            self._pool.freed(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # how it ended does not matter
        """The worker has ended, or was told to."""
        if self.asked is not None:
            fail(self.asked)
        self._pool.gone(self)


def fail(answer: asyncio.Future[Any]) -> None:
    """Tells whoever waits for it that there will be none."""
    if not answer.done():
        answer.set_exception(Lost())
        # Looked at, so that what nobody waits for any more is not reported as lost.
        answer.exception()
