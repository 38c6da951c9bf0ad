"""Finds the configuration that holds for a draft, without reading YAML: most drafts have none above them."""

from __future__ import annotations

import os

from tonecheck.text.expressions import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

CONFIG_NAME = "tonecheck.yaml"
CONFIG_NAMES = (CONFIG_NAME, "tonecheck.yml")
PYPROJECT, TABLE = "pyproject.toml", ("tool", "tonecheck")
_HEADER = compiled(r"""(?m)^[ \t]*\[+[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?tonecheck["']?[ \t]*[].]""")


def find_config(start: str | Path) -> Path | None:
    """The configuration that holds in a folder: the nearest one upward; None where there is none.

    In one folder `tonecheck.yaml` goes before `tonecheck.yml`, and both before the `[tool.tonecheck]` of `pyproject.toml`.
    """
    found = _above(os.path.realpath(start))
    if found is None:
        return None
    # Imported here, as most drafts have none above them.
    from pathlib import Path

    return Path(found)


def _above(folder: str) -> str | None:
    while True:
        for name in CONFIG_NAMES:
            if os.path.isfile(os.path.join(folder, name)):  # noqa: PTH113, PTH118  # pathlib loads slowly
                return os.path.join(folder, name)  # noqa: PTH118
        project = os.path.join(folder, PYPROJECT)  # noqa: PTH118
        if _has_table(project):
            return project
        folder, below = os.path.dirname(folder), folder  # noqa: PTH120
        if folder == below:
            return None


def shown_path(file: Path) -> str:
    """A short name for messages: `rules/t09.yaml`, not a path of this machine."""
    if file.parent.name == "rules":
        return f"rules/{file.name}"
    if file.parent.parent.name == "packs":
        return f"packs/{file.parent.name}/{file.name}"
    try:
        return str(file.relative_to(os.getcwd()))  # noqa: PTH109
    except ValueError:
        return str(file)


def _has_table(project: str) -> bool:
    try:
        with open(project, encoding="utf-8-sig") as file:  # noqa: PTH123
            return "tonecheck" in (said := file.read()) and bool(_HEADER.search(said))
    except (OSError, ValueError):
        return False
