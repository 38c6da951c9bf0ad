"""Errors that a user can mend; each message says where, what, and what would be right."""

from __future__ import annotations


class TonecheckError(Exception):
    """Base of every error that tonecheck raises on purpose."""


class DraftError(TonecheckError):
    """A draft cannot be read or is not text."""


class RulebookError(TonecheckError):
    """A rulebook is wrong; holds one line for every fault, in the order of the file."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class UsageError(TonecheckError):
    """A setting (scene, script, language, format) that does not exist."""
