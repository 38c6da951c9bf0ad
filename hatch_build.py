"""Puts the compiled built-in rulebook into the wheel, so that nobody's first run reads YAML."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulebookHook(BuildHookInterface):  # type: ignore[type-arg]  # the configuration's class is hatchling's own affair
    """Makes `tonecheck/data/rulebook.bin` for a wheel; an editable install compiles at its first run."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the rulebook of the tree that is built."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from tonecheck.match.stored import built
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.TemporaryDirectory()
        target = Path(self._folder.name) / "rulebook.bin"
        target.write_bytes(built(date.today().isoformat()))
        build_data["force_include"][str(target)] = "tonecheck/data/rulebook.bin"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # hatchling's interface
        """Removes what was made."""
        if version != "editable":
            self._folder.cleanup()
