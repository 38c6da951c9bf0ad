"""Many items at once on several cores: in order, with as few in memory as the cores need."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")
# Items that go to a core together, and the groups that wait for each core.
_TOGETHER, _WAITING = 32, 3
_function: Callable[[Any], Any] | None = None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(function: Callable[[_In], _Out], items: Iterable[_In], jobs: int) -> Iterator[_Out]:
    """`map(function, items)` on `jobs` cores; what the function raises comes out in its place.

    Reads some hundred items ahead. Where processes cannot be forked (Windows, macOS) it is plain `map`.
    """
    import multiprocessing

    if jobs <= 1 or "fork" not in multiprocessing.get_all_start_methods() or os.uname().sysname == "Darwin":
        yield from map(function, items)
        return
    from concurrent.futures import Future, ProcessPoolExecutor

    # Forked, so that the function comes along as it is, with everything that it has read.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin, (function,))
    waiting: deque[Future[list[tuple[Any, Exception | None]]]] = deque()
    rest = iter(items)
    try:
        while True:
            while len(waiting) < jobs * _WAITING and (group := list(islice(rest, _TOGETHER))):
                waiting.append(pool.submit(_work, group))
            if not waiting:
                return
            for result, error in waiting.popleft().result():
                if error is not None:
                    raise error
                yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(function: Callable[[Any], Any]) -> None:
    import signal

    global _function
    _function = function
    # Ctrl-C reaches the whole group; the process that asked decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(items: list[Any]) -> list[tuple[Any, Exception | None]]:
    assert _function is not None
    done: list[tuple[Any, Exception | None]] = []
    for item in items:
        try:
            done.append((_function(item), None))
        except Exception as error:  # it is raised where its result would have been
            return [*done, (None, error)]
    return done
