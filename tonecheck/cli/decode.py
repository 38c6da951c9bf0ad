"""From bytes to text and back: byte order marks, UTF-8, and a guess between the Chinese encodings."""

from __future__ import annotations

import codecs
from functools import cache

from tonecheck.errors import DraftError, UsageError
from tonecheck.values import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 before UTF-16: its little-endian mark begins with the other's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WELL_KNOWN = ("utf-8", "utf-16", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950")
# Equal readings go to the first: cp950 is what Windows calls Big5, and reads ～ as people typed it.
_GUESSES = ("gb18030", "cp950", "big5hkscs")
# What is said most often at a service desk, simplified, traditional and Cantonese: in a short draft a few of
# these decide, where ranks of rare characters would not.
_FREQUENT = frozenset(
    "的我不您是了你这有在们一好请吗要到会到可以时么就来上个没什人物业对起说吧去车家修电问给也那都能下天后为费维联系帮谢看还先"
    "客户知道管公司现再大小间楼门卡停位收交办理等解麻烦抱歉意见方便里面今明行事情过想和多做打用自己呢啊哦跟让把得着只很已经"
    "這個們請嗎會時麼來沒業對說車電問給維聯繫幫謝還戶現間樓門辦嗎煩見裡裏過後為費於與將無當學開關點應該給讓著號樣"
    "係唔嘅咁喺佢啲嚟冇咗咩哋啦喎邊俾睇嗰嘢搵攞乜嗌仲曱甴"
)
_MARKS_OF_TEXT = frozenset("，。！？、；：“”‘’「」『』（）《》…—～·【】〇")
# Below this a reading is noise: of 24,000 real pieces of twelve characters one in a thousand scores less.
_PLAUSIBLE = 0.45
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with what is needed to write it back: the codec's name, and the byte order mark that stood before it."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """`text` as bytes of the same kind; `UnicodeEncodeError` where the encoding lacks a character."""
        return self.mark + text.encode(self.encoding)


def codec(name: str) -> str:
    """The codec's own name for an encoding that the user named; `UsageError` where there is none."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        found = None
    if found is None or not getattr(found, "_is_text_encoding", True):
        import difflib

        near = difflib.get_close_matches(name.lower(), _WELL_KNOWN, 1)
        guess = f" (did you mean '{near[0]}'?)" if near else "; known are utf-8, utf-16, gb18030, gbk, big5, big5hkscs and others"
        raise UsageError(f"unknown encoding '{name}'{guess}")
    return found.name


def decode(content: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of one draft; `name` is for messages. Without `encoding`: marks, strict UTF-8, then a guess.

    Raises `DraftError` for what is no text.
    """
    if encoding is not None:
        return _as_told(content, name, codec(encoding))
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return Decoded(_strict(content[len(mark) :], name, marked, len(mark)), marked, mark)
    nul = content.find(b"\0")
    if nul >= 0:
        raise DraftError(f"{name}: is not text (byte {nul + 1} is NUL); if it is UTF-16, give --encoding utf-16-le")
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        guessed = None if _nearly_utf8(content) else _guess(content)
        if guessed is None:
            raise DraftError(
                f"{name}: cannot be read as text (byte {error.start + 1}); give --encoding gb18030 or another"
            ) from None
        return guessed


def _as_told(content: bytes, name: str, encoding: str) -> Decoded:
    for mark, marked in _MARKS:
        # `utf-16` with a mark means the byte order that the mark tells.
        if content.startswith(mark) and (marked == encoding or marked.rpartition("-")[0] == encoding):
            return Decoded(_strict(content[len(mark) :], name, marked, len(mark)), marked, mark)
    # Without a mark: what Windows writes. Python's own `utf-16` would put a mark before what it writes.
    unmarked = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    return Decoded(_strict(content, name, unmarked, 0), unmarked)


def _strict(content: bytes, name: str, encoding: str, offset: int) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DraftError(
            f"{name}: is not {encoding} (byte {offset + error.start + 1}); give another --encoding, or save it as UTF-8"
        ) from None
    except UnicodeError as error:
        raise DraftError(f"{name}: is not {encoding} ({error}); give another --encoding, or save it as UTF-8") from None


def _nearly_utf8(content: bytes) -> bool:
    """True for UTF-8 with a damaged byte or two: as GB18030 it would pass for rare characters."""
    text = content[: 4 * _SAMPLE].decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    rest = text.replace("\ufffd", "")
    return damaged * 4 < sum(ch > "\x7f" for ch in rest) and plausibility(rest) >= _PLAUSIBLE


def _guess(content: bytes) -> Decoded | None:
    """The likeliest of the Chinese encodings; None where none of them gives text."""
    readings: list[tuple[float, int, Decoded]] = []
    for encoding in _GUESSES:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((plausibility(text), -len(readings), Decoded(text, encoding)))
    if not readings:
        return None
    score, _, best = max(readings, key=lambda r: r[:2])
    return best if score >= _PLAUSIBLE else None


def plausibility(text: str) -> float:
    """How much a decoded text looks like Chinese that somebody wrote: the mean over its characters beyond ASCII.

    Frequent characters count 3, common ones (first level of GB 2312 or of Big5) 1; rare ones, kana and private use pull down.
    """
    beyond = [ch for ch in text[:_SAMPLE] if ch > "\x7f"]
    return sum(map(_weight, beyond)) / len(beyond) if beyond else 0.0


@cache
def _weight(ch: str) -> float:
    if ch in _FREQUENT:
        return 3.0
    if ch in _MARKS_OF_TEXT:
        return 1.5
    if _first_level(ch):
        return 1.0
    if "\uff01" <= ch <= "\uff5e" or ch in "○×＿￥":
        return 0.5
    if "\u4e00" <= ch <= "\u9fff":
        return -1.0
    if "\ue000" <= ch <= "\uf8ff" or ch > "\U000f0000" or ch < "\xa0":
        return -4.0
    if ch in "\u200d\ufe0f" or "\u2600" <= ch <= "\u27bf" or ch >= "\U0001f000":
        # Pictures are typed in drafts; other bytes hardly become one by chance.
        return 0.5
    return -2.0


def _first_level(ch: str) -> bool:
    """True for a character of the first, common level of GB 2312 or of Big5."""
    for encoding, low, high in (("gb2312", 0xB0A1, 0xD7F9), ("big5", 0xA440, 0xC67E)):
        try:
            content = ch.encode(encoding)
        except UnicodeEncodeError:
            continue
        if low <= int.from_bytes(content, "big") <= high:
            return True
    return False
