"""Writes `tonecheck/text/fold.dat`: character tables made from OpenCC and the character sets of Big5 and GB 2312.

Four lines of text: traditional and variant characters, their simplified forms one by one, the characters that only
simplified text has, and those of the first line that simplified text does not use. Run it again after a new OpenCC; a test compares the result.
"""

from __future__ import annotations

import sys
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).parent.parent / "tonecheck" / "text" / "fold.dat"
# Unified ideographs, extension A, and the compatibility block.
RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
# `t2s` converts phrases; a character alone must become what the fold wants in every phrase.
OWN = {"乾": "干", "瞭": "了", "著": "着", "徵": "征", "麽": "么", "麼": "么", "藉": "借", "衹": "只", "祇": "只", "妳": "你", "裏": "里",
       "裡": "里", "臺": "台", "爲": "为", "衆": "众", "羣": "群", "衞": "卫", "綫": "线", "喫": "吃", "甚": "什", "牠": "它", "祂": "他",
       "馀": "余", "佈": "布", "噹": "当", "嚐": "尝", "覆": "复", "揹": "背", "枱": "台", "伕": "夫", "幷": "并", "讎": "仇", "擡": "抬",
       "敍": "叙", "繐": "穗", "牴": "抵", "賙": "周", "痺": "痹", "暱": "昵", "簷": "檐"}

# GB 2312 has these as well, but nobody writes simplified text with them.
TELLING = "後於菸"


def tables() -> tuple[str, str, str, str]:
    """Sources, their simplified targets, the characters that only simplified text has, and those that only traditional has."""
    to_simplified, to_traditional = OpenCC("t2s"), OpenCC("s2t")
    pairs: dict[str, str] = {}
    simplified_only = []
    for low, high in RANGES:
        for code in range(low, high):
            ch = chr(code)
            simple = OWN.get(ch) or to_simplified.convert(ch)
            if simple != ch and len(simple) == 1:
                pairs[ch] = simple
            elif to_traditional.convert(ch) != ch and not _encodes(ch, "big5") and _encodes(ch, "gb2312"):
                simplified_only.append(ch)
    telling = "".join(ch for ch in pairs if ch in TELLING or not _encodes(ch, "gb2312"))
    return "".join(pairs), "".join(pairs.values()), "".join(simplified_only), telling


def _encodes(ch: str, codec: str) -> bool:
    try:
        ch.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    TARGET.write_text("\n".join(tables()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(tables()[0])} characters\n")
