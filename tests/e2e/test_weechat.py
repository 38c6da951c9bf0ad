"""The WeeChat script in a real WeeChat, on a small IRC server of ours, against the scripted server."""

from __future__ import annotations

import json
import os
import shutil
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from homeserver import free_port
from table import ROOT, case

from integrations.conformance import server as conformance

pytestmark = pytest.mark.e2e

TOKEN = "token-of-weechat"
CLEAN, BLOCKED, WARNED = "好的，师傅下午三点上门。", "这事不归我管。", "让您久等了。"
MENDED_BLOCK, MENDED_WARN = "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。", "谢谢您的耐心等待。"
BUFFER = "irc.local.#desk"
# Beside the script in WeeChat: what is printed and what stands in the input line, told to the test.
SPY = '''
import json, os, weechat
weechat.register("spy", "spy", "1", "MIT", "", "", "")
def printed(data, buffer, date, tags, displayed, highlight, prefix, message):
    note({"printed": weechat.string_remove_color(message, "")})
    return weechat.WEECHAT_RC_OK
def looked(data, buffer, arguments):
    note({"input": weechat.buffer_get_string(buffer, "input"), "mark": arguments})
    return weechat.WEECHAT_RC_OK
def note(what):
    with open(os.environ["SPY"], "a", encoding="utf-8") as file:
        file.write(json.dumps(what) + "\\n")
weechat.hook_print("", "tonecheck", "", 0, "printed", "")
weechat.hook_command("spy", "", "", "", "", "looked", "")
'''


class Irc(socketserver.ThreadingTCPServer):
    """As much of an IRC server as WeeChat wants in order to join a channel; keeps what was said."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.said: list[tuple[str, str]] = []


class _Talk(socketserver.StreamRequestHandler):
    server: Irc

    def handle(self) -> None:
        for raw in self.rfile:
            command, _, rest = raw.decode("utf-8", "replace").rstrip("\r\n").partition(" ")
            if command == "CAP" and rest.startswith("LS"):
                self._say(":irc CAP * LS :")
            elif command == "USER":
                self._say(":irc 001 lina :welcome", ":irc 376 lina :end")
            elif command == "PING":
                self._say(f":irc PONG irc {rest}")
            elif command == "JOIN":
                self._say(f":lina!l@h JOIN {rest}", f":irc 366 lina {rest} :end")
            elif command == "PRIVMSG":
                target, _, text = rest.partition(" :")
                self.server.said.append((target, text))

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class Client:
    """A WeeChat that has joined #desk."""

    def __init__(self, folder: Path, irc: Irc, spy: Path) -> None:
        self.folder, self.irc, self._spy, self._marks = folder, irc, spy, 0

    def command(self, text: str, buffer: str = BUFFER) -> None:
        """As if it were typed into that buffer."""
        with (self.folder / "fifo").open("w", encoding="utf-8") as fifo:
            fifo.write(f"{buffer} *{text}\n")

    def set(self, **options: str) -> None:
        """Settings of the script."""
        for name, value in options.items():
            self.command(f'/set plugins.var.python.tonecheck.{name} "{value}"')
        self.settle()

    def settle(self) -> str:
        """Waits until everything before has been done; the text of the input line."""
        self._marks += 1
        self.command(f"/spy {self._marks}")
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for note in self._notes():
                if note.get("mark") == str(self._marks):
                    return str(note["input"])
            time.sleep(0.02)
        raise AssertionError("WeeChat does not answer")

    def types(self, text: str, buffer: str = BUFFER) -> tuple[list[str], list[str], str]:
        """What was said on IRC, what the person was told, and what stands in the input line then."""
        said, told = len(self.irc.said), len(self.told)
        self.command("/input delete_line")
        self.command(text, buffer)
        left = self.settle()
        if not left:
            # What was sent is on its way; a message to ourselves shows that all before has come.
            self.command(f"/quote PRIVMSG mark :{self._marks}")
            until = time.monotonic() + 10
            while ("mark", str(self._marks)) not in self.irc.said and time.monotonic() < until:
                time.sleep(0.02)
        return [text for target, text in self.irc.said[said:] if target != "mark"], self.told[told:], left

    @property
    def told(self) -> list[str]:
        """The script's lines so far."""
        return [note["printed"] for note in self._notes() if "printed" in note]

    def _notes(self) -> list[dict[str, Any]]:
        if not self._spy.exists():
            return []
        lines = self._spy.read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]


@pytest.fixture(scope="module")
def scripted() -> Iterator[conformance.Server]:
    with conformance.running(token=TOKEN) as server:
        yield server


@pytest.fixture(scope="module")
def weechat(scripted: conformance.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    program = shutil.which("weechat-headless")
    if program is None:
        reason = "weechat-headless is not installed (Debian: apt-get install weechat-headless weechat-python)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("weechat")
    (folder / "python" / "autoload").mkdir(parents=True)
    shutil.copy(ROOT / "integrations" / "weechat" / "tonecheck.py", folder / "python" / "autoload")
    (folder / "python" / "autoload" / "spy.py").write_text(SPY, encoding="utf-8")
    irc = Irc()
    threading.Thread(target=irc.serve_forever, daemon=True).start()
    commands = [
        f"/set fifo.file.path {folder}/fifo", f"/set plugins.var.python.tonecheck.url {scripted.url}",
        f"/set plugins.var.python.tonecheck.token {TOKEN}", f"/set plugins.var.python.tonecheck.spool {folder}/spool",
        "/set irc.look.server_buffer independent", "/set irc.server_default.anti_flood_prio_high 0",
        "/set irc.server_default.anti_flood_prio_low 0",
        f"/server add local 127.0.0.1/{irc.server_address[1]} -notls -nicks=lina -autojoin=#desk", "/connect local",
    ]
    arguments = [part for command in commands for part in ("-r", command)]
    environment = {**os.environ, "SPY": str(folder / "spied"), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    with subprocess.Popen([program, "-d", str(folder), *arguments], env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        client = Client(folder, irc, folder / "spied")
        try:
            _wait(folder / "fifo")
            client.command(f"/buffer {BUFFER}", "core.weechat")
            _joined(client)
            yield client
        finally:
            process.terminate()
            process.wait(10)
            irc.shutdown()
            irc.server_close()


def _wait(file: Path) -> None:
    until = time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < until, f"WeeChat did not make {file.name}"
        time.sleep(0.05)


def _joined(client: Client) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        # Nothing takes this before the channel is there.
        client.command("您好", BUFFER)
        time.sleep(0.2)
        if client.irc.said:
            client.command(f"/buffer {BUFFER}", "core.weechat")
            return
    raise AssertionError("WeeChat did not join the channel")


@pytest.fixture
def desk(weechat: Client, scripted: conformance.Server) -> Client:
    scripted.reset()
    weechat.set(on_warn="ask", on_failure="open", lang="zh-hans", token=TOKEN, url=scripted.url, buffers="*", scene="")
    weechat.types("收到")
    assert [body["text"] for body in scripted.checks()] == ["收到"], "the test before left the circuit open"
    scripted.reset()
    return weechat


def test_a_clean_message_goes_and_is_asked_about_once(desk: Client, scripted: conformance.Server) -> None:
    assert desk.types(CLEAN) == ([CLEAN], [], "")
    assert scripted.checks() == [{
        "text": CLEAN, "role": "staff", "channel": "weechat", "intent": "send", "conversation_id": BUFFER, "sender_id": "lina",
        "deadline_ms": 800,
    }]


def test_a_block_stays_in_the_input_line_and_its_reply_can_be_taken(desk: Client, scripted: conformance.Server) -> None:
    told = [
        "没有发出，其中的说法可能会让客户不快。", "“不归我管”：只说不归自己管，客户不知道该找谁。", f"可以这样说：{MENDED_BLOCK}",
        "输入 /tonecheck take 可以取用改写。",
    ]
    assert desk.types(BLOCKED) == ([], told, BLOCKED)
    assert desk.types(BLOCKED) == ([], told, BLOCKED)
    desk.command("/tonecheck take")
    assert desk.settle() == MENDED_BLOCK
    assert desk.types(MENDED_BLOCK) == ([MENDED_BLOCK], [], "")
    assert [outcome for _, outcome in scripted.outcomes()] == ["taken"]


def test_a_warning_goes_on_the_second_enter_and_only_once(desk: Client) -> None:
    said, told, left = desk.types(WARNED)
    assert (said, told[0], told[-1], left) == ([], "先没有发出，请您再看一眼。", "如果您确定要这样说，请再按一次回车。", WARNED)
    assert desk.types(WARNED) == ([WARNED], [], "")
    assert desk.types(WARNED)[0] == []


def test_other_words_are_warned_about_anew(desk: Client) -> None:
    assert [desk.types(text)[0] for text in ("让您久等了？", "让您久等了！", "让您久等了？")] == [[], [], ["让您久等了？"]]


def test_warnings_may_pass_or_be_rewritten(desk: Client) -> None:
    desk.set(on_warn="pass")
    assert desk.types("让您久等啦。") == (["让您久等啦。"], [], "")
    desk.set(on_warn="rewrite")
    assert desk.types("让您久等咯。") == ([MENDED_WARN], ["已改写后发出。"], "")
    assert desk.types(BLOCKED)[0] == []


def test_what_is_to_be_filled_in_is_never_taken(desk: Client) -> None:
    said, told, _ = desk.types("这事%%incomplete")
    assert (said, told[-1]) == ([], "可以这样说：【谁】负责这件事，我帮您联系。（请先填好【…】）")
    desk.command("/tonecheck take")
    desk.settle()
    assert desk.told[-1] == "没有可以取用的改写。"


@pytest.mark.parametrize(
    ("text", "said", "asked"),
    [
        case("an action is said", f"/me {BLOCKED}", [], [BLOCKED]),
        case("a message by command is said", f"/msg #desk {BLOCKED}", [], [BLOCKED]),
        case("a slash that is meant", "//不归我管", [], ["/不归我管"]),
        case("another command is none of ours", "/print 不归我管", [], []),
        case("a clean message by command", "/msg #desk 好的。", ["好的。"], ["好的。"]),
        case("blanks", "   ", ["   "], []),
    ],
)
def test_what_is_said_is_what_is_asked_about(
    desk: Client, scripted: conformance.Server, text: str, said: list[str], asked: list[str]
) -> None:
    assert desk.types(text)[0] == said
    assert [body["text"] for body in scripted.checks()] == asked


def test_only_the_chosen_conversations_are_checked(desk: Client, scripted: conformance.Server) -> None:
    desk.set(buffers="*,!irc.local.#desk")
    assert desk.types(BLOCKED) == ([BLOCKED], [], "")
    assert scripted.seen == []


@pytest.mark.parametrize(
    ("text", "reason", "why"),
    [
        case("silent", "好的%%hang", "no answer in time", "没有及时答复"),
        case("dropped", "好的%%drop", "no connection", "连不上服务器"),
        case("garbage", "好的%%garbage", "no JSON", "答复读不懂"),
        case("a proxy's page", "好的%%html", "no JSON", "答复读不懂"),
        case("no verdict", "好的%%noverdict", "no verdict", "答复里没有结论"),
        case("another text's verdict", "这事%%sha", "another text", "答复的是另一段文字"),
        *[case(f"status {code}", f"好的%%{code}", f"status {code}", f"status {code}") for code in (400, 409, 413, 422, 500)],
    ],
)
def test_without_a_verdict_the_policy_decides(desk: Client, text: str, reason: str, why: str) -> None:
    spool = desk.folder / "spool"
    before = len(spool.read_text().splitlines()) if spool.exists() else 0
    assert desk.types(text) == ([text], [f"没有检查就发出了（{why}）。"], "")
    (line,) = [json.loads(line) for line in spool.read_text().splitlines()[before:]]
    assert (line["buffer"], line["length"], line["reason"]) == (BUFFER, len(text), reason)
    desk.types("收到")
    desk.set(on_failure="closed")
    assert desk.types(text) == ([], [f"没有发出：语气检查暂时不可用（{why}）。"], text)


def test_a_server_that_wants_rest_gets_it(desk: Client, scripted: conformance.Server) -> None:
    assert desk.types("好的%%429")[1] == ["没有检查就发出了（status 429）。"]
    assert desk.types(BLOCKED)[1] == ["没有检查就发出了（连续失败后暂停）。"]
    assert len(scripted.seen) == 1
    time.sleep(1.1)
    assert desk.types(BLOCKED)[0] == []


def test_a_wrong_token_is_told(desk: Client) -> None:
    desk.set(token="another")
    assert desk.types(CLEAN) == ([CLEAN], ["没有检查就发出了（访问令牌不对）。"], "")


def test_after_five_failures_it_rests_for_ten_seconds(desk: Client, scripted: conformance.Server) -> None:
    url = scripted.url
    desk.set(url=f"http://127.0.0.1:{free_port()}")
    for i in range(5):
        assert desk.types(f"好的{i}")[1] == ["没有检查就发出了（连不上服务器）。"]
    opened = time.monotonic()
    desk.set(url=url)
    assert desk.types(BLOCKED)[1] == ["没有检查就发出了（连续失败后暂停）。"]
    assert scripted.seen == []
    time.sleep(max(0.0, opened + 10.2 - time.monotonic()))
    assert desk.types(BLOCKED)[0] == []


def test_languages(desk: Client) -> None:
    for lang, head in (("zh-hant", "沒有送出，其中的說法可能會讓客戶不快。"), ("en", "Not sent: it may hurt the customer.")):
        desk.set(lang=lang)
        assert desk.types(BLOCKED)[1][0] == head


def test_no_held_text_is_in_the_logs(desk: Client) -> None:
    desk.types("这个%%block不该记下")
    desk.types("收到")
    kept = [file for file in desk.folder.rglob("*.weechatlog") if "不该记下" in file.read_text(encoding="utf-8")]
    assert kept == []
    assert any(desk.folder.rglob("*#desk.weechatlog"))
