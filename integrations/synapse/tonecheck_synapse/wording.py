"""What staff are told when a message is held back, in their own script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tonecheck_synapse.verdict import Verdict

_SHOWN_FINDINGS = 3
_SHOWN_REPLIES = 2


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language; `reason` takes `excerpt` and `message`."""

    blocked: str
    warned: str
    reason: str
    more: str
    instead: str
    fill_in: str
    revise: str
    again: str
    failed: str
    failed_token: str


_PHRASES = {
    "zh-hans": Phrases(
        blocked="这条消息没有发出，其中的说法可能会让客户不快。",
        warned="这条消息先没有发出，请您再看一眼。",
        reason="“{excerpt}”：{message}",
        more="另外还有 {n} 处。",
        instead="可以这样说：",
        fill_in="（请先填好【…】）",
        revise="请修改后再发。",
        again="如果您确定要这样说，请在十分钟内原样再发一次，消息就会发出。",
        failed="这条消息没有发出：语气检查暂时不可用。请您稍后再发；如果一直这样，请联系管理员。",
        failed_token="这条消息没有发出：语气检查的访问令牌不对，请联系管理员。",
    ),
    "zh-hant": Phrases(
        blocked="這則訊息沒有送出，其中的說法可能會讓客戶不快。",
        warned="這則訊息先沒有送出，請您再看一眼。",
        reason="「{excerpt}」：{message}",
        more="另外還有 {n} 處。",
        instead="可以這樣說：",
        fill_in="（請先填好【…】）",
        revise="請修改後再傳送。",
        again="如果您確定要這樣說，請在十分鐘內原樣再傳送一次，訊息就會送出。",
        failed="這則訊息沒有送出：語氣檢查暫時無法使用。請您稍後再傳送；如果一直這樣，請聯絡管理員。",
        failed_token="這則訊息沒有送出：語氣檢查的存取權杖不正確，請聯絡管理員。",
    ),
    "en": Phrases(
        blocked="This message was not sent: it may hurt the customer.",
        warned="This message has not been sent yet: please look at it again.",
        reason="“{excerpt}”: {message}",
        more="And {n} more.",
        instead="You could say:",
        fill_in=" (fill in 【…】 first)",
        revise="Please change it and send it again.",
        again="If you mean it as it is, send the very same message again within ten minutes, and it will go.",
        failed="This message was not sent: the tone check is not available. Try again later, or ask your administrator.",
        failed_token="This message was not sent: the tone check refuses its token. Please ask your administrator.",
    ),
}


def held(verdict: Verdict, lang: str) -> str:
    """Why the message was held, what to say instead, and what to do now: a few lines of plain text."""
    say = _phrases(lang, verdict.script)
    told = (say.reason.format(excerpt=_line(f.get("excerpt")), message=_line(f.get("message"))) for f in _worst(verdict))
    reasons = list(_once(told))
    lines = [say.blocked if verdict.verdict == "block" else say.warned, *reasons[:_SHOWN_FINDINGS]]
    if len(reasons) > _SHOWN_FINDINGS:
        lines.append(say.more.format(n=len(reasons) - _SHOWN_FINDINGS))
    if replies := _replies(verdict, say):
        lines += [say.instead, *replies]
    lines.append(say.again if verdict.verdict == "warn" else say.revise)
    return "\n".join(lines)


def failed(lang: str, script: str, *, token: bool) -> str:
    """Why nothing is sent while the check fails; `token` where the server refused ours."""
    say = _phrases(lang, script)
    return say.failed_token if token else say.failed


def _phrases(lang: str, script: str) -> Phrases:
    return _PHRASES[("zh-hant" if script.startswith("hant") else "zh-hans") if lang == "auto" else lang]


def _worst(verdict: Verdict) -> list[Mapping[str, Any]]:
    """The findings that hold the message, errors first; hints hold nothing."""
    rank = {"error": 0, "warning": 1}
    return sorted((f for f in verdict.findings if f.get("severity") in rank), key=lambda f: rank[f["severity"]])


def _replies(verdict: Verdict, say: Phrases) -> list[str]:
    """The whole message as it could be sent, where that is known, else the replies of the findings."""
    if is_complete(verdict):
        return [verdict.rewritten.strip()]
    offered = (
        _line(s.get("text")) + ("" if s.get("complete") else say.fill_in)
        for f in _worst(verdict)
        for s in f.get("suggestions") or ()
    )
    return list(_once(offered))[:_SHOWN_REPLIES]


def is_complete(verdict: Verdict) -> bool:
    """True where every finding that holds the message has a complete reply, so that `rewritten` mends them all."""
    return all(any(s.get("complete") for s in f.get("suggestions") or ()) for f in _worst(verdict))


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())


def _once(lines: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(lines))
