"""Guards for programs that answer customers by themselves: what may hurt is raised or rewritten, never sent.

A bot has nobody who could look again, so it fails closed: a warning holds as well as a block, and a check that breaks
lets nothing through. `guard` and `guarded` need nothing; `tone_guardrail` needs `pip install 'tonecheck[agents]'`.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, overload

from tonecheck.checker import Checker
from tonecheck.errors import TonecheckError, UsageError
from tonecheck.model import Report, Severity, Verdict

if TYPE_CHECKING:
    from agents import OutputGuardrail

__all__ = ["ToneError", "guard", "guarded", "tone_guardrail"]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_ON_WARN, _ON_BLOCK = ("raise", "rewrite", "pass"), ("raise", "rewrite")


class ToneError(TonecheckError):
    """A text that must not go to the customer as it is; `report` says why and what to say instead.

    As a string it is advice to whoever writes the next attempt, a model included.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(_advice([report]))
        self.report = report


def guard(text: str, *, checker: Checker | None = None, on_warn: str = "raise", on_block: str = "raise", **how: Any) -> str:
    """The text that may be sent: itself, or rewritten where that is asked for and what comes out passes.

    `on_warn` is `raise`, `rewrite` or `pass`; `on_block` is `raise` or `rewrite`. `how` goes to `Checker.check` (`scene`,
    `script`). Raises `ToneError` where nothing may be sent.
    """
    _known_actions(on_warn, on_block)
    checker = checker or _shared()
    report = checker.check(text, **how)
    action = {Verdict.PASS: "pass", Verdict.WARN: on_warn, Verdict.BLOCK: on_block}[report.verdict]
    if action == "pass":
        return text
    if action == "rewrite" and report.rewritten != text:
        verdict = checker.check(report.rewritten, **how).verdict
        if verdict is Verdict.PASS or (verdict is Verdict.WARN and on_warn == "pass"):
            return report.rewritten
    raise ToneError(report)


@overload
def guarded(function: _Function, /) -> _Function: ...
@overload
def guarded(
    *, checker: Checker | None = None, on_warn: str = "raise", on_block: str = "raise", **how: Any
) -> Callable[[_Function], _Function]: ...
def guarded(function: Any = None, /, **settings: Any) -> Any:
    """Decorates a function that returns what is sent, plain or `async`: its answer goes through `guard`.

    Plain `@guarded`, or with the settings of `guard`: `@guarded(on_block="rewrite")`.
    """
    if function is None:
        return functools.partial(_guarded, settings=settings)
    return _guarded(function, settings={})


def tone_guardrail(
    *, checker: Checker | None = None, on_warn: str = "raise", name: str = "tonecheck", **how: Any
) -> OutputGuardrail[Any]:
    """An output guardrail for the OpenAI Agents SDK: `Agent(…, output_guardrails=[tone_guardrail()])`.

    It trips on a block, and on a warning unless `on_warn="pass"`. Every string in a structured answer is read. The
    exception's `guardrail_result.output.output_info` has `verdict`, `advice`, `rewritten` (of a plain text, where that
    passes, else None) and `reports` in the wire format. A check that breaks trips it too, with `error`.
    """
    try:
        from agents import GuardrailFunctionOutput, OutputGuardrail
    except ImportError as error:
        raise UsageError(f"the OpenAI Agents SDK is missing ({error}): pip install 'tonecheck[agents]'") from None
    _known("on_warn", on_warn, ("raise", "pass"))
    chosen = checker or _shared()

    def read(_context: Any, _agent: Any, answer: Any) -> GuardrailFunctionOutput:
        try:
            info, trips = _read(chosen, answer, on_warn, how)
        except Exception as error:
            # Closed: what could not be read must not be sent.
            info, trips = {"verdict": None, "error": f"{type(error).__name__}: {error}"}, True
        return GuardrailFunctionOutput(output_info=info, tripwire_triggered=trips)

    return OutputGuardrail(guardrail_function=read, name=name)


def _guarded(function: Callable[..., Any], settings: Mapping[str, Any]) -> Callable[..., Any]:
    _known_actions(settings.get("on_warn", "raise"), settings.get("on_block", "raise"))
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise UsageError(f"{function.__qualname__}: a generator sends before its text is complete; return the whole text")
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def later(*args: Any, **kwargs: Any) -> str:
            return _answer(function, await function(*args, **kwargs), settings)

        return later

    @functools.wraps(function)
    def at_once(*args: Any, **kwargs: Any) -> str:
        return _answer(function, function(*args, **kwargs), settings)

    return at_once


def _answer(function: Callable[..., Any], value: Any, settings: Mapping[str, Any]) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{function.__qualname__}: a guarded function must return str, not {type(value).__name__}")
    return guard(value, **settings)


@functools.cache
def _shared() -> Checker:
    return Checker()


def _known_actions(on_warn: str, on_block: str) -> None:
    _known("on_warn", on_warn, _ON_WARN)
    _known("on_block", on_block, _ON_BLOCK)


def _known(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise UsageError(f"unknown {name} {value!r}; known: {', '.join(choices)}")


def _read(checker: Checker, answer: Any, on_warn: str, how: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    reports = [checker.check(text, **how) for text in _strings(answer)]
    ranks = [(Verdict.PASS, Verdict.WARN, Verdict.BLOCK).index(report.verdict) for report in reports]
    worst = max(ranks, default=0)
    held = [report for report, rank in zip(reports, ranks, strict=True) if rank > (1 if on_warn == "pass" else 0)]
    info = {
        "verdict": ("pass", "warn", "block")[worst],
        "advice": _advice(held) if held else "",
        "rewritten": _mended(checker, answer, on_warn, how) if isinstance(answer, str) and held else None,
        "reports": [report.to_dict() for report in reports],
    }
    return info, bool(held)


def _mended(checker: Checker, text: str, on_warn: str, how: Mapping[str, Any]) -> str | None:
    try:
        return guard(text, checker=checker, on_warn="pass" if on_warn == "pass" else "rewrite", on_block="rewrite", **how)
    except ToneError:
        return None


def _strings(value: Any) -> Iterator[str]:
    """Every string that the answer holds; TypeError for what cannot be looked into."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        yield value
    elif value is None or isinstance(value, (bool, int, float, date, time)):
        return
    elif isinstance(value, Mapping):
        yield from _all(value.values())
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from _all(value)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _all(getattr(value, field.name) for field in fields(value))
    elif callable(dump := getattr(value, "model_dump", None)):
        yield from _strings(dump(mode="json"))
    else:
        raise TypeError(f"an answer of type {type(value).__name__} cannot be read")


def _all(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _strings(value)


def _advice(reports: Iterable[Report]) -> str:
    lines = []
    for report in reports:
        for finding in report.findings:
            if finding.severity is Severity.INFO:
                continue
            line = f"{finding.rule_id}: “{finding.excerpt}”: {finding.message}"
            reply = next(iter(finding.suggestions), None)
            lines.append(line + (f" → {reply.text}" if reply else ""))
    return "\n".join(dict.fromkeys(lines))
