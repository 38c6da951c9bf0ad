"""Who asks, and from where: tokens, signatures, the Host and the Origin of a request."""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers

from tonecheck.server.contract import Refusal
from tonecheck.server.limits import Memory
from tonecheck.server.tokens import LOCAL, Client, Tokens

SKEW_SECONDS = 300
_NONCES = 200_000
_SIGNED = re.compile(r"([0-9a-f]{8}):([0-9]{1,12}):([A-Za-z0-9_-]{8,64}):([0-9a-f]{64})")
_WANTED = "Authorization: Bearer …, or a signature where the token was made with --signed"
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]\s]+)(?::[0-9]{1,5})?")
_EXTENSIONS = ("chrome-extension://", "moz-extension://", "safari-web-extension://")


class Access:
    """Lets a request in or refuses it. Nonces live as long as a signature could be sent again."""

    def __init__(self, tokens: Tokens, clock: Callable[[], float] = time.time) -> None:
        self._tokens, self._clock = tokens, clock
        # A signature from before this start may have been used then.
        self._since = clock()
        self._nonces: Memory[bool] = Memory(2 * SKEW_SECONDS, _NONCES)

    def claimed(self, headers: Headers) -> Client:
        """The client that a request claims to be, before its body is read; `Refusal` 401 where it cannot be."""
        scheme, _, value = headers.get("authorization", "").partition(" ")
        client = None
        if not scheme and not self._tokens.any():
            return LOCAL
        if scheme.lower() == "bearer":
            client = self._tokens.bearer(value.strip())
            if client is not None and client.signing is not None:
                raise _unauthorized("this token signs its requests; it is never sent")
        elif scheme.lower() == "hmac" and (match := _SIGNED.fullmatch(value.strip())):
            client = self._tokens.by_id(match[1])
            if client is not None and client.signing is None:
                client = None
        if client is None:
            raise _unauthorized("unknown or missing token" if scheme else "a token is wanted")
        return client

    def verify(self, client: Client, headers: Headers, method: str, path: str, body: bytes) -> None:
        """Checks the signature of a signed client; `Refusal` 401 where it is wrong, stale or used before."""
        if client.signing is None:
            return
        match = _SIGNED.fullmatch(headers.get("authorization", "").partition(" ")[2].strip())
        assert match is not None, "claimed has seen it"
        _, stamp, nonce, given = match.groups()
        if not hmac.compare_digest(signature(client.signing, stamp, nonce, method, path, body), given):
            raise _unauthorized("wrong signature")
        now = self._clock()
        if abs(now - int(stamp)) > SKEW_SECONDS or int(stamp) < int(self._since):
            raise _unauthorized(f"the timestamp is more than {SKEW_SECONDS} s off, or older than the server's start")
        # Only a right signature is remembered, so that nobody else fills the memory.
        if self._nonces.get((client.id, nonce)):
            raise _unauthorized("the nonce was used before")
        self._nonces.put((client.id, nonce), True)


def signature(key: bytes, stamp: str, nonce: str, method: str, path: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, nonce, method, path and body, each but the last followed by a line feed; hexadecimal."""
    head = "\n".join((stamp, nonce, method, path, "")).encode()
    return hmac.new(key, head + body, hashlib.sha256).hexdigest()


class Origins:
    """Which hosts this server answers for, and which pages may ask it."""

    def __init__(self, hosts: Iterable[str], extensions: Iterable[str]) -> None:
        self._hosts = frozenset(h.lower() for h in hosts)
        self._extensions = frozenset(extensions)

    def admit(self, headers: Headers) -> str | None:
        """The named extension that asks, for its CORS headers, or None; `Refusal` 403 for another host or site.

        A site that makes its own name point here (rebinding) gives itself away by `Host`.
        """
        hosts = headers.getlist("host")
        match = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if match is None or match[1].lower().strip("[]") not in self._hosts:
            raise Refusal(403, "Host: this server does not answer to that name; see --host-name")
        origin = headers.get("origin")
        if origin is None or origin in self._extensions:
            return origin
        # An extension that nobody named is answered without CORS headers: its own permission decides.
        if origin.startswith(_EXTENSIONS) or origin in (f"http://{hosts[0]}", f"https://{hosts[0]}"):
            return None
        raise Refusal(403, "Origin: pages of other sites may not ask this server")


def loopback(host: str) -> bool:
    """True for an address that only this machine reaches."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _unauthorized(message: str) -> Refusal:
    return Refusal(401, f"{message}; wanted: {_WANTED}", {"WWW-Authenticate": 'Bearer realm="tonecheck"'})
