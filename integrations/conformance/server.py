"""A scripted server that speaks the pre-send contract: what every adapter is tried against.

Standard library alone, one file. As a program: `python integrations/conformance/server.py --port 0`. In tests:

    from integrations.conformance.server import running

    with running(token="secret") as server:
        server.url                      # http://127.0.0.1:PORT
        server.play([{"answer": "500"}])    # what the next requests get, before any trigger word
        server.seen                     # every request, in order

What a check gets is chosen by the next step of the script that fits, else by words in its text; README.md lists both.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# Words whose verdict is the same from the real rulebook, so that a scenario runs against either server.
BLOCKED, WARNED = "不归我管", "让您久等"
_SENTENCE_ENDS = "。！？\n😀"
_REPLIES = {
    BLOCKED: "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。",
    WARNED: "谢谢您的耐心等待。",
}
_SCRIPT_INJECTION = '<img src=x onerror="document.title=\'pwned\'">'
_ERRORS = {
    "400": "bad-request", "401": "unauthorized", "409": "conflict", "413": "too-large", "415": "unsupported-media-type",
    "422": "invalid", "429": "rate-limited", "500": "internal", "503": "unavailable",
}
_RAW = {"garbage": b"\x00\xff not json", "truncated": b'{"schema": 1, "verdict": "bl', "html": b"<html>Bad gateway</html>"}
# `slow:` takes milliseconds.
ANSWERS = (
    "pass", "warn", "block", "incomplete", "markup", "sha", "slow:", "hang", "drop", "garbage", "truncated", "html", "noverdict",
    *_ERRORS,
)


class Server:
    """The state of one scripted server: the script, the memory of warnings, and everything it was asked."""

    def __init__(self, *, port: int = 0, token: str | None = None, script: Sequence[Mapping[str, Any]] = ()) -> None:
        self.token = token
        self.seen: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self.reset()
        self.play(script)

    def reset(self) -> None:
        """Forgets the script, the warnings and what was seen."""
        with self._lock:
            self._steps: list[dict[str, Any]] = []
            self._warned: dict[str, str] = {}
            self._bounced: dict[tuple[str, ...], str] = {}
            self._keys: dict[str, tuple[str, dict[str, Any]]] = {}
            self._count = 0
            self.seen.clear()

    def play(self, steps: Sequence[Mapping[str, Any]]) -> None:
        """Adds steps: `answer`, optional `text` (only for drafts that hold it), `times` (default 1; 0: for ever)."""
        for step in steps:
            if not str(step.get("answer", "")).startswith(ANSWERS):
                raise ValueError(f"unknown answer {step.get('answer')!r}; known: {', '.join(ANSWERS)}")
        with self._lock:
            self._steps += [{"text": "", "times": 1, **step} for step in steps]

    def checks(self) -> list[dict[str, Any]]:
        """The bodies of all checks, in order."""
        return [r["body"] for r in self.seen if r["path"] == "/v1/check"]

    def outcomes(self) -> list[tuple[str, str]]:
        """Check id and outcome of every reported outcome, in order."""
        return [(r["path"].split("/")[3], r["body"].get("outcome")) for r in self.seen if r["path"].endswith("/outcome")]

    def record(self, entry: dict[str, Any]) -> None:
        """Keeps one request."""
        with self._lock:
            self.seen.append(entry)

    def chosen(self, text: str) -> str:
        """What a check of this text gets."""
        with self._lock:
            for step in self._steps:
                if step["text"] in text:
                    if step["times"]:
                        step["times"] -= 1
                        if not step["times"]:
                            self._steps.remove(step)
                    return str(step["answer"])
        marked = text.partition("%%")[2]
        for answer in ANSWERS:
            if marked.startswith(answer):
                digits = "".join(ch for ch in marked[len(answer) :][:6] if ch.isdigit()) if answer == "slow:" else ""
                return answer + digits
        return "block" if BLOCKED in text else "warn" if WARNED in text else "pass"

    def verdict(self, body: Mapping[str, Any], verdict: str, client: str) -> tuple[int, dict[str, Any]]:
        """The answer to a check whose verdict would be this one; remembers warnings, so that the second sending passes."""
        text = body["text"]
        digest = hashlib.sha256(text.encode()).hexdigest()
        with self._lock:
            if (key := body.get("message_id")) and key in self._keys:
                known, answer = self._keys[key]
                return (200, answer) if known == digest else (409, _error("409", "message_id was used for another text"))
            self._count += 1
            name = f"c{self._count:06d}"
            skipped = acknowledged = None
            if body.get("role") == "customer":
                verdict, skipped = "pass", "role"
            elif verdict == "warn" and (acknowledged := self._confirmed(body, digest, client, name)):
                verdict, skipped = "pass", "ack"
            answer = _report(text, verdict, markup=False) | {
                "id": name, "skipped": skipped, "acknowledged": acknowledged, "text_sha256": digest,
                "degraded": False, "elapsed_ms": 0.1,
            }
            if key:
                self._keys[key] = (digest, answer)
        return 200, answer

    def _confirmed(self, body: Mapping[str, Any], digest: str, client: str, name: str) -> str | None:
        """The id of the warning that this sending confirms; else the warning is remembered."""
        place = (client, str(body.get("conversation_id") or ""), str(body.get("sender_id") or ""), digest)
        ack = body.get("ack")
        if ack and self._warned.get(ack) == digest:
            del self._warned[ack]
            # One warning, one way through: what was confirmed cannot be sent again as well.
            self._bounced = {k: v for k, v in self._bounced.items() if v != ack}
            return str(ack)
        if body.get("intent", "send") == "send" and place[1] and place[2]:
            if place in self._bounced:
                bounced = self._bounced.pop(place)
                self._warned.pop(bounced, None)
                return bounced
            self._bounced[place] = name
        self._warned[name] = digest
        return None

    def serve(self) -> None:
        """Answers until `close`."""
        self._http.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        """Ends, hanging answers included."""
        self._ended.set()
        self._http.shutdown()
        self._http.server_close()

    def wait(self, seconds: float) -> None:
        """Sleeps, but not beyond the end."""
        self._ended.wait(seconds)


@contextmanager
def running(
    script: Sequence[Mapping[str, Any]] = (), *, token: str | None = None, port: int = 0
) -> Iterator[Server]:
    """A server on a free port of loopback, ended with the block; usable as the body of a pytest fixture."""
    server = Server(port=port, token=token, script=script)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def _report(text: str, verdict: str, *, markup: bool, complete: bool = True) -> dict[str, Any]:
    """The wire format of a verdict: one finding on the trigger word, or on the whole text where there is none."""
    findings: list[dict[str, Any]] = []
    rewritten = text
    if verdict != "pass":
        word = BLOCKED if verdict == "block" else WARNED
        start = max(text.find(word), 0)
        end = start + len(word) if word in text else len(text)
        first = 1 + max((text.rfind(ch, 0, start) for ch in _SENTENCE_ENDS), default=-1)
        last = min((at + 1 for ch in _SENTENCE_ENDS if (at := text.find(ch, end)) >= 0), default=len(text))
        reply = _REPLIES[word] if complete else "【谁】负责这件事，我帮您联系。"
        rewritten = text[:first] + reply + text[last:] if complete else text
        line = text.count("\n", 0, start) + 1
        findings = [{
            "rule": "t06" if verdict == "block" else "t15", "severity": "error" if verdict == "block" else "warning",
            "span": {"start": start, "end": end}, "utf16": {"start": _utf16(text, start), "end": _utf16(text, end)},
            "by": "pattern", "line": line, "column": start - text.rfind("\n", 0, start), "excerpt": text[start:end],
            "message": "只说不归自己管，客户不知道该找谁。" + (_SCRIPT_INJECTION if markup else ""),
            "impact": "失望：被推来推去。" + (_SCRIPT_INJECTION if markup else ""),
            "suggestions": [{"text": reply + (_SCRIPT_INJECTION if markup else ""), "span": {"start": first, "end": last},
                             "complete": complete, "slots": {}}],
        }]
    return {
        "schema": 1, "rulebook": {"digest": "scripted", "rules": 2}, "path": None, "script": "hans", "scene": None,
        "verdict": verdict, "rewritten": rewritten, "findings": findings,
    }


def _utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def _error(status: str, message: str) -> dict[str, Any]:
    return {"error": {"code": _ERRORS[status], "message": message}}


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Over keep-alive Nagle's algorithm costs 40 ms an answer.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            if self.path == "/_conformance/seen":
                self._send(200, server.seen)
            elif self.path == "/healthz":
                self._send(200, {"status": "ok"})
            elif self.path == "/v1/meta":
                self._send(200, {"name": "tonecheck-conformance", "contract": 1, "limits": {"text": 8000, "context": 20}})
            else:
                self._send(404, {"error": {"code": "not-found", "message": f"no such page: {self.path}"}})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            try:
                body = json.loads(raw or b"null")
            except ValueError:
                body = None
            if self.path == "/_conformance/reset":
                server.reset()
                self._send(200, {})
            elif self.path == "/_conformance/script":
                server.play(body or [])
                self._send(200, {})
            else:
                server.record({
                    "method": "POST", "path": self.path, "body": body, "at": time.time(),
                    "headers": {k.lower(): v for k, v in self.headers.items()},
                })
                self._contract(body)

        def _contract(self, body: Any) -> None:
            if server.token and self.headers.get("Authorization") != f"Bearer {server.token}":
                return self._send(401, _error("401", "a token is wanted: Authorization: Bearer …"))
            if (self.headers.get("Content-Type") or "").split(";")[0].strip() != "application/json":
                return self._send(415, _error("415", "Content-Type must be application/json"))
            if self.path == "/v1/check":
                if not isinstance(body, dict) or not isinstance(body.get("text"), str):
                    return self._send(422, _error("422", "text: a string is wanted"))
                return self._check(body)
            parts = self.path.split("/")
            if len(parts) == 5 and parts[:3] == ["", "v1", "checks"] and parts[4] == "outcome":
                known = ("sent", "taken", "edited", "overridden", "cancelled", "bypassed")
                if not isinstance(body, dict) or body.get("outcome") not in known:
                    return self._send(422, _error("422", f"outcome: one of {', '.join(known)} is wanted"))
                return self._send(200, {"id": parts[3], "outcome": body["outcome"]})
            return self._send(404, {"error": {"code": "not-found", "message": f"no such page: {self.path}"}})

        def _check(self, body: Mapping[str, Any]) -> None:
            text = body["text"]
            try:
                text.encode()
            except UnicodeEncodeError as error:
                return self._send(400, _error("400", f"text: lone surrogate at code point {error.start}"))
            answer = server.chosen(text)
            if answer in _ERRORS:
                retry = {"Retry-After": "1"} if answer in ("429", "503") else {}
                return self._send(int(answer), _error(answer, "as scripted"), retry)
            if answer == "hang":
                server.wait(60)
                answer = "drop"
            if answer == "drop":
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return None
            if answer.startswith("slow:"):
                server.wait(int(answer[5:] or 0) / 1000)
                answer = "block" if BLOCKED in text else "warn" if WARNED in text else "pass"
            if answer in _RAW:
                return self._write(200, _RAW[answer], "text/html" if answer == "html" else "application/json", {})
            kind = {"incomplete": "block", "markup": "block", "sha": "block", "noverdict": "block"}.get(answer, answer)
            status, report = server.verdict(body, kind, self.headers.get("Authorization") or "")
            if answer in ("incomplete", "markup"):
                report |= _report(text, "block", markup=answer == "markup", complete=answer != "incomplete")
            if answer == "sha":
                report |= {"text_sha256": hashlib.sha256(b"another text").hexdigest()}
            if answer == "noverdict":
                report = {k: v for k, v in report.items() if k != "verdict"}
            return self._send(status, report)

        def _send(self, status: int, body: Any, headers: Mapping[str, str] = {}) -> None:
            self._write(status, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), "application/json", headers)

        def _write(self, status: int, content: bytes, kind: str, headers: Mapping[str, str]) -> None:
            try:
                self.send_response(status)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                # An adapter that timed out has gone: that is what it was tried for.
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Says nothing: what was asked is in `seen`."""

    return Handler


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until Ctrl-C or the given seconds; prints its address first."""
    parser = argparse.ArgumentParser(description="A scripted server that speaks tonecheck's pre-send contract.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--token", help="the bearer token that is wanted; none by default")
    parser.add_argument("--script", help="JSON file: an array of steps {answer, text, times}")
    parser.add_argument("--seconds", type=float, default=3600, help="end after so many seconds (default: an hour)")
    chosen = parser.parse_args(arguments)
    try:
        steps = json.loads(Path(chosen.script).read_text(encoding="utf-8")) if chosen.script else []
        server = Server(port=chosen.port, token=chosen.token, script=steps)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    ending = threading.Timer(chosen.seconds, server.close)
    ending.daemon = True
    ending.start()
    with suppress(KeyboardInterrupt):
        server.serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
