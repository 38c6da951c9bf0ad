"""A server's answer, read and held against the question; or why there is none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_VERDICTS = ("pass", "warn", "block")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A server's answer that may be acted on: it is about the very text that was asked about."""

    id: str
    verdict: str
    skipped: str | None
    acknowledged: str | None
    script: str
    rewritten: str
    findings: tuple[Mapping[str, Any], ...]


class NoVerdict(Exception):
    """Why there is no verdict: a short reason in English, for the log and the spool, without text of the message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(content: bytes, text: str) -> Verdict:
    """The verdict in an answer to a question about this text; `NoVerdict` where it holds none."""
    try:
        answer = json.loads(content)
    except ValueError:
        raise NoVerdict("the answer is no JSON") from None
    if not isinstance(answer, Mapping) or answer.get("verdict") not in _VERDICTS:
        raise NoVerdict("the answer holds no verdict")
    if answer.get("text_sha256") != hashlib.sha256(text.encode()).hexdigest():
        raise NoVerdict("the answer is about another text")
    findings, rewritten = answer.get("findings"), answer.get("rewritten")
    if not isinstance(findings, list) or not all(isinstance(f, Mapping) for f in findings) or not isinstance(rewritten, str):
        raise NoVerdict("the answer is not complete")
    return Verdict(
        id=str(answer.get("id") or ""),
        verdict=answer["verdict"],
        skipped=answer.get("skipped"),
        acknowledged=answer.get("acknowledged"),
        script=str(answer.get("script") or ""),
        rewritten=rewritten,
        findings=tuple(findings),
    )
