"""Names the exact content of a rulebook: what it says, not how its files are laid out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from tonecheck.rulebook.model import Place, Rulebook

# Where something stands says nothing of what it means.
_ASIDE = ("digest", "files", "version")


def digest_of(rulebook: Rulebook) -> str:
    """Sixteen hexadecimal digits, the same for the same content in whatever files, comments and layout."""
    seen = hashlib.sha256()
    for field in fields(rulebook):
        value = getattr(rulebook, field.name)
        # What is not used leaves no trace, so that a field of a later version keeps the digests of today.
        if field.name not in _ASIDE and value:
            seen.update(f"{field.name}=".encode())
            for piece in _pieces(value):
                seen.update(piece)
    return seen.hexdigest()[:16]


def content_of(value: object) -> str:
    """What one value of a rulebook says, wherever it stands: equal where and only where the content is."""
    return hashlib.sha256(b"".join(_pieces(value))).hexdigest()


def _pieces(value: Any) -> Iterator[bytes]:
    """A value as bytes that no other value has."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        content = value.encode()
        yield b"%d:%b" % (len(content), content)
    elif isinstance(value, Mapping):
        yield b"{"
        for key, item in value.items():
            yield from (*_pieces(key), *_pieces(item))
        yield b"}"
    elif isinstance(value, (tuple, list)):
        yield b"("
        for item in value:
            yield from _pieces(item)
        yield b")"
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__.encode() + b"("
        for field in fields(value):
            item = getattr(value, field.name)
            if not isinstance(item, Place) and item != field.default:
                yield field.name.encode() + b"="
                yield from _pieces(item)
        yield b")"
    else:
        yield repr(value).encode()
