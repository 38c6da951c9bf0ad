"""The rulebooks that come with tonecheck, each by its name."""

from __future__ import annotations

from pathlib import Path

from tonecheck.rulebook.load import builtin_folder
from tonecheck.rulebook.where import CONFIG_NAME

BUILTIN = "builtin"


def packs() -> tuple[str, ...]:
    """Names of the packs: the built-in rulebook first."""
    return (BUILTIN, *sorted(file.parent.name for file in (builtin_folder() / "packs").glob(f"*/{CONFIG_NAME}")))


def pack_config(name: str) -> Path:
    """The configuration file of a pack other than the built-in one."""
    return builtin_folder() / "packs" / name / CONFIG_NAME
