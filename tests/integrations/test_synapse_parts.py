"""The parts of the Synapse module that know nothing of Synapse: settings, the circuit, what staff are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from table import case
from tonecheck_synapse import settings, wording
from tonecheck_synapse.circuit import Circuit
from tonecheck_synapse.verdict import Verdict

GOOD: dict[str, Any] = {"url": "http://127.0.0.1:8765/", "staff": ["@desk-*:example.org"]}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        case("nothing", None, "config: a mapping with at least 'url' and 'staff' is wanted"),
        case("no address", {**GOOD, "url": None},
             "url: the address of the tonecheck server is wanted, such as http://127.0.0.1:8765, not None"),
        case("an address without http", {**GOOD, "url": "127.0.0.1:8765"},
             "url: the address of the tonecheck server is wanted, such as http://127.0.0.1:8765, not '127.0.0.1:8765'"),
        case("no staff", {"url": GOOD["url"]}, "staff: a list of users or patterns is wanted, such as ['@desk-*:example.org']"),
        case("one pattern, not a list", {**GOOD, "staff": "@a:b"},
             "staff: a list of users or patterns is wanted, such as ['@desk-*:example.org']"),
        case("a name without a server", {**GOOD, "staff": ["lina"]},
             "staff: 'lina' is no user id; write '@name:server', where * stands for anything"),
        case("a slip of the keyboard", {**GOOD, "on_wern": "ask"}, "on_wern: unknown setting (did you mean 'on_warn'?)"),
        case("nothing like it", {**GOOD, "zzz": 1}, "zzz: unknown setting"),
        case("no such action", {**GOOD, "on_warn": "block"}, "on_warn: one of ask, pass, rewrite is wanted, not 'block'"),
        case("a block cannot be passed", {**GOOD, "on_block": "pass"}, "on_block: one of refuse, rewrite is wanted, not 'pass'"),
        case("yaml's on and off", {**GOOD, "on_failure": True}, "on_failure: one of open, closed is wanted, not True"),
        case("too long a wait", {**GOOD, "timeout": 60}, "timeout: seconds above 0, at most 10, are wanted, not 60"),
        case("a truth value is no time", {**GOOD, "timeout": True}, "timeout: seconds above 0, at most 10, are wanted, not True"),
        case("two tokens", {**GOOD, "token": "a", "token_file": "b"}, "token: give either 'token' or 'token_file', not both"),
        case("a token with a blank, not repeated", {**GOOD, "token": "a b"}, "token: only visible ASCII characters are wanted"),
        case("a token that is no text, not repeated", {**GOOD, "token": 7}, "token: text is wanted"),
        case("no scene", {**GOOD, "scene": ""}, "scene: text is wanted, not ''"),
    ],
)
def test_a_wrong_setting_is_told(raw: Any, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as told:
        settings.read(raw)
    assert str(told.value) == message


def test_a_token_file_and_a_spool_are_tried_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("secret\n")
    (tmp_path / "empty").write_text("\n")
    assert settings.read({**GOOD, "token_file": str(tmp_path / "token")}).token == "secret"
    for key, value in {"token_file": "empty", "spool": "no/such/folder"}.items():
        with pytest.raises(ValueError, match=f"^{key}: .*{value}"):
            settings.read({**GOOD, key: str(tmp_path / value)})


def test_what_is_left_out_takes_the_safe_value() -> None:
    assert settings.read(GOOD) == settings.Settings(url="http://127.0.0.1:8765", staff=("@desk-*:example.org",))


@pytest.mark.parametrize(
    ("user", "is_staff"),
    [
        case("a name that fits", "@desk-3:example.org", True),
        case("a customer", "@zhang:example.org", False),
        case("the same name elsewhere", "@desk-3:example.org.evil", False),
        case("a name that only contains it", "@x@desk-3:example.org", False),
    ],
)
def test_who_is_staff(user: str, is_staff: bool) -> None:
    assert settings.read(GOOD).is_staff(user) is is_staff


def test_the_circuit_opens_after_five_in_a_row_and_lets_one_try_every_ten_seconds() -> None:
    circuit = Circuit()
    assert [circuit.failed(now) for now in range(4)] == [False] * 4
    circuit.succeeded()
    assert [circuit.failed(now) for now in range(5)] == [False, False, False, False, True]
    assert [circuit.lets(now) for now in (4, 13.9, 14, 14.1, 23.9, 24)] == [False, False, True, False, False, True]
    assert not circuit.failed(24.5)
    assert [circuit.lets(now) for now in (34.4, 34.5)] == [False, True]
    assert circuit.succeeded()
    assert not circuit.succeeded()
    assert [circuit.lets(35)] * 2 == [True, True]


def test_a_server_that_wants_rest_is_not_left_alone_for_longer_than_a_minute() -> None:
    circuit = Circuit()
    circuit.rest(0, 9_000)
    assert [circuit.lets(now) for now in (59.9, 60)] == [False, True]


def finding(rule: str, severity: str, excerpt: str, *replies: tuple[str, bool]) -> dict[str, Any]:
    suggestions = [{"text": text, "complete": complete} for text, complete in replies]
    return {"rule": rule, "severity": severity, "excerpt": excerpt, "message": f"说明{rule}。", "suggestions": suggestions}


def verdict(kind: str, script: str, *findings: dict[str, Any], rewritten: str = "好的。") -> Verdict:
    return Verdict("c1", kind, None, None, script, rewritten, findings)


@pytest.mark.parametrize(
    ("answer", "lang", "told"),
    [
        case("a traditional draft is answered in its script",
             verdict("warn", "hant", finding("a", "warning", "久等", ("謝謝。", True))), "auto",
             "這則訊息先沒有送出，請您再看一眼。\n「久等」：说明a。\n可以這樣說：\n好的。\n"
             "如果您確定要這樣說，請在十分鐘內原樣再傳送一次，訊息就會送出。"),
        case("errors first, hints never, the same once",
             verdict("block", "hans", finding("i", "info", "你"), finding("w", "warning", "乙"),
                     *[finding("e", "error", "甲", ("行", True))] * 2), "auto",
             "这条消息没有发出，其中的说法可能会让客户不快。\n“甲”：说明e。\n“乙”：说明w。\n可以这样说：\n行\n请修改后再发。"),
        case("three reasons, the rest counted", verdict("block", "hans", *[finding(str(i), "error", str(i)) for i in range(5)]),
             "en", "This message was not sent: it may hurt the customer.\n“0”: 说明0。\n“1”: 说明1。\n“2”: 说明2。\nAnd 2 more.\n"
             "Please change it and send it again."),
        case("line breaks of the draft do not break ours", verdict("block", "hans", finding("a", "error", "甲\n乙")), "zh-hans",
             "这条消息没有发出，其中的说法可能会让客户不快。\n“甲 乙”：说明a。\n请修改后再发。"),
    ],
)
def test_what_staff_are_told(answer: Verdict, lang: str, told: str) -> None:
    assert wording.held(answer, lang) == told
