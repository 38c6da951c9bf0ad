"""The state folder: one SQLite file for tokens and audit lines, and the key of the hashes beside it, both private."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tonecheck.errors import UsageError

DATABASE, KEY = "tonecheck.db", "hash.key"
_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL UNIQUE, signing BLOB, rate REAL, created REAL NOT NULL,
    revoked REAL, supervisor INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS checks (
    id TEXT PRIMARY KEY, at REAL NOT NULL, client TEXT NOT NULL, via TEXT NOT NULL, intent TEXT NOT NULL,
    role TEXT NOT NULL, scene TEXT, channel TEXT, verdict TEXT NOT NULL, skipped TEXT, acknowledged TEXT, degraded INTEGER NOT NULL,
    length INTEGER NOT NULL, text_hash TEXT NOT NULL, conversation_hash TEXT, sender_hash TEXT, message_hash TEXT,
    milliseconds REAL NOT NULL, rulebook TEXT NOT NULL, outcome TEXT, outcome_at REAL, text TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS checks_at ON checks (at);
CREATE TABLE IF NOT EXISTS findings (check_id TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, by TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS findings_check ON findings (check_id);
"""


def state_folder(environment: Mapping[str, str]) -> Path:
    """Where state is kept unless a folder is named: `$XDG_STATE_HOME/tonecheck`."""
    base = environment.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "tonecheck"


def prepared(folder: Path) -> Path:
    """The folder, made if need be, readable by its owner alone; `UsageError` where it cannot be used."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        connection = connected(folder)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise UsageError(f"{folder / DATABASE}: it is of a newer tonecheck (version {version}, this one reads {_VERSION})")
            connection.executescript(_SCHEMA)
            _grow(connection)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"{folder}: cannot be used as the state folder: {getattr(error, 'strerror', None) or error}") from None
    return folder


def _grow(connection: sqlite3.Connection) -> None:
    """Gives a database of an older tonecheck the columns that came since; an older one can still read it."""
    connection.execute("BEGIN IMMEDIATE")
    if "supervisor" not in {row["name"] for row in connection.execute("PRAGMA table_info(tokens)")}:
        connection.execute("ALTER TABLE tokens ADD COLUMN supervisor INTEGER NOT NULL DEFAULT 0")
    connection.execute("COMMIT")


def connected(folder: Path) -> sqlite3.Connection:
    """A connection of one's own; it waits for others instead of failing, and what it commits outlives a kill."""
    connection = sqlite3.connect(folder / DATABASE, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.row_factory = sqlite3.Row
    return connection


class Hashes:
    """Keyed hashes: the same text has the same one, and nobody without the key can try texts against it."""

    def __init__(self, folder: Path) -> None:
        self._key = _key(folder / KEY)

    def of(self, kind: str, value: str | None) -> str | None:
        """32 hexadecimal digits, or None for nothing; `kind` keeps names and texts apart."""
        if value is None:
            return None
        return hashlib.blake2b(value.encode(), key=self._key, person=kind.encode()[:16], digest_size=16).hexdigest()


def _key(file: Path) -> bytes:
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        key = file.read_bytes()
        if len(key) != 32:
            raise UsageError(f"{file}: 32 bytes are wanted, it has {len(key)}; delete it to begin with a new key") from None
        return key
    key = secrets.token_bytes(32)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(key)
    return key
