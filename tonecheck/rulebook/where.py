"""Finds the configuration that holds for a draft, without reading YAML: most drafts have none above them."""

from __future__ import annotations

import re
from pathlib import Path

CONFIG_NAME = "tonecheck.yaml"
CONFIG_NAMES = (CONFIG_NAME, "tonecheck.yml")
PYPROJECT, TABLE = "pyproject.toml", ("tool", "tonecheck")
_HEADER = re.compile(r"""^[ \t]*\[+[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?tonecheck["']?[ \t]*[].]""", re.MULTILINE)


def find_config(start: Path) -> Path | None:
    """The configuration that holds in a folder: the nearest one upward; None where there is none.

    In one folder `tonecheck.yaml` goes before `tonecheck.yml`, and both before the `[tool.tonecheck]` of `pyproject.toml`.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        for name in CONFIG_NAMES:
            if (folder / name).is_file():
                return folder / name
        if _has_table(folder / PYPROJECT):
            return folder / PYPROJECT
    return None


def shown_path(file: Path) -> str:
    """A short name for messages: `rules/t09.yaml`, not a path of this machine."""
    if file.parent.name == "rules":
        return f"rules/{file.name}"
    if file.parent.parent.name == "packs":
        return f"packs/{file.parent.name}/{file.name}"
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _has_table(project: Path) -> bool:
    try:
        return bool(_HEADER.search(project.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError):
        return False
