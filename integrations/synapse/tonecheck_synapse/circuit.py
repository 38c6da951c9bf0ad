"""When not to ask: after a row of failures, or for as long as the server wants to be left alone."""

from __future__ import annotations

_FAILURES = 5
_REST_SECONDS = 10.0
_LONGEST_REST_SECONDS = 60.0


class Circuit:
    """Counts failures in a row; after five it is open for ten seconds, then lets one question try.

    Times are seconds of a clock that only goes forward, given by the caller.
    """

    def __init__(self) -> None:
        self._failures = 0
        self._until = 0.0

    @property
    def is_open(self) -> bool:
        """True from the fifth failure in a row to the next success, the trying question included."""
        return self._failures >= _FAILURES

    def lets(self, now: float) -> bool:
        """True where the server may be asked now."""
        if now < self._until:
            return False
        if self.is_open:
            # One question tries; the others wait for what becomes of it.
            self._until = now + _REST_SECONDS
        return True

    def failed(self, now: float) -> bool:
        """Notes a failure; true where this one opened the circuit."""
        self._failures += 1
        if self.is_open:
            self._until = now + _REST_SECONDS
        return self._failures == _FAILURES

    def rest(self, now: float, seconds: float) -> None:
        """Leaves the server alone for so long, because it asked for that; a minute at most."""
        self._until = max(self._until, now + min(max(seconds, 0.0), _LONGEST_REST_SECONDS))

    def succeeded(self) -> bool:
        """Notes an answer; true where it closed the circuit."""
        was_open, self._failures, self._until = self.is_open, 0, 0.0
        return was_open
