"""Errors that a user can mend; each message says where, what, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence


class TonecheckError(Exception):
    """Base of every error that tonecheck raises on purpose.

    `said` is the message as it can be put into other languages (`rulebook.faults.Said`), where it was made so.
    """

    said: object = None


class DraftError(TonecheckError):
    """A draft cannot be read or is not text."""


class RulebookError(TonecheckError):
    """A rulebook is wrong.

    `faults` holds one English line for every fault, in the order of the files; `found` the faults themselves.
    """

    def __init__(self, faults: Sequence[object]) -> None:
        self.found = tuple(faults)
        self.faults = tuple(map(str, faults))
        super().__init__("\n".join(self.faults))


class UsageError(TonecheckError):
    """A setting (scene, script, language, format) that does not exist."""
