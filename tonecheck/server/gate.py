"""Stands before every route: Host and Origin, the headers of every answer, and CORS for the extensions that were named."""

from __future__ import annotations

import json

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tonecheck.server.auth import Origins
from tonecheck.server.contract import Refusal

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store"), (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"), (b"x-frame-options", b"DENY"),
    # What we answer is data; a page of ours states its own policy.
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)  # fmt: skip
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, POST"), (b"access-control-allow-headers", b"authorization, content-type"),
    (b"access-control-max-age", b"600"),
)  # fmt: skip


class Gate:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request through, or answers it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        allowed: tuple[tuple[bytes, bytes], ...] = ()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in (*_ALWAYS, *allowed) if pair[0] not in said)]
            await send(message)

        headers = Headers(scope=scope)
        try:
            origin = self._origins.admit(headers)
        except Refusal as refusal:
            await _answer(sending, refusal.status, json.dumps(refusal.to_dict()).encode())
            return
        if origin is not None:
            allowed = ((b"access-control-allow-origin", origin.encode()), (b"vary", b"Origin"))
            if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
                allowed += _PREFLIGHT
                await _answer(sending, 204, b"")
                return
        await self._app(scope, receive, sending)


async def _answer(send: Send, status: int, content: bytes) -> None:
    kept = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())] if content else []
    # The body, if there is one, was not read.
    await send({"type": "http.response.start", "status": status, "headers": [*kept, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": content})
