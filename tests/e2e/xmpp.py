"""A Prosody of our own: a temp folder, a free port of loopback, two users, ended by its process id."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIG = """
run_as_root = true
pidfile = "{folder}/prosody.pid"
data_path = "{folder}/data"
modules_enabled = {{ "roster", "saslauth", "disco", "websocket", "carbons", "ping",
  "pep", "mam", "blocklist", "vcard_legacy", "bookmarks", "private" }}
storage = {{ archive = "memory" }}
modules_disabled = {{ "s2s" }}
authentication = "internal_plain"
allow_unencrypted_plain_auth = true
c2s_require_encryption = false
consider_websocket_secure = true
cross_domain_websocket = true
c2s_ports, s2s_ports, https_ports = {{}}, {{}}, {{}}
http_ports = {{ {port} }}
http_interfaces = {{ "127.0.0.1" }}
http_host = "127.0.0.1"
log = {{ warn = "{folder}/prosody.log" }}
VirtualHost "localhost"
"""
USERS = ("staff", "customer")
PASSWORD = "password"


@dataclass(frozen=True)
class Xmpp:
    """Where clients connect."""

    url: str


@contextmanager
def running(program: str, folder: Path) -> Iterator[Xmpp]:
    """A server that is ready."""
    port = free_port()
    config = folder / "prosody.cfg.lua"
    config.write_text(CONFIG.format(folder=folder, port=port))
    for name in ("data", "certs"):
        (folder / name).mkdir()
    environment = {**os.environ, "PROSODY_CONFIG": str(config)}
    for user in USERS:
        subprocess.run([program + "ctl", "--config", config, "register", user, "localhost", PASSWORD],
                       check=True, capture_output=True, env=environment, timeout=30)
    process = subprocess.Popen([program, "-F", "--config", config], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_ready(port, process)
        yield Xmpp(f"ws://127.0.0.1:{port}/xmpp-websocket")
    finally:
        process.terminate()
        process.wait(10)


def until_ready(port: int, process: subprocess.Popen[bytes], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while True:
        assert process.poll() is None, "prosody ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            assert time.monotonic() < end, "prosody does not answer"
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
