"""Trains what tells Hong Kong's traditional from Taiwan's; needs the extra `learn`."""

from __future__ import annotations

from collections.abc import Sequence

from tonecheck.learn.labelled import Labelled
from tonecheck.learn.stays import packed_table
from tonecheck.text.regions import BITS, MAGIC, places

_SHRINK = 3.0
_HONG_KONG, _TAIWAN = "hk", "tw"


def traditional(drafts: Sequence[Labelled]) -> list[Labelled]:
    """The drafts of both regions."""
    return [draft for draft in drafts if draft.region in (_HONG_KONG, _TAIWAN)]


def train_regions(drafts: Sequence[Labelled]) -> bytes:
    """The bytes of a file of weights for `tonecheck.text.regions`, from `traditional` drafts; the same make the same bytes."""
    read = traditional(drafts)
    hong_kong = [draft.region == _HONG_KONG for draft in read]
    return packed_table(MAGIC, BITS, [places(draft.text) for draft in read], hong_kong, _SHRINK)
