"""Starts and stops the server: address, signals, log lines."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import re
import signal
import socket
import sys
import time
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tonecheck.errors import UsageError
from tonecheck.server.app import Server, Settings, application, running
from tonecheck.server.auth import loopback
from tonecheck.server.store import connected, prepared

_HEADER_SECONDS = 10.0
_HEADER_BYTES = 32_768
_CONNECTIONS = 1_000
_STOP_SECONDS = 10
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
# Characters that could end a line, or show it the wrong way round.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Protocol(HttpToolsProtocol):
    """uvicorn's own, but a request whose head comes drop by drop, or without end, is cut off."""

    _waiting: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: Any) -> None:
        """Begins to wait for a head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops waiting."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Counts what comes before the head is whole."""
        if self._waiting is not None:
            self._head += len(data)
            # A whole request may come in one piece, its body included.
            if self._head > _HEADER_BYTES and b"\r\n\r\n" not in data:
                self.send_400_response("Too large a head.")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A further request on the same connection gets the same time."""
        super().on_message_begin()
        if self._waiting is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._stop()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._head = 0
        self._waiting = self.loop.call_later(_HEADER_SECONDS, self.timeout_keep_alive_handler)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class _Uvicorn(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stops at SIGTERM and Ctrl-C. uvicorn would raise the signal again at the end, before our parts are closed."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            # Not on Windows, and not outside the main thread.
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, self.handle_exit, number, None)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, or ends the process with the plain reason that the lifespan gave."""
        await super().startup(sockets)
        if self.started:
            logging.getLogger("tonecheck.server").info("listening on %s", self._address)


def serve(settings: Settings, host: str, port: int, certificate: tuple[str, str] | None = None) -> int:
    """Serves until SIGTERM or Ctrl-C; the exit status. `UsageError` for an address or a rulebook that cannot be served."""
    prepared(settings.state)
    _refuse_open(settings.state, host)
    listening = _bound(host, port)
    _log_to_stderr()
    scheme = "https" if certificate else "http"
    shown = f"[{host}]" if ":" in host else host
    address = f"{scheme}://{shown}:{listening.getsockname()[1]}"
    names = (*_LOOPBACK_NAMES, *([host] if host not in ("0.0.0.0", "::") else []), *settings.hosts)
    chosen = replace(settings, hosts=names)
    try:
        _run(_serving(chosen, listening, address, certificate))
    except KeyboardInterrupt:
        # How the event loop ends after Ctrl-C, when everything is closed.
        return 0
    return 0


async def _serving(settings: Settings, listening: socket.socket, address: str, certificate: tuple[str, str] | None) -> None:
    async with running(settings) as server:
        # What is loaded now stays: to look through it for garbage again and again costs single answers most.
        gc.collect()
        gc.freeze()
        await listener(server, address, certificate).serve(sockets=[listening])


def listener(server: Server, address: str, certificate: tuple[str, str] | None = None) -> uvicorn.Server:
    """What listens in front of a running server; it says `address` once it does."""
    config = uvicorn.Config(
        application(server.settings, server), http=Protocol, ws="none", log_config=None, access_log=False, server_header=False,
        date_header=False, lifespan="off", limit_concurrency=_CONNECTIONS, timeout_graceful_shutdown=_STOP_SECONDS,
        timeout_keep_alive=75, proxy_headers=False,
        ssl_certfile=certificate[0] if certificate else None, ssl_keyfile=certificate[1] if certificate else None,
    )  # fmt: skip
    return _Uvicorn(config, address)


def _run(serving: Coroutine[Any, Any, None]) -> None:
    try:
        import uvloop
    except ImportError:
        # Not on Windows; the loop of Python serves as well, a little slower.
        asyncio.run(serving)
    else:
        uvloop.run(serving)


def _refuse_open(state: Path, host: str) -> None:
    connection = connected(state)
    try:
        tokens = connection.execute("SELECT count(*) FROM tokens WHERE revoked IS NULL").fetchone()[0]
    finally:
        connection.close()
    if not tokens and not loopback(host):
        raise UsageError(f"--host {host}: others could reach it, and there is no token; make one first: tonecheck token new NAME")


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind)
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise UsageError(f"cannot listen on {host} port {port}: {error.strerror or error}") from None
    return listening


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    for name, level in (("tonecheck.server", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


class _Lines(logging.Formatter):
    """One record, one line that begins with the time; nothing in a message can begin another, or hide."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and a traceback's own lines indented beneath it."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        text = super().format(record)
        first, *rest = _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text).split("\n")
        return "\n".join([f"{stamp} {record.levelname.lower()} {first}", *(f"    {line}" for line in rest)])

