"""Finds the drafts that the user names, reads them, and writes them back in one step."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence

from tonecheck.cli.decode import Decoded, decode
from tonecheck.errors import DraftError
from tonecheck.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

STDIN = "-"
SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft as read: `name` for messages, `path` None for standard input, `content` the bytes as they were."""

    name: str
    path: str | None
    content: bytes
    decoded: Decoded

    @property
    def text(self) -> str:
        """The text, its line ends as they are."""
        return self.decoded.text


def find(paths: Sequence[str]) -> Iterator[str | DraftError]:
    """The files that the paths mean, each once: folders are searched for `.txt` and `.md`, sorted, hidden ones left out.

    A folder that gives nothing comes out as an error in its place, so that the others are still read.
    """
    if len(paths) == 1 and not is_folder(paths[0]):
        yield paths[0]
        return
    from pathlib import Path

    seen: set[str] = set()
    for path in paths:
        for found in _in_folder(path) if is_folder(path) else [path]:
            if isinstance(found, DraftError):
                yield found
            elif (key := found if found == STDIN else str(Path(found))) not in seen:
                seen.add(key)
                yield found


def is_folder(path: str) -> bool:
    """True for a folder; standard input and what cannot be looked at is none."""
    try:
        return path != STDIN and os.path.isdir(path or ".")  # noqa: PTH112  # pathlib loads slowly
    except (OSError, ValueError):
        return False


def _in_folder(folder: str) -> Iterator[str | DraftError]:
    from pathlib import Path

    faults: list[OSError] = []
    found = False
    for parent, folders, files in os.walk(folder, onerror=faults.append):
        # In place: the walk goes on in this list, in this order.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                found = True
                yield str(Path(parent, name))
    for fault in faults:
        yield DraftError(f"{shown_name(fault.filename)}: cannot be searched: {fault.strerror}")
    if not found and not faults:
        yield DraftError(f"{shown_name(folder)}: no drafts in this folder; expected files that end in {' or '.join(SUFFIXES)}")


def read(path: str, encoding: str | None = None) -> Draft:
    """The draft at a path, or from standard input for `-`; `DraftError` where it cannot be read or is no text."""
    if path == STDIN:
        if sys.stdin is None:
            raise DraftError("stdin: standard input is closed; name a file instead")
        content = sys.stdin.buffer.read()
        return Draft("stdin", None, content, decode(content, "stdin", encoding))
    name = shown_name(path)
    try:
        with open(path or ".", "rb") as file:  # noqa: PTH123
            content = file.read()
    except FileNotFoundError:
        raise DraftError(f"{name}: no such file or folder") from None
    except (OSError, ValueError) as error:
        raise DraftError(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return Draft(name, path, content, decode(content, name, encoding))


def encoded(draft: Draft, text: str) -> bytes:
    """`text` as the bytes of the draft's own encoding and mark; `DraftError` where that would lose something."""
    encoding = draft.decoded.encoding
    try:
        if draft.decoded.encode(draft.text) != draft.content:
            raise DraftError(
                f"{draft.name}: holds bytes that {encoding} would write differently; save it as UTF-8 first, nothing was written"
            )
        return draft.decoded.encode(text)
    except UnicodeEncodeError as error:
        ch = text[error.start]
        raise DraftError(
            f"{draft.name}: '{ch}' (U+{ord(ch):04X}) of the reply does not exist in {encoding};"
            " save the draft as UTF-8 first, nothing was written"
        ) from None


BACKUP = ".bak"


def write(draft: Draft, text: str, *, backup: bool = False) -> None:
    """Puts `text` in the draft's file in one step: whoever reads meanwhile sees the old or the new, never a part.

    With `backup` the file as it was is kept beside it, as `draft.txt.bak`; one that is there already is never overwritten.
    A symbolic link stays one, permissions stay as they are. Raises `DraftError` where it cannot be written.
    """
    assert draft.path is not None
    from pathlib import Path

    content = encoded(draft, text)
    try:
        target = Path(draft.path).resolve()
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode):
            raise DraftError(f"{draft.name}: cannot be written: not a regular file")
        # Replacing a file needs no right to write it, so the owner's wish is asked for here.
        if not mode & 0o222 or not os.access(target, os.W_OK):
            raise DraftError(f"{draft.name}: cannot be written: the file is write-protected")
        if backup:
            _keep(draft, target, stat.S_IMODE(mode))
        replace(target, content, stat.S_IMODE(mode))
    except OSError as error:
        raise DraftError(f"{draft.name}: cannot be written: {error.strerror}") from None


def _keep(draft: Draft, target: Path, mode: int) -> None:
    kept = target.with_name(target.name + BACKUP)
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise DraftError(
            f"{draft.name}: not written: the backup {kept.name} is there already; move it away or leave --bak out"
        ) from None
    with os.fdopen(handle, "wb") as file:
        file.write(draft.content)
        file.flush()
        os.fsync(file.fileno())


def replace(target: Path, content: bytes, mode: int) -> None:
    """Puts bytes in the place of a file, whole or not at all; `OSError` where that cannot be."""
    import tempfile
    from pathlib import Path

    handle, temporary = tempfile.mkstemp(prefix=".tonecheck-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink()
        raise


def shown_name(path: str) -> str:
    """A path that is safe to print: no control characters, no bytes that are no text."""
    from tonecheck.cli.width import shown

    return shown(os.fsencode(path).decode("utf-8", "backslashreplace"))
