"""Reads the audit lines: what a supervisor asks of them. Each answer is plain values, ready for JSON.

Sums are over sendings of staff and bots: neither what customers wrote, nor what somebody only typed, unless an outcome was
told of it (who checks while typing sends what was checked last, without asking again).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonecheck.server.store import connected

_BLOCK, _WARN = "sum(c.verdict = 'block')", "sum(c.verdict = 'warn')"
_SENT = "(c.intent = 'send' OR c.outcome IS NOT NULL) AND c.skipped IS NOT 'role'"
# What a sender does about a finding: takes a reply over, changes the text, sends it all the same.
ACTS = ("taken", "edited", "overridden")


@dataclass(frozen=True, slots=True)
class Period:
    """From one moment up to another, in seconds since 1970; of one client, or of all. `offset`: of days, in minutes from UTC."""

    start: float
    end: float
    client: str | None = None
    offset: int = 0


class Queries:
    """A reading connection of its own; it never holds up the writer."""

    def __init__(self, folder: Path) -> None:
        self._connection = connected(folder)
        self._connection.execute("PRAGMA query_only = ON")

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def totals(self, period: Period) -> dict[str, Any]:
        """How many sendings there were, by verdict and by outcome; how many warnings were sent all the same; milliseconds."""
        where, values = _in(period)
        one = self._one(
            f"SELECT count(*) AS checks, coalesce({_BLOCK}, 0) AS block, coalesce({_WARN}, 0) AS warn,"
            " coalesce(sum(c.acknowledged IS NOT NULL), 0) AS confirmed, coalesce(sum(c.degraded), 0) AS degraded,"
            f" round(coalesce(avg(c.milliseconds), 0), 3) AS milliseconds FROM checks c WHERE {where}",
            values,
        )
        outcomes = self._all(
            f"SELECT c.outcome, count(*) AS checks FROM checks c WHERE {where} AND c.outcome IS NOT NULL GROUP BY c.outcome", values
        )
        return {**one, "outcomes": {row["outcome"]: row["checks"] for row in outcomes}}

    def rules(self, period: Period) -> list[dict[str, Any]]:
        """For each rule that was met, how often, and what the senders did then."""
        where, values = _in(period)
        acts = ", ".join(f"count(DISTINCT c.id) FILTER (WHERE c.outcome = '{act}') AS {act}" for act in ACTS)
        return self._all(
            "SELECT f.rule, count(DISTINCT c.id) AS checks, count(DISTINCT c.id) FILTER (WHERE f.by = 'reader') AS by_reader,"
            f" {acts} FROM findings f JOIN checks c ON c.id = f.check_id WHERE {where}"
            " GROUP BY f.rule ORDER BY checks DESC, f.rule",
            values,
        )

    def sums(self, period: Period, by: str) -> list[dict[str, Any]]:
        """For each `scene`, `channel` or `day` with sendings, how many there were, by verdict and by what the senders did."""
        key, order = {
            "scene": ("c.scene", "checks DESC, scene"), "channel": ("c.channel", "checks DESC, channel"),
            "day": (f"date(c.at + {period.offset * 60:d}, 'unixepoch')", "day"),
        }[by]  # fmt: skip
        where, values = _in(period)
        acts = ", ".join(f"sum(c.outcome IS '{act}') AS {act}" for act in ACTS)
        return self._all(
            f"SELECT {key} AS {by}, count(*) AS checks, {_BLOCK} AS block, {_WARN} AS warn, {acts}"
            f" FROM checks c WHERE {where} GROUP BY 1 ORDER BY {order}",
            values,
        )

    def lines(self, period: Period, *, most: int = 100, before: str | None = None) -> Iterator[dict[str, Any]]:
        """The lines themselves, the newest first, with their rules; `before` is the id that the last page ended with."""
        rows = self._all(
            "SELECT c.*, (SELECT group_concat(DISTINCT f.rule) FROM findings f WHERE f.check_id = c.id) AS rules FROM checks c"
            " WHERE c.at >= ? AND c.at < ? AND (? IS NULL OR c.id < ?) ORDER BY c.id DESC LIMIT ?",
            (period.start, period.end, before, before, most),
        )
        for row in rows:
            yield {**row, "degraded": bool(row["degraded"]), "rules": row["rules"].split(",") if row["rules"] else []}

    def _all(self, query: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(query, values)]

    def _one(self, query: str, values: tuple[Any, ...]) -> Mapping[str, Any]:
        row: sqlite3.Row = self._connection.execute(query, values).fetchone()
        return dict(row)


def _in(period: Period) -> tuple[str, tuple[float | str, ...]]:
    if period.client is None:
        return f"c.at >= ? AND c.at < ? AND {_SENT}", (period.start, period.end)
    return f"c.at >= ? AND c.at < ? AND c.client = ? AND {_SENT}", (period.start, period.end, period.client)
