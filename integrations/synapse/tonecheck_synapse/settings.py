"""What the administrator set, read once: a wrong setting stops Synapse at its start with a line that says what to write."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fnmatch import translate
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_LANGUAGES = ("auto", "zh-hans", "zh-hant", "en")
_SCRIPTS = ("auto", "hans", "hant-tw", "hant-hk")
_MOST_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Settings:
    """The module's settings; `docs/adapters/synapse.md` tells each of them."""

    url: str
    staff: tuple[str, ...]
    token: str | None = None
    on_warn: str = "ask"
    on_block: str = "refuse"
    on_failure: str = "open"
    internal_rooms: str = "check"
    errcode: str = "forbidden"
    timeout: float = 1.0
    lang: str = "auto"
    script: str = "auto"
    scene: str | None = None
    spool: Path | None = None

    def is_staff(self, user: str) -> bool:
        """True where one of the patterns fits the whole user id, upper and lower case being different."""
        return any(re.match(translate(pattern), user) for pattern in self.staff)


def read(raw: Any) -> Settings:
    """The settings in the module's `config`; ValueError, in one line, where one of them is wrong."""
    if not isinstance(raw, Mapping):
        raise ValueError("config: a mapping with at least 'url' and 'staff' is wanted")
    known = [f.name for f in fields(Settings)] + ["token_file"]
    for key in raw:
        if key not in known:
            guess = difflib.get_close_matches(str(key), known, 1)
            raise ValueError(f"{key}: unknown setting" + (f" (did you mean '{guess[0]}'?)" if guess else ""))
    return Settings(
        url=_url(raw.get("url")),
        staff=_staff(raw.get("staff")),
        token=_token(raw),
        on_warn=_choice(raw, "on_warn", ("ask", "pass", "rewrite")),
        on_block=_choice(raw, "on_block", ("refuse", "rewrite")),
        on_failure=_choice(raw, "on_failure", ("open", "closed")),
        internal_rooms=_choice(raw, "internal_rooms", ("check", "skip")),
        errcode=_choice(raw, "errcode", ("forbidden", "safety")),
        timeout=_seconds(raw.get("timeout", 1.0)),
        lang=_choice(raw, "lang", _LANGUAGES),
        script=_choice(raw, "script", _SCRIPTS),
        scene=_text(raw, "scene"),
        spool=_spool(raw),
    )


def _url(value: Any) -> str:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"url: the address of the tonecheck server is wanted, such as http://127.0.0.1:8765, not {value!r}")
    return str(value).rstrip("/")


def _staff(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("staff: a list of users or patterns is wanted, such as ['@desk-*:example.org']")
    for pattern in value:
        if not isinstance(pattern, str) or not re.match(r"@[^:]+:.+", pattern):
            raise ValueError(f"staff: {pattern!r} is no user id; write '@name:server', where * stands for anything")
    return tuple(value)


def _token(raw: Mapping[str, Any]) -> str | None:
    token, file = _text(raw, "token"), _text(raw, "token_file")
    if token and file:
        raise ValueError("token: give either 'token' or 'token_file', not both")
    if file:
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"token_file: cannot read {file}: {error}") from None
        if not token:
            raise ValueError(f"token_file: {file} is empty")
    if token and not re.fullmatch(r"[!-~]+", token):
        # The value is a secret and stays out of the message.
        raise ValueError("token: only visible ASCII characters are wanted")
    return token


def _choice(raw: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = raw.get(key, Settings.__dataclass_fields__[key].default)
    if value not in choices:
        raise ValueError(f"{key}: one of {', '.join(choices)} is wanted, not {value!r}")
    return str(value)


def _text(raw: Mapping[str, Any], key: str) -> str | None:
    value = raw.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise ValueError(f"{key}: text is wanted, not {value!r}" if key != "token" else "token: text is wanted")
    return value


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= _MOST_SECONDS:
        raise ValueError(f"timeout: seconds above 0, at most {_MOST_SECONDS:g}, are wanted, not {value!r}")
    return float(value)


def _spool(raw: Mapping[str, Any]) -> Path | None:
    value = _text(raw, "spool")
    if value is None:
        return None
    path = Path(value)
    try:
        # Tried at the start, so that it is not found out at the first failure.
        with path.open("a", encoding="utf-8"):
            pass
    except OSError as error:
        raise ValueError(f"spool: cannot write {value}: {error.strerror}") from None
    return path
