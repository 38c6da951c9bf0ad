"""Reads the tone of what service staff write, and proposes replies that can be sent."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["Checker", "DraftError", "Finding", "Report", "RulebookError", "Severity", "Span", "Suggestion", "TonecheckError",
           "UsageError", "Verdict", "__version__"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tonecheck.checker import Checker
    from tonecheck.errors import DraftError, RulebookError, TonecheckError, UsageError
    from tonecheck.model import Finding, Report, Severity, Span, Suggestion, Verdict

_ERRORS = ("DraftError", "RulebookError", "TonecheckError", "UsageError")
_HOMES = {"Checker": "checker", **dict.fromkeys(_ERRORS, "errors")}


def __getattr__(name: str) -> Any:
    # Names load at their first use, so that `import tonecheck` costs nothing.
    if name not in __all__:
        raise AttributeError(f"module 'tonecheck' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"tonecheck.{_HOMES.get(name, 'model')}"), name)
