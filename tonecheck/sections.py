"""A file of named sections behind a line of JSON: data to be read in place, and never code."""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from mmap import ACCESS_READ, mmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, Literal


def pack(magic: bytes, header: Mapping[str, Any], sections: Mapping[str, bytes]) -> bytes:
    """The bytes of a file: `magic` (a line), the header with the places of the sections, the sections."""
    places, at = {}, 0
    for name, content in sections.items():
        places[name] = [at, len(content)]
        at += len(content)
    import json

    head = json.dumps({**header, "sections": places, "bytes": at}, ensure_ascii=False, separators=(",", ":"))
    return magic + head.encode() + b"\n" + b"".join(sections.values())


def content_of(path: str | Path) -> bytes | mmap:
    """The content of a file, read where it is touched, but for where a mapped file could not be replaced."""
    with open(path, "rb") as file:  # noqa: PTH123
        return mmap(file.fileno(), 0, access=ACCESS_READ) if os.name == "posix" else file.read()


def unpack(magic: bytes, content: bytes | mmap) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """The header and the sections; `ValueError` (`magic` or `length`) for another file and for one that is cut short."""
    if content[: len(magic)] != magic:
        raise ValueError("magic")
    end = content.find(b"\n", len(magic))
    if end < 0:
        raise ValueError("length")
    header = read(content[len(magic) : end].decode())
    body = memoryview(content)[end + 1 :]
    if len(body) != header["bytes"]:
        raise ValueError("length")
    return header, {name: body[at : at + size] for name, (at, size) in header["sections"].items()}


def reader(hook: Callable[[dict[str, Any]], Any] | None = None) -> Callable[[str], Any]:
    """As `json.JSONDecoder(object_hook=hook).decode`, mostly without its module, which takes a fortieth of a run of the command.

    `ValueError` for what is no JSON; what follows the value is not looked at.
    """
    try:
        from _json import make_scanner

        context: Any = _Context(hook)
        scan = make_scanner(context)
    except (ImportError, AttributeError):
        from json import JSONDecoder

        return lambda text: JSONDecoder(object_hook=hook).raw_decode(text)[0]

    def read(text: str) -> Any:
        try:
            return scan(text, 0)[0]
        except StopIteration:
            raise ValueError("no JSON") from None

    return read


class _Context:
    """What the scanner in C asks of a decoder."""

    def __init__(self, hook: Callable[[dict[str, Any]], Any] | None) -> None:
        self.strict, self.object_hook, self.object_pairs_hook = True, hook, None
        self.parse_float, self.parse_int, self.parse_constant = float, int, float


read = reader()


def digest(content: Iterable[bytes]) -> str:
    """A name for bytes, in hexadecimal digits."""
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    seen = blake2b(digest_size=16)
    for piece in content:
        seen.update(piece)
    return str(seen.hexdigest())


def column(section: memoryview, code: Literal["h", "I", "Q"]) -> memoryview[int]:
    """The numbers of a section, by their `struct` code; files hold them little-endian."""
    if sys.byteorder == "big":
        numbers: array[int] = array(code)
        numbers.frombytes(bytes(section))
        numbers.byteswap()
        return memoryview(numbers)
    return section.cast(code)


def little(numbers: array[int]) -> bytes:
    """The bytes of numbers as a section holds them."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def in_blocks(rows: bytes, size: int) -> tuple[bytes, bytes]:
    """`rows` in blocks of `size` bytes, each compressed by itself, and where each begins (32 bits, one place more)."""
    blocks = [_compressed(rows[at : at + size]) for at in range(0, len(rows), size)]
    places = array("I", [0])
    for block in blocks:
        places.append(places[-1] + len(block))
    return b"".join(blocks), little(places)


def block_of(blocks: memoryview) -> bytes:
    """The bytes of one block."""
    return zlib.decompress(blocks, -zlib.MAX_WBITS)


def _compressed(block: bytes) -> bytes:
    # Small numbers in no order: few of them repeat a run, so it is their frequency that tells. No header, no checksum.
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_FILTERED)
    return squeezer.compress(block) + squeezer.flush()
