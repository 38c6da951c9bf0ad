"""The second sending: a warning passes once when its sender confirms it, a block never; and one key has one answer."""

from __future__ import annotations

from dataclasses import dataclass

from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.server.limits import Memory

SECONDS = 600
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Key:
    """What a message_id stands for: the same text again gets the same id and the same way through."""

    text_sha256: str
    id: str
    acknowledged: str | None


@dataclass(frozen=True, slots=True)
class _Warned:
    client: str
    text_sha256: str
    place: tuple[str, ...] | None


class Door:
    """Remembers warnings and message ids for ten minutes. All its doings are for one client's own requests."""

    def __init__(self, keys: Memory[Key] | None = None, warned: Memory[_Warned] | None = None) -> None:
        self._keys = keys if keys is not None else Memory(SECONDS, _MOST)
        self._warned = warned if warned is not None else Memory(SECONDS, _MOST)
        self._bounced: Memory[str] = Memory(SECONDS, _MOST)

    def known(self, client: str, request: CheckRequest, text_sha256: str) -> Key | None:
        """What was answered to this message_id before; `Refusal` 409 where that was another text."""
        if request.message_id is None:
            return None
        key = self._keys.get((client, request.message_id))
        if key is not None and key.text_sha256 != text_sha256:
            raise Refusal(409, "message_id: it was used for another text; a new message needs a new one")
        return key

    def remember(self, client: str, request: CheckRequest, key: Key) -> None:
        """Keeps what is answered to this message_id."""
        if request.message_id is not None:
            self._keys.put((client, request.message_id), key)

    def confirmed(self, client: str, request: CheckRequest, text_sha256: str, name: str) -> str | None:
        """The id of the warning that this sending confirms, used up; else this warning is remembered by its name."""
        if request.ack is not None:
            warned = self._warned.get(request.ack)
            if warned is not None and (warned.client, warned.text_sha256) == (client, text_sha256):
                self._warned.pop(request.ack)
                if warned.place is not None and self._bounced.get(warned.place) == request.ack:
                    # One warning, one way through: what was confirmed cannot be sent again as well.
                    self._bounced.pop(warned.place)
                return request.ack
        place = None
        # A check while somebody types is no sending; and nobody may pass by another's warning.
        if request.intent == "send" and request.conversation_id and request.sender_id:
            place = (client, request.conversation_id, request.sender_id, text_sha256)
            if bounced := self._bounced.pop(place):
                self._warned.pop(bounced)
                return bounced
            self._bounced.put(place, name)
        self._warned.put(name, _Warned(client, text_sha256, place))
        return None
