"""Tokens: one a client, shown once, kept as a hash; a signed client's key is kept too, for it cannot be checked without."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from tonecheck.errors import UsageError
from tonecheck.server.store import connected

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks. `signing` is the key of its signatures where it must sign; `rate` is requests a second, None the server's.

    A `supervisor` may see the sums over everybody's messages.
    """

    id: str
    name: str
    signing: bytes | None = None
    rate: float | None = None
    created: float = 0.0
    revoked: float | None = None
    supervisor: bool = False


# Who asks where there are no tokens: somebody on this machine.
LOCAL = Client("local", "local")


def hash_of(token: str) -> bytes:
    """What is kept of a token. It holds 256 random bits, so that a plain hash cannot be turned round."""
    return hashlib.sha256(token.encode()).digest()


def signing_key(token: str) -> bytes:
    """The key of a signed client: made from its token, and of no use as a token."""
    return hmac.new(token.encode(), b"tonecheck signing key", hashlib.sha256).digest()


def new_token(folder: Path, name: str, *, signed: bool, rate: float | None, supervisor: bool = False) -> tuple[Client, str]:
    """A new client and its token, which is nowhere else; `UsageError` for a name that is wrong or taken."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"token name '{name}': letters, digits, '.', '_' and '-' are wanted, at most 64")
    identity, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    token = f"tck_{identity}_{secret}"
    client = Client(identity, name, signing_key(token) if signed else None, rate, time.time(), None, supervisor)
    connection = connected(folder)
    try:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT 1 FROM tokens WHERE name = ? AND revoked IS NULL", (name,)).fetchone():
            raise UsageError(f"token '{name}': there is one already; revoke it first, or take another name")
        values = (client.id, name, hash_of(token), client.signing, rate, client.created, supervisor)
        connection.execute(
            "INSERT INTO tokens (id, name, hash, signing, rate, created, supervisor) VALUES (?, ?, ?, ?, ?, ?, ?)", values
        )
        connection.execute("COMMIT")
    finally:
        connection.close()
    return client, token


def clients(folder: Path) -> tuple[Client, ...]:
    """Every client, the revoked ones too, the oldest first."""
    connection = connected(folder)
    try:
        return tuple(client for _, client in _read(connection))
    finally:
        connection.close()


def revoke(folder: Path, name: str) -> None:
    """Ends a client's token, by name or id; a running server knows within a second. `UsageError` where there is none."""
    connection = connected(folder)
    try:
        done = connection.execute(
            "UPDATE tokens SET revoked = ? WHERE (name = ? OR id = ?) AND revoked IS NULL", (time.time(), name, name)
        )
        if not done.rowcount:
            raise UsageError(f"token '{name}': there is none; see tonecheck token list")
    finally:
        connection.close()


class Tokens:
    """The tokens as a running server sees them: read again every second, so that a revoked one ends."""

    def __init__(self, folder: Path, seconds: float = 1.0) -> None:
        self._connection = connected(folder)
        self._seconds = seconds
        self._read_at = float("-inf")
        self._by_hash: dict[bytes, Client] = {}
        self._by_id: dict[str, Client] = {}
        self._any = False

    def any(self) -> bool:
        """True where tokens were ever given out: from then on one is wanted, even when all are revoked."""
        self._refresh()
        return self._any

    def bearer(self, token: str) -> Client | None:
        """The client whose token this is. Found by its hash, so that time tells nothing of the token."""
        self._refresh()
        try:
            return self._by_hash.get(hash_of(token))
        except UnicodeEncodeError:
            return None

    def by_id(self, identity: str) -> Client | None:
        """The client of an id."""
        self._refresh()
        return self._by_id.get(identity)

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _refresh(self) -> None:
        now = time.monotonic()
        if now - self._read_at < self._seconds:
            return
        known = _read(self._connection)
        self._any = bool(known)
        self._by_hash = {digest: client for digest, client in known if client.revoked is None}
        self._by_id = {client.id: client for client in self._by_hash.values()}
        self._read_at = now


def _read(connection: sqlite3.Connection) -> list[tuple[bytes, Client]]:
    names = ("id", "name", "signing", "rate", "created", "revoked")
    rows = connection.execute(f"SELECT hash, supervisor, {', '.join(names)} FROM tokens ORDER BY created").fetchall()
    return [(row["hash"], Client(**{name: row[name] for name in names}, supervisor=bool(row["supervisor"]))) for row in rows]
