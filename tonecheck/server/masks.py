"""Takes out of a text what points to a person's number, papers or home, before the text is kept."""

from __future__ import annotations

import re

# Digits in any width, and what people write between them.
_D, _GAP = r"[0-9０-９]", r"[ \-－—.·　]?"
_HAN = "零〇一二三四五六七八九十百"
_EDGE, _END = r"(?<![0-9０-９A-Za-z])", r"(?![0-9０-９A-Za-z])"
_MASKS = (
    # Mainland identity number (18, last may be X; the old 15), Hong Kong's, Taiwan's.
    ("【证件】", rf"{_EDGE}{_D}{{17}}[0-9０-９XxＸｘ]{_END}|{_EDGE}{_D}{{15}}{_END}"),
    ("【证件】", rf"{_EDGE}[A-Za-z]{{1,2}}{_D}{{6}}[(（]?[0-9０-９Aa][)）]?{_END}|{_EDGE}[A-Za-z][12]{_D}{{8}}{_END}"),
    # Mobile and fixed lines of the mainland, Hong Kong, Macau and Taiwan, with or without country or area code.
    ("【电话】", rf"(?:[+＋]?(?:86|852|853|886){_GAP})?{_EDGE}[1１][3-9３-９]{_D}(?:{_GAP}{_D}){{8}}{_END}"),
    ("【电话】", rf"{_EDGE}[0０]{_D}{{1,3}}{_GAP}{_D}{{3,4}}{_GAP}{_D}{{3,4}}{_END}"),
    ("【电话】", rf"(?:[+＋](?:86|852|853|886){_GAP}){_D}(?:{_GAP}{_D}){{6,10}}{_END}"),
    ("【电话】", rf"{_EDGE}[2-9２-９]{_D}{{3}}{_GAP}{_D}{{4}}{_END}|{_EDGE}[48]00{_GAP}{_D}{{3}}{_GAP}{_D}{{4}}{_END}"),
    # Any other long number: an account, a card, a number written in an unknown way.
    ("【号码】", rf"{_EDGE}{_D}(?:{_GAP}{_D}){{8,}}{_END}"),
    # 3号楼2单元501, 12栋1203室, B座1203, 5-2-301, 三单元五〇一室.
    ("【房号】", rf"(?:[A-Za-z{_HAN}]|{_D}){{1,4}}(?:号楼|號樓|栋|棟|座|幢|单元|單元)"
                rf"(?:(?:[{_HAN}]|{_D}){{1,4}}(?:单元|單元|层|層|楼|樓|门|門))*(?:[A-Za-z]?(?:[{_HAN}]|{_D}){{1,5}}(?:室|号房|號房|房|户|戶|号|號)?)?"),
    ("【房号】", rf"{_EDGE}{_D}{{1,3}}[\-－]{_D}{{1,3}}[\-－]{_D}{{2,5}}{_END}"),
    ("【房号】", rf"(?:[{_HAN}]|{_D}){{2,5}}(?:室|号房|號房|房间|房間)"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _MASKS)


def masked(text: str) -> str:
    """The text with telephone, identity and room numbers replaced by what they were."""
    for name, pattern in _COMPILED:
        text = pattern.sub(name, text)
    return text
