"""The contract over HTTP: verdicts, second sendings, keys, batches, outcomes, and the pages beside them."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

import jsonschema
import pytest
from servers import Serve
from starlette.testclient import TestClient
from table import case

from tonecheck import Checker
from tonecheck.checker import LANGUAGES
from tonecheck.reply.setting import AUDIENCES, CHANNELS
from tonecheck.server.openapi import document
from tonecheck.server.worker import Rules

BLOCK, WARN, PASS = "这事不归我管。", "让您久等了。", "好的，师傅下午三点上门。"
ENVELOPE = ("id", "skipped", "acknowledged", "text_sha256", "degraded", "elapsed_ms")


def check(client: TestClient, text: str, **more: Any) -> Any:
    response = client.post("/v1/check", json={"text": text, **more})
    assert response.status_code == 200, response.text
    return response.json()


def valid(name: str, value: Any) -> None:
    jsonschema.validate(value, {"$ref": f"#/components/schemas/{name}", **document()})


@pytest.mark.parametrize("text", [BLOCK, WARN, PASS, "", "😀这事不归我管。", "維修是老李負責的，不歸我管。"])
def test_the_answer_is_the_wire_format_and_its_envelope(shared: TestClient, checker: Checker, text: str) -> None:
    answer = check(shared, text)
    valid("Answer", answer)
    assert {k: v for k, v in answer.items() if k not in ENVELOPE} == checker.check(text).to_dict()
    assert answer["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert (answer["skipped"], answer["acknowledged"], answer["degraded"]) == (None, None, False)


def test_scene_script_and_unknown_fields(shared: TestClient) -> None:
    assert check(shared, WARN, scene="phone-resume")["verdict"] == "pass"
    assert "記下來" in check(shared, BLOCK, script="hant-tw")["rewritten"]
    assert check(shared, PASS, colour="red", scene=None)["verdict"] == "pass"


def test_formats_have_spans_of_the_source(shared: TestClient) -> None:
    text = "<p>这事<b>不归</b>我管。</p>"
    finding = check(shared, text, format="html")["findings"][0]
    assert text[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"] == "不归</b>我管"


@pytest.mark.parametrize("role", ["staff", "bot"])
def test_staff_and_bots_are_checked(shared: TestClient, role: str) -> None:
    assert check(shared, BLOCK, role=role)["verdict"] == "block"


def test_customers_pass_at_once(shared: TestClient) -> None:
    answer = check(shared, BLOCK, role="customer")
    valid("Answer", answer)
    assert (answer["verdict"], answer["skipped"], answer["findings"], answer["rewritten"]) == ("pass", "role", [], BLOCK)


def body_of(**fields: Any) -> bytes:
    return json.dumps({"text": "a", **fields}).encode()


ROLES = "role: one of staff, bot, customer is wanted"
DEADLINE = "deadline_ms: a whole number of milliseconds from 1 to 60,000 is wanted"


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        case("no body", b"", 400, "the body is not JSON: Expecting value: line 1 column 1 (char 0)"),
        case("not UTF-8", b'{"text": "\xff"}', 400, "the body is not UTF-8: byte 10"),
        case("UTF-16 is not UTF-8", '{"text": "a"}'.encode("utf-16"), 400, "the body is not UTF-8: byte 0"),
        case("NaN is no JSON", b'{"text": "a", "deadline_ms": NaN}', 400, "the body is not JSON: NaN is no JSON"),
        case("an array", b"[]", 422, "the body: an object is wanted"),
        case("no text", b"{}", 422, "text: missing; the message to check is wanted"),
        case("text is null", b'{"text": null}', 422, "text: missing; the message to check is wanted"),
        case("text is a number", b'{"text": 1}', 422, "text: a string is wanted"),
        case("a lone surrogate", b'{"text": "a\\ud800"}', 400, "text: lone surrogate U+D800 at code point 1"),
        case("one elsewhere", b'{"text": "", "sender_id": "\\udfff"}', 400, "sender_id: lone surrogate U+DFFF at code point 0"),
        case("too long", body_of(text="好" * 8001), 413, "text: 8,001 code points; at most 8,000"),
        case("an id too long", body_of(message_id="m" * 257), 413, "message_id: 257 code points; at most 256"),
        case("too many turns", body_of(context=[{"role": "staff", "text": ""}] * 21), 413, "context: 21 turns; at most 20"),
        case("a turn without a role", body_of(context=[{"text": "b"}]), 422, f"context[0].{ROLES}"),
        case("a role misspelt", body_of(role="stuff"), 422, ROLES),
        case("a deadline of nothing", body_of(deadline_ms=0), 422, DEADLINE),
        case("a deadline that is true", body_of(deadline_ms=True), 422, DEADLINE),
        case("deep", b'{"text":' + b"[" * 60_000, 400, "the body is nested too deeply"),
    ],
)  # fmt: skip
def test_refusals_name_the_field(shared: TestClient, body: bytes, status: int, message: str) -> None:
    response = shared.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    valid("Error", response.json())
    assert (response.status_code, response.json()["error"]["message"]) == (status, message)


def test_an_unknown_scene_is_told_with_a_guess(shared: TestClient) -> None:
    response = shared.post("/v1/check", json={"text": "a", "scene": "frontdesk"})
    assert response.status_code == 422
    assert "unknown scene 'frontdesk' (did you mean 'front-desk'?)" in response.json()["error"]["message"]


def sending(**more: Any) -> dict[str, Any]:
    return {"conversation_id": "room", "sender_id": "staff", **more}


def test_a_warning_sent_again_passes_once(shared: TestClient) -> None:
    answers = [check(shared, WARN, **sending(conversation_id="again")) for _ in range(3)]
    valid("Answer", answers[1])
    assert [(a["verdict"], a["skipped"]) for a in answers] == [("warn", None), ("pass", "ack"), ("warn", None)]
    assert (answers[1]["acknowledged"], answers[1]["findings"], answers[1]["rewritten"]) == (answers[0]["id"], [], WARN)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        case("another sender", sending(conversation_id="1"), sending(conversation_id="1", sender_id="other")),
        case("another conversation", sending(conversation_id="2"), sending(conversation_id="3")),
        case("nobody named", {}, {}),
        case("somebody still types", sending(conversation_id="4"), sending(conversation_id="4", intent="draft")),
        case("somebody still typed", sending(conversation_id="5", intent="draft"), sending(conversation_id="5")),
        case("an id that nobody gave", {}, {"ack": "c123"}),
    ],
)
def test_a_warning_does_not_pass_by(shared: TestClient, first: dict[str, Any], second: dict[str, Any]) -> None:
    check(shared, WARN, **first)
    assert check(shared, WARN, **second)["verdict"] == "warn"


def test_a_retry_is_no_second_sending(shared: TestClient) -> None:
    first = check(shared, WARN, **sending(message_id="retry-1"))
    retry = check(shared, WARN, **sending(message_id="retry-1"))
    assert (retry["id"], retry["verdict"]) == (first["id"], "warn")
    through = check(shared, WARN, **sending(message_id="retry-2"))
    assert (through["verdict"], through["skipped"]) == ("pass", "ack")
    assert check(shared, WARN, **sending(message_id="retry-2"))["verdict"] == "pass", "a lost answer is asked for again"


def test_ack_passes_once_for_that_text(shared: TestClient) -> None:
    first = check(shared, WARN, **sending(conversation_id="ack"))
    assert check(shared, WARN + "您请。", ack=first["id"])["verdict"] == "warn"
    assert check(shared, WARN, ack=first["id"])["acknowledged"] == first["id"]
    assert check(shared, WARN, ack=first["id"])["verdict"] == "warn"
    again = check(shared, WARN, **sending(conversation_id="ack"))
    assert again["verdict"] == "warn", "what was confirmed cannot be sent again as well"


def test_a_block_never_passes(shared: TestClient) -> None:
    answers = [check(shared, BLOCK, **sending()) for _ in range(2)]
    answers.append(check(shared, BLOCK, **sending(ack=answers[0]["id"])))
    assert [(a["verdict"], a["skipped"], a["acknowledged"]) for a in answers] == [("block", None, None)] * 3


def test_one_key_one_text(shared: TestClient) -> None:
    check(shared, PASS, message_id="key")
    response = shared.post("/v1/check", json={"text": BLOCK, "message_id": "key"})
    assert (response.status_code, response.json()["error"]["code"]) == (409, "conflict")


def test_batches(shared: TestClient) -> None:
    checks = [{"text": BLOCK}, {"txt": ""}, {"text": PASS, "scene": "nowhere"}, {"text": PASS}]
    response = shared.post("/v1/checks", json={"checks": checks})
    valid("Answers", response.json())
    told = [(a.get("verdict"), a.get("status"), a.get("error", {}).get("message", "")) for a in response.json()["answers"]]
    scenes = ", ".join(shared.get("/v1/meta").json()["scenes"])
    assert told == [
        ("block", None, ""), (None, 422, "checks[1].text: missing; the message to check is wanted"),
        (None, 422, f"unknown scene 'nowhere'; known: {scenes}"), ("pass", None, ""),
    ]
    assert shared.post("/v1/checks", json={"checks": checks * 13}).status_code == 413
    assert shared.post("/v1/checks", json={"checks": {}}).status_code == 422


def test_outcomes(shared: TestClient) -> None:
    answer = check(shared, BLOCK)
    response = shared.post(f"/v1/checks/{answer['id']}/outcome", json={"outcome": "edited"})
    assert (response.status_code, response.json()) == (200, {"id": answer["id"], "outcome": "edited"})
    assert shared.post("/v1/checks/c0/outcome", json={"outcome": "sent"}).status_code == 404
    assert shared.post(f"/v1/checks/{answer['id']}/outcome", json={"outcome": "lost"}).status_code == 422


def test_meta_health_and_openapi(shared: TestClient, checker: Checker) -> None:
    meta = shared.get("/v1/meta").json()
    valid("Meta", meta)
    assert meta["rulebook"] == {"digest": checker.rulebook.digest, "rules": len(checker.rulebook.rules)}
    assert meta["scenes"] == list(checker.rulebook.scenes)
    assert shared.get("/healthz").json() == {"status": "ok"}
    served = shared.get("/openapi.json").json()
    assert served == json.loads(json.dumps(document()))
    jsonschema.Draft202012Validator.check_schema({"$defs": served["components"]["schemas"]})


def test_metrics_count(serve: Serve, own_rules: object) -> None:
    client = serve(rules=own_rules)
    check(client, BLOCK)
    check(client, PASS, role="customer")
    client.post("/v1/check", json={})
    text = client.get("/metrics").text
    for line in (
        'tonecheck_verdicts_total{skipped="no",verdict="block"} 1.0', 'tonecheck_verdicts_total{skipped="role",verdict="pass"} 1.0',
        'tonecheck_findings_total{rule="own",severity="error"} 1.0', 'tonecheck_requests_total{route="check",status="422"} 1.0',
        "tonecheck_rules 1.0", "tonecheck_checks_under_way 0.0",
    ):
        assert line in text.splitlines()


def test_pages_that_are_not_there(shared: TestClient) -> None:
    assert (shared.get("/v2/check").status_code, shared.get("/v1/check").status_code) == (404, 405)
    valid("Error", shared.get("/v2/check").json())
    assert shared.get("/v1/check").headers["allow"] == "POST"


def test_rates_are_a_client_s_own(serve: Serve, own_rules: object) -> None:
    client = serve(rules=own_rules, rate=1.0)
    statuses = [client.post("/v1/check", json={"text": PASS}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    refused = client.post("/v1/check", json={"text": PASS})
    assert (refused.headers["retry-after"], refused.json()["error"]["code"]) == ("1", "rate-limited")
    time.sleep(1.1)
    assert client.post("/v1/check", json={"text": PASS}).status_code == 200


def test_no_verdict_after_the_deadline(serve: Serve, own_rules: object, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(rules=own_rules)
    monkeypatch.setattr("tonecheck.server.worker.check", lambda *_: time.sleep(0.3))
    response = client.post("/v1/check", json={"text": PASS, "deadline_ms": 50})
    assert (response.status_code, response.json()["error"]["message"]) == (
        503, "no verdict within 50 ms: the thread is at it, or at another")


def test_replies_are_left_out_for_lack_of_time(serve: Serve, own_rules: object, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(rules=own_rules)
    full = check(client, BLOCK, deadline_ms=5000)
    monkeypatch.setattr("tonecheck.server.worker._SHORT_SECONDS", 60)
    answer = check(client, BLOCK, deadline_ms=5000)
    valid("Answer", answer)
    assert (full["degraded"], answer["degraded"]) == (False, True)
    assert [{**f, "suggestions": []} for f in full["findings"]] == answer["findings"]
    assert (answer["verdict"], answer["rewritten"]) == ("block", BLOCK)
    assert check(client, PASS)["degraded"] is False, "nothing was left out"


def test_channel_audience_and_earlier_turns_change_replies_alone(shared: TestClient) -> None:
    plain = check(shared, BLOCK)
    turns = [{"role": "staff", "text": plain["rewritten"]}, {"role": "customer", "text": "还没修好？"}]
    other = check(shared, BLOCK, context=turns, audience="elder", channel="notice")
    assert [f["rule"] for f in other["findings"]] == [f["rule"] for f in plain["findings"]]
    assert other["rewritten"] != plain["rewritten"]
    assert check(shared, BLOCK, channel="some tool")["rewritten"] == plain["rewritten"]
    assert shared.post("/v1/check", json={"text": BLOCK, "audience": "x"}).status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_in_the_language_asked_for(shared: TestClient, language: str) -> None:
    answer = check(shared, BLOCK, language=language, scene="phone-closing")
    wanted = Checker(language=language).check(BLOCK, scene="phone-closing").to_dict()
    assert answer["findings"] == wanted["findings"]
    assert check(shared, BLOCK)["findings"] == Checker().check(BLOCK).to_dict()["findings"], "nobody else's are changed"


def test_the_contract_names_what_the_checker_knows(shared: TestClient, checker: Checker) -> None:
    meta = shared.get("/v1/meta").json()
    assert (meta["languages"], meta["channels"], meta["audiences"]) == (list(LANGUAGES), list(CHANNELS), list(AUDIENCES))
    title = checker.rulebook.scene("front-desk").title  # type: ignore[union-attr]
    assert meta["scene_titles"]["front-desk"] == {"zh-hans": title.hans, "zh-hant": "前臺當面接待", "en": title.en}


def test_other_rulebooks(serve: Serve) -> None:
    client = serve(rules=Rules(pack="courier"))
    assert client.get("/v1/meta").json()["rulebook"] != check(serve(), PASS)["rulebook"]


def test_a_fault_of_ours_is_a_plain_500(serve: Serve, own_rules: object, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(rules=own_rules)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tonecheck.server.worker.check", broken)
    response = TestClient(client.app, raise_server_exceptions=False).post("/v1/check", json={"text": PASS})
    assert (response.status_code, response.json()["error"]["code"]) == (500, "internal")
