"""Asks the tonecheck server: one question, one verdict or none, within a second."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from synapse.module_api import make_deferred_yieldable
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectError
from twisted.web.client import Agent, FileBodyProducer, HTTPConnectionPool, readBody
from twisted.web.http_headers import Headers
from twisted.web.iweb import IResponse

from tonecheck_synapse.circuit import Circuit
from tonecheck_synapse.settings import Settings
from tonecheck_synapse.verdict import NoVerdict, Verdict, read

logger = logging.getLogger("tonecheck_synapse")

# The common server closes an idle connection after 5 seconds; ours has to be the first to go.
_IDLE_SECONDS = 4
_LARGEST_ANSWER = 4 << 20
# The message was at fault, not the server: no reason to stop asking about others.
_OUR_FAULT = (400, 409, 413, 415, 422)


class Client:
    """One tonecheck server, with what is known of its health."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._circuit = Circuit()
        pool = HTTPConnectionPool(reactor)
        pool.maxPersistentPerHost = 16
        pool.cachedConnectionTimeout = _IDLE_SECONDS
        self._agent = Agent(reactor, connectTimeout=settings.timeout, pool=pool)

    async def check(self, question: Mapping[str, Any]) -> Verdict:
        """The verdict on `question["text"]`; `NoVerdict` where there is none in time."""
        try:
            body = json.dumps({k: v for k, v in question.items() if v is not None}, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise NoVerdict("the text holds a lone surrogate") from None
        if not self._circuit.lets(time.monotonic()):
            raise NoVerdict("circuit open: not asked")
        try:
            verdict = read(await self._post("/v1/check", body), question["text"])
        except NoVerdict as failure:
            if not isinstance(failure, _Refused) or failure.counts:
                self._failed(failure)
            raise
        if self._circuit.succeeded():
            logger.warning("tonecheck answers again: circuit closed")
        return verdict

    async def report(self, check_id: str, outcome: str) -> None:
        """Tells the server what became of a message; a failure is noted and nothing more."""
        try:
            await self._post(f"/v1/checks/{check_id}/outcome", json.dumps({"outcome": outcome}).encode())
        except NoVerdict as failure:
            logger.info("outcome '%s' not reported: %s", outcome, failure.reason)

    def _failed(self, failure: NoVerdict) -> None:
        now = time.monotonic()
        if isinstance(failure, _Refused) and failure.retry_after:
            self._circuit.rest(now, failure.retry_after)
        if self._circuit.failed(now):
            logger.error("tonecheck does not answer (%s): circuit open, asking again in ten seconds", failure.reason)

    async def _post(self, path: str, body: bytes) -> bytes:
        headers = Headers({"Content-Type": ["application/json"], "User-Agent": ["tonecheck-synapse"]})
        if self._settings.token:
            headers.addRawHeader("Authorization", f"Bearer {self._settings.token}")
        url = (self._settings.url + path).encode()
        response: list[IResponse] = []

        def received(answer: IResponse) -> Deferred[bytes]:
            response.append(answer)
            if isinstance(answer.length, int) and answer.length > _LARGEST_ANSWER:
                raise NoVerdict("the answer is too large")
            return readBody(answer)

        began = time.monotonic()
        exchange = self._agent.request(b"POST", url, headers, FileBodyProducer(BytesIO(body)))
        exchange.addCallback(received)
        # One limit over connecting, asking and reading.
        exchange.addTimeout(self._settings.timeout, reactor)
        try:
            content: bytes = await make_deferred_yieldable(exchange)
        except NoVerdict:
            raise
        except ConnectError:
            raise NoVerdict("no connection") from None
        except Exception as error:
            # What was cut off by the limit ends as one of several errors, depending on how far it got.
            if time.monotonic() - began >= self._settings.timeout:
                raise NoVerdict(f"no answer within {self._settings.timeout:g} s") from None
            raise NoVerdict(f"the connection broke ({type(error).__name__})") from None
        if response[0].code != 200:
            raise _Refused(response[0])
        return content


class _Refused(NoVerdict):
    def __init__(self, response: IResponse) -> None:
        code = response.code
        told = {401: " (wrong token: see 'token' in the module's config)", 403: " (this token may not ask)",
                429: " (too many requests)"}.get(code, "")
        super().__init__(f"status {code}{told}")
        self.counts = code not in _OUR_FAULT
        after = (response.headers.getRawHeaders("Retry-After") or ["0"])[0]
        self.retry_after = float(after) if after.isdigit() else 0.0
