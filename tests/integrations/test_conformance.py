"""The scripted server answers as its table says: adapters are judged by it, so it is judged here."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from table import ROOT, case

from integrations.conformance.server import Server, running
from tonecheck import Checker

BLOCK, WARN, PASS = "您好。这事不归我管。再见。", "让您久等了。", "好的，师傅下午三点上门。"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


def post(server: Server, path: str, body: Any, headers: dict[str, str] = JSON, seconds: float = 5) -> tuple[int, Any]:
    """Status and parsed body; raw bytes where they are no JSON."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=seconds)
    try:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request("POST", path, content, headers)
        response = connection.getresponse()
        raw = response.read()
        try:
            return response.status, json.loads(raw)
        except ValueError:
            return response.status, raw
    finally:
        connection.close()


def check(server: Server, text: str, **more: Any) -> Any:
    status, body = post(server, "/v1/check", {"text": text, **more})
    assert status == 200, body
    return body


@pytest.mark.parametrize("text", [BLOCK, WARN, PASS, "😀这事不归我管。", "您好！让您久等了。请坐。"])
def test_trigger_words_mean_the_same_to_the_real_rulebook(server: Server, checker: Checker, text: str) -> None:
    scripted, real = check(server, text), checker.check(text).to_dict()
    assert scripted["verdict"] == real["verdict"]
    assert scripted.keys() >= real.keys()
    if scripted["findings"]:
        theirs, ours = scripted["findings"][0], real["findings"][0]
        assert theirs.keys() >= ours.keys() - {"weighed"}
        assert (theirs["rule"], theirs["severity"], theirs["suggestions"][0]["span"]) == (
            ours["rule"], ours["severity"], ours["suggestions"][0]["span"])
        start, end = theirs["span"].values()
        assert text[start:end] == theirs["excerpt"]
        utf16 = text.encode("utf-16-le")[2 * theirs["utf16"]["start"] : 2 * theirs["utf16"]["end"]]
        assert utf16.decode("utf-16-le") == theirs["excerpt"]
        assert scripted["rewritten"] == real["rewritten"]


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        case("bytes that are no JSON", "a%%garbage", 200, b"\x00\xff not json"),
        case("half an object", "a%%truncated", 200, b'{"schema": 1, "verdict": "bl'),
        case("a proxy's page", "a%%html", 200, b"<html>Bad gateway</html>"),
        case("an error object", "a%%500", 500, {"error": {"code": "internal", "message": "as scripted"}}),
        case("too many", "a%%429", 429, {"error": {"code": "rate-limited", "message": "as scripted"}}),
    ],
)
def test_bad_answers(server: Server, text: str, status: int, told: Any) -> None:
    assert post(server, "/v1/check", {"text": text}) == (status, told)


@pytest.mark.parametrize("text", ["%%drop", "%%hang"])
def test_no_answer(server: Server, text: str) -> None:
    with pytest.raises((http.client.RemoteDisconnected, TimeoutError)):
        post(server, "/v1/check", {"text": text}, seconds=0.3)


def test_a_slow_answer_keeps_its_verdict(server: Server) -> None:
    began = time.monotonic()
    assert check(server, BLOCK + "%%slow:120")["verdict"] == "block"
    assert time.monotonic() - began >= 0.12


def test_special_verdicts(server: Server) -> None:
    assert "verdict" not in check(server, "a%%noverdict")
    assert check(server, "a%%sha")["text_sha256"] != check(server, "a%%block")["text_sha256"]
    incomplete = check(server, "这事%%incomplete")
    assert (incomplete["rewritten"], incomplete["findings"][0]["suggestions"][0]["complete"]) == ("这事%%incomplete", False)
    assert "<img" in check(server, "这事%%markup")["findings"][0]["message"]


def test_steps_go_before_words(server: Server) -> None:
    server.play([{"answer": "503", "text": "师傅"}, {"answer": "block", "times": 2}])
    statuses = [post(server, "/v1/check", {"text": t})[0] for t in ("师傅来了", "好的")]
    assert statuses == [503, 200]
    assert [check(server, PASS)["verdict"] for _ in range(2)] == ["block", "pass"]
    with pytest.raises(ValueError, match="unknown answer 'nonsense'"):
        server.play([{"answer": "nonsense"}])


def sending(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "conversation_id": "r1", "sender_id": "u1", **more}


def test_a_warning_sent_again_passes_once(server: Server) -> None:
    answers = [check(server, **sending(WARN)) for _ in range(3)]
    assert [(a["verdict"], a["skipped"]) for a in answers] == [("warn", None), ("pass", "ack"), ("warn", None)]
    assert answers[1]["acknowledged"] == answers[0]["id"]


@pytest.mark.parametrize(
    ("reason", "second"),
    [
        ("another text", sending("让您久等了！")), ("another sender", sending(WARN, sender_id="u2")),
        ("another conversation", sending(WARN, conversation_id="r2")), ("nobody named", {"text": WARN}),
        ("somebody is typing", sending(WARN, intent="draft")),
    ],
)
def test_a_warning_does_not_pass_by(server: Server, reason: str, second: dict[str, Any]) -> None:
    check(server, **sending(WARN))
    assert check(server, **second)["verdict"] == "warn", reason


def test_a_warning_confirmed_passes_once_and_closes_the_other_way(server: Server) -> None:
    first = check(server, **sending(WARN))
    assert check(server, **sending(WARN, ack=first["id"]))["skipped"] == "ack"
    assert check(server, **sending(WARN, ack=first["id"]))["verdict"] == "warn"
    assert check(server, BLOCK, ack=check(server, BLOCK)["id"])["verdict"] == "block"


def test_one_key_one_answer(server: Server) -> None:
    assert check(server, WARN, message_id="m1") == check(server, WARN, message_id="m1")
    assert post(server, "/v1/check", {"text": PASS, "message_id": "m1"})[0] == 409


def test_customers_pass(server: Server) -> None:
    answer = check(server, BLOCK, role="customer")
    assert (answer["verdict"], answer["skipped"], answer["findings"]) == ("pass", "role", [])


@pytest.mark.parametrize(
    ("reason", "path", "body", "headers", "status"),
    [
        ("a form of another site", "/v1/check", b"text=a", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ("no text", "/v1/check", {"txt": "a"}, JSON, 422),
        ("a lone surrogate", "/v1/check", {"text": "a\ud800"}, JSON, 400),
        ("no such outcome", "/v1/checks/c000001/outcome", {"outcome": "lost"}, JSON, 422),
        ("no such page", "/v1/nothing", {}, JSON, 404),
    ],
)
def test_refusals(server: Server, reason: str, path: str, body: Any, headers: dict[str, str], status: int) -> None:
    assert post(server, path, body, headers)[0] == status, reason


def test_tokens_and_what_was_seen() -> None:
    with running(token="secret") as server:
        assert post(server, "/v1/check", {"text": PASS})[0] == 401
        right = {**JSON, "Authorization": "Bearer secret"}
        status, answer = post(server, "/v1/check", {"text": PASS}, right)
        assert status == 200
        assert post(server, f"/v1/checks/{answer['id']}/outcome", {"outcome": "sent"}, right)[0] == 200
        assert server.checks() == [{"text": PASS}, {"text": PASS}]
        assert server.outcomes() == [(answer["id"], "sent")]


def test_as_a_program() -> None:
    command = [sys.executable, str(ROOT / "integrations/conformance/server.py"), "--seconds", "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        url = program.stdout.readline().strip()
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
        connection.request("GET", "/v1/meta")
        assert json.loads(connection.getresponse().read())["contract"] == 1
        connection.close()
        program.terminate()
