"""Asks the segmenter, loaded at the first need, whether a range cuts a word in two."""

from __future__ import annotations

import logging
import threading
from functools import cache, lru_cache
from typing import Any

_lock = threading.Lock()


@cache
def _segmenter() -> Any:
    with _lock:
        import warnings

        with warnings.catch_warnings():
            # jieba 0.42.1 imports pkg_resources and has invalid escapes; neither concerns our user.
            warnings.simplefilter("ignore")
            import jieba
        jieba.setLogLevel(logging.CRITICAL)
        segmenter = jieba.Tokenizer()
        segmenter.initialize()
        return segmenter


def cuts_word(clause: str, start: int, end: int) -> bool:
    """True where `start` or `end` lies inside a word of the clause (不知道|德, 没有|人均)."""
    if start == 0 and end == len(clause):
        return False
    # A word wholly inside the range is no cut; one that sticks out at either side is.
    return any(left < start < right or left < end < right for left, right in _words(clause))


@lru_cache(maxsize=256)
def _words(clause: str) -> tuple[tuple[int, int], ...]:
    """The words of a clause by their places; a draft asks again about the clauses of each of its findings."""
    return tuple((left, right) for _, left, right in _segmenter().tokenize(clause, HMM=False))
