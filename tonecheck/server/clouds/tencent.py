"""Tencent IM: `C2C.CallbackBeforeSendMsg` and `Group.CallbackBeforeSendMsg`.

https://cloud.tencent.com/document/product/269/1632 (one to one), …/1619 (group), …/32431 (signature).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from tonecheck.server.clouds.decide import Decision, Message
from tonecheck.server.clouds.setting import Cloud
from tonecheck.server.contract import Refusal, json_of

_SECONDS = 60
# Within this range the code and the text reach the sender's client; for groups another range is kept free.
_CODE_ONE, _CODE_GROUP = 120_001, 10_100


def verified(cloud: Cloud, query: Mapping[str, str], _: str, body: bytes, now: float) -> Any:
    """The body of a request that this app's cloud signed within the last minute."""
    stamp, given = query.get("RequestTime", ""), query.get("Sign", "")
    wanted = hashlib.sha256(f"{cloud.secret}{stamp}".encode()).hexdigest()
    if not hmac.compare_digest(wanted, given.lower()) or not stamp.isascii() or not stamp.isdigit():
        raise Refusal(401, "Sign: wrong; the callback token of the console is wanted as secret")
    if abs(now - int(stamp[:12])) > _SECONDS:
        raise Refusal(401, f"RequestTime: more than {_SECONDS} s off")
    if cloud.app is not None and query.get("SdkAppid") != cloud.app:
        raise Refusal(401, "SdkAppid: another app")
    return json_of(body)


def message(body: Any) -> Message | None:
    """The text of a message, all its text elements together."""
    command = body.get("CallbackCommand")
    if command not in ("C2C.CallbackBeforeSendMsg", "Group.CallbackBeforeSendMsg"):
        return None
    texts = [element["MsgContent"]["Text"] for element in body.get("MsgBody", ()) if element.get("MsgType") == "TIMTextElem"]
    if not texts:
        return None
    group = body.get("GroupId")
    sender = body["From_Account"]
    # A group's MsgId stays the same when a refused message is sent again, the time does not.
    key = body.get("MsgKey") or f"{body.get('MsgId', body.get('Random', ''))}:{body.get('EventTime', '')}"
    return Message("\n".join(texts), sender, group or f"{sender}:{body['To_Account']}", key if key != ":" else None)


def answered(body: Any, decision: Decision) -> Any:
    """ErrorCode 0 lets it go, with `MsgBody` in other words; a code of our own holds it, with our text."""
    if decision.sent:
        found: dict[str, Any] = {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}
        if decision.text is not None:
            found["MsgBody"] = _reworded(body["MsgBody"], decision.text)
        return found
    code = _CODE_GROUP if str(body.get("CallbackCommand", "")).startswith("Group.") else _CODE_ONE
    return {"ActionStatus": "OK", "ErrorInfo": decision.notice, "ErrorCode": code}


def _reworded(elements: list[Any], text: str) -> list[Any]:
    """The elements with the new text in place of the first text; pictures and the rest stay."""
    found, placed = [], False
    for element in elements:
        if element.get("MsgType") != "TIMTextElem":
            found.append(element)
        elif not placed:
            placed = True
            found.append({"MsgType": "TIMTextElem", "MsgContent": {"Text": text}})
    return found
