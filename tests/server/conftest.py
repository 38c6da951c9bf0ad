"""Fixtures of the server's tests; what they are made of stands in `servers`."""

from __future__ import annotations

from servers import own_rules, serve, shared

__all__ = ["own_rules", "serve", "shared"]
