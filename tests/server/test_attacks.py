"""What somebody might try who is not a well-meaning adapter: each is refused or harmless."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from servers import Serve, settings_of
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from table import case

from tonecheck.errors import UsageError
from tonecheck.server import limits, run
from tonecheck.server.app import running
from tonecheck.server.auth import Access, signature
from tonecheck.server.contract import MAX_BODY, CheckRequest, Refusal
from tonecheck.server.door import Door
from tonecheck.server.store import prepared
from tonecheck.server.tokens import Client, Tokens, new_token, revoke, signing_key

CHECK = {"text": "这事不归我管。"}
EXTENSION = "chrome-extension://abcdefghijklmnop"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return prepared(tmp_path / "state")


def made(state: Path, name: str, *, signed: bool = False, rate: float | None = None) -> tuple[Client, str]:
    return new_token(state, name, signed=signed, rate=rate)


@pytest.fixture
def guarded(serve: Serve, own_rules: Any, state: Path) -> tuple[TestClient, str]:
    """A server with one bearer token."""
    _, token = made(state, "desk")
    return serve(rules=own_rules), token


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "headers",
    [
        case("no token", {}),
        case("a wrong token", bearer("tck_00000000_" + "a" * 43)),
        case("an empty token", bearer("")),
        case("another scheme", {"Authorization": "Basic ZGVzazpkZXNr"}),
        case("a token that is no ASCII", {"Authorization": "Bearer tök".encode()}),
        case("a signature of nobody", {"Authorization": f"HMAC 00000000:1:aaaaaaaa:{'0' * 64}"}),
        case("a signature out of shape", {"Authorization": "HMAC :::"}),
    ],
)
def test_tokens_are_wanted_once_there_are_any(guarded: tuple[TestClient, str], headers: Any) -> None:
    client, token = guarded
    pages = ("/v1/check", "/v1/checks", "/v1/checks/c1/outcome", "/v1/meta", "/metrics")
    for path, method in zip(pages, ("POST", "POST", "POST", "GET", "GET"), strict=True):
        response = client.request(method, path, headers=headers, json=CHECK if method == "POST" else None)
        assert (path, response.status_code, response.json()["error"]["code"]) == (path, 401, "unauthorized")
    assert client.post("/v1/check", json=CHECK, headers=bearer(token)).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_a_revoked_token_ends_within_a_second(serve: Serve, own_rules: Any, state: Path) -> None:
    _, token = made(state, "desk")
    client = serve(rules=own_rules)
    assert client.post("/v1/check", json=CHECK, headers=bearer(token)).status_code == 200
    revoke(state, "desk")
    time.sleep(1.05)
    assert client.post("/v1/check", json=CHECK, headers=bearer(token)).status_code == 401
    assert client.post("/v1/check", json=CHECK).status_code == 401, "the last token's end does not open the door"


def test_a_token_is_kept_as_a_hash_alone(state: Path) -> None:
    _, token = made(state, "desk")
    signed, secret = made(state, "signed", signed=True)
    content = b"".join(f.read_bytes() for f in state.iterdir())
    assert token.encode() not in content
    assert secret.encode() not in content
    assert signed.signing == signing_key(secret)
    assert {f.stat().st_mode & 0o077 for f in state.iterdir() if f.suffix == ".key"} | {state.stat().st_mode & 0o077} <= {0}


@pytest.mark.parametrize("name", ["", "a b", "a\nb", "../x", "名字", "a" * 65])
def test_names_of_tokens_are_plain(state: Path, name: str) -> None:
    with pytest.raises(UsageError, match="letters, digits"):
        made(state, name)


def test_one_client_does_not_see_another_s(serve: Serve, own_rules: Any, state: Path) -> None:
    (_, one), (_, other) = made(state, "one"), made(state, "other")
    client = serve(rules=own_rules)
    sending = {"text": "好的。", "message_id": "m"}
    answer = client.post("/v1/check", json=sending, headers=bearer(one)).json()
    outcome = client.post(f"/v1/checks/{answer['id']}/outcome", json={"outcome": "sent"}, headers=bearer(other))
    assert outcome.status_code == 404
    assert client.post("/v1/check", json={**sending, "text": "再见。"}, headers=bearer(other)).status_code == 200


def test_nobody_passes_by_another_s_warning() -> None:
    door = Door()
    request = CheckRequest("让您久等了。", conversation_id="c", sender_id="s")
    assert door.confirmed("one", request, "sha", "c1") is None
    assert door.confirmed("other", replace(request, ack="c1"), "sha", "c2") is None, "by its id"
    assert door.confirmed("third", request, "sha", "c3") is None, "by the same text in a conversation of the same name"
    assert door.confirmed("one", replace(request, ack="c1"), "sha", "c4") == "c1"


def test_what_is_remembered_is_bounded_and_forgotten() -> None:
    now = [0.0]
    memory: limits.Memory[int] = limits.Memory(10.0, 3, lambda: now[0])
    for n in range(5):
        now[0] = float(n)
        memory.put(n, n)
    assert [memory.get(n) for n in range(5)] == [None, None, 2, 3, 4], "the oldest go"
    now[0] = 12.5
    assert [memory.get(n) for n in range(5)] == [None, None, None, 3, 4], "each after its time"
    now[0] = 20.0
    assert (memory.get(4), len(memory)) == (None, 0)


def signed_headers(client: Client, stamp: int, nonce: str, body: bytes, path: str = "/v1/check") -> dict[str, str]:
    assert client.signing is not None
    digest = signature(client.signing, str(stamp), nonce, "POST", path, body)
    return {"Authorization": f"HMAC {client.id}:{stamp}:{nonce}:{digest}", "Content-Type": "application/json"}


def test_signatures(serve: Serve, own_rules: Any, state: Path) -> None:
    signed, token = made(state, "signed", signed=True)
    client = serve(rules=own_rules)
    body, now = json.dumps(CHECK).encode(), int(time.time()) + 1

    def status(headers: dict[str, str], content: bytes = body, path: str = "/v1/check") -> tuple[int, str]:
        response = client.post(path, content=content, headers=headers)
        return response.status_code, response.json().get("error", {}).get("message", "").partition(";")[0]

    right = signed_headers(signed, now, "nonce-01", body)
    assert status(right) == (200, "")
    assert status(right) == (401, "the nonce was used before")
    assert status(signed_headers(signed, now, "nonce-02", body), body + b" ") == (401, "wrong signature")
    assert status(signed_headers(signed, now, "nonce-03", body), path="/v1/checks") == (401, "wrong signature")
    stale = "the timestamp is more than 300 s off, or older than the server's start"
    assert status(signed_headers(signed, now - 302, "nonce-04", body)) == (401, stale)
    assert status(signed_headers(signed, now + 310, "nonce-05", body)) == (401, stale)
    assert status({**bearer(token), "Content-Type": "application/json"}) == (401, "this token signs its requests")
    remembered = client.app.state.server.access._nonces  # type: ignore[attr-defined]
    assert len(remembered) == 1, "nobody fills the memory with what was refused"


def test_a_signature_from_before_the_start_is_not_sent_again(state: Path) -> None:
    signed, _ = made(state, "signed", signed=True)
    tokens = Tokens(state)
    now = time.time()
    headers = Headers(signed_headers(signed, int(now), "nonce-01", b"{}"))
    Access(tokens, lambda: now).verify(signed, headers, "POST", "/v1/check", b"{}")
    with pytest.raises(Refusal, match="older than the server's start"):
        Access(tokens, lambda: now + 5).verify(signed, headers, "POST", "/v1/check", b"{}")
    tokens.close()


def test_ten_thousand_tokens_leave_nothing_behind(serve: Serve, own_rules: Any, state: Path) -> None:
    made(state, "desk")
    client = serve(rules=own_rules, rate=20.0)
    server = client.app.state.server  # type: ignore[attr-defined]
    for n in range(10_000):
        for scheme in (f"Bearer tck_{n:08x}_wrong", f"HMAC {n:08x}:1:nonce-{n:04d}:{'0' * 64}"):
            with pytest.raises(Refusal):
                server.access.claimed(Headers({"authorization": scheme}))
    assert {client.post("/v1/check", json=CHECK, headers=bearer(f"t{n}")).status_code for n in range(100)} == {401}
    assert (len(server.rates._left), len(server.access._nonces)) == (0, 0)


WRONG_HOST = "Host: this server does not answer to that name; see --host-name"
WRONG_SITE = "Origin: pages of other sites may not ask this server"


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        case("another name (rebinding)", {"Host": "evil.example"}, WRONG_HOST),
        case("another name with our port", {"Host": "evil.example:8765"}, WRONG_HOST),
        case("our name in another's", {"Host": "localhost.evil.example"}, WRONG_HOST),
        case("a name with a user", {"Host": "localhost@evil.example"}, WRONG_HOST),
        case("no name", {"Host": ""}, WRONG_HOST),
        case("a page of another site", {"Origin": "https://evil.example"}, WRONG_SITE),
        case("a page from nowhere", {"Origin": "null"}, WRONG_SITE),
        case("another port of this machine", {"Origin": "http://testserver:1"}, WRONG_SITE),
    ],
)
def test_other_hosts_and_sites(shared: TestClient, headers: dict[str, str], message: str) -> None:
    for method, path in (("POST", "/v1/check"), ("GET", "/v1/meta"), ("GET", "/healthz"), ("OPTIONS", "/v1/check")):
        response = shared.request(method, path, headers=headers, json=CHECK if method == "POST" else None)
        assert (response.status_code, response.json()["error"]["message"]) == (403, message)
        assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:8765", "[::1]:8765", "testserver"])
def test_own_hosts(shared: TestClient, host: str) -> None:
    assert shared.get("/healthz", headers={"Host": host, "Origin": f"http://{host}"}).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/plain; x=application/json", ""],
)
def test_a_form_of_another_site_is_no_request(shared: TestClient, content_type: str) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    response = shared.post("/v1/check", content=json.dumps(CHECK), headers=headers)
    assert (response.status_code, response.json()["error"]["code"]) == (415, "unsupported-media-type")


def test_a_packed_body_is_not_unpacked(shared: TestClient) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert shared.post("/v1/check", content=b"\x1f\x8b" + b"\0" * 100, headers=headers).status_code == 415


def test_cors_is_for_named_extensions_alone(serve: Serve, own_rules: Any) -> None:
    client = serve(rules=own_rules, extensions=(EXTENSION,))
    asking = {"Origin": EXTENSION, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = client.options("/v1/check", headers=asking)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == EXTENSION
    assert preflight.headers["access-control-allow-headers"] == "authorization, content-type"
    assert client.post("/v1/check", json=CHECK, headers={"Origin": EXTENSION}).headers["access-control-allow-origin"] == EXTENSION
    other = client.post("/v1/check", json=CHECK, headers={"Origin": "chrome-extension://other"})
    assert (other.status_code, "access-control-allow-origin" in other.headers) == (200, False)
    assert client.options("/v1/check", headers={**asking, "Origin": "chrome-extension://other"}).status_code == 405


def test_oversized_bodies(shared: TestClient) -> None:
    declared = shared.post("/v1/check", content=b"x" * (MAX_BODY + 1), headers={"Content-Type": "application/json"})
    streamed = shared.post("/v1/check", content=(b"x" * 1000 for _ in range(100)), headers={"Content-Type": "application/json"})
    for response in (declared, streamed):
        assert (response.status_code, response.json()["error"]["code"]) == (413, "too-large")
        assert response.headers["connection"] == "close"
    messages = [response.json()["error"]["message"] for response in (declared, streamed)]
    assert messages == ["the body has 65537 bytes; at most 65,536", "the body has more than 65,536 bytes"], "the first is not read"


def test_a_script_in_the_text_stays_data(shared: TestClient) -> None:
    text = '<script>alert(1)</script>这事不归我管。'
    response = shared.post("/v1/check", json={"text": text})
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    missing = shared.get("/<script>alert(1)</script>")
    assert (missing.status_code, "<script>" in missing.text) == (404, False)


@contextmanager
def listening(state: Path, rules: Any) -> Iterator[tuple[str, int]]:
    """A real socket in front of the application, in a thread of this process."""
    bound = run._bound("127.0.0.1", 0)
    begun: list[uvicorn.Server] = []

    async def main() -> None:
        async with running(settings_of(state, rules=rules)) as server:
            begun.append(run.listener(server, "here"))
            await begun[0].serve(sockets=[bound])

    thread = threading.Thread(target=asyncio.run, args=(main(),), daemon=True)
    thread.start()
    ends = time.monotonic() + 20
    while not (begun and begun[0].started):
        assert time.monotonic() < ends
        time.sleep(0.02)
    try:
        yield bound.getsockname()
    finally:
        begun[0].should_exit = True
        thread.join(20)


def spoken(address: tuple[str, int], *pieces: bytes, pause: float = 0.0, seconds: float = 5) -> bytes:
    """Everything that is answered to pieces sent with pauses, until the server closes."""
    with socket.create_connection(address, timeout=seconds) as connection:
        answer = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
            while got := connection.recv(65536):
                answer += got
        except (ConnectionError, TimeoutError):
            pass
        return answer


HEAD = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


def test_slow_callers_are_cut_off(state: Path, own_rules: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.3)
    monkeypatch.setattr(run, "_HEADER_SECONDS", 0.3)
    with listening(state, own_rules) as address:
        began = time.monotonic()
        slow_body = spoken(address, HEAD + b"Content-Length: 100\r\n\r\n{", b"x", pause=0.1)
        assert slow_body.startswith(b"HTTP/1.1 408 ")
        assert b"too-slow" in slow_body
        assert spoken(address, HEAD, *[b"X-A: 1\r\n"] * 8, pause=0.1) == b""
        assert spoken(address) == b"", "one who says nothing at all"
        assert time.monotonic() - began < 4
        head = spoken(address, HEAD, *[b"X-A: " + b"a" * 8_000 + b"\r\n"] * 6, pause=0.01)
        assert head.startswith(b"HTTP/1.1 400 ")
        body = json.dumps(CHECK).encode()
        whole = HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        assert spoken(address, whole).startswith(b"HTTP/1.1 200 ")
        assert spoken(address, b"\x00\xff\x00 nonsense\r\n\r\n").startswith(b"HTTP/1.1 400 ")
        two_hosts = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
        assert spoken(address, two_hosts).startswith(b"HTTP/1.1 403 ")


def test_a_log_line_cannot_be_forged() -> None:
    forged = "a\r2026-01-01T00:00:00Z info all is well\n2026-01-01 x\x1b[2K\u202e"
    record = logging.LogRecord("tonecheck.server", logging.INFO, "", 0, "refused %s", (forged,), None)
    first, second = run._Lines().format(record).split("\n")
    assert first.endswith("info refused a\\u000d2026-01-01T00:00:00Z info all is well")
    assert second == "    2026-01-01 x\\u001b[2K\\u202e"


def test_neither_logs_nor_the_state_hold_secrets_or_texts(
    serve: Serve, own_rules: Any, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _, token = made(state, "desk")
    client = serve(rules=own_rules)
    named = {"conversation_id": "房间三〇一", "sender_id": "王小明", "message_id": "m-绝密"}
    with caplog.at_level(logging.DEBUG):
        for headers, body in (
            (bearer(token), {**CHECK, **named}), (bearer(token + "x"), CHECK), (bearer(token), {**CHECK, "role": "x"}),
        ):
            client.post("/v1/check", json=body, headers=headers)
        broken = b"{" + CHECK["text"].encode()
        client.post("/v1/check", content=broken, headers={**bearer(token), "Content-Type": "application/json"})
    content = b"".join(f.read_bytes() for f in state.iterdir())
    for secret in (token, CHECK["text"], *named.values()):
        assert secret not in caplog.text
        assert secret.encode() not in content


def test_texts_are_kept_masked_where_asked_for(shared: TestClient) -> None:
    text = "王女士您好，3号楼2单元501的13812345678，师傅下午到。"
    bodies = ({"text": text, **more} for more in ({}, {"intent": "draft"}, {"role": "customer"}))
    answers = [shared.post("/v1/check", json=body).json() for body in bodies]
    folder = shared.app.state.server.settings.state  # type: ignore[attr-defined]
    with sqlite3.connect(folder / "tonecheck.db") as connection:
        kept = [connection.execute("SELECT text FROM checks WHERE id = ?", (a["id"],)).fetchone()[0] for a in answers]
    connection.close()
    assert kept == ["王女士您好，【房号】的【电话】，师傅下午到。", None, None]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_state_folder_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    assert prepared(folder).stat().st_mode & 0o777 == 0o700
