"""A progress bar on the terminal, for runs that take their time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import click

_T = TypeVar("_T")
# A run that is done before this needs no bar, and a bar need not move more often.
_PATIENCE, _STEP = 2.0, 0.2
_ERASE = "\r\x1b[K"


def shown_progress(items: Iterable[_T], length: int) -> Iterator[_T]:
    """The items; where standard error is a terminal a bar shows how many of them were taken, and is gone at the end."""
    if not sys.stderr.isatty():
        yield from items
        return
    bar: Any = None
    due = time.monotonic() + _PATIENCE
    try:
        for number, item in enumerate(items):
            if time.monotonic() >= due:
                bar = bar or click.progressbar(length=length, file=sys.stderr, width=0)
                bar.pos, due = number, time.monotonic() + _STEP
                bar.make_step(0)
                bar.render_progress()
                # What is printed in between takes the bar's line.
                sys.stderr.write("\r")
            yield item
    finally:
        if bar is not None:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
