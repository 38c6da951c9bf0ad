"""Compiles the reader's ear and the sums over tables for this Python: python tools/build_ear.py [FOLDER].

Without a folder each goes beside its source. Everything works without them, a clean message some ten times as slow.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "tonecheck" / "match" / "_ear.c", ROOT / "tonecheck" / "text" / "_sums.c")


def build(source: Path, folder: Path) -> Path | None:
    """The compiled module in the folder; None where it cannot be compiled, with a line that says so."""
    if sys.implementation.name != "cpython":
        return None
    try:
        from setuptools import Distribution, Extension
        from setuptools.command.build_ext import build_ext

        # Two operations are never one: scores are those of Python to the last bit.
        flags = ["/O2", "/fp:strict"] if sys.platform == "win32" else ["-O3", "-g0", "-std=c99", "-ffp-contract=off"]
        extension = Extension(source.stem, [str(source)], extra_compile_args=flags)
        with tempfile.TemporaryDirectory() as scratch:
            command = build_ext(Distribution({"ext_modules": [extension]}))
            command.build_lib, command.build_temp = str(folder), scratch
            command.ensure_finalized()
            command.run()
            return Path(command.get_ext_fullpath(source.stem))
    except (Exception, SystemExit) as error:  # whatever a foreign compiler does, the wheel is made without
        sys.stderr.write(f"tonecheck: {source.name} was not compiled ({error}); everything works without it, slower\n")
        return None


if __name__ == "__main__":
    made = [build(source, Path(sys.argv[1]) if len(sys.argv) > 1 else source.parent) for source in SOURCES]
    sys.exit(0 if all(made) else 1)
