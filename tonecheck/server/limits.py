"""What keeps one caller from taking everything: rates, bounded memories that forget, and bodies read with a limit."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from starlette.requests import ClientDisconnect, Request

from tonecheck.server.contract import MAX_BODY, Refusal

# A caller may spend this many seconds' worth of requests at once.
_BURST_SECONDS = 2
BODY_SECONDS = 5.0
Clock = Callable[[], float]
T = TypeVar("T")


class Rates:
    """A bucket of requests a caller. Callers are known ones only, so that nobody fills it with names."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, caller: str, rate: float, cost: int = 1) -> None:
        """Counts `cost` requests; `Refusal` 429 with the seconds to wait where the bucket is empty. A rate of 0 is none."""
        if not rate:
            return
        now, most = self._clock(), max(rate * _BURST_SECONDS, 1)
        left, then = self._left.get(caller, (most, now))
        left = min(most, left + (now - then) * rate)
        # A batch larger than the whole bucket may start on a full one, and is paid off afterwards.
        if left < min(cost, most):
            self._left[caller] = (left, now)
            wait = max(1, math.ceil((min(cost, most) - left) / rate))
            raise Refusal(429, f"more than {rate:g} requests a second; try again in {wait} s", {"Retry-After": str(wait)})
        self._left[caller] = (left - cost, now)


class Memory(Generic[T]):
    """Values by key that are forgotten after a time, and the oldest of them when there are too many."""

    def __init__(self, seconds: float, most: int, clock: Clock = time.monotonic) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._kept: OrderedDict[object, tuple[float, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: object) -> T | None:
        """The value, if it is still known."""
        self._forget()
        kept = self._kept.get(key)
        return kept[1] if kept else None

    def put(self, key: object, value: T) -> None:
        """Remembers a value; its time begins now."""
        self._forget()
        self._kept.pop(key, None)
        self._kept[key] = (self._clock() + self._seconds, value)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def pop(self, key: object) -> T | None:
        """The value, if it is still known, and then no more."""
        self._forget()
        kept = self._kept.pop(key, None)
        return kept[1] if kept else None

    def _forget(self) -> None:
        # All live equally long, so the oldest stand first.
        now = self._clock()
        while self._kept:
            ends, _ = next(iter(self._kept.values()))
            if ends > now:
                return
            self._kept.popitem(last=False)


async def body_of(request: Request) -> bytes:
    """The whole body; `Refusal` 413 beyond the limit, 408 where it comes too slowly."""
    # What is left unread must not be taken for the next request.
    close = {"Connection": "close"}
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length[:12]) > MAX_BODY:
        raise Refusal(413, f"the body has {length[:12]} bytes; at most {MAX_BODY:,}", close)

    async def read() -> bytes:
        chunks, size = [], 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > MAX_BODY:
                raise Refusal(413, f"the body has more than {MAX_BODY:,} bytes", close)
            chunks.append(chunk)
        return b"".join(chunks)

    try:
        return await asyncio.wait_for(read(), BODY_SECONDS)
    except (TimeoutError, asyncio.TimeoutError):
        raise Refusal(408, f"the body did not arrive within {BODY_SECONDS:g} s", close) from None
    except ClientDisconnect:
        raise Refusal(400, "the caller went away before the body ended", close) from None
