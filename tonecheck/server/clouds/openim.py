"""OpenIM: the webhooks before a message to one person or to a group.

https://docs.openim.io/restapi/webhooks/msg/sendSingleMsgBefore, and pkg/callbackstruct of its source. The open-source
server signs nothing, so the secret is part of the address that it is given: `…/v1/adapters/openim/SECRET`, to which it
adds the command.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from tonecheck.server.clouds.decide import Decision, Message
from tonecheck.server.clouds.setting import Cloud
from tonecheck.server.contract import Refusal, json_of

_COMMANDS = ("callbackBeforeSendSingleMsgCommand", "callbackBeforeSendGroupMsgCommand")
_TEXT = 101
# Codes of one's own lie between 5000 and 9999.
_CODE = 5_001


def verified(cloud: Cloud, _: Mapping[str, str], rest: str, body: bytes, __: float) -> Any:
    """The body of a request to the address with the secret in it."""
    if not hmac.compare_digest(rest.partition("/")[0].encode(), cloud.secret.encode()):
        raise Refusal(401, "the address: …/v1/adapters/openim/SECRET is wanted")
    parsed = json_of(body)
    if not isinstance(parsed, dict):
        raise Refusal(422, "the body: an object is wanted")
    return parsed


def message(body: Any) -> Message | None:
    """The text of a text message. `content` is JSON with a text in it, or the text itself."""
    if body.get("callbackCommand") not in _COMMANDS or body.get("contentType") not in (_TEXT, 1):
        return None
    text = body["content"]
    try:
        parsed = json_of(text.encode())
    except Refusal:
        parsed = None
    if isinstance(parsed, dict):
        text = parsed.get("content") or parsed.get("text")
        if text is None:
            return None
    conversation = body.get("groupID") or f"{body['sendID']}:{body['recvID']}"
    # The client's own id stays the same when a refused message is sent again, the server's does not.
    return Message(text, body["sendID"], conversation, body.get("serverMsgID"))


def answered(_: Any, decision: Decision) -> Any:
    """`nextCode` 1 holds it, with a code and a text. This webhook cannot send it in other words."""
    if decision.sent and decision.text is None:
        return {"actionCode": 0, "errCode": 0, "errMsg": "", "errDlt": "", "nextCode": 0}
    return {"actionCode": 0, "errCode": _CODE, "errMsg": decision.notice, "errDlt": decision.notice, "nextCode": 1}
