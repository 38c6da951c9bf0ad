"""The OpenAPI document, made from the same limits and words that the contract reads by."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from tonecheck import __version__
from tonecheck.server import contract, insights
from tonecheck.server.queries import ACTS
from tonecheck.text.script import SCRIPTS

Schema = dict[str, Any]
_WIRE = "wire-format.schema.json"
_REFUSALS = {
    "400": "Not JSON, not UTF-8, nested too deeply, or a lone surrogate.", "401": "No token, a wrong one, or a wrong signature.",
    "403": "Another Host, or a page of another site.", "404": "No such page or check.", "408": "The body came too slowly.",
    "409": "message_id was used for another text.", "413": "Over a limit; nothing is cut in silence.",
    "415": "Content-Type must be application/json.", "422": "A field is missing or has a value that is not understood.",
    "429": "Too many requests; see Retry-After.", "503": "No verdict in time, or too much under way; see Retry-After.",
}  # fmt: skip


@cache
def document() -> Schema:
    """OpenAPI 3.1."""
    check = _post("Check one message before it is sent.", "CheckRequest", "Answer", "400 401 403 408 409 413 415 422 429 503")
    batch = _post("Check several messages; each is answered by itself.", "Batch", "Answers", "400 401 403 408 413 415 422 429 503")
    outcome = _post("Say what became of a message.", "Outcome", "Kept", "400 401 403 404 408 413 415 422 429 503")
    outcome["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "tonecheck", "version": __version__, "license": {"name": "MIT", "identifier": "MIT"},
            "description": "The pre-send hook. A verdict is always 200; any other status means that there is none.",
        },
        "paths": {
            "/v1/check": {"post": check},
            "/v1/checks": {"post": batch},
            "/v1/checks/{id}/outcome": {"post": outcome},
            "/v1/meta": {"get": _get("Limits, scenes and the rulebook in force.", _ref("Meta"), "401 403")},
            "/v1/insights": {"get": _insights()},
            "/metrics": {"get": _get("Metrics for Prometheus.", None, "401 403")},
            "/healthz": {"get": {**_get("Whether the server runs.", _object({"status": {"const": "ok"}}), "403"), "security": []}},
            "/openapi.json": {"get": {**_get("This document.", {"type": "object"}, "403"), "security": []}},
        },
        "security": [{}, {"token": []}, {"signature": []}],
        "components": {"schemas": _schemas(), "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "signature": {"type": "apiKey", "in": "header", "name": "Authorization",
                          "description": "HMAC id:timestamp:nonce:hex, for tokens made with --signed; see docs/server.md"},
        }},
    }  # fmt: skip


def _post(summary: str, body: str, answered: str, refusals: str) -> Schema:
    return {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref(body)}}},
        "responses": _responses(_ref(answered), refusals),
    }


def _get(summary: str, answered: Schema | None, refusals: str) -> Schema:
    return {"summary": summary, "responses": _responses(answered, refusals)}


def _insights() -> Schema:
    found = _get("What was found, and what became of it, in a range of days.", _ref("Insights"), "401 403 422 429")
    day = {"type": "string", "format": "date"}
    parameters = {
        "from": (day, "The first day; without it, thirty days up to the last."), "to": (day, "The last day; without it, today."),
        "utc_offset": ({"type": "integer", "minimum": -840, "maximum": 840}, "Minutes from UTC of these days; 480 in China."),
        "by": ({"enum": list(insights.KEYS)}, "By what to count; without it, by each."),
    }
    found["parameters"] = [
        {"name": name, "in": "query", "required": False, "schema": schema, "description": told}
        for name, (schema, told) in parameters.items()
    ]
    return found


def _responses(answered: Schema | None, refusals: str) -> Schema:
    right = {"application/json": {"schema": answered}} if answered else {"text/plain": {"schema": {"type": "string"}}}
    error = {"application/json": {"schema": _ref("Error")}}
    found: Schema = {"200": {"description": "Done.", "content": right}}
    for status in refusals.split():
        found[status] = {"description": _REFUSALS[status], "content": error}
        if status in ("429", "503"):
            found[status]["headers"] = {"Retry-After": {"schema": {"type": "string"}, "description": "Seconds."}}
    return found


def _schemas() -> Schema:
    wire = _wire()
    report = {k: v for k, v in wire.items() if not k.startswith("$")}
    name = {"type": ["string", "null"], "maxLength": contract.MAX_ID}
    turn = _object({"role": {"enum": list(contract.ROLES)}, "text": {"type": "string", "maxLength": contract.MAX_TEXT}})
    request = _object({
        "text": {"type": "string", "maxLength": contract.MAX_TEXT, "description": "Spans index this, in code points."},
        "script": {"enum": [*SCRIPTS, None], "description": "Script of the replies."},
        "scene": {**name, "description": "One of /v1/meta's scenes."},
        "role": {"enum": [*contract.ROLES, None], "description": "Who writes; a customer passes at once."},
        "channel": {**name, "description": "One of /v1/meta's channels chooses replies; any other is only counted."},
        "audience": {**name, "description": "One of /v1/meta's audiences."},
        "language": {"enum": [*contract.LANGUAGES, None], "description": "Of the messages; without it the server's own."},
        "format": {"enum": [*contract.FORMATS, None]},
        "context": {"type": ["array", "null"], "maxItems": contract.MAX_TURNS, "items": turn, "description": "Earlier turns."},
        "conversation_id": name, "sender_id": name,
        "message_id": {**name, "description": "Idempotency key: a retry carries the same one."},
        "ack": {**name, "description": "Id of the warning that the sender confirmed."},
        "deadline_ms": {"type": ["integer", "null"], "minimum": 1, "maximum": contract.MAX_DEADLINE_MS},
        "intent": {"enum": [*contract.INTENTS, None], "description": "draft: somebody still types, this is no sending."},
    }, required=("text",))  # fmt: skip
    answer = {
        "id": {"type": "string"}, "skipped": {"enum": ["role", "ack", None], "description": "Why the text was let pass unread."},
        "acknowledged": {"type": ["string", "null"], "description": "The warning that this sending confirmed."},
        "text_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "degraded": {"type": "boolean", "description": "Replies were left out for lack of time."},
        "elapsed_ms": {"type": "number", "minimum": 0},
    }  # fmt: skip
    code = {"code": {"enum": sorted(contract.CODES.values())}, "message": {"type": "string"}}
    error = _object({"error": _object(code)})
    failed = _object({"status": {"type": "integer"}, "error": _object(code)})
    return {
        **{key.capitalize(): value for key, value in wire["$defs"].items()},
        "CheckRequest": request,
        "Batch": _object({"checks": {"type": "array", "maxItems": contract.MAX_BATCH, "items": _ref("CheckRequest")}}),
        "Outcome": _object({"outcome": {"enum": list(contract.OUTCOMES)}}),
        "Kept": _object({"id": {"type": "string"}, "outcome": {"enum": list(contract.OUTCOMES)}}),
        "Report": report,
        "Answer": {"allOf": [_ref("Report"), _object(answer)]},
        "Answers": _object({"answers": {"type": "array", "items": {"anyOf": [_ref("Answer"), failed]}}}),
        "Insights": _sums(),
        "Error": error,
        "Meta": _object({
            "name": {"const": "tonecheck"}, "version": {"type": "string"}, "contract": {"const": contract.CONTRACT},
            "schema": {"type": "integer"}, "client": {"type": "string"}, "rulebook": {"type": "object"},
            "scenes": _strings(), "scene_titles": _titles(), "channels": _strings(), "audiences": _strings(),
            "languages": _strings(), "scripts": _strings(), "formats": _strings(), "roles": _strings(), "outcomes": _strings(),
            "limits": {"type": "object", "additionalProperties": {"type": "number"}},
        }),
    }  # fmt: skip


def _sums() -> Schema:
    count = {"type": "integer", "minimum": 0}
    acts = dict.fromkeys(ACTS, count)
    verdicts = {"checks": count, "block": count, "warn": count}

    def rows(key: str, more: Schema) -> Schema:
        return {"type": "array", "items": _object({key: {"type": ["string", "null"]}, **more, **acts})}

    by = {key: rows(key, verdicts) for key in insights.KEYS if key != "rule"}
    return _object({
        "from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date"}, "utc_offset": {"type": "integer"},
        "scope": {"enum": ["everybody", "client"], "description": "Whose messages were counted: all, or those of the token alone."},
        "totals": _object({
            **verdicts, "confirmed": {**count, "description": "Warnings that were sent all the same by a second sending."},
            "degraded": count, "milliseconds": {"type": "number", "minimum": 0},
            "outcomes": {"type": "object", "additionalProperties": count},
        }),
        "by": _object({"rule": rows("rule", {"checks": count, "by_reader": count}), **by}, required=()),
        "titles": _object({"rules": _titles(), "scenes": _titles()}),
    })  # fmt: skip


def _wire() -> Schema:
    """The wire format's own schema, its definitions named as components."""
    package = Path(__file__).parent.parent
    shipped = package / "data" / _WIRE
    file = shipped if shipped.exists() else package.parent / "docs" / _WIRE
    text = file.read_text(encoding="utf-8")
    for name in json.loads(text)["$defs"]:
        text = text.replace(f"#/$defs/{name}", f"#/components/schemas/{name.capitalize()}")
    loaded: Schema = json.loads(text)
    return loaded


def _object(properties: Schema, required: tuple[str, ...] | None = None) -> Schema:
    return {"type": "object", "required": list(properties if required is None else required), "properties": properties}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _titles() -> Schema:
    """By name, and then by language."""
    return {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}}}


def _strings() -> Schema:
    return {"type": "array", "items": {"type": "string"}}
