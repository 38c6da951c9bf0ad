"""What runs in a worker: one rulebook, read when the worker begins, and one check at a time.

The checker is imported here inside functions: the server's own process knows these names, but never checks.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from tonecheck.errors import RulebookError, TonecheckError
from tonecheck.server.contract import CheckRequest, Refusal

if TYPE_CHECKING:
    from tonecheck.checker import Checker


@dataclass(frozen=True, slots=True)
class Rules:
    """What the workers check by: the arguments of `Checker`."""

    paths: tuple[str, ...] = ()
    language: str = "zh-hans"
    reader: bool = True

    def checker(self) -> Checker:
        """Reads the rulebook anew."""
        from tonecheck.checker import Checker

        return Checker(list(self.paths) or None, language=self.language, reader=self.reader)


@dataclass(frozen=True, slots=True)
class Identity:
    """Which rulebook is in force."""

    digest: str
    rules: int
    scenes: tuple[str, ...]


# One rulebook a worker process; with threads one a thread.
_own = threading.local()
_WARMING = ("维修是老李负责的,不归我管。", "這件事不歸我管，你改天再來啦。", "这个不规我管")


def begin(rules: Rules) -> None:
    """Begins a worker process: it outlives signals meant for the server, and ends with it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Whoever stops the whole group means the server; it ends its workers when they are done.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(1)

    # A server that was killed cannot tell its workers.
    threading.Thread(target=follow, daemon=True).start()
    load(rules)


def load(rules: Rules) -> None:
    """Reads the rulebook; what is wrong with it is told by `ready`."""
    try:
        _own.checker, _own.faults = rules.checker(), None
        for text in _WARMING:
            # What is loaded at the first need is loaded now, not while somebody waits.
            _own.checker.check(text)
    except RulebookError as error:
        _own.faults = list(error.faults)
    except TonecheckError as error:
        _own.faults = [str(error)]


def ready() -> Identity | list[str]:
    """The rulebook in force, or its faults."""
    if _own.faults:
        return list(_own.faults)
    checker: Checker = _own.checker
    return Identity(checker.rulebook.digest, len(checker.rulebook.rules), tuple(checker.rulebook.scenes))


def check(request: CheckRequest, due: float) -> tuple[dict[str, Any], bool] | Refusal:
    """The wire format of a request, and whether replies were left out because `due` (monotonic seconds) is near."""
    from tonecheck.server.formats import checked

    checker: Checker = _own.checker
    began = time.monotonic()
    if due <= began:
        return Refusal(503, "no verdict in time", {"Retry-After": "1"})
    try:
        report = checked(request.text, request.format, lambda text: checker.check(text, scene=request.scene, script=request.script))
    except TonecheckError as error:
        return Refusal(422, str(error))
    return report.to_dict(), False
