"""A server for tests: in this process with one thread that checks, or as the program itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from tonecheck.server.app import Settings, application
from tonecheck.server.lines import Keep
from tonecheck.server.worker import Rules

HOSTS = ("localhost", "127.0.0.1", "::1", "testserver")
Serve = Callable[..., TestClient]


def settings_of(folder: Path, **chosen: object) -> Settings:
    """Settings of a server that checks in a thread, without a limit of requests."""
    return Settings(**{"state": folder, "workers": 0, "rate": 0.0, "hosts": HOSTS, **chosen})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One server for tests that leave nothing behind that another would see."""
    with TestClient(application(settings_of(tmp_path_factory.mktemp("state"), keep=Keep(90, 7)))) as client:
        yield client


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts servers with other settings, over the folder of the test; rules of its own make a start quick."""
    started: list[TestClient] = []

    def start(**chosen: object) -> TestClient:
        client = TestClient(application(settings_of(tmp_path / "state", **chosen)))
        client.__enter__()
        started.append(client)
        return client

    yield start
    for client in started:
        client.__exit__(None, None, None)


OWN_RULES = """rules:
  - id: own
    title: 不归我管
    severity: error
    message: 客户不知道该找谁。
    impact: 失望。
    match: [不归我管]
    suggest: [我帮您联系负责的同事。]
    bad: [这事不归我管。]
    good: [我来帮您办。]
"""


@pytest.fixture
def own_rules(tmp_path: Path) -> Rules:
    """A rulebook of one rule, in a file of its own."""
    file = tmp_path / "own.yaml"
    file.write_text(OWN_RULES, encoding="utf-8")
    return Rules((str(file),), reader=False)


class Program:
    """`tonecheck serve` as a process of its own, ended by its id."""

    def __init__(self, state: Path, *options: str, **environment: str) -> None:
        command = [sys.executable, "-m", "tonecheck", "serve", "--port", "0", "--state", str(state), *options]
        self.log = state.parent / f"log-{time.monotonic_ns()}"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stderr=log, stdout=log, env={**os.environ, **environment})
        self.url = self._listening()
        self.http = httpx.Client(base_url=self.url, timeout=10)

    def _listening(self) -> str:
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            if match := re.search(r"listening on (https?://\S+)", self.said()):
                return match[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the server did not start: {self.said()}")

    def said(self) -> str:
        """What it wrote so far."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Until it says so."""
        ends = time.monotonic() + seconds
        while text not in self.said():
            assert time.monotonic() < ends, f"never said {text!r}: {self.said()}"
            time.sleep(0.05)

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self.http.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@contextmanager
def program(state: Path, *options: str, **environment: str) -> Iterator[Program]:
    """The program, ended with the block."""
    running = Program(state, *options, **environment)
    try:
        yield running
    finally:
        running.end()
