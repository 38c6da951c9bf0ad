"""RongCloud 融云: the message callback service (消息回调服务, formerly 模版路由) of text messages.

https://docs.rongcloud.cn/platform-chat-api/moderation/msgcb, …/v4-platform/views/im/server/security/msgcb.html (fields),
…/im/server/signature/ (signature)
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from tonecheck.server.clouds.decide import Decision, Message
from tonecheck.server.clouds.setting import Cloud
from tonecheck.server.contract import Refusal, json_of

_SECONDS = 300


def verified(cloud: Cloud, query: Mapping[str, str], _: str, body: bytes, now: float) -> Any:
    """The form of a request that this app's cloud signed within the last minutes; its `content` is parsed."""
    nonce, given = query.get("nonce", ""), query.get("signature", "")
    stamp = query.get("signTimestamp") or query.get("timestamp", "")
    wanted = hashlib.sha1(f"{cloud.secret}{nonce}{stamp}".encode(), usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(wanted.encode(), given.lower().encode()):
        raise Refusal(401, "signature: wrong; the App Secret is wanted as secret")
    if not stamp.isascii() or not stamp.isdigit() or abs(now - int(stamp[:16]) / 1000) > _SECONDS:
        raise Refusal(401, f"signTimestamp: more than {_SECONDS} s off")
    try:
        form = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=64))
    except ValueError:
        raise Refusal(400, "the body is no form in UTF-8") from None
    if cloud.app is not None and form.get("appKey") != cloud.app:
        raise Refusal(401, "appKey: another app")
    return form


def message(body: Any) -> Message | None:
    """The text of a text message."""
    if body.get("msgType") != "RC:TxtMsg":
        return None
    content = json_of(body["content"].encode())
    conversation = f"{body.get('channelType', '')}:{body['targetId']}"
    if body.get("channelType") == "PERSON":
        conversation += f":{body['fromUserId']}"
    return Message(content["content"], body["fromUserId"], conversation, body.get("messageId") or body.get("msgUID"))


def answered(body: Any, decision: Decision) -> Any:
    """`pass` 1 lets it go, with `content` in other words; 0 holds it. No text of ours reaches the sender."""
    if not decision.sent:
        return {"pass": 0}
    if decision.text is None:
        return {"pass": 1}
    content = {**json_of(body["content"].encode()), "content": decision.text}
    return {"pass": 1, "content": json.dumps(content, ensure_ascii=False)}
