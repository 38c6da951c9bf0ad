"""What is chosen for each cloud, read from one YAML file; every fault is told with its place."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tonecheck.errors import UsageError
from tonecheck.text.script import SCRIPTS

NAMES = ("easemob", "openim", "rongcloud", "tencent-im")
_ON_WARN, _ON_BLOCK, _ON_FAILURE = ("ask", "pass", "rewrite"), ("block", "rewrite"), ("open", "closed")


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud. Only those whom `staff` names (`agent-*`) are checked; `secret` is what the cloud signs with."""

    name: str
    secret: str
    staff: tuple[str, ...]
    app: str | None = None
    on_warn: str = "ask"
    on_block: str = "block"
    on_failure: str = "open"
    scene: str | None = None
    script: str = "auto"
    rate: float = 200.0
    # Easemob waits 200 ms unless told otherwise, the others for seconds.
    deadline_ms: int = 1_000

    def employs(self, sender: str) -> bool:
        """True for a member of staff."""
        return any(fnmatchcase(sender, pattern) for pattern in self.staff)


_KEYS = tuple(f.name for f in fields(Cloud) if f.name != "name")


def read(file: Path) -> Mapping[str, Cloud]:
    """The clouds of a file; `UsageError` with one line for every fault."""
    import yaml

    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise UsageError(f"{file}: it holds secrets, and others may read it; chmod 600 {file}")
        parsed = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: not UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise UsageError(f"{file}{place}: not YAML: {getattr(error, 'problem', None) or 'unreadable'}") from None
    if not isinstance(parsed, dict) or not parsed:
        raise UsageError(f"{file}: a mapping of clouds is wanted: {', '.join(NAMES)}")
    faults: list[str] = []
    found = {str(name): _cloud(str(name), given, f"{file}: {name}", faults) for name, given in parsed.items()}
    if faults:
        raise UsageError("\n".join(faults))
    return {name: cloud for name, cloud in found.items() if cloud is not None}


def _cloud(name: str, given: Any, at: str, faults: list[str]) -> Cloud | None:
    if name not in NAMES:
        faults.append(f"{at}: unknown cloud{_guess(name, NAMES)}; known: {', '.join(NAMES)}")
        return None
    if not isinstance(given, dict):
        faults.append(f"{at}: a mapping is wanted, with secret and staff at least")
        return None
    before = len(faults)
    faults += [f"{at}: unknown key '{k}'{_guess(str(k), _KEYS)}" for k in given if k not in _KEYS]
    secret, staff = given.get("secret"), given.get("staff")
    if not isinstance(secret, str) or len(secret) < 8:
        faults.append(f"{at}: secret: a string of at least 8 characters is wanted")
    if not isinstance(staff, list) or not staff or not all(isinstance(s, str) and s for s in staff):
        faults.append(f"{at}: staff: a list of sender ids or patterns such as agent-* is wanted; nobody else is checked")
    for key, known in (("on_warn", _ON_WARN), ("on_block", _ON_BLOCK), ("on_failure", _ON_FAILURE), ("script", SCRIPTS)):
        if key in given and given[key] not in known:
            faults.append(f"{at}: {key}: one of {', '.join(known)} is wanted")
    for key, least, most in (("rate", 0, 100_000), ("deadline_ms", 1, 60_000)):
        number = given.get(key, least)
        if not isinstance(number, (int, float)) or isinstance(number, bool) or not least <= number <= most:
            faults.append(f"{at}: {key}: a number from {least} to {most} is wanted")
    if len(faults) > before:
        return None
    if name == "openim" and "rewrite" in (given.get("on_warn"), given.get("on_block")):
        faults.append(f"{at}: rewrite: OpenIM cannot send a message in other words; ask, pass or block is wanted")
        return None
    # Numbers that are meant as names, such as an SDKAppID, are read as text.
    texts = {key: str(given[key]) for key in ("app", "scene") if given.get(key) is not None}
    chosen = {k: v for k, v in given.items() if k not in ("app", "scene", "staff")}
    defaults = {"deadline_ms": 150} if name == "easemob" else {}
    return Cloud(name, staff=tuple(staff or ()), **{**defaults, **chosen, **texts})


def _guess(word: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, known, 1)
    return f" (did you mean '{near[0]}'?)" if near else ""
