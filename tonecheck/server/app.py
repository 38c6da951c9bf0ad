"""The routes: what comes in by HTTP, and what goes out. What a check means is in `service`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tonecheck import __version__
from tonecheck.model import SCHEMA
from tonecheck.server import contract, pages
from tonecheck.server.audit import Audit
from tonecheck.server.auth import Access, Origins
from tonecheck.server.clouds.routes import Clouds
from tonecheck.server.clouds.setting import Cloud
from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.server.engine import Engine
from tonecheck.server.gate import Gate
from tonecheck.server.insights import Insights, asked
from tonecheck.server.limits import Rates, body_of
from tonecheck.server.lines import Keep
from tonecheck.server.metrics import CONTENT_TYPE, Metrics
from tonecheck.server.openapi import document
from tonecheck.server.reload import Reloader
from tonecheck.server.service import Service
from tonecheck.server.store import prepared
from tonecheck.server.tokens import Client, Tokens
from tonecheck.server.worker import Rules
from tonecheck.text.script import SCRIPTS

_log = logging.getLogger("tonecheck.server")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is chosen when a server is started."""

    state: Path
    rules: Rules = field(default_factory=Rules)
    keep: Keep = field(default_factory=Keep)
    workers: int = 1
    rate: float = 20.0
    hosts: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    clouds: Mapping[str, Cloud] = field(default_factory=dict)


class Server:
    """The parts of one running server, made when it starts and ended in the other order."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        prepared(settings.state)
        self.engine = Engine(settings.rules, settings.workers)
        self.metrics = Metrics(lambda: self.engine.waiting)
        self.tokens = Tokens(settings.state)
        self.access = Access(self.tokens)
        self.rates = Rates()
        self.audit = Audit(settings.state, settings.keep)
        self.insights = Insights(settings.state)
        self.service = Service(self.engine, self.audit, self.metrics)
        self.clouds = Clouds(settings.clouds, self.service, self.rates, settings.rules.language)
        self.reloader = Reloader(self.engine, self.metrics, settings.rules.paths)

    async def start(self) -> None:
        """Loads the rulebook; `TonecheckError` where it is wrong."""
        await self.engine.start()
        self.metrics.rules.set(self.engine.identity.rules)

    async def close(self) -> None:
        """Writes what is waiting, and ends."""
        await self.engine.close()
        self.audit.close()
        self.tokens.close()

    async def admitted(self, request: Request) -> Client:
        """The client of a request without a body."""
        client = self.access.claimed(request.headers)
        self.access.verify(client, request.headers, request.method, request.scope["path"], b"")
        return client

    async def received(self, request: Request) -> tuple[Client, Any]:
        """The client of a request and its parsed body."""
        client = self.access.claimed(request.headers)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refusal(415, "Content-Type: application/json is wanted", {"Connection": "close"})
        if request.headers.get("content-encoding", "identity") != "identity":
            raise Refusal(415, "Content-Encoding: none is understood", {"Connection": "close"})
        body = await body_of(request)
        self.access.verify(client, request.headers, request.method, request.scope["path"], body)
        return client, contract.json_of(body)

    def spend(self, client: Client, cost: int = 1) -> None:
        """Counts requests against the client's rate."""
        self.rates.take(client.id, self.settings.rate if client.rate is None else client.rate, cost)


@contextlib.asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Server]:
    """A server whose rulebook is loaded, until the block ends; `TonecheckError` where the rulebook is wrong."""
    server = Server(settings)
    watching = None
    try:
        await server.start()
        watching = asyncio.create_task(server.reloader.run())
        yield server
    finally:
        if watching is not None:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
        await server.close()


def application(settings: Settings, server: Server | None = None) -> Starlette:
    """The ASGI application over a running server; without one it starts its own with the lifespan."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with running(settings) as own:
            app.state.server = own
            yield

    app = Starlette(
        routes=[
            Route("/v1/check", _route("check", _check), methods=["POST"]),
            Route("/v1/checks", _route("checks", _checks), methods=["POST"]),
            Route("/v1/checks/{id:str}/outcome", _route("outcome", _outcome), methods=["POST"]),
            Route("/v1/adapters/{cloud:str}", _route("adapters", _cloud), methods=["POST"]),
            Route("/v1/adapters/{cloud:str}/{rest:path}", _route("adapters", _cloud), methods=["POST"]),
            Route("/v1/meta", _route("meta", _meta), methods=["GET"]),
            Route("/v1/insights", _route("insights", _insights), methods=["GET"]),
            Route("/metrics", _route("metrics", _metrics), methods=["GET"]),
            Route("/healthz", _healthz, methods=["GET"]),
            Route("/openapi.json", _openapi, methods=["GET"]),
            *pages.routes(),
        ],
        lifespan=None if server else lifespan,
        exception_handlers={HTTPException: _refused_by_router, 500: _failed},
    )
    app.state.server = server
    app.add_middleware(Gate, origins=Origins(settings.hosts, settings.extensions))
    return app


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(content, status, headers, "application/json")


def refused(refusal: Refusal) -> Response:
    """The answer that a refusal is."""
    return answer(refusal.to_dict(), refusal.status, refusal.headers)


Handler = Callable[[Server, Request], Awaitable[Response]]


def _route(name: str, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler with its refusals answered and its time measured."""

    async def endpoint(request: Request) -> Response:
        server: Server = request.app.state.server
        began = time.perf_counter()
        try:
            response = await handler(server, request)
        except Refusal as refusal:
            response = refused(refusal)
            _log.info("refused %s with %d: %s", name, refusal.status, refusal.message)
        server.metrics.requests.labels(name, str(response.status_code)).inc()
        server.metrics.seconds.labels(name).observe(time.perf_counter() - began)
        return response

    return endpoint


async def _check(server: Server, request: Request) -> Response:
    client, body = await server.received(request)
    server.spend(client)
    return answer(await server.service.check(client, contract.check_request(body)))


async def _checks(server: Server, request: Request) -> Response:
    client, body = await server.received(request)
    checks = contract.check_requests(body)
    server.spend(client, max(1, len(checks)))

    async def one(check: CheckRequest | Refusal) -> dict[str, Any]:
        try:
            if isinstance(check, Refusal):
                raise check
            return await server.service.check(client, check)
        except Refusal as refusal:
            return {"status": refusal.status, **refusal.to_dict()}

    return answer({"answers": await asyncio.gather(*map(one, checks))})


async def _outcome(server: Server, request: Request) -> Response:
    client, body = await server.received(request)
    server.spend(client)
    return answer(await server.service.outcome(client, request.path_params["id"], contract.outcome_of(body)))


async def _cloud(server: Server, request: Request) -> Response:
    return answer(await server.clouds.answer(request))


async def _meta(server: Server, request: Request) -> Response:
    client = await server.admitted(request)
    identity = server.engine.identity
    return answer({
        "name": "tonecheck", "version": __version__, "contract": contract.CONTRACT, "schema": SCHEMA, "client": client.name,
        "rulebook": {"digest": identity.digest, "rules": identity.rules},
        "scenes": list(identity.scenes), "scene_titles": identity.titles["scenes"],
        "channels": list(contract.CHANNELS), "audiences": list(contract.AUDIENCES), "languages": list(contract.LANGUAGES),
        "scripts": list(SCRIPTS), "formats": list(contract.FORMATS),
        "roles": list(contract.ROLES), "outcomes": list(contract.OUTCOMES),
        "limits": {
            "text": contract.MAX_TEXT, "context": contract.MAX_TURNS, "body": contract.MAX_BODY, "batch": contract.MAX_BATCH,
            "rate": server.settings.rate if client.rate is None else client.rate,
        },
    })  # fmt: skip


async def _insights(server: Server, request: Request) -> Response:
    client = await server.admitted(request)
    server.spend(client)
    return answer(await server.insights.answer(client, asked(request.query_params, time.time()), server.engine.identity.titles))


async def _metrics(server: Server, request: Request) -> Response:
    await server.admitted(request)
    return Response(server.metrics.text(), headers={"Content-Type": CONTENT_TYPE})


async def _healthz(_: Request) -> Response:
    return answer({"status": "ok"})


async def _openapi(_: Request) -> Response:
    return answer(document())


async def _refused_by_router(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    messages = {404: "no such page; see /openapi.json", 405: "this page does not take that method; see /openapi.json"}
    refusal = Refusal(error.status_code, messages.get(error.status_code, error.detail), dict(error.headers or {}))
    return refused(refusal)


async def _failed(_: Request, error: Exception) -> Response:  # noqa: ARG001  # Starlette logs it
    return refused(Refusal(500, "a fault in tonecheck itself; its log says more"))
