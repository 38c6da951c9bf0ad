"""A Synapse module: what staff send is read by a tonecheck server first, and held, asked about or rewritten."""

from __future__ import annotations

from typing import Any

__all__ = ["ToneModule"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Loaded at its first use, so that the parts that know nothing of Synapse can be tried without it.
    if name == "ToneModule":
        from tonecheck_synapse.module import ToneModule

        return ToneModule
    raise AttributeError(f"module 'tonecheck_synapse' has no attribute '{name}'")
