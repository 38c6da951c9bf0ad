"""Where rulebooks lie, and what stands in their files: known without reading any YAML."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # pathlib loads slowly


def builtin_path() -> str | None:
    """The folder of the built-in rulebook: in the wheel, or beside the package in a checkout; None where it is missing."""
    for folder in (os.path.join(_PACKAGE, "rules"), os.path.join(os.path.dirname(_PACKAGE), "rules")):  # noqa: PTH118, PTH120
        if os.path.isfile(os.path.join(folder, "lexicon.yaml")):  # noqa: PTH113, PTH118
            return folder
    return None


def files(paths: Iterable[str]) -> Iterator[str]:
    """Every file that the paths mean; `OSError` where a folder cannot be read."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112
            found = sorted(name for name in os.listdir(path) if name.endswith((".yaml", ".yml")))  # noqa: PTH208
            yield from [os.path.join(path, name) for name in found]  # noqa: PTH118
        else:
            yield path


def contents(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file that the paths mean; `OSError` where one cannot be read."""
    for name in files(paths):
        with open(name, "rb") as file:  # noqa: PTH123
            yield name, file.read()


def code(module: str) -> str:
    """Where a file of ours lies."""
    return os.path.join(_PACKAGE, *module.split("/"))  # noqa: PTH118
