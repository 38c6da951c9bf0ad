"""The routes under `/v1/adapters/`: one a cloud that was set up, each with the cloud's own signature instead of a token."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Protocol

from starlette.requests import Request

from tonecheck.server.clouds import easemob, openim, rongcloud, tencent
from tonecheck.server.clouds.decide import Decision, Message, decided
from tonecheck.server.clouds.setting import Cloud
from tonecheck.server.contract import Refusal
from tonecheck.server.limits import Rates, body_of
from tonecheck.server.service import Service


class Vendor(Protocol):
    """What each cloud's module offers."""

    def verified(self, cloud: Cloud, query: Mapping[str, str], rest: str, body: bytes, now: float, /) -> Any:
        """The parsed body; `Refusal` 401 where the signature is wrong."""

    def message(self, body: Any, /) -> Message | None:
        """The message, or None where there is no text to check."""

    def answered(self, body: Any, decision: Decision, /) -> Any:
        """The decision in the cloud's own form."""


VENDORS: Mapping[str, Vendor] = {"easemob": easemob, "openim": openim, "rongcloud": rongcloud, "tencent-im": tencent}


class Clouds:
    """Answers the clouds that were set up."""

    def __init__(self, clouds: Mapping[str, Cloud], service: Service, rates: Rates, language: str) -> None:
        self._clouds, self._service, self._rates, self._language = clouds, service, rates, language

    async def answer(self, request: Request) -> Any:
        """The answer to one webhook; `Refusal` where it is not what it should be."""
        name, rest = request.path_params["cloud"], request.path_params.get("rest", "")
        cloud = self._clouds.get(name)
        if cloud is None:
            raise Refusal(404, "no such cloud is set up; see --clouds", {"Connection": "close"})
        vendor = VENDORS[name]
        raw = await body_of(request)
        body = vendor.verified(cloud, request.query_params, rest, raw, time.time())
        self._rates.take(f"cloud:{name}", cloud.rate)
        try:
            message = vendor.message(body)
            decision = await decided(self._service, cloud, message, self._language)
            return vendor.answered(body, decision)
        except (KeyError, TypeError, AttributeError):
            raise Refusal(422, f"the body: not a message as {name} documents it") from None
