"""Writes `tonecheck/text/sounds.dat`: which characters may be read alike, tones aside, made from pypinyin.

One line a sound, with the characters of simplified text (GB 2312) that pypinyin reads so, alone or in any of its words.
Run it again after a new pypinyin; a test compares the result.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

TARGET = Path(__file__).parent.parent / "tonecheck" / "text" / "sounds.dat"


def sounds() -> str:
    """The lines: characters of one sound, in the order of the sounds."""
    known = {ch for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) if (ch := _decoded(bytes((high, low))))}
    found: dict[str, set[str]] = defaultdict(set)
    for text in (*sorted(known), *sorted(PHRASES_DICT)):
        read = lazy_pinyin(text)
        for ch, sound in zip(text, read, strict=len(read) == len(text)):
            if ch in known:
                found[sound].add(ch)
    return "".join("".join(sorted(found[sound])) + "\n" for sound in sorted(found))


def _decoded(content: bytes) -> str:
    return content.decode("gb2312", "ignore")


if __name__ == "__main__":
    TARGET.write_text(sounds(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes\n")
