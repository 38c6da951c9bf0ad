"""Tells which characters may be read alike, tones aside, without loading a dictionary of readings."""

from __future__ import annotations

import os
from functools import cache, lru_cache

from tonecheck.text.fold import is_han


@lru_cache(maxsize=16_384)
def may_sound_alike(one: str, other: str) -> bool:
    """False where two characters are never read alike; True where they may be, in one word or another."""
    if one == other:
        return True
    if not (is_han(one) and is_han(other)):
        return False
    ones, others = _readings(one), _readings(other)
    return not (ones and others) or not ones.isdisjoint(others)


@lru_cache(maxsize=8192)
def _readings(ch: str) -> frozenset[int]:
    """For each sound of a character where its line begins; nothing of an unknown one."""
    found, sounds = [], _sounds()
    at = sounds.find(ch)
    while at >= 0:
        found.append(sounds.rfind("\n", 0, at))
        at = sounds.find(ch, at + 1)
    return frozenset(found)


@cache
def _sounds() -> str:
    """The characters of each sound in a line; one with several readings stands in several."""
    with open(os.path.join(os.path.dirname(__file__), "sounds.dat"), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123
        return file.read()
