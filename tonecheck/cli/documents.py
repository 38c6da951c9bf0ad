"""The documents that the built-in rules are made from, as people call them."""

from __future__ import annotations

from collections.abc import Sequence

from tonecheck.cli.tongue import Tongue
from tonecheck.rulebook.model import Source

DOCUMENTS = {
    "000_ab6feeef25ac7f18": "the 21-item table of what not to say and what to say instead",
    "001_f90588d548ef9402": "the paper on talking with customers",
    "002_ae368bb709b2f9b7": "the customer service training outline",
    "003_6bb87a791256c176": "the paper on handling complaints",
    "004_b1731f7ffb67c752": "the service-centre manual",
}


def named(sources: Sequence[Source], tell: Tongue) -> str:
    """Every document once, with its items; a document of one's own goes by the name it was given."""
    items: dict[str, list[str]] = {}
    for source in sources:
        items.setdefault(source.document, []).append(_item(source.item, tell))
    return tell("; ").join(
        tell("{document}: {item}", document=_document(name, tell), item=tell(", ").join(filter(None, those))) if any(those)
        else _document(name, tell)
        for name, those in items.items()
    )  # fmt: skip


def _document(name: str, tell: Tongue) -> str:
    known = DOCUMENTS.get(name)
    return tell(known) if known else tell("'{text}'", text=name)


def _item(item: str, tell: Tongue) -> str:
    return tell("item {item}", item=item) if item.isdecimal() else tell("'{text}'", text=tell.phrase(item)) if item else ""
