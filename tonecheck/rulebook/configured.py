"""What a house's configuration amounts to: the rulebook in force, the choices, and where each thing was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tonecheck.rulebook.model import Place, Rulebook
from tonecheck.rulebook.where import shown_path


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that is in force: its name, its value as people read it, and where it was said."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True)
class Config:
    """A configuration that was read: the rulebook in force, the choices, and every setting with its place.

    `files` are all files that it was made from, in the order of reading.
    """

    path: Path
    rulebook: Rulebook
    reader: bool
    choices: Mapping[str, str]
    settings: tuple[Setting, ...]
    files: tuple[str, ...]
    title: str = ""

    @cached_property
    def name(self) -> str:
        """The file as messages name it."""
        return shown_path(self.path)
