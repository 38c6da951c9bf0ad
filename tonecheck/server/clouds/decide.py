"""One decision for all clouds: let it go, let it go in other words, or hold it with a reason that the sender reads."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tonecheck.server.clouds.setting import Cloud
from tonecheck.server.contract import Refusal, check_request
from tonecheck.server.service import Service
from tonecheck.server.tokens import Client

_log = logging.getLogger("tonecheck.server")
_MOST = 300
_WORDS = {
    "zh-hans": ("未发送：", "建议改为：", "确认要发，请原样再发一次。", "未发送：检查服务暂时没有响应，请稍后再发。"),
    "zh-hant": ("未傳送：", "建議改為：", "確認要傳，請原樣再傳一次。", "未傳送：檢查服務暫時沒有回應，請稍後再傳。"),
    "en": ("Not sent: ", "Better: ", "To send it as it is, send it again.", "Not sent: the check does not answer; try again."),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One text message as a cloud told it."""

    text: str
    sender: str
    conversation: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """`text` is what should be sent instead, None for what was written; `notice` is why nothing is."""

    sent: bool
    text: str | None = None
    notice: str = ""


ALLOW = Decision(True)


async def decided(service: Service, cloud: Cloud, message: Message | None, language: str) -> Decision:
    """The decision on a message; one that is no text, or is nobody's of staff, goes."""
    if message is None or not cloud.employs(message.sender):
        return ALLOW
    fields = {
        "text": message.text, "sender_id": message.sender, "conversation_id": message.conversation, "message_id": message.id,
        "scene": cloud.scene, "script": cloud.script, "channel": "chat", "deadline_ms": cloud.deadline_ms,
    }  # fmt: skip
    try:
        answer = await service.check(Client(f"cloud:{cloud.name}", cloud.name), check_request(fields), via=cloud.name)
    except Refusal as refusal:
        _log.warning("%s: no verdict (%d), %s: %s", cloud.name, refusal.status, cloud.on_failure, refusal.message)
        return ALLOW if cloud.on_failure == "open" else Decision(False, None, _WORDS[language][3])
    return decision(cloud, message.text, answer, language)


def decision(cloud: Cloud, text: str, answer: Mapping[str, Any], language: str) -> Decision:
    """What a verdict means for this cloud."""
    verdict = answer["verdict"]
    action = {"pass": "pass", "warn": cloud.on_warn, "block": cloud.on_block}[verdict]
    if action == "pass":
        return ALLOW
    if action == "rewrite" and _mended(text, answer):
        return Decision(True, answer["rewritten"])
    return Decision(False, None, _notice(answer, language, again=verdict == "warn"))


def _mended(text: str, answer: Mapping[str, Any]) -> bool:
    """True where every finding that matters has a reply that can be sent as it stands."""
    matters = [f for f in answer["findings"] if f["severity"] != "info"]
    return answer["rewritten"] != text and all(any(s["complete"] for s in f["suggestions"]) for f in matters)


def _notice(answer: Mapping[str, Any], language: str, *, again: bool) -> str:
    held, better, resend, _ = _WORDS[language]
    first = max(answer["findings"], key=lambda f: ("info", "warning", "error").index(f["severity"]))
    parts = [held + first["message"]]
    if first["suggestions"]:
        parts.append(better + first["suggestions"][0]["text"])
    if again:
        parts.append(resend)
    notice = "\n".join(parts)
    # Clouds refuse long answers, and a toast on a telephone shows a few lines.
    return notice if len(notice) <= _MOST else notice[: _MOST - 1] + "…"
