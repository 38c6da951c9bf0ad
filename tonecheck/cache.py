"""Files of ours in the user's cache folder: only ever a saving of time, so whatever is wrong with one, it is not there.

`TONECHECK_CACHE` names another folder; empty, nothing is kept.
"""

from __future__ import annotations

import mmap
import os
import sys

# Of one kind so many files are kept, the youngest.
_KEPT = 8


def folder() -> str | None:
    """The folder for our files; None where nothing shall be kept, or where there is no home."""
    chosen = os.environ.get("TONECHECK_CACHE")
    if chosen is not None:
        return chosen or None
    home = os.path.expanduser("~")  # noqa: PTH111  # pathlib would be loaded for nothing else
    if not os.path.isabs(home):  # noqa: PTH117
        return None
    if sys.platform == "win32":
        parent = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")  # noqa: PTH118
    elif sys.platform == "darwin":
        parent = os.path.join(home, "Library", "Caches")  # noqa: PTH118
    else:
        parent = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")  # noqa: PTH118
    return os.path.join(parent, "tonecheck") if os.path.isabs(parent) else None  # noqa: PTH117, PTH118


def mapped(name: str) -> mmap.mmap | None:
    """What was kept under a name, read where it is touched; None where nothing was, or where another could have written it."""
    place = folder()
    if place is None:
        return None
    try:
        with open(os.path.join(place, name), "rb") as file:  # noqa: PTH118, PTH123
            told = os.fstat(file.fileno())
            if hasattr(os, "geteuid") and (told.st_uid != os.geteuid() or told.st_mode & 0o022):
                return None
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None


def store(name: str, content: bytes) -> None:
    """Keeps bytes under a name, whole or not at all; where that cannot be, nothing happens."""
    place = folder()
    if place is None:
        return
    temporary = os.path.join(place, f".{name}.{os.getpid()}")  # noqa: PTH118
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)  # noqa: PTH103
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, os.path.join(place, name))  # noqa: PTH105, PTH118
        except BaseException:
            os.unlink(temporary)  # noqa: PTH108
            raise
        _tidy(place, name.partition("-")[0])
    except OSError:
        return


def _tidy(place: str, kind: str) -> None:
    """Leaves the youngest files of a kind: each state of a rulebook has one of its own."""
    with os.scandir(place) as found:
        files = sorted((entry.stat().st_mtime, entry.path) for entry in found if entry.name.startswith(f"{kind}-"))
    for _, path in files[:-_KEPT]:
        os.unlink(path)  # noqa: PTH108
