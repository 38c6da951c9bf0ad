"""A memory of what was asked last."""

from __future__ import annotations

from collections.abc import Hashable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Recent:
    """The last answers, by what was asked: as many as `least`, and never twice as many. Safe to share between threads."""

    def __init__(self, least: int) -> None:
        self._least = least
        self._young: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def get(self, asked: Hashable) -> Any:
        """The answer; None where it is not remembered."""
        found = self._young.get(asked)
        if found is None and (found := self._old.get(asked)) is not None:
            self.put(asked, found)
        return found

    def put(self, asked: Hashable, answer: Any) -> None:
        """Remembers an answer."""
        if len(self._young) >= self._least:
            self._young, self._old = {}, self._young
        self._young[asked] = answer
