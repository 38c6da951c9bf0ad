"""The program itself: starting, stopping, reloading, and what is left after a kill."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from servers import OWN_RULES, Program, program
from table import case

from tonecheck.server.contract import OUTCOMES

CHECK = {"text": "这事不归我管。"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN_RULES, encoding="utf-8")
    return file


def options(rules: Path) -> tuple[str, ...]:
    return ("--rules", str(rules), "--no-reader", "--workers", "1", "--rate", "0")


def ran(*arguments: str, state: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-m", "tonecheck", *arguments, "--state", str(state)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"})


OPEN = "others could reach it, and there is no token; make one first: tonecheck token new NAME"
ORIGIN = "an origin is wanted, such as chrome-extension://abcdefghijklmnop"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        case("an open address without a token", ("--host", "0.0.0.0"), f"--host 0.0.0.0: {OPEN}"),
        case("an origin that is none", ("--extension", "x"), f"--extension x: {ORIGIN}"),
        case("a rulebook that is not there", ("--rules", "nowhere.yaml", "--port", "0"), "nowhere.yaml: "),
        case("half of TLS", ("--tls-cert", "x"), "--tls-cert and --tls-key: either both, or neither"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_line(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    result = ran("serve", *arguments, state=tmp_path / "state")
    assert (result.returncode, "Traceback" in result.stderr) == (2, False)
    assert result.stderr.startswith(f"tonecheck: {told}")


def test_a_port_in_use_is_told(tmp_path: Path, rules: Path) -> None:
    with program(tmp_path / "state", *options(rules)) as server:
        port = server.url.rpartition(":")[2]
        result = ran("serve", "--port", port, state=tmp_path / "other")
    assert (result.returncode, result.stderr) == (2, f"tonecheck: cannot listen on 127.0.0.1 port {port}: Address already in use\n")


def test_tokens_from_the_command_line(tmp_path: Path, rules: Path) -> None:
    state = tmp_path / "state"
    made = ran("token", "new", "desk-1", "--rate", "5", state=state)
    token = made.stdout.strip()
    assert (made.returncode, token[:4], made.stdout.count("\n")) == (0, "tck_", 1)
    assert ran("token", "new", "desk-1", state=state).stderr.startswith("tonecheck: token 'desk-1': there is one already")
    with program(state, *options(rules)) as server:
        right = {"Authorization": f"Bearer {token}"}
        assert server.http.post("/v1/check", json=CHECK).status_code == 401
        assert server.http.get("/v1/meta", headers=right).json()["limits"]["rate"] == 5.0
        assert ran("token", "revoke", "desk-1", state=state).returncode == 0
        time.sleep(1.1)
        assert server.http.get("/v1/meta", headers=right).status_code == 401
    listed = ran("token", "list", state=state).stdout.split()
    assert listed[1:4] + listed[5:6] == ["desk-1", "bearer", "5/s", "revoked"]
    assert ran("token", "revoke", "desk-1", state=state).stderr.startswith("tonecheck: token 'desk-1': there is none")
    assert ran("token", "new", "boss", "--supervisor", state=state).stderr.endswith(
        "), sees the sums over everybody's messages; it is shown this once:\n")
    assert "boss                      bearer, supervisor  default" in ran("token", "list", state=state).stdout


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_stopping_answers_what_is_under_way(tmp_path: Path, rules: Path, stop: signal.Signals) -> None:
    with program(tmp_path / "state", *options(rules)) as server:
        statuses: list[int] = []
        long = {"text": "这事不归我管。" * 1000}

        def ask() -> None:
            with httpx.Client(base_url=server.url, timeout=20) as client:
                statuses.append(client.post("/v1/check", json=long).status_code)

        asking = [threading.Thread(target=ask) for _ in range(4)]
        for thread in asking:
            thread.start()
        ends = time.monotonic() + 20
        while "tonecheck_checks_under_way 4.0" not in server.http.get("/metrics").text and not statuses:
            assert time.monotonic() < ends
        server.process.send_signal(stop)
        for thread in asking:
            thread.join()
        assert server.process.wait(20) == 0
        # A check that takes longer than anybody waits is refused, not dropped.
        assert set(statuses) <= {200, 503}
        # Not a word of what Python leaves behind either: its resource tracker speaks last.
        time.sleep(0.2)
        assert [line[21:] for line in server.said().splitlines()] == [f"info listening on {server.url}"]


def test_a_changed_rulebook_is_loaded_without_dropping_a_request(tmp_path: Path, rules: Path) -> None:
    with program(tmp_path / "state", *options(rules)) as server:
        first = server.http.get("/v1/meta").json()["rulebook"]["digest"]
        answers: list[tuple[int, str]] = []
        ended = threading.Event()

        def ask() -> None:
            with httpx.Client(base_url=server.url, timeout=20) as client:
                while not ended.is_set():
                    response = client.post("/v1/check", json={"text": "这事不归我管，您别急。"})
                    answers.append((response.status_code, response.text[:0] or response.json().get("verdict", "")))

        asking = [threading.Thread(target=ask) for _ in range(3)]
        for thread in asking:
            thread.start()
        rules.write_text(OWN_RULES.replace("severity: error", "severity: warning"), encoding="utf-8")
        server.wait_for("rulebook loaded, changed")
        rules.write_text("rules:\n  - id: broken\n", encoding="utf-8")
        server.wait_for("the new rulebook is wrong, the old one stays")
        server.process.send_signal(signal.SIGHUP)
        rules.write_text(OWN_RULES, encoding="utf-8")
        ends = time.monotonic() + 20
        while server.http.get("/v1/meta").json()["rulebook"]["digest"] != first and time.monotonic() < ends:
            time.sleep(0.1)
        ended.set()
        for thread in asking:
            thread.join()
        assert {status for status, _ in answers} == {200}
        assert {verdict for _, verdict in answers} == {"block", "warn"}
        assert server.http.get("/v1/meta").json()["rulebook"]["digest"] == first
        metrics = server.http.get("/metrics").text
        assert 'tonecheck_reloads_total{result="refused"}' in metrics


def test_a_house_s_configuration_is_watched(tmp_path: Path) -> None:
    house = tmp_path / "tonecheck.yaml"
    house.write_text("extends: builtin\n", encoding="utf-8")
    with program(tmp_path / "state", "--config", str(house), "--workers", "1") as server:
        assert server.http.post("/v1/check", json={"text": "让您久等了。"}).json()["verdict"] == "warn"
        house.write_text("extends: builtin\noff:\n  t15: 我们一直这样说\n", encoding="utf-8")
        server.wait_for("rulebook loaded, changed")
        assert server.http.post("/v1/check", json={"text": "让您久等了。"}).json()["verdict"] == "pass"


def test_workers_hand_over_refusals(tmp_path: Path, rules: Path) -> None:
    with program(tmp_path / "state", *options(rules)) as server:
        before = workers_of(server)
        unknown = server.http.post("/v1/check", json={**CHECK, "scene": "nowhere"})
        assert (unknown.status_code, unknown.json()["error"]["code"]) == (422, "invalid")
        batch = {"checks": [{"text": "这事不归我管。" * 850, "deadline_ms": 1}] * 3}
        late = {answer.get("status") for answer in server.http.post("/v1/checks", json=batch).json()["answers"]}
        assert late == {503}
        assert server.http.post("/v1/check", json=CHECK).json()["verdict"] == "block"
        assert workers_of(server) == before, "no worker ended of it"


def workers_of(server: Program) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == server.process.pid and b"spawn_main" in command:
            found.append(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_a_worker_that_is_killed_is_replaced(tmp_path: Path, rules: Path) -> None:
    with program(tmp_path / "state", *options(rules)) as server:
        for worker in workers_of(server):
            os.kill(worker, signal.SIGKILL)
        assert server.http.post("/v1/check", json=CHECK).json()["verdict"] == "block"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_a_worker_that_dies_idle_is_replaced_before_anybody_asks(tmp_path: Path, rules: Path) -> None:
    with program(tmp_path / "state", *options(rules)[:-3], "2", "--rate", "0") as server:
        before = workers_of(server)
        os.kill(before[0], signal.SIGKILL)
        # The other one goes on meanwhile.
        assert server.http.post("/v1/check", json={**CHECK, "deadline_ms": 500}).json()["verdict"] == "block"
        ends = time.monotonic() + 20
        while len(now := workers_of(server)) != 2 or set(now) & set(before):
            assert time.monotonic() < ends
            time.sleep(0.05)
        assert server.http.post("/v1/check", json=CHECK).json()["verdict"] == "block"


class Adapters:
    """Eight that check and tell outcomes without a pause, whatever becomes of the server, and keep what was acknowledged."""

    def __init__(self) -> None:
        self.url = ""
        self.checked: list[str] = []
        self.told: list[tuple[str, str]] = []
        self.failed = 0
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(8)]

    def __enter__(self) -> Adapters:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, n: int) -> None:
        outcomes = itertools.cycle(OUTCOMES)
        with httpx.Client(timeout=5) as client:
            while not self._ended.is_set():
                try:
                    asked = client.post(f"{self.url}/v1/check", json={"text": f"这事不归我管{n}。"}).raise_for_status().json()["id"]
                    self.checked.append(asked)
                    outcome = next(outcomes)
                    client.post(f"{self.url}/v1/checks/{asked}/outcome", json={"outcome": outcome}).raise_for_status()
                    self.told.append((asked, outcome))
                except (httpx.HTTPError, httpx.InvalidURL, ValueError):
                    self.failed += 1
                    time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_nothing_acknowledged_is_lost_by_kills(tmp_path: Path, rules: Path) -> None:
    """Killed ten times on one state folder, from right after the first answer to a third of a second later."""
    state, points = tmp_path / "state", random.Random(20)
    answered = []
    with Adapters() as adapters:
        for n in range(10):
            before = len(adapters.told)
            with program(state, *options(rules)[:-3], "2", "--rate", "0") as server:
                adapters.url = server.url
                ends = time.monotonic() + 30
                while len(adapters.told) == before:
                    assert time.monotonic() < ends, "adapters find their way back by themselves"
                    time.sleep(0.001)
                time.sleep(points.random() / 3 if n else 0)
                workers = workers_of(server)
                server.process.kill()
                server.process.wait()
                answered.append(len(adapters.told) - before)
                ends = time.monotonic() + 10
                while any(alive(worker) for worker in workers):
                    assert time.monotonic() < ends, "the workers of a killed server end too"
                    time.sleep(0.05)
    assert min(answered) > 0
    assert sum(answered) > 100, "there was a load"
    assert adapters.failed >= 10
    with program(state, *options(rules)) as server:
        first, outcome = adapters.told[0]
        assert server.http.post(f"/v1/checks/{first}/outcome", json={"outcome": outcome}).status_code == 200
    connection = sqlite3.connect(state / "tonecheck.db")
    kept: dict[str, Any] = dict(connection.execute("SELECT id, outcome FROM checks").fetchall())
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()
    told = dict(adapters.told)
    assert [check for check in adapters.checked if check not in kept] == []
    assert [(check, outcome, kept[check]) for check, outcome in told.items() if kept[check] != outcome] == []


def alive(process: int) -> bool:
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False
