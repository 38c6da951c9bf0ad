"""What an operator watches, in the text format of Prometheus. Labels come from closed sets, never from a request."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """The counters of one server."""

    def __init__(self, waiting: Callable[[], float]) -> None:
        self._registry = own = CollectorRegistry()
        self.requests = Counter("tonecheck_requests", "Requests by route and status.", ("route", "status"), registry=own)
        self.seconds = Histogram("tonecheck_request_seconds", "Time to answer.", ("route",), registry=own, buckets=_SECONDS)
        self.verdicts = Counter("tonecheck_verdicts", "Verdicts; skipped says why unread.", ("verdict", "skipped"), registry=own)
        self.findings = Counter("tonecheck_findings", "Findings.", ("rule", "severity"), registry=own)
        self.outcomes = Counter("tonecheck_outcomes", "Reported outcomes.", ("outcome",), registry=own)
        self.degraded = Counter("tonecheck_degraded", "Checks answered without replies for lack of time.", registry=own)
        self.reloads = Counter("tonecheck_reloads", "Rulebooks loaded anew, by result.", ("result",), registry=own)
        self.rules = Gauge("tonecheck_rules", "Rules in force.", registry=own)
        self.under_way = Gauge("tonecheck_checks_under_way", "Checks waiting or running.", registry=own)
        self.under_way.set_function(waiting)

    def text(self) -> bytes:
        """The page of `/metrics`."""
        return generate_latest(self._registry)
