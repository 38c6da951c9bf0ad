"""What a request may say: an untrusted body becomes one frozen value here, or a refusal that names the field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from tonecheck.text.script import SCRIPTS

CONTRACT = 1
MAX_TEXT, MAX_TURNS, MAX_BODY, MAX_BATCH, MAX_ID = 8_000, 20, 65_536, 50, 256
MAX_DEADLINE_MS = 60_000
ROLES = ("staff", "bot", "customer")
FORMATS = ("plain", "html", "markdown")
INTENTS = ("send", "draft")
# As the checker has them; it is not imported here, because this process never checks.
LANGUAGES = ("zh-hans", "zh-hant", "en")
CHANNELS = ("chat", "phone", "counter", "mail", "notice")
AUDIENCES = ("default", "elder", "young")
OUTCOMES = ("sent", "taken", "edited", "overridden", "cancelled", "bypassed")
CODES: Mapping[int, str] = {
    400: "bad-request", 401: "unauthorized", 403: "forbidden", 404: "not-found", 405: "method-not-allowed",
    408: "too-slow", 409: "conflict", 413: "too-large", 415: "unsupported-media-type", 422: "invalid",
    429: "rate-limited", 500: "internal", 503: "unavailable",
}


class Refusal(Exception):
    """No verdict: an HTTP status, a message for whoever wrote the request, and headers such as Retry-After."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, dict(headers or {})

    def __reduce__(self) -> tuple[type[Refusal], tuple[int, str, dict[str, str]]]:
        # Workers hand it over to the server's process; an exception's own way keeps the message alone.
        return Refusal, (self.status, self.message, self.headers)

    def to_dict(self) -> dict[str, Any]:
        """The body of the answer."""
        return {"error": {"code": CODES[self.status], "message": self.message}}


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier message of the conversation."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One message that is about to be sent (`intent` send), or still being written (`draft`)."""

    text: str
    script: str = "auto"
    scene: str | None = None
    role: str = "staff"
    channel: str | None = None
    audience: str | None = None
    language: str | None = None
    format: str = "plain"
    context: tuple[Turn, ...] = ()
    conversation_id: str | None = None
    sender_id: str | None = None
    message_id: str | None = None
    ack: str | None = None
    deadline_ms: int | None = None
    intent: str = "send"

    def __reduce__(self) -> tuple[type[CheckRequest], tuple[Any, ...]]:
        # Every one goes to a worker; a dataclass's own way asks for its fields one by one.
        return CheckRequest, _values(self)


_values = attrgetter(*(field.name for field in fields(CheckRequest)))


def json_of(body: bytes) -> Any:
    """The value of a JSON body; `Refusal` 400 for anything else, however deep or odd it is."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Refusal(400, f"the body is not UTF-8: byte {error.start}") from None
    except RecursionError:
        raise Refusal(400, "the body is nested too deeply") from None
    except ValueError as error:
        raise Refusal(400, f"the body is not JSON: {error}") from None


def check_request(value: Any, at: str = "") -> CheckRequest:
    """The request of one parsed body. Unknown keys are let pass; null is as good as left out."""
    given = {k: v for k, v in _object(value, at or "the body").items() if v is not None}
    if "text" not in given:
        raise Refusal(422, f"{at}text: missing; the message to check is wanted")
    text = _string(MAX_TEXT)(given["text"], f"{at}text")
    read = {key: parse(given[key], f"{at}{key}") for key, parse in _FIELDS.items() if key in given}
    return CheckRequest(text, **read)


def check_requests(value: Any) -> tuple[CheckRequest | Refusal, ...]:
    """The requests of a batch, in order; one that is wrong does not stop the others."""
    checks = _object(value, "the body").get("checks")
    if not isinstance(checks, list):
        raise Refusal(422, "checks: an array is wanted")
    if len(checks) > MAX_BATCH:
        raise Refusal(413, f"checks: {len(checks)} of them; at most {MAX_BATCH}")
    found: list[CheckRequest | Refusal] = []
    for n, check in enumerate(checks):
        try:
            found.append(check_request(check, f"checks[{n}]."))
        except Refusal as refusal:
            found.append(refusal)
    return tuple(found)


def outcome_of(value: Any) -> str:
    """What became of a message."""
    return _one_of(OUTCOMES)(_object(value, "the body").get("outcome"), "outcome")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _object(value: Any, at: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(422, f"{at.rstrip('.')}: an object is wanted")
    return value


def _string(most: int) -> Callable[[Any, str], str]:
    def parse(value: Any, at: str) -> str:
        if not isinstance(value, str):
            raise Refusal(422, f"{at}: a string is wanted")
        if len(value) > most:
            raise Refusal(413, f"{at}: {len(value):,} code points; at most {most:,}")
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise Refusal(
                    400, f"{at}: lone surrogate U+{ord(value[error.start]):04X} at code point {error.start}"
                ) from None
        return value

    return parse


def _one_of(known: tuple[str, ...]) -> Callable[[Any, str], str]:
    def parse(value: Any, at: str) -> str:
        if not isinstance(value, str) or value not in known:
            raise Refusal(422, f"{at}: one of {', '.join(known)} is wanted")
        return value

    return parse


def _deadline(value: Any, at: str) -> int:
    # A bool is an int to Python, not to a caller.
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MAX_DEADLINE_MS:
        raise Refusal(422, f"{at}: a whole number of milliseconds from 1 to {MAX_DEADLINE_MS:,} is wanted")
    return value


def _context(value: Any, at: str) -> tuple[Turn, ...]:
    if not isinstance(value, list):
        raise Refusal(422, f"{at}: an array is wanted")
    if len(value) > MAX_TURNS:
        raise Refusal(413, f"{at}: {len(value)} turns; at most {MAX_TURNS}")
    turns = []
    for n, turn in enumerate(value):
        given = _object(turn, f"{at}[{n}]")
        role = _one_of(ROLES)(given.get("role"), f"{at}[{n}].role")
        turns.append(Turn(role, _string(MAX_TEXT)(given.get("text"), f"{at}[{n}].text")))
    return tuple(turns)


_name = _string(MAX_ID)
_FIELDS: Mapping[str, Callable[[Any, str], Any]] = {
    "script": _one_of(SCRIPTS), "scene": _name, "role": _one_of(ROLES), "channel": _name, "audience": _name,
    "language": _one_of(LANGUAGES),
    "format": _one_of(FORMATS), "context": _context, "conversation_id": _name, "sender_id": _name, "message_id": _name,
    "ack": _name, "deadline_ms": _deadline, "intent": _one_of(INTENTS),
}
