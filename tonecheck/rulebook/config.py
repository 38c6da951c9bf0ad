"""Finds and reads the configuration of a house, or of a pack."""

from __future__ import annotations

from pathlib import Path

from tonecheck.errors import RulebookError, UsageError
from tonecheck.rulebook.house import Config, House, guessed, shown_path
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.nodes import Faults, read
from tonecheck.rulebook.packs import BUILTIN, CONFIG_NAME, pack_config, packs

CONFIG_NAMES = (CONFIG_NAME, "tonecheck.yml")
PYPROJECT, TABLE = "pyproject.toml", ("tool", "tonecheck")


def find_config(start: Path) -> Path | None:
    """The configuration that holds for a draft or a folder: the nearest one upward; None where there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        for name in CONFIG_NAMES:
            if (folder / name).is_file():
                return folder / name
        project = folder / PYPROJECT
        if project.is_file() and _has_table(project):
            return project
    return None


def _has_table(project: Path) -> bool:
    try:
        text = project.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    # Read as TOML only where it may hold the table: most projects have other tools.
    if "tonecheck" not in text:
        return False
    from tonecheck.rulebook.toml import read_toml

    return read_toml(text, str(project), TABLE, Faults()) is not None


def read_pack(name: str) -> Config:
    """The configuration of a pack by name; `UsageError` where there is none of that name."""
    if name not in packs():
        raise UsageError(f"unknown pack '{name}'{guessed(name, packs())}")
    if name == BUILTIN:
        rulebook = load_builtin()
        return Config(Path(BUILTIN), rulebook, True, {}, (), rulebook.files)
    return read_config(pack_config(name))


def read_config(path: Path) -> Config:
    """The configuration of a file; `RulebookError` with every fault of it and of the rules that it names."""
    faults = Faults()
    config = _read(path, faults, ())
    if faults.lines or config is None:
        raise RulebookError(faults.lines)
    return config


def _read(path: Path, faults: Faults, above: tuple[Path, ...]) -> Config | None:
    name = shown_path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.add_file(name, "no such configuration; give a tonecheck.yaml, or a pyproject.toml with [tool.tonecheck]")
        return None
    except OSError as error:
        faults.add_file(name, f"cannot be read: {error.strerror}")
        return None
    except UnicodeDecodeError as error:
        faults.add_file(name, f"not UTF-8 (byte {error.start + 1}); save it as UTF-8")
        return None
    if path.suffix == ".toml":
        from tonecheck.rulebook.toml import read_toml

        root = read_toml(text, name, TABLE, faults)
        if root is None and not faults.lines:
            faults.add_file(name, "no table [tool.tonecheck] in it; add one, or give a tonecheck.yaml")
    else:
        root = read(text, name, faults)
        if root is None and not faults.lines:
            # An empty file is a house that changes nothing.
            root = read("{}", name, faults)
    return House(path, root, faults, above, _read).config() if root is not None else None
