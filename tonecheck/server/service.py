"""One check from request to answer, whichever route it came by: verdict, second sending, audit line."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from tonecheck.model import SCHEMA
from tonecheck.server.audit import Audit
from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.server.door import Door, Key
from tonecheck.server.engine import Engine
from tonecheck.server.lines import Line
from tonecheck.server.metrics import Metrics
from tonecheck.server.tokens import Client
from tonecheck.text.script import script_of

Answer = dict[str, Any]


class Service:
    """Answers checks and keeps what became of them."""

    def __init__(self, engine: Engine, audit: Audit, metrics: Metrics, clock: Callable[[], float] = time.time) -> None:
        self._engine, self._audit, self._metrics, self._clock = engine, audit, metrics, clock
        self._door = Door()

    async def check(self, client: Client, request: CheckRequest, via: str = "check") -> Answer:
        """The answer to one check that came by the route `via`; `Refusal` where there is no verdict."""
        began = time.perf_counter()
        digest = hashlib.sha256(request.text.encode()).hexdigest()
        self._door.known(client.id, request, digest)
        skipped, degraded = None, False
        if request.role == "customer":
            skipped, report = "role", self._nothing(request)
        else:
            report, degraded = await self._engine.check(request)
        # From here to the audit line nothing waits, so that of two equal requests one is the first.
        known = self._door.known(client.id, request, digest)
        name = known.id if known else self._name()
        acknowledged = known.acknowledged if known else None
        if known is None and report["verdict"] == "warn":
            acknowledged = self._door.confirmed(client.id, request, digest, name)
        if acknowledged is not None and report["verdict"] == "warn":
            skipped, report = "ack", {**report, "verdict": "pass", "rewritten": request.text, "findings": []}
        answer = {
            **report, "id": name, "skipped": skipped, "acknowledged": acknowledged, "text_sha256": digest,
            "degraded": degraded, "elapsed_ms": round((time.perf_counter() - began) * 1000, 3),
        }  # fmt: skip
        if known is None:
            self._door.remember(client.id, request, Key(digest, name, acknowledged))
            self._count(answer)
            await self._kept(self._audit.add(self._line(client, request, answer, via)))
        return answer

    async def outcome(self, client: Client, check: str, outcome: str) -> Answer:
        """Keeps what became of a message; `Refusal` 404 where this client has no such check."""
        if not await self._kept(self._audit.outcome(check, client.id, outcome)):
            raise Refusal(404, "no such check of this client; it may be older than the days that lines are kept")
        self._metrics.outcomes.labels(outcome).inc()
        return {"id": check, "outcome": outcome}

    async def _kept(self, writing: Any) -> Any:
        try:
            return await writing
        except sqlite3.Error as error:
            raise Refusal(503, f"the audit log cannot be written: {error}", {"Retry-After": "5"}) from error

    def _name(self) -> str:
        # Ids grow with time, so that new lines lie together on disk; what follows cannot be guessed.
        return f"c{int(self._clock() * 1000):011x}{secrets.token_hex(8)}"

    def _nothing(self, request: CheckRequest) -> dict[str, Any]:
        identity = self._engine.identity
        return {
            "schema": SCHEMA, "rulebook": {"digest": identity.digest, "rules": identity.rules}, "path": None,
            "script": script_of(request.text), "scene": request.scene, "verdict": "pass", "rewritten": request.text, "findings": [],
        }  # fmt: skip

    def _count(self, answer: Answer) -> None:
        self._metrics.verdicts.labels(answer["verdict"], answer["skipped"] or "no").inc()
        for finding in answer["findings"]:
            self._metrics.findings.labels(finding["rule"], finding["severity"]).inc()
        if answer["degraded"]:
            self._metrics.degraded.inc()

    def _line(self, client: Client, request: CheckRequest, answer: Answer, via: str) -> Line:
        hashes = self._audit.hashes
        return Line(
            id=answer["id"],
            at=self._clock(),
            client=client.id,
            via=via,
            intent=request.intent,
            role=request.role,
            scene=request.scene,
            channel=request.channel,
            verdict=answer["verdict"],
            skipped=answer["skipped"],
            acknowledged=answer["acknowledged"],
            degraded=answer["degraded"],
            length=len(request.text),
            text_hash=hashes.of("text", request.text) or "",
            conversation_hash=hashes.of("conversation", request.conversation_id),
            sender_hash=hashes.of("sender", request.sender_id),
            message_hash=hashes.of("message", request.message_id),
            milliseconds=answer["elapsed_ms"],
            rulebook=answer["rulebook"]["digest"],
            # Of what was never sent, and of what a customer said, no text is kept even where texts are.
            text=self._audit.text(request.text) if request.intent == "send" and request.role != "customer" else None,
            findings=tuple((f["rule"], f["severity"], f["by"]) for f in answer["findings"]),
        )
