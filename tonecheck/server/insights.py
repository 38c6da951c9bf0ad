"""What a supervisor asks: sums over the audit lines, of a range of days."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tonecheck.server.contract import Refusal
from tonecheck.server.queries import Period, Queries
from tonecheck.server.tokens import LOCAL, Client
from tonecheck.server.worker import Titles

KEYS = ("rule", "scene", "channel", "day")
MAX_DAYS = 3660
_DAYS, _MAX_OFFSET = 30, 840
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whole days, both included, as they are where whoever asks lives; and by what to count."""

    start: datetime
    end: datetime
    offset: int
    by: tuple[str, ...]

    def period(self, client: str | None) -> Period:
        """The moments from the first day's beginning to the last one's end."""
        return Period(self.start.timestamp(), (self.end + timedelta(days=1)).timestamp(), client, self.offset)


def asked(given: Mapping[str, str], now: float) -> Asked:
    """What a query string asks for; `Refusal` 422 that names the parameter. Without days, the last thirty."""
    offset = _offset(given.get("utc_offset", "0"))
    zone = timezone(timedelta(minutes=offset))
    today = datetime.fromtimestamp(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    end = _day(given["to"], zone, "to") if "to" in given else today
    start = _day(given["from"], zone, "from") if "from" in given else end - timedelta(days=min(_DAYS - 1, end.toordinal() - 1))
    if start > end:
        raise Refusal(422, f"from: {start:%Y-%m-%d} lies after {end:%Y-%m-%d}")
    if (end - start).days >= MAX_DAYS:
        raise Refusal(422, f"from: at most {MAX_DAYS:,} days at once")
    by = given.get("by")
    if by is not None and by not in KEYS:
        raise Refusal(422, f"by: one of {', '.join(KEYS)} is wanted")
    return Asked(start, end, offset, KEYS if by is None else (by,))


class Insights:
    """Answers one question at a time, in a thread, so that no check waits for a long sum."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one = asyncio.Lock()

    async def answer(self, client: Client, wanted: Asked, titles: Titles) -> dict[str, Any]:
        """The sums, with what rules and scenes are called. A client sees its own, a supervisor everybody's."""
        everybody = client.supervisor or client == LOCAL
        period = wanted.period(None if everybody else client.id)
        async with self._one:
            totals, rows = await asyncio.to_thread(self._sums, period, wanted.by)
        named = {kind: {row[kind] for row in rows.get(kind, ())} for kind in ("rule", "scene")}
        return {
            "from": f"{wanted.start:%Y-%m-%d}", "to": f"{wanted.end:%Y-%m-%d}", "utc_offset": wanted.offset,
            "scope": "everybody" if everybody else "client", "totals": totals, "by": rows,
            "titles": {f"{kind}s": {name: title for name, title in titles.get(f"{kind}s", {}).items() if name in found}
                       for kind, found in named.items()},
        }  # fmt: skip

    def _sums(self, period: Period, by: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        queries = Queries(self._folder)
        try:
            rows = {key: queries.rules(period) if key == "rule" else queries.sums(period, key) for key in by}
            return queries.totals(period), rows
        finally:
            queries.close()


def _offset(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,3}", text) or abs(int(text)) > _MAX_OFFSET:
        raise Refusal(422, f"utc_offset: minutes from -{_MAX_OFFSET} to {_MAX_OFFSET} are wanted, such as 480")
    return int(text)


def _day(text: str, zone: timezone, name: str) -> datetime:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        day = datetime.fromisoformat(text).replace(tzinfo=zone)
        # The first and the last years have no such moment everywhere.
        if not 1970 < day.year < 9999:
            raise ValueError
    except ValueError:
        raise Refusal(422, f"{name}: a day such as 2026-11-22 is wanted") from None
    return day
