"""A real Synapse for one test session: a temp folder, a free port of loopback, ended by its process id."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import itertools
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from table import ROOT

SERVER_NAME = "localhost"
_SECRET = "for-this-test-alone"
_READY_SECONDS = 60
_LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"level": "INFO", "handlers": ["console"]},
}


@pytest.fixture(scope="session")
def synapse_python() -> str:
    python = os.environ.get("TONECHECK_SYNAPSE_PYTHON", "")
    if Path(python).is_file():
        return python
    reason = "TONECHECK_SYNAPSE_PYTHON names no Python with matrix-synapse (docs/adapters/synapse.md tells how to get one)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True)
class Answer:
    """Status and body of one call."""

    status: int
    body: dict[str, Any]


@dataclass(eq=False)
class User:
    """Somebody with an account, who writes as a chat program would: over the client API."""

    url: str
    id: str
    token: str
    _counter: Iterator[int] = field(default_factory=itertools.count)

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """One call of the client API, such as `PUT /_matrix/client/v3/rooms/…`."""
        return call(method, self.url + path, body, self.token)

    def room_with(self, *others: User) -> str:
        """A new room of this user's; the others have joined."""
        room = self.call("POST", "/_matrix/client/v3/createRoom", {"invite": [u.id for u in others]}).body["room_id"]
        for other in others:
            assert other.call("POST", f"/_matrix/client/v3/join/{room}", {}).status == 200
        return str(room)

    def send(self, room: str, content: str | Mapping[str, Any], *, kind: str = "m.room.message", txn: str | None = None) -> Answer:
        """Sends a text, or any content."""
        body = {"msgtype": "m.text", "body": content} if isinstance(content, str) else content
        # A chat program sends again with the same transaction id; a person who types it again has another.
        txn = txn or f"t{next(self._counter)}"
        return self.call("PUT", f"/_matrix/client/v3/rooms/{room}/send/{kind}/{txn}", body)

    def read(self, room: str) -> list[dict[str, Any]]:
        """The contents of the messages of a room, oldest first."""
        answer = self.call("GET", f"/_matrix/client/v3/rooms/{room}/messages?dir=b&limit=50")
        kinds = ("m.room.message", "m.room.encrypted")
        return [e["content"] for e in reversed(answer.body["chunk"]) if e["type"] in kinds]

    def bodies(self, room: str) -> list[str]:
        """What the room shows."""
        return [str(content.get("body")) for content in self.read(room)]


def call(method: str, url: str, body: Mapping[str, Any] | None = None, token: str | None = None) -> Answer:
    """One HTTP call with JSON both ways; an error status is an answer too."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return Answer(response.status, json.load(response))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, json.loads(error.read() or b"{}"))


@dataclass
class Homeserver:
    """A Synapse that runs."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def user(self, name: str) -> User:
        """A new account."""
        nonce = call("GET", f"{self.url}/_synapse/admin/v1/register").body["nonce"]
        words = (nonce, name, "secret", "notadmin")
        mac = hmac.new(_SECRET.encode(), "\0".join(words).encode(), hashlib.sha1).hexdigest()
        answer = call("POST", f"{self.url}/_synapse/admin/v1/register",
                      {"nonce": nonce, "username": name, "password": "secret", "admin": False, "mac": mac})
        assert answer.status == 200, answer
        return User(self.url, answer.body["user_id"], answer.body["access_token"])

    def logged(self) -> str:
        """Everything that it wrote so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running(python: str, folder: Path, modules: Sequence[Mapping[str, Any]]) -> Iterator[Homeserver]:
    """A Synapse with these modules, ready to be asked."""
    with started(python, folder, modules) as server:
        _until(server.process, server.log, f"{server.url}/_matrix/client/versions")
        yield server


@contextmanager
def started(python: str, folder: Path, modules: Sequence[Mapping[str, Any]]) -> Iterator[Homeserver]:
    """A Synapse with these modules, whether or not it comes up."""
    port, config = free_port(), folder / "homeserver.yaml"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "integrations" / "synapse"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [python, "-m", "synapse.app.homeserver", "--config-path", str(config)]
    subprocess.run(
        [*command, "--server-name", SERVER_NAME, "--generate-config", "--report-stats=no", "--data-directory", str(folder)],
        cwd=folder, env=environment, check=True, capture_output=True, timeout=_READY_SECONDS,
    )
    log = folder / "synapse.log"
    config.write_text(yaml.safe_dump(_settings(yaml.safe_load(config.read_text()), port, modules)))
    (folder / "log.yaml").write_text(yaml.safe_dump(_LOGGING))
    with log.open("wb") as out, subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out) as process:
        try:
            yield Homeserver(f"http://127.0.0.1:{port}", log, process)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def tonecheck_server(folder: Path) -> Iterator[str]:
    """The address of a `tonecheck serve` that keeps its state in this folder."""
    port = free_port()
    options = ["--port", str(port), "--state", str(folder), "--rate", "0", "--workers", "1"]
    command = [sys.executable, "-m", "tonecheck", "serve", *options]
    log = folder / "serve.log"
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            _until(process, log, f"{url}/healthz")
            yield url
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _settings(generated: dict[str, Any], port: int, modules: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    plenty = {"per_second": 10_000, "burst_count": 10_000}
    listener = {"port": port, "type": "http", "bind_addresses": ["127.0.0.1"], "resources": [{"names": ["client"]}]}
    return generated | {
        "listeners": [listener], "log_config": "log.yaml", "pid_file": "synapse.pid",
        "database": {"name": "sqlite3", "args": {"database": "synapse.db"}},
        "registration_shared_secret": _SECRET, "trusted_key_servers": [], "federation_domain_whitelist": [],
        "rc_message": plenty, "rc_room_creation": plenty, "rc_registration": plenty,
        "rc_joins": {"local": plenty, "remote": plenty},
        "rc_invites": {"per_room": plenty, "per_user": plenty, "per_issuer": plenty},
        # The least that bcrypt takes: accounts are made by the dozen.
        "bcrypt_rounds": 4,
        "modules": list(modules),
    }


def _until(process: subprocess.Popen[bytes], log: Path, url: str) -> None:
    """Waits until there is an answer at the address."""
    until = time.monotonic() + _READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            if call("GET", url).status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody answers at {url}:\n{log.read_text(errors='replace')[-3000:]}")
