"""Who asks the server in bench/load.py: messages, and connections that take as little of the machine as they can.

What the callers compute is taken from the server on the same cores. So requests are made before the run, of a connection's
answers no more is read than status and length, and what is counted is put in order afterwards.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from tonecheck import Checker
from tonecheck.learn.labelled import read_corpus

SITTINGS = Path(__file__).parent.parent / "corpus" / "sittings"


@dataclass(slots=True)
class Tally:
    """What the answers were: seconds each, how many of each status, how many with findings, why there was no verdict."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    found: int = 0
    refusals: Counter[str] = field(default_factory=Counter)

    def add(self, seconds: float, head: bytes, body: bytes) -> None:
        """Counts one answer."""
        self.seconds.append(seconds)
        status = head[9:12].decode()
        self.statuses[status] += 1
        if status != "200":
            self.refusals[body.decode()] += 1
        elif b'"findings":[]' not in body:
            self.found += 1

    def figures(self, seconds: float) -> dict[str, Any]:
        """The share of answers below each time in milliseconds, and the rest."""
        ordered = sorted(self.seconds)

        def at(share: float) -> float:
            return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 2)

        return {
            "answers": len(ordered), "a_second": round(len(ordered) / seconds, 1), "statuses": dict(self.statuses),
            **({"refusals": dict(self.refusals)} if self.refusals else {}), "found": round(self.found / len(ordered), 3),
            "p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "p99.9": at(0.999), "worst": at(1),
        }  # fmt: skip


def messages(characters: int, violations: float, *, heard: bool, seed: int = 20) -> Iterator[str]:
    """Messages of one length without end, each made anew, a share of them with a draft that is labelled as a violation.

    The others are labelled as fine, and, unless `heard`, nothing is found in one of them alone either.
    """
    rng = random.Random(seed)
    drafts = [d for d in read_corpus(SITTINGS) if d.region == "hans"]
    fine, bad = [d.text for d in drafts if not d.bad], [d.text for d in drafts if d.bad]
    if not heard:
        checker = Checker()
        fine = [text for text in fine if not checker.check(text, replies=False).findings]
    while True:
        parts = [rng.choice(bad)] if rng.random() < violations else []
        length = sum(map(len, parts))
        while length < characters:
            parts.append(rng.choice(fine))
            length += len(parts[-1])
        rng.shuffle(parts)
        yield "\n".join(parts)[:characters]


class Requests:
    """Requests to one server, some of them made before the run."""

    def __init__(self, host: str, texts: Iterator[str], ready: int) -> None:
        self._host, self._texts = host, texts
        self._ready = deque(self._made() for _ in range(ready))

    def next(self) -> bytes:
        """One more."""
        return self._ready.popleft() if self._ready else self._made()

    def _made(self) -> bytes:
        # As browsers write it: UTF-8 as it is.
        told = {"text": next(self._texts), "conversation_id": "c", "sender_id": "s"}
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        head = ("POST /v1/check HTTP/1.1", f"Host: {self._host}", "Content-Type: application/json", f"Content-Length: {len(body)}")
        return "\r\n".join((*head, "", "")).encode() + body


class Caller(asyncio.Protocol):
    """One connection, kept alive until the end. Closed (`pace` 0) it asks as soon as it is answered, else each `pace` seconds."""

    def __init__(self, requests: Requests, tally: Tally, ends: float, pace: float) -> None:
        self._requests, self._tally, self._ends, self._pace = requests, tally, ends, pace
        self._loop = asyncio.get_running_loop()
        self.done: asyncio.Future[None] = self._loop.create_future()
        self._due = self._asked = time.perf_counter() + random.random() * pace
        self._got = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begins to ask."""
        self._transport = cast("asyncio.WriteTransport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Takes an answer once it is whole, and asks again."""
        self._got = got = self._got + data if self._got else data
        ends = got.find(b"\r\n\r\n")
        place = got.find(b"content-length: ", 0, ends)
        if ends < 0 or len(got) < ends + 4 + int(got[place + 16 : got.find(b"\r\n", place)]):
            return
        self._tally.add(time.perf_counter() - self._asked, got[:ends], got[ends + 4 :])
        self._got = b""
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        """The end; too early where the server ended it."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server closed a connection"))

    def _ask(self) -> None:
        now = time.perf_counter()
        if self._pace and self._due > now:
            self._loop.call_later(self._due - now, self._ask)
            return
        # Times count from when it was due, so that a slow answer cannot hide the ones behind it.
        self._asked = self._due if self._pace else now
        self._due += self._pace
        assert self._transport is not None
        if self._asked > self._ends:
            self.done.set_result(None)
            self._transport.close()
        else:
            self._transport.write(self._requests.next())


async def call(address: tuple[str, int], requests: Requests, connections: int, seconds: float, pace: float = 0) -> Tally:
    """What that many connections were answered in that time."""
    tally, ends = Tally(), time.perf_counter() + seconds
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: Caller(requests, tally, ends, pace), *address) for _ in range(connections)]
    await asyncio.gather(*(caller.done for _, caller in made))
    return tally
