"""The Synapse module with `tonecheck serve` itself and the built-in rulebook."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from homeserver import Homeserver, User, running, synapse_python, tonecheck_server

__all__ = ["synapse_python"]
pytestmark = pytest.mark.e2e


POLICIES: dict[str, dict[str, Any]] = {"lina": {}, "wang": {"on_warn": "rewrite", "on_block": "rewrite"}}


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What tonecheck keeps."""
    return tmp_path_factory.mktemp("tonecheck")


@pytest.fixture(scope="module")
def homeserver(synapse_python: str, state: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    command = [sys.executable, "-m", "tonecheck", "token", "new", "synapse", "--state", str(state)]
    token = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    (state / "token").write_text(token)
    with tonecheck_server(state) as url:
        common = {"url": url, "token_file": str(state / "token"), "on_failure": "closed"}
        modules = [
            {"module": "tonecheck_synapse.ToneModule", "config": {**common, "staff": [f"@{name}:localhost"], **policy}}
            for name, policy in POLICIES.items()
        ]
        with running(synapse_python, tmp_path_factory.mktemp("synapse"), modules) as server:
            yield server


@pytest.fixture(scope="module")
def people(homeserver: Homeserver) -> dict[str, User]:
    return {name: homeserver.user(name) for name in ("lina", "wang", "zhang")}


def outcome(user: User, room: str, content: str | dict[str, Any]) -> str:
    answer = user.send(room, content)
    return "sent" if answer.status == 200 else str(answer.body["error"])


def test_block_warning_and_clean_text(people: dict[str, User]) -> None:
    lina, zhang = people["lina"], people["zhang"]
    room = lina.room_with(zhang)
    told = outcome(lina, room, "维修是老李负责的，这事不归我管。")
    assert told.startswith("这条消息没有发出，其中的说法可能会让客户不快。\n“")
    assert told.endswith("可以这样说：\n这件事我来联系老李，把您的要求转达清楚，有消息就告诉您。\n请修改后再发。")
    assert outcome(lina, room, "维修是老李负责的，这事不归我管。") == told
    assert "十分钟内原样再发一次" in outcome(lina, room, "让您久等了。")
    assert outcome(lina, room, "让您久等了。") == "sent"
    assert "十分钟内原样再发一次" in outcome(lina, room, "让您久等了。")
    assert outcome(lina, room, "您好，师傅今天下午三点上门。") == "sent"
    assert outcome(zhang, room, "这事不归我管？") == "sent"
    assert zhang.bodies(room) == ["让您久等了。", "您好，师傅今天下午三点上门。", "这事不归我管？"]


def test_a_traditional_draft_is_answered_in_its_script(people: dict[str, User]) -> None:
    told = outcome(people["lina"], people["lina"].room_with(people["zhang"]), "維修是老李負責的，這事不歸我管。")
    assert told.startswith("這則訊息沒有送出，其中的說法可能會讓客戶不快。\n「")
    assert "這件事我來聯絡老李，把您的需求轉達清楚，有消息就告訴您。" in told


def test_what_is_quoted_is_the_customer_s(people: dict[str, User]) -> None:
    lina = people["lina"]
    room = lina.room_with(people["zhang"])
    quotation = "> 你们说不归我管，到底谁管？\n\n我来帮您联系维修的同事，今天下午五点前给您回复。"
    html = "<blockquote>\n<p>你们说不归我管，到底谁管？</p>\n</blockquote>\n<p>我来帮您联系维修的同事，今天下午五点前给您回复。</p>"
    content = {"msgtype": "m.text", "body": quotation, "format": "org.matrix.custom.html", "formatted_body": html}
    assert outcome(lina, room, content) == "sent"
    assert people["zhang"].read(room) == [content]


def test_rewriting(people: dict[str, User]) -> None:
    wang, zhang = people["wang"], people["zhang"]
    room = wang.room_with(zhang)
    bold = {"format": "org.matrix.custom.html", "formatted_body": "您好，<strong>这事不归我管</strong>。"}
    assert outcome(wang, room, "维修是老李负责的，这事不归我管。") == "sent"
    assert outcome(wang, room, {"msgtype": "m.text", "body": "您好，**这事不归我管**。"} | bold) == "sent"
    first, second = zhang.read(room)
    assert first == {"msgtype": "m.text", "body": "这件事我来联系老李，把您的要求转达清楚，有消息就告诉您。"}
    assert set(second) == {"msgtype", "body"}
    assert second["body"].startswith("您好，")
    assert "不归我管" not in second["body"]


def test_the_audit_has_what_became_of_each(people: dict[str, User], state: Path) -> None:
    lina, wang = people["lina"], people["wang"]
    room = lina.room_with(people["zhang"], wang)
    began = time.time()
    assert [lina.send(room, "让您久等了。").status for _ in range(2)] == [403, 200]
    assert wang.send(room, "让您久等了。").status == 200
    expected = [
        ("send", "warn", None, "overridden"), ("send", "pass", "ack", None),
        ("draft", "warn", None, "taken"), ("draft", "pass", None, None),
    ]
    until = time.monotonic() + 10
    while audited(state, began) != expected and time.monotonic() < until:
        time.sleep(0.1)
    assert audited(state, began) == expected


def audited(state: Path, since: float) -> list[tuple[Any, ...]]:
    """Intent, verdict, why it was skipped, and outcome of the checks since then."""
    with contextlib.closing(sqlite3.connect(state / "tonecheck.db")) as audit:
        return audit.execute("SELECT intent, verdict, skipped, outcome FROM checks WHERE at >= ? ORDER BY at", (since,)).fetchall()
