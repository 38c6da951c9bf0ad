"""Reads the audit lines: what a supervisor asks of them. Each answer is plain values, ready for JSON.

Sums are over sendings of staff and bots: neither what somebody only typed nor what customers wrote.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonecheck.server.store import connected

_BLOCK, _WARN = "sum(c.verdict = 'block')", "sum(c.verdict = 'warn')"
_SENT = "c.intent = 'send' AND c.skipped IS NOT 'role'"


@dataclass(frozen=True, slots=True)
class Period:
    """From one moment up to another, in seconds since 1970."""

    start: float
    end: float


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
        """For each rule that was met, how often, and how often the sender went on regardless or changed the text."""
        where, values = _in(period)
        return self._all(
            "SELECT f.rule, count(DISTINCT c.id) AS checks, sum(f.by = 'reader') AS by_reader,"
            " count(DISTINCT c.id) FILTER (WHERE c.outcome = 'overridden') AS overridden,"
            " count(DISTINCT c.id) FILTER (WHERE c.outcome = 'edited') AS edited"
            f" FROM findings f JOIN checks c ON c.id = f.check_id WHERE {where} GROUP BY f.rule ORDER BY checks DESC, f.rule",
            values,
        )

    def days(self, period: Period) -> list[dict[str, Any]]:
        """For each day (UTC) with sendings, how many there were, by verdict."""
        where, values = _in(period)
        return self._all(
            f"SELECT date(c.at, 'unixepoch') AS day, count(*) AS checks, {_BLOCK} AS block, {_WARN} AS warn"
            f" FROM checks c WHERE {where} GROUP BY day ORDER BY day",
            values,
        )

    def scenes(self, period: Period) -> list[dict[str, Any]]:
        """For each scene and channel, how many sendings there were, by verdict."""
        where, values = _in(period)
        return self._all(
            f"SELECT c.scene, c.channel, count(*) AS checks, {_BLOCK} AS block, {_WARN} AS warn"
            f" FROM checks c WHERE {where} GROUP BY c.scene, c.channel ORDER BY checks DESC, c.scene, c.channel",
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


def _in(period: Period) -> tuple[str, tuple[float, float]]:
    return f"c.at >= ? AND c.at < ? AND {_SENT}", (period.start, period.end)
