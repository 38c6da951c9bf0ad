"""Easemob 环信: the before-send callback (发送前回调) of text messages.

https://doc.easemob.com/document/server-side/callback_presending.html
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from tonecheck.server.clouds.decide import Decision, Message
from tonecheck.server.clouds.setting import Cloud
from tonecheck.server.contract import Refusal, json_of

_SECONDS = 300


def verified(cloud: Cloud, _: Mapping[str, str], __: str, body: bytes, now: float) -> Any:
    """The body of a request that this rule's cloud signed within the last minutes."""
    parsed = json_of(body)
    if not isinstance(parsed, dict):
        raise Refusal(422, "the body: an object is wanted")
    call, stamp = str(parsed.get("callId", "")), str(parsed.get("timestamp", ""))
    wanted = hashlib.md5(f"{call}{cloud.secret}{stamp}".encode(), usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(wanted, str(parsed.get("security", "")).lower().encode("ascii", "replace").decode()):
        raise Refusal(401, "security: wrong; the Secret of the callback rule is wanted as secret")
    if not stamp.isascii() or not stamp.isdigit() or abs(now - int(stamp[:16]) / 1000) > _SECONDS:
        raise Refusal(401, f"timestamp: more than {_SECONDS} s off")
    if cloud.app is not None and not call.startswith(f"{cloud.app}_"):
        raise Refusal(401, "callId: another app")
    return parsed


def message(body: Any) -> Message | None:
    """The text of a text message."""
    payload = body.get("payload")
    if not isinstance(payload, dict) or payload.get("type") != "txt":
        return None
    conversation = body.get("group_id") or f"{body['from']}:{body['to']}"
    return Message(payload["msg"], body["from"], conversation, body.get("msg_id"))


def answered(body: Any, decision: Decision) -> Any:
    """`valid` lets it go; `code` is what the sender reads, where the rule is set to report (报错). At most 1,000 characters."""
    if not decision.sent:
        return {"valid": False, "code": decision.notice}
    found: dict[str, Any] = {"valid": True}
    if decision.text is not None:
        found["payload"] = {**body["payload"], "msg": decision.text}
    return found
