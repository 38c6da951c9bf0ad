"""`GET /v1/insights`: whose messages are counted, of which days, and by what."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from servers import Serve
from starlette.testclient import TestClient
from table import case

from tonecheck.server.contract import Refusal
from tonecheck.server.insights import asked
from tonecheck.server.openapi import document
from tonecheck.server.store import prepared
from tonecheck.server.tokens import new_token
from tonecheck.server.worker import Rules

BLOCK, PASS = "这事不归我管。", "好的，师傅下午三点上门。"
NOW = datetime(2026, 11, 22, 17, 30, tzinfo=timezone.utc).timestamp()
NONE = {"taken": 0, "edited": 0, "overridden": 0}


def insights(client: TestClient, token: str | None = None, **chosen: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    response = client.get("/v1/insights", params=chosen, headers=headers)
    assert response.status_code == 200, response.text
    jsonschema.validate(response.json(), {"$ref": "#/components/schemas/Insights", **document()})
    return response.json()


def sent(client: TestClient, text: str, outcome: str | None = None, token: str | None = None, **more: Any) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = client.post("/v1/check", json={"text": text, **more}, headers=headers).json()
    if outcome:
        client.post(f"/v1/checks/{answer['id']}/outcome", json={"outcome": outcome}, headers=headers)


def test_sums_are_those_of_what_was_sent(serve: Serve, own_rules: Rules) -> None:
    client = serve(rules=own_rules)
    sent(client, BLOCK, "taken", scene="chat", channel="mail")
    sent(client, BLOCK, "overridden", intent="draft")
    sent(client, BLOCK, intent="draft")
    sent(client, BLOCK, role="customer")
    sent(client, PASS, "sent", scene="chat")
    found = insights(client)
    today = f"{datetime.now(timezone.utc):%Y-%m-%d}"
    assert found["by"] == {
        "rule": [{"rule": "own", "checks": 2, "by_reader": 0, "taken": 1, "edited": 0, "overridden": 1}],
        "scene": [{"scene": "chat", "checks": 2, "block": 1, "warn": 0, **NONE, "taken": 1},
                  {"scene": None, "checks": 1, "block": 1, "warn": 0, **NONE, "overridden": 1}],
        "channel": [{"channel": None, "checks": 2, "block": 1, "warn": 0, **NONE, "overridden": 1},
                    {"channel": "mail", "checks": 1, "block": 1, "warn": 0, **NONE, "taken": 1}],
        "day": [{"day": today, "checks": 3, "block": 2, "warn": 0, "taken": 1, "edited": 0, "overridden": 1}],
    }
    totals = found["totals"]
    assert (totals["checks"], totals["block"], totals["outcomes"]) == (3, 2, {"overridden": 1, "sent": 1, "taken": 1})
    assert found["titles"]["rules"] == {"own": {"zh-hans": "不归我管", "zh-hant": "不歸我管", "en": "不归我管"}}
    assert found["titles"]["scenes"]["chat"]["en"] == "A chat with one customer"
    assert (found["scope"], list(insights(client, by="scene")["by"])) == ("everybody", ["scene"])


def test_nothing_sent_is_nothing_found(serve: Serve, own_rules: Rules) -> None:
    found = insights(serve(rules=own_rules), **{"from": "2026-01-01", "to": "2026-01-31"})
    assert found["by"] == {"rule": [], "scene": [], "channel": [], "day": []}
    assert (found["from"], found["to"], found["totals"]["checks"]) == ("2026-01-01", "2026-01-31", 0)


def test_a_client_sees_its_own_and_a_supervisor_everybodys(serve: Serve, own_rules: Rules, tmp_path: Path) -> None:
    folder = prepared(tmp_path / "state")
    tokens = [new_token(folder, name, signed=False, rate=None, supervisor=name == "boss")[1] for name in ("one", "two", "boss")]
    client = serve(rules=own_rules)
    sent(client, BLOCK, token=tokens[0])
    sent(client, PASS, token=tokens[1])
    seen = [insights(client, token) for token in tokens]
    assert [(found["scope"], found["totals"]["checks"], len(found["by"]["rule"])) for found in seen] == [
        ("client", 1, 1), ("client", 1, 0), ("everybody", 2, 1)]
    assert client.get("/v1/insights").status_code == 401


@pytest.mark.parametrize(("given", "start", "end"), [
    case("thirty days up to today", {}, "2026-10-24T00:00+00:00", "2026-11-22T00:00+00:00"),
    case("today is tomorrow in China", {"utc_offset": "480"}, "2026-10-25T00:00+08:00", "2026-11-23T00:00+08:00"),
    case("a day", {"from": "2026-11-01", "to": "2026-11-01"}, "2026-11-01T00:00+00:00", "2026-11-01T00:00+00:00"),
    case("thirty days up to another", {"to": "2026-03-30"}, "2026-03-01T00:00+00:00", "2026-03-30T00:00+00:00"),
    case("west of Greenwich", {"to": "2026-03-30", "utc_offset": "-300"}, "2026-03-01T00:00-05:00", "2026-03-30T00:00-05:00"),
])
def test_days(given: dict[str, str], start: str, end: str) -> None:
    wanted = asked(given, NOW)
    assert (wanted.start, wanted.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    period = wanted.period("desk")
    assert (period.start, period.end) == (wanted.start.timestamp(), (wanted.end + timedelta(days=1)).timestamp())
    assert (period.client, period.offset) == ("desk", wanted.offset)


@pytest.mark.parametrize(("given", "message"), [
    case("no day", {"from": "yesterday"}, "from: a day such as 2026-11-22 is wanted"),
    case("no such day", {"to": "2026-02-30"}, "to: a day such as 2026-11-22 is wanted"),
    case("before there were any", {"to": "0001-01-01"}, "to: a day such as 2026-11-22 is wanted"),
    case("turned round", {"from": "2026-11-23"}, "from: 2026-11-23 lies after 2026-11-22"),
    case("too long", {"from": "2001-01-01"}, "from: at most 3,660 days at once"),
    case("by nothing known", {"by": "sender"}, "by: one of rule, scene, channel, day is wanted"),
    case("no offset", {"utc_offset": "+8h"}, "utc_offset: minutes from -840 to 840 are wanted, such as 480"),
    case("a far offset", {"utc_offset": "900"}, "utc_offset: minutes from -840 to 840 are wanted, such as 480"),
])
def test_refusals_name_the_parameter(given: dict[str, str], message: str) -> None:
    with pytest.raises(Refusal) as refused:
        asked(given, NOW)
    assert (refused.value.status, refused.value.message) == (422, message)
