"""Reads the configuration of a house, or of a pack."""

from __future__ import annotations

from pathlib import Path

from tonecheck.errors import RulebookError, UsageError
from tonecheck.rulebook.configured import Config
from tonecheck.rulebook.faults import Faults, guess
from tonecheck.rulebook.house import House
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.nodes import read
from tonecheck.rulebook.packs import BUILTIN, pack_config, packs
from tonecheck.rulebook.where import TABLE, shown_path


def read_pack(name: str) -> Config:
    """The configuration of a pack by name; `UsageError` where there is none of that name."""
    if name not in packs():
        raise UsageError(f"unknown pack '{name}'{guess(name, packs())}")
    if name == BUILTIN:
        rulebook = load_builtin()
        return Config(Path(BUILTIN), rulebook, True, {}, (), rulebook.files)
    return read_config(pack_config(name))


def read_config(path: Path) -> Config:
    """The configuration of a file; `RulebookError` with every fault of it and of the rules that it names."""
    faults = Faults()
    config = _read(path, faults, ())
    if faults.found or config is None:
        raise RulebookError(faults.found)
    return config


def _read(path: Path, faults: Faults, above: tuple[Path, ...]) -> Config | None:
    name = shown_path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.add_file(name, "no such configuration; give a tonecheck.yaml, or a pyproject.toml with [tool.tonecheck]")
        return None
    except OSError as error:
        faults.add_file(name, "cannot be read: {reason}", reason=error.strerror)
        return None
    except UnicodeDecodeError as error:
        faults.add_file(name, "not UTF-8 (byte {number}); save it as UTF-8", number=error.start + 1)
        return None
    if path.suffix == ".toml":
        from tonecheck.rulebook.toml import read_toml

        root = read_toml(text, name, TABLE, faults)
        if root is None and not faults.found:
            faults.add_file(name, "no table [tool.tonecheck] in it; add one, or give a tonecheck.yaml")
    else:
        root = read(text, name, faults)
        if root is None and not faults.found:
            # An empty file is a house that changes nothing.
            root = read("{}", name, faults)
    return House(path, root, faults, above, _read).config() if root is not None else None
