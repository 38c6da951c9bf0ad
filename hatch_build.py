"""Puts the compiled built-in rulebook into the wheel, so that nobody's first run reads YAML, and what is compiled from C.

Where there is no compiler, or with TONECHECK_PURE=1, the wheel goes without that, and for every Python.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulebookHook(BuildHookInterface):  # type: ignore[type-arg]  # the configuration's class is hatchling's own affair
    """Makes `tonecheck/data/rulebook.bin` for a wheel, where an editable install compiles at its first run; and what is in C."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the rulebook of the tree that is built."""
        sys.path.insert(0, self.root)
        try:
            from tonecheck.match.stored import built
            from tools.build_ear import ROOT, SOURCES, build
        finally:
            sys.path.remove(self.root)
        pure = bool(os.environ.get("TONECHECK_PURE"))
        if version == "editable":
            for source in SOURCES if not pure else ():
                build(source, source.parent)
            return
        self._folder = tempfile.TemporaryDirectory()
        for source in SOURCES if not pure else ():
            compiled = build(source, Path(self._folder.name))
            if compiled is not None:
                build_data["force_include"][str(compiled)] = f"{source.parent.relative_to(ROOT).as_posix()}/{compiled.name}"
                build_data["pure_python"] = False
                build_data["infer_tag"] = True
        target = Path(self._folder.name) / "rulebook.bin"
        target.write_bytes(built(date.today().isoformat()))
        build_data["force_include"][str(target)] = "tonecheck/data/rulebook.bin"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # hatchling's interface
        """Removes what was made."""
        if version != "editable":
            self._folder.cleanup()
