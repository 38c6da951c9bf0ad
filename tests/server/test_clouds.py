"""The clouds' before-send webhooks, by the payloads that their documentation shows."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from servers import Serve
from starlette.testclient import TestClient
from table import case

from tonecheck.errors import UsageError
from tonecheck.server.clouds import easemob as easemob_vendor
from tonecheck.server.clouds import openim as openim_vendor
from tonecheck.server.clouds import rongcloud as rongcloud_vendor
from tonecheck.server.clouds import tencent as tencent_vendor
from tonecheck.server.clouds.setting import Cloud, read
from tonecheck.server.contract import Refusal

SECRET = "secret-of-the-cloud"
BLOCK, WARN, PASS = "这事不归我管。", "让您久等了。", "好的，师傅下午三点上门。"
REASON = "未发送："
Sent = tuple[str, dict[str, Any]]


def tencent(text: str, sender: str = "agent-1", **more: Any) -> Sent:
    """https://cloud.tencent.com/document/product/269/1632"""
    body = {
        "CallbackCommand": "C2C.CallbackBeforeSendMsg", "From_Account": sender, "To_Account": "Jonh", "MsgSeq": 48374,
        "MsgRandom": 2837546, "MsgTime": 1557481126, "MsgKey": f"48374_2837546_{time.time_ns()}", "OnlineOnlyFlag": 1,
        "MsgBody": [
            {"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}, {"MsgType": "TIMFaceElem", "MsgContent": {"Index": 6}},
        ],
        "CloudCustomData": "your cloud custom data", **more,
    }  # fmt: skip
    stamp = str(int(time.time()))
    query = {
        "SdkAppid": "1400000000", "CallbackCommand": body["CallbackCommand"], "contenttype": "json", "ClientIP": "127.0.0.1",
        "OptPlatform": "Web", "Sign": hashlib.sha256((SECRET + stamp).encode()).hexdigest(), "RequestTime": stamp,
    }  # fmt: skip
    return f"/v1/adapters/tencent-im?{urlencode(query)}", {"json": body}


def tencent_group(text: str, sender: str = "agent-1", **more: Any) -> Sent:
    """https://cloud.tencent.com/document/product/269/1619"""
    return tencent(
        text, sender, CallbackCommand="Group.CallbackBeforeSendMsg", GroupId="@TGS#2J4SZEAEL", MsgKey=None, Random=123456,
        MsgId="144115233406643804-1727580296-4026038328", EventTime=time.time_ns() // 1_000_000, **more,
    )  # fmt: skip


def easemob(text: str, sender: str = "agent-1", **more: Any) -> Sent:
    """https://doc.easemob.com/document/server-side/callback_presending.html"""
    call, stamp = "1100-2200#test_0990a64f-0000-0000-8696-cf3b48b20e7e", int(time.time() * 1000)
    body = {
        "callId": call, "timestamp": stamp, "chat_type": "groupchat", "group_id": "16934809238921545",
        "from": sender, "to": "user2", "msg_id": str(time.time_ns()), "payload": {"msg": text, "type": "txt"},
        "security": hashlib.md5(f"{call}{SECRET}{stamp}".encode()).hexdigest(), **more,
    }  # fmt: skip
    return "/v1/adapters/easemob", {"json": body}


def rongcloud(text: str, sender: str = "agent-1", **more: Any) -> Sent:
    """https://docs.rongcloud.cn/v4-platform/views/im/server/security/msgcb.html"""
    stamp = str(int(time.time() * 1000))
    form = {
        "appKey": "uwd1c0sxdlx2", "fromUserId": sender, "targetId": "user2", "msgType": "RC:TxtMsg",
        "content": json.dumps({"content": text, "extra": "e"}, ensure_ascii=False), "channelType": "PERSON", "msgTimeStamp": stamp,
        "messageId": str(time.time_ns()), "os": "Websocket", **more,
    }  # fmt: skip
    query = {"nonce": "14314", "signTimestamp": stamp, "signature": hashlib.sha1(f"{SECRET}14314{stamp}".encode()).hexdigest()}
    return f"/v1/adapters/rongcloud?{urlencode(query)}", {"data": form}


def openim(text: str, sender: str = "agent-1", **more: Any) -> Sent:
    """https://docs.openim.io/zh/platform-api/webhooks/message/before-send-single-message"""
    body = {
        "sendID": sender, "recvID": "user_001", "callbackCommand": "callbackBeforeSendSingleMsgCommand",
        "serverMsgID": str(time.time_ns()), "clientMsgID": "client_msg_001", "operationID": "operation_001", "senderPlatformID": 1,
        "senderNickname": "user_001", "sessionType": 1, "msgFrom": 1, "contentType": 101, "status": 1, "sendTime": 1719800000000,
        "createTime": 1719800000000, "content": json.dumps({"content": text}), "seq": 1, "atUserList": [], "faceURL": "",
        "ex": "", **more,
    }  # fmt: skip
    return f"/v1/adapters/openim/{SECRET}/{body['callbackCommand']}?contenttype=json", {"json": body}


CLOUDS: dict[str, Callable[..., Sent]] = {
    "tencent-im": tencent, "tencent group": tencent_group, "easemob": easemob, "rongcloud": rongcloud, "openim": openim,
}
NAME_OF = {"tencent group": "tencent-im"}


def held(answer: dict[str, Any]) -> bool:
    """Whether a message is held back, by whichever field the cloud has for it."""
    return bool(answer.get("ErrorCode") or answer.get("nextCode") or answer.get("valid") is False or answer.get("pass") == 0)


def settings(**more: Any) -> dict[str, Cloud]:
    return {name: Cloud(name, SECRET, ("agent-*",), **more) for name in ("tencent-im", "easemob", "rongcloud", "openim")}


@pytest.fixture(scope="module")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from servers import settings_of

    from tonecheck.server.app import application

    with TestClient(application(settings_of(tmp_path_factory.mktemp("clouds"), clouds=settings(deadline_ms=5000)))) as client:
        yield client


def asked(client: TestClient, sent: Sent) -> dict[str, Any]:
    path, body = sent
    response = client.post(path, **body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize(
    ("text", "sender", "expected"),
    [
        case("clean", PASS, "agent-1", False), case("a violation", BLOCK, "agent-1", True),
        case("a customer's own words", BLOCK, "resident-7", False),
    ],
)
def test_verdicts(clouds: TestClient, cloud: str, text: str, sender: str, expected: bool) -> None:
    assert held(asked(clouds, CLOUDS[cloud](text, sender))) is expected


@pytest.mark.parametrize("cloud", CLOUDS)
def test_a_warning_passes_when_it_is_sent_again_once(clouds: TestClient, cloud: str) -> None:
    assert [held(asked(clouds, CLOUDS[cloud](WARN))) for _ in range(3)] == [True, False, True]
    assert held(asked(clouds, CLOUDS[cloud](WARN, "agent-2"))), "another sender"


def test_what_the_clouds_are_told(clouds: TestClient) -> None:
    let = {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}
    assert asked(clouds, tencent(PASS)) == let
    refused = asked(clouds, tencent(BLOCK))
    assert (refused["ActionStatus"], refused["ErrorCode"]) == ("OK", 120_001)
    assert refused["ErrorInfo"].startswith(REASON)
    assert "建议改为：" in refused["ErrorInfo"]
    assert asked(clouds, tencent_group(BLOCK))["ErrorCode"] == 10_100
    assert asked(clouds, easemob(PASS)) == {"valid": True}
    assert asked(clouds, easemob(BLOCK))["code"].startswith(REASON)
    assert asked(clouds, rongcloud(PASS)) == {"pass": 1}
    assert asked(clouds, rongcloud(BLOCK)) == {"pass": 0}
    assert asked(clouds, openim(PASS)) == {"actionCode": 0, "errCode": 0, "errMsg": "", "errDlt": "", "nextCode": 0}
    refused = asked(clouds, openim(BLOCK))
    assert (refused["actionCode"], refused["errCode"], refused["nextCode"]) == (0, 5_001, 1)
    assert refused["errMsg"].startswith(REASON)
    assert "原样再发一次" in asked(clouds, openim(WARN, "agent-9"))["errMsg"]


@pytest.mark.parametrize(
    "sent",
    [
        case("a picture", lambda: tencent("", MsgBody=[{"MsgType": "TIMImageElem", "MsgContent": {}}])),
        case("another callback", lambda: tencent(BLOCK, CallbackCommand="State.StateChange")),
        case("a place", lambda: easemob(BLOCK, payload={"addr": "西城区西便门桥", "type": "loc"})),
        case("an image", lambda: rongcloud(BLOCK, msgType="RC:ImgMsg")),
        case("a voice", lambda: openim(BLOCK, contentType=103)),
    ],
)
def test_what_is_no_text_passes(clouds: TestClient, sent: Callable[[], Sent]) -> None:
    assert not held(asked(clouds, sent()))


def test_other_forms_of_content(clouds: TestClient) -> None:
    for content in (BLOCK, json.dumps({"text": BLOCK})):
        assert held(asked(clouds, openim(BLOCK, content=content)))
    group = openim(BLOCK, callbackCommand="callbackBeforeSendGroupMsgCommand", groupID="group_001")
    assert held(asked(clouds, group))


OLD = hashlib.sha256(f"{SECRET}1669872112".encode()).hexdigest()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        case("no signature", lambda: ("/v1/adapters/tencent-im", tencent(PASS)[1]), 401),
        case("an old signature", lambda: (f"/v1/adapters/tencent-im?RequestTime=1669872112&Sign={OLD}", tencent(PASS)[1]), 401),
        case("a wrong signature", lambda: easemob(PASS, security="2ca02c394bef9e7abc83958bcc3156d3"), 401),
        case("a signature that is no ASCII", lambda: easemob(PASS, security="签名"), 401),
        case("another moment", lambda: easemob(PASS, timestamp=1600060847294), 401),
        case("no query", lambda: ("/v1/adapters/rongcloud", rongcloud(PASS)[1]), 401),
        case("a wrong address", lambda: ("/v1/adapters/openim/guess/x", openim(PASS)[1]), 401),
        case("no address", lambda: ("/v1/adapters/openim", openim(PASS)[1]), 401),
        case("a cloud that is not set up", lambda: ("/v1/adapters/slack", {"json": {}}), 404),
        case("not what is documented", lambda: tencent(PASS, MsgBody=7), 422),
        case("no sender", lambda: easemob(PASS, **{"from": None}), 422),
        case("an array", lambda: (f"/v1/adapters/openim/{SECRET}", {"json": []}), 422),
    ],
)  # fmt: skip
def test_refusals(clouds: TestClient, sent: Callable[[], Sent], status: int) -> None:
    path, body = sent()
    assert clouds.post(path, **body).status_code == status


VENDOR = {"tencent-im": tencent_vendor, "easemob": easemob_vendor, "rongcloud": rongcloud_vendor, "openim": openim_vendor}


def verified(name: str, sent: Sent, *, later: float = 0, **chosen: Any) -> str:
    """What a cloud's request is refused with some seconds after it was sent, or nothing."""
    path, body = sent
    query = dict(parse_qsl(urlsplit(path).query))
    rest = urlsplit(path).path.partition(f"{name}/")[2]
    raw = json.dumps(body["json"]).encode() if "json" in body else urlencode(body["data"]).encode()
    try:
        VENDOR[name].verified(replace(settings()[name], **chosen), query, rest, raw, time.time() + later)
    except Refusal as refusal:
        return f"{refusal.status} {refusal.message.partition(':')[0]}"
    return ""


@pytest.mark.parametrize(
    ("name", "sent", "app", "limit", "stale"),
    [
        case("Tencent IM", "tencent-im", tencent, "1400000000", 60, "401 RequestTime"),
        case("Easemob", "easemob", easemob, "1100-2200#test", 300, "401 timestamp"),
        case("RongCloud", "rongcloud", rongcloud, "uwd1c0sxdlx2", 300, "401 signTimestamp"),
    ],
)
def test_each_signature_is_of_one_app_and_of_one_moment(
    name: str, sent: Callable[..., Sent], app: str, limit: int, stale: str
) -> None:
    assert verified(name, sent(PASS), app=app) == ""
    assert verified(name, sent(PASS), app="another").startswith("401 ")
    assert verified(name, sent(PASS), secret="another-secret").startswith("401 ")
    assert verified(name, sent(PASS), later=limit - 2) == ""
    assert [verified(name, sent(PASS), later=later) for later in (limit + 2, -limit - 2)] == [stale, stale]


def test_a_cloud_is_held_to_its_rate(serve: Serve, own_rules: Any) -> None:
    client = serve(rules=own_rules, clouds=settings(rate=1.0))
    statuses = [client.post(path, **body).status_code for path, body in (tencent(PASS) for _ in range(4))]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_tencent_signs_as_documented() -> None:
    """The example of https://cloud.tencent.com/document/product/269/32431."""
    wanted = "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061"
    cloud = replace(settings()["tencent-im"], secret="xxxxyyyy")
    assert tencent_vendor.verified(cloud, {"RequestTime": "1669872112", "Sign": wanted}, "", b"{}", 1669872112 + 59) == {}


def test_in_other_words(serve: Serve) -> None:
    client = serve(clouds=settings(on_warn="rewrite", on_block="rewrite", deadline_ms=5000))
    body = asked(client, tencent("您好。" + BLOCK))["MsgBody"]
    assert body[0]["MsgContent"]["Text"].startswith("您好。这件事我先记下来")
    assert body[1] == {"MsgType": "TIMFaceElem", "MsgContent": {"Index": 6}}
    assert asked(client, easemob(WARN)) == {"valid": True, "payload": {"msg": "谢谢您的耐心等待。", "type": "txt"}}
    answer = asked(client, rongcloud(WARN))
    assert (answer["pass"], json.loads(answer["content"])) == (1, {"content": "谢谢您的耐心等待。", "extra": "e"})


@pytest.mark.parametrize(("policy", "expected"), [("open", False), ("closed", True)])
def test_without_a_verdict_the_policy_decides(serve: Serve, own_rules: Any, policy: str, expected: bool) -> None:
    client = serve(rules=own_rules, clouds=settings(on_failure=policy, scene="nowhere"))
    for cloud, sent in CLOUDS.items():
        assert (cloud, held(asked(client, sent(PASS)))) == (cloud, expected)


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        case("not YAML", "a: [", [":1:5: not YAML: "]),
        case("nothing", "", [": a mapping of clouds is wanted: easemob, openim, rongcloud, tencent-im"]),
        case("misspelt", "tencent: {}", [
            ": tencent: unknown cloud (did you mean 'tencent-im'?); known: easemob, openim, rongcloud, tencent-im",
        ]),
        case("everything wrong", "openim: {secret: short, staf: [], on_warn: asks, rate: x}", [
            ": openim: unknown key 'staf' (did you mean 'staff'?)",
            ": openim: secret: a string of at least 8 characters is wanted",
            ": openim: staff: a list of sender ids or patterns such as agent-* is wanted; nobody else is checked",
            ": openim: on_warn: one of ask, pass, rewrite is wanted",
            ": openim: rate: a number from 0 to 100000 is wanted",
        ]),
        case("what cannot be done", "openim: {secret: 12345678, staff: [a], on_warn: rewrite}", [
            ": openim: secret: a string of at least 8 characters is wanted",
        ]),
        case("no rewriting in OpenIM", "openim: {secret: abcdefgh, staff: [a], on_warn: rewrite}", [
            ": openim: rewrite: OpenIM cannot send a message in other words; ask, pass or block is wanted",
        ]),
    ],
)  # fmt: skip
def test_faults_of_the_file(tmp_path: Path, content: str, faults: list[str]) -> None:
    file = tmp_path / "clouds.yaml"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(UsageError) as error:
        read(file)
    told = str(error.value).split("\n")
    assert len(told) == len(faults)
    assert all(line.startswith(f"{file}{fault}") for line, fault in zip(told, faults, strict=True)), told


def test_the_file(tmp_path: Path) -> None:
    file = tmp_path / "clouds.yaml"
    file.write_text("easemob:\n  secret: abcdefgh\n  staff: [agent-*]\n  app: 1400000000\n", encoding="utf-8")
    file.chmod(0o644)
    with pytest.raises(UsageError, match="it holds secrets, and others may read it; chmod 600"):
        read(file)
    file.chmod(0o600)
    assert read(file) == {"easemob": Cloud("easemob", "abcdefgh", ("agent-*",), app="1400000000", deadline_ms=150)}
