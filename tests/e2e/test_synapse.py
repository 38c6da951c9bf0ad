"""The Synapse module in a real Synapse, against the scripted server: every scenario of the conformance table.

The interpreter of the environment that Synapse is installed in is named by `TONECHECK_SYNAPSE_PYTHON`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from homeserver import Homeserver, User, free_port, running, started, synapse_python
from table import case

from integrations.conformance import server as conformance

__all__ = ["synapse_python"]
pytestmark = pytest.mark.e2e

TOKEN = "token-of-the-synapse-module"
CLEAN, BLOCKED, WARNED = "好的，师傅下午三点上门。", "这事不归我管。", "让您久等了。"
MENDED_BLOCK, MENDED_WARN = "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。", "谢谢您的耐心等待。"
# The name of a member of staff says which of the modules concerns them.
POLICIES: dict[str, dict[str, Any]] = {
    "ask": {},
    "pass": {"on_warn": "pass"},
    "rewrite": {"on_warn": "rewrite", "on_block": "rewrite"},
    "closed": {"on_failure": "closed"},
    "english": {"lang": "en"},
    "traditional": {"lang": "zh-hant"},
    "inside": {"internal_rooms": "skip"},
    "safety": {"errcode": "safety"},
    "scene": {"scene": "front-desk", "script": "hant-hk"},
    "wrong": {"token": "another"},
    "wrongclosed": {"token": "another", "on_failure": "closed"},
    "gone": {"url": None},
    "goneclosed": {"url": None, "on_failure": "closed"},
}


@pytest.fixture(scope="session")
def scripted() -> Iterator[conformance.Server]:
    with conformance.running(token=TOKEN) as server:
        yield server


@pytest.fixture(scope="session")
def spool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spool") / "unchecked.jsonl"


@pytest.fixture(scope="session")
def homeserver(
    synapse_python: str, scripted: conformance.Server, spool: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Homeserver]:
    nobody = f"http://127.0.0.1:{free_port()}"
    modules = []
    for name, policy in POLICIES.items():
        config = {"url": scripted.url, "token": TOKEN, "staff": [f"@{name}-*:localhost"], "spool": str(spool)} | policy
        modules.append({"module": "tonecheck_synapse.ToneModule", "config": config | {"url": config["url"] or nobody}})
    with running(synapse_python, tmp_path_factory.mktemp("synapse"), modules) as server:
        yield server


class Desk:
    """A member of staff with a customer in a room."""

    def __init__(self, homeserver: Homeserver, staff: User, customer: User) -> None:
        self.homeserver, self.staff, self.customer = homeserver, staff, customer
        self.room = staff.room_with(customer)

    def sends(self, content: str | Mapping[str, Any]) -> str:
        """`sent`, or what the member of staff is told instead."""
        answer = self.staff.send(self.room, content)
        if answer.status == 200:
            return "sent"
        assert (answer.status, answer.body["errcode"]) == (403, "M_FORBIDDEN"), answer
        return str(answer.body["error"])

    @property
    def arrived(self) -> list[str]:
        """What the customer has got."""
        return self.customer.bodies(self.room)


@pytest.fixture(scope="session")
def customer(homeserver: Homeserver) -> User:
    return homeserver.user("zhang")


@pytest.fixture(scope="session")
def staff(homeserver: Homeserver) -> Callable[[str], User]:
    """The member of staff whom a policy concerns, made at the first need."""
    return cache(lambda policy: homeserver.user(f"{policy}-1"))


@cache
def lounge(staff: User, customer: User) -> str:
    """A room that no test looks at."""
    return staff.room_with(customer)


@pytest.fixture
def desk(
    scripted: conformance.Server, homeserver: Homeserver, staff: Callable[[str], User], customer: User,
    request: pytest.FixtureRequest,
) -> Desk:
    """A new room for each test; `request.param`, or `ask`, names the policy."""
    policy = getattr(request, "param", "ask")
    made = Desk(homeserver, staff(policy), customer)
    scripted.reset()
    if POLICIES[policy].get("url", "") is not None and "token" not in POLICIES[policy]:
        # An answer, so that failures of the test before do not count towards the circuit of this one.
        made.staff.send(lounge(made.staff, customer), "收到")
        assert [body["text"] for body in scripted.checks()] == ["收到"], "the test before left the circuit open"
        scripted.reset()
    return made


def with_policy(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("desk", names, indirect=True)


def text_of(scripted: conformance.Server) -> list[str]:
    return [body["text"] for body in scripted.checks()]


def test_a_clean_message_is_sent_unchanged_and_asked_about_once(desk: Desk, scripted: conformance.Server) -> None:
    assert desk.sends(CLEAN) == "sent"
    assert desk.arrived == [CLEAN]
    (question,) = scripted.checks()
    assert question.pop("message_id").endswith("/send-0")
    assert question == {
        "text": CLEAN, "role": "staff", "channel": "matrix", "conversation_id": desk.room, "sender_id": desk.staff.id,
        "intent": "send", "format": "markdown", "deadline_ms": 1000,
    }


@with_policy("scene")
def test_scene_and_script_are_asked_for(desk: Desk, scripted: conformance.Server) -> None:
    desk.sends(CLEAN)
    assert [(q["scene"], q["script"]) for q in scripted.checks()] == [("front-desk", "hant-hk")]


def test_a_block_is_not_sent_and_says_why(desk: Desk) -> None:
    told = desk.sends(BLOCKED)
    assert told == (
        "这条消息没有发出，其中的说法可能会让客户不快。\n“不归我管”：只说不归自己管，客户不知道该找谁。\n"
        f"可以这样说：\n{MENDED_BLOCK}\n请修改后再发。"
    )
    assert desk.sends(BLOCKED) == told
    assert desk.arrived == []


def test_programs_get_the_findings_beside_the_text(desk: Desk) -> None:
    told = desk.staff.send(desk.room, BLOCKED).body["org.tonecheck"]
    assert (told["verdict"], told["resend"], told["rewritten"]) == ("block", False, MENDED_BLOCK)
    assert [(f["rule"], f["excerpt"]) for f in told["findings"]] == [("t06", "不归我管")]
    assert desk.staff.send(desk.room, WARNED).body["org.tonecheck"]["resend"] is True


@with_policy("safety")
def test_the_error_of_the_safety_proposal(desk: Desk) -> None:
    block, warning = desk.staff.send(desk.room, BLOCKED), desk.staff.send(desk.room, WARNED)
    for answer in (block, warning):
        assert (answer.status, answer.body["errcode"], answer.body["harms"]) == (403, "ORG.MATRIX.MSC4387_SAFETY", [])
        assert "没有发出" in answer.body["error"]
    assert "expiry" not in block.body
    # A time that has passed: the client may offer at once to send again.
    assert abs(warning.body["expiry"] / 1000 - time.time()) < 60
    assert desk.staff.send(desk.room, WARNED).status == 200


def test_the_offered_reply_passes(desk: Desk) -> None:
    offered = desk.staff.send(desk.room, BLOCKED).body["org.tonecheck"]["rewritten"]
    assert desk.sends(offered) == "sent"
    assert desk.arrived == [MENDED_BLOCK]


def test_a_warning_passes_when_it_is_sent_again_and_only_once(desk: Desk, scripted: conformance.Server) -> None:
    told = desk.sends(WARNED)
    assert told == (
        "这条消息先没有发出，请您再看一眼。\n“让您久等”：只说不归自己管，客户不知道该找谁。\n"
        f"可以这样说：\n{MENDED_WARN}\n如果您确定要这样说，请在十分钟内原样再发一次，消息就会发出。"
    )
    assert desk.arrived == []
    assert desk.sends(WARNED) == "sent"
    assert desk.arrived == [WARNED]
    assert desk.sends(WARNED) == told
    until = time.monotonic() + 5
    while not scripted.outcomes() and time.monotonic() < until:
        time.sleep(0.02)
    assert [outcome for _, outcome in scripted.outcomes()] == ["overridden"]


def test_a_program_that_retries_the_same_transaction_sends_it(desk: Desk) -> None:
    answers = [desk.staff.send(desk.room, WARNED, txn="same").status for _ in range(3)]
    assert answers == [403, 200, 200]
    assert desk.arrived == [WARNED]


def test_another_text_is_warned_about_anew(desk: Desk) -> None:
    assert desk.sends(WARNED) != "sent"
    assert desk.sends("让您久等了！") != "sent"
    assert desk.sends(WARNED) == "sent"
    assert desk.arrived == [WARNED]


def test_a_confirmation_holds_for_its_own_room_alone(desk: Desk) -> None:
    assert desk.sends(WARNED) != "sent"
    desk.room = desk.staff.room_with(desk.customer)
    assert desk.sends(WARNED) != "sent"


@with_policy("pass")
def test_warnings_may_be_let_through(desk: Desk) -> None:
    assert desk.sends(WARNED) == "sent"
    assert desk.sends(BLOCKED) != "sent"
    assert desk.arrived == [WARNED]


@with_policy("rewrite")
def test_rewriting_sends_the_complete_reply(desk: Desk, scripted: conformance.Server) -> None:
    assert [desk.sends(text) for text in (WARNED, BLOCKED, WARNED)] == ["sent"] * 3
    assert desk.arrived == [MENDED_WARN, MENDED_BLOCK, MENDED_WARN]
    until = time.monotonic() + 5
    while len(scripted.outcomes()) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    assert [outcome for _, outcome in scripted.outcomes()] == ["taken"] * 3


@with_policy("rewrite")
def test_rewriting_takes_the_formatted_form_away(desk: Desk) -> None:
    desk.sends(formatted("**让您久等了。**", "<b>让您久等了。</b>"))
    assert desk.customer.read(desk.room)[-1] == {"msgtype": "m.text", "body": MENDED_WARN}


@with_policy("ask", "rewrite")
def test_what_is_to_be_filled_in_is_offered_and_never_applied(desk: Desk) -> None:
    told = desk.sends("这事%%incomplete")
    assert "【谁】负责这件事，我帮您联系。（请先填好【…】）" in told
    assert desk.arrived == []


@with_policy("rewrite")
def test_a_rewriting_that_does_not_pass_itself_is_not_sent(desk: Desk, scripted: conformance.Server) -> None:
    scripted.play([{"text": MENDED_WARN, "answer": "warn"}])
    assert desk.sends(WARNED) != "sent"
    assert desk.sends(WARNED) == "sent"
    assert desk.arrived == [MENDED_WARN]


def test_markup_is_told_as_text(desk: Desk) -> None:
    answer = desk.staff.send(desk.room, "这事%%markup")
    assert answer.status == 403
    assert '<img src=x onerror="document.title=\'pwned\'">' in answer.body["error"]


def formatted(body: str, html: str) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": body, "format": "org.matrix.custom.html", "formatted_body": html}


CAPTION = {"msgtype": "m.image", "filename": "楼道.jpg", "body": BLOCKED, "url": "mxc://localhost/a"}
REPLY = {"m.relates_to": {"m.in_reply_to": {"event_id": "$of-the-customer"}}}


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        case("a caption is a message", CAPTION, [BLOCKED]),
        case("a file's name is not", {"msgtype": "m.file", "body": "不归我管.pdf", "url": "mxc://localhost/a"}, []),
        case("nor when it is told twice", {**CAPTION, "body": "楼道.jpg"}, []),
        case("what an emote says", {"msgtype": "m.emote", "body": BLOCKED}, [BLOCKED]),
        case("what a notice says", {"msgtype": "m.notice", "body": BLOCKED}, [BLOCKED]),
        case("an unknown kind shows its body", {"msgtype": "org.example.card", "body": BLOCKED}, [BLOCKED]),
        case("the formatted form of the same words is asked about once", formatted("**好的**", "<b>好的</b>"), ["好的"]),
        case("other words in the formatted form are asked about too", formatted("好的", f"<p>{BLOCKED}</p>"), [BLOCKED, "好的"]),
        case("the customer's quoted words are the customer's",
             {"msgtype": "m.text", "body": f"> <@zhang:localhost> {BLOCKED}\n> 真的？\n\n{CLEAN}", **REPLY}, [CLEAN]),
        case("in the formatted form as well",
             formatted(CLEAN, f"<mx-reply><blockquote>{BLOCKED}</blockquote></mx-reply>{CLEAN}") | REPLY, [CLEAN]),
        case("what the author quotes is marked as quoted, and asked about once",
             formatted(f"> 管不管？\n> 真的？\n\n{CLEAN}",
                       f"<blockquote>\n<p>管不管？<br>真的？</p>\n</blockquote>\n<p>{CLEAN}</p>"),
             [f"> 管不管？\n> 真的？\n{CLEAN}"]),
        case("without a reply such lines are one's own", {"msgtype": "m.text", "body": f"> {CLEAN}"}, [f"> {CLEAN}"]),
        case("nothing to read", {"msgtype": "m.text", "body": "   "}, []),
    ],
)
def test_what_readers_see_is_what_is_asked_about(
    desk: Desk, scripted: conformance.Server, content: dict[str, Any], asked: list[str]
) -> None:
    outcome = desk.sends(content)
    assert text_of(scripted) == asked
    assert (outcome == "sent") == (BLOCKED not in asked)


def test_sending_again_confirms_both_forms(desk: Desk) -> None:
    both = formatted(WARNED, "让您久等啦。")
    assert desk.sends(both) != "sent"
    assert desk.sends(both) == "sent"


def edit(event: str, text: str, fallback: str | None = None) -> dict[str, Any]:
    relation = {"rel_type": "m.replace", "event_id": event}
    new = {"msgtype": "m.text", "body": text}
    return {"msgtype": "m.text", "body": fallback or f"* {text}", "m.new_content": new, "m.relates_to": relation}


def test_an_edit_is_checked_like_a_message(desk: Desk, scripted: conformance.Server) -> None:
    first = desk.staff.send(desk.room, CLEAN).body["event_id"]
    scripted.reset()
    assert desk.sends(edit(first, BLOCKED)) != "sent"
    assert desk.sends(edit(first, "好的，师傅四点上门。")) == "sent"
    assert text_of(scripted) == [BLOCKED, "好的，师傅四点上门。"]


def test_an_edit_cannot_hide_words_in_its_other_form(desk: Desk) -> None:
    first = desk.staff.send(desk.room, CLEAN).body["event_id"]
    assert desk.sends(edit(first, CLEAN, fallback=BLOCKED)) != "sent"


@with_policy("rewrite")
def test_an_edit_is_rewritten_in_both_its_forms(desk: Desk) -> None:
    first = desk.staff.send(desk.room, CLEAN).body["event_id"]
    answer = desk.staff.send(desk.room, edit(first, BLOCKED))
    written = desk.staff.call("GET", f"/_matrix/client/v3/rooms/{desk.room}/event/{answer.body['event_id']}").body["content"]
    assert written == edit(first, MENDED_BLOCK)


@with_policy("rewrite")
def test_a_rewritten_reply_keeps_what_it_quotes(desk: Desk) -> None:
    asked = desk.customer.send(desk.room, "几点来？").body["event_id"]
    relation = {"m.in_reply_to": {"event_id": asked}}
    desk.sends({"msgtype": "m.text", "body": f"> <{desk.customer.id}> 几点来？\n\n{BLOCKED}", "m.relates_to": relation})
    expected = {"msgtype": "m.text", "body": f"> <{desk.customer.id}> 几点来？\n\n{MENDED_BLOCK}", "m.relates_to": relation}
    assert desk.customer.read(desk.room)[-1] == expected


def test_customers_are_not_asked_about(desk: Desk, scripted: conformance.Server) -> None:
    assert desk.customer.send(desk.room, "这事不归我管？让您久等？").status == 200
    assert desk.arrived == ["这事不归我管？让您久等？"]
    assert scripted.seen == []


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        case("encrypted", "m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "不归我管", "session_id": "s"}),
        case("a reaction", "m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$e", "key": "不归我管"}}),
        case("a kind of one's own", "org.example.note", {"body": BLOCKED}),
    ],
)
def test_other_events_are_left_alone(desk: Desk, scripted: conformance.Server, kind: str, content: dict[str, Any]) -> None:
    if kind == "m.reaction":
        content["m.relates_to"]["event_id"] = desk.staff.send(desk.room, CLEAN).body["event_id"]
        scripted.reset()
    assert desk.staff.send(desk.room, content, kind=kind).status == 200
    assert scripted.seen == []


def test_a_room_s_name_is_left_alone(desk: Desk, scripted: conformance.Server) -> None:
    path = f"/_matrix/client/v3/rooms/{desk.room}/state/m.room.name/"
    assert desk.staff.call("PUT", path, {"name": BLOCKED}).status == 200
    assert scripted.seen == []


@with_policy("inside")
def test_a_room_of_staff_alone_may_be_left_alone(desk: Desk, scripted: conformance.Server) -> None:
    among = desk.staff.room_with(desk.homeserver.user("inside-2"))
    assert desk.staff.send(among, BLOCKED).status == 200
    assert scripted.seen == []
    assert desk.sends(BLOCKED) != "sent"


@with_policy("english", "traditional")
def test_staff_are_told_in_the_language_that_was_set(desk: Desk) -> None:
    head = desk.sends(BLOCKED).splitlines()[0]
    assert head in ("This message was not sent: it may hurt the customer.", "這則訊息沒有送出，其中的說法可能會讓客戶不快。")


FAILURES = [
    case("silent", "好的%%hang", "no answer within 1 s"),
    case("slow", "好的%%slow:8000", "no answer within 1 s"),
    case("dropped", "好的%%drop", "the connection broke"),
    case("garbage", "好的%%garbage", "the answer is no JSON"),
    case("truncated", "好的%%truncated", "the answer is no JSON"),
    case("a proxy's page", "好的%%html", "the answer is no JSON"),
    case("no verdict", "好的%%noverdict", "the answer holds no verdict"),
    case("another text's verdict", "这事%%sha", "the answer is about another text"),
    *[case(f"status {code}", f"好的%%{code}", f"status {code}") for code in ("400", "409", "413", "422", "500")],
]
HELD = "这条消息没有发出：语气检查暂时不可用。请您稍后再发；如果一直这样，请联系管理员。"


@pytest.mark.parametrize(("text", "reason"), FAILURES)
@with_policy("ask", "closed")
def test_without_a_verdict_the_policy_decides(desk: Desk, spool: Path, text: str, reason: str) -> None:
    before = len(spool.read_text().splitlines())
    began = time.monotonic()
    outcome = desk.sends(text)
    # The limit is one second; the rest is for a machine that is busy with other things.
    assert time.monotonic() - began < 5
    lines = [json.loads(line) for line in spool.read_text().splitlines()[before:]]
    if desk.staff.id.startswith("@ask"):
        assert outcome == "sent"
        assert desk.arrived == [text]
        assert [(n["sender"], n["room_id"], n["length"]) for n in lines] == [(desk.staff.id, desk.room, len(text))]
        assert lines[0]["reason"].startswith(reason)
    else:
        assert outcome == HELD
        assert desk.arrived == lines == []


@pytest.mark.parametrize("status", ["429", "503"])
def test_a_server_that_wants_rest_gets_it(desk: Desk, scripted: conformance.Server, status: str) -> None:
    assert desk.sends(f"好的%%{status}") == "sent"
    assert desk.sends(BLOCKED) == "sent"
    assert len(scripted.seen) == 1
    time.sleep(1.1)
    assert desk.sends(BLOCKED) != "sent"


@with_policy("wrong", "wrongclosed")
def test_a_wrong_token_is_told(desk: Desk) -> None:
    outcome = desk.sends(BLOCKED)
    held = "这条消息没有发出：语气检查的访问令牌不对，请联系管理员。"
    assert outcome == ("sent" if desk.staff.id.startswith("@wrong-") else held)
    assert "status 401 (wrong token: see 'token' in the module's config)" in desk.homeserver.logged()


@with_policy("gone", "goneclosed")
def test_without_a_server_the_policy_decides_at_once(desk: Desk) -> None:
    began = time.monotonic()
    outcome = desk.sends(BLOCKED)
    assert time.monotonic() - began < 3
    assert outcome == ("sent" if desk.staff.id.startswith("@gone-") else HELD)


def test_after_five_failures_it_rests_for_ten_seconds(desk: Desk, scripted: conformance.Server) -> None:
    scripted.play([{"answer": "500", "times": 5}])
    assert [desk.sends(f"好的{i}") for i in range(5)] == ["sent"] * 5
    opened = time.monotonic()
    assert desk.sends(BLOCKED) == "sent"
    assert len(scripted.seen) == 5
    assert "tonecheck does not answer (status 500): circuit open, asking again in ten seconds" in desk.homeserver.logged()
    while time.monotonic() - opened < 9:
        time.sleep(0.2)
    assert desk.sends(BLOCKED) == "sent"
    time.sleep(1.5)
    assert desk.sends(BLOCKED) != "sent"
    assert len(scripted.checks()) == 6
    assert "tonecheck answers again: circuit closed" in desk.homeserver.logged()


def test_messages_keep_their_order(desk: Desk) -> None:
    texts = [f"第{i}条，好的。" for i in range(10)]
    texts[2] += "%%slow:500"
    assert [desk.sends(text) for text in texts] == ["sent"] * 10
    assert desk.arrived == texts


def test_what_lies_beyond_the_basic_plane_is_quoted_right(desk: Desk) -> None:
    assert "“不归我管”" in desk.sends(f"😀{BLOCKED}")


def test_neither_the_token_nor_any_text_is_in_the_log_or_the_spool(desk: Desk, spool: Path) -> None:
    for text in (CLEAN, BLOCKED, WARNED, "好的%%500"):
        desk.sends(text)
    kept = desk.homeserver.logged() + spool.read_text()
    assert [secret for secret in (TOKEN, "不归我管", "归自己管", "让您久等", "师傅", "好的", MENDED_BLOCK) if secret in kept] == []
    assert "held, block (t06)" in kept


def test_a_wrong_setting_stops_synapse_with_one_line(synapse_python: str, tmp_path: Path) -> None:
    module = {"module": "tonecheck_synapse.ToneModule", "config": {"url": "http://127.0.0.1:1", "staf": ["@a:localhost"]}}
    with started(synapse_python, tmp_path, [module]) as server:
        assert server.process.wait(30) != 0
        assert "tonecheck_synapse: staf: unknown setting (did you mean 'staff'?)" in server.logged()
        assert "Traceback" not in server.logged()
