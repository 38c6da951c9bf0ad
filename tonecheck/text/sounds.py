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
    if not {one, other} <= _known():
        return True
    return not _readings(one).isdisjoint(_readings(other))


@lru_cache(maxsize=8192)
def _readings(ch: str) -> frozenset[int]:
    """The numbers of the sounds of a character."""
    return frozenset([number for number, line in enumerate(_sounds()) if ch in line])


@cache
def _sounds() -> list[str]:
    """The characters of each sound; one with several readings stands in several."""
    with open(os.path.join(os.path.dirname(__file__), "sounds.dat"), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123
        return file.read().splitlines()


@cache
def _known() -> frozenset[str]:
    return frozenset("".join(_sounds()))
