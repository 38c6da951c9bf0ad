"""The values that everything else passes around: frozen, complete when made, free of behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from tonecheck.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = 1


class Severity(str, Enum):
    """How bad a finding is; `ERROR` blocks, `WARNING` asks, `INFO` only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for an error, 1 for a warning, 0 for info: comparable with each other."""
        return _RANKS[self._value_]


_RANKS = {"error": 2, "warning": 1, "info": 0}


class Verdict(str, Enum):
    """What to do with the draft: `BLOCK` with an error, `WARN` with a warning, else `PASS`."""

    BLOCK = "block"
    WARN = "warn"
    PASS = "pass"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of the caller's own string."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reply: `text` stands instead of `span`; `complete` is false while `【…】` is left to fill in.

    `slots` holds what was taken from the draft, by slot name, in the draft's own characters. `why` tells what speaks for
    this reply and for its place among the others, as the codes of `docs/wire-format.md`.
    """

    text: str
    span: Span
    complete: bool
    slots: Mapping[str, str]
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # What is a proxy already is that of another suggestion.
        if type(self.slots) is not MappingProxyType:
            object.__setattr__(self, "slots", MappingProxyType(dict(self.slots)))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot go to another process; what it shows can.
        return Suggestion, (self.text, self.span, self.complete, dict(self.slots), self.why)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a draft breaks one rule.

    `by` is `pattern`, `slip` (a known wording with a slip of the keyboard in it), `reader` or `scene` (what the scene asks
    for; the span of something missing is empty); `weighed` holds the parts that weighed most for the reader.
    `line` and `column` count from 1, in code points.
    """

    rule_id: str
    severity: Severity
    span: Span
    by: str
    line: int
    column: int
    excerpt: str
    message: str
    impact: str
    suggestions: tuple[Suggestion, ...] = ()
    weighed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found in one draft, and the draft as it could be sent.

    `script` is `hans`, `hant`, `mixed` or `none`. `rewritten` equals `text` where nothing was applied.
    """

    text: str
    script: str
    scene: str | None
    findings: tuple[Finding, ...]
    rewritten: str
    rulebook: Mapping[str, Any] = field(default_factory=dict)
    path: str | None = None

    @property
    def verdict(self) -> Verdict:
        """The worst finding's consequence."""
        worst = max((f.severity.rank for f in self.findings), default=0)
        return (Verdict.PASS, Verdict.WARN, Verdict.BLOCK)[worst]

    def to_dict(self) -> dict[str, Any]:
        """The wire format, schema 1 (`docs/wire-format.md`): plain values, ready for JSON."""
        offsets = Utf16(self.text)
        return {
            "schema": SCHEMA,
            "rulebook": dict(self.rulebook),
            "path": self.path,
            "script": self.script,
            "scene": self.scene,
            "verdict": self.verdict.value,
            "rewritten": self.rewritten,
            "findings": [_finding_dict(f, offsets) for f in self.findings],
        }


class Utf16:
    """Turns code-point offsets of one text into UTF-16 code-unit offsets."""

    def __init__(self, text: str) -> None:
        # Only text beyond the basic plane needs counting; the rest is the identity.
        self._astral = [i for i, ch in enumerate(text) if ord(ch) > 0xFFFF] if not text.isascii() else []

    def __call__(self, offset: int) -> int:
        """The UTF-16 offset of a code-point offset."""
        from bisect import bisect_left

        return offset + bisect_left(self._astral, offset)


def _finding_dict(finding: Finding, utf16: Utf16) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": finding.rule_id,
        "severity": finding.severity.value,
        "span": _span_dict(finding.span),
        "utf16": {"start": utf16(finding.span.start), "end": utf16(finding.span.end)},
        "by": finding.by,
        "line": finding.line,
        "column": finding.column,
        "excerpt": finding.excerpt,
        "message": finding.message,
        "impact": finding.impact,
        "suggestions": [
            {"text": s.text, "span": _span_dict(s.span), "complete": s.complete, "slots": dict(s.slots), "why": list(s.why)}
            for s in finding.suggestions
        ],
    }
    if finding.weighed:
        found["weighed"] = list(finding.weighed)
    return found


def _span_dict(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
