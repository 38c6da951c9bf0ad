"""`tonecheck mcp`, asked by the SDK's own client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest
from mcp import Client, MCPError, StdioServerParameters
from table import ROOT, awaited, case

from tonecheck import Checker

_T = TypeVar("_T")
SCHEMA = json.loads((ROOT / "docs" / "wire-format.schema.json").read_text(encoding="utf-8"))
BLOCKED, MENDED = "维修是老李负责的，这事不归我管。", "这件事我来联系老李，把您的要求转达清楚，有消息就告诉您。"
COMMAND = [sys.executable, "-m", "tonecheck", "mcp"]


def asked(use: Callable[[Client], Awaitable[_T]], *options: str, mode: str = "auto") -> _T:
    """What comes of using a fresh server."""

    async def run() -> _T:
        server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], *options], cwd=ROOT)
        async with Client(server, mode=mode) as client:
            return await use(client)

    return awaited(asyncio.wait_for(run(), 60))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_finds_two_tools_and_gets_the_wire_format(checker: Checker, mode: str) -> None:
    async def use(client: Client) -> tuple[Any, ...]:
        tools = (await client.list_tools()).tools
        return tools, await client.call_tool("check", {"text": BLOCKED}), await client.call_tool("reply", {"text": BLOCKED})

    tools, check, reply = asked(use, mode=mode)
    assert [(tool.name, tool.output_schema, tool.annotations.read_only_hint) for tool in tools] == [
        ("check", SCHEMA, True), ("reply", SCHEMA, True),
    ]
    assert tools[0].input_schema["properties"]["scene"]["enum"] == list(checker.rulebook.scenes)
    assert tools[0].input_schema["required"] == ["text"]
    found = checker.check(BLOCKED).to_dict()
    assert (check.is_error, check.structured_content, json.loads(check.content[0].text)) == (False, found, found)
    assert (reply.is_error, reply.structured_content, reply.content[0].text) == (False, found, MENDED)
    jsonschema.validate(check.structured_content, SCHEMA)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        case("a clean draft comes back", {"text": "您好，师傅三点到。"}, "您好，师傅三点到。"),
        case("a scene counts", {"text": "让您久等了。", "scene": "phone-resume"}, "让您久等了。"),
        case("the script of the reply", {"text": BLOCKED, "script": "hant-tw"},
             "這件事我來聯絡老李，把您的需求轉達清楚，有消息就告訴您。"),
        case("null is nothing said", {"text": BLOCKED, "scene": None, "script": None}, MENDED),
        case("nothing to say", {"text": ""}, ""),
    ],
)
def test_reply_is_what_to_send(arguments: dict[str, Any], text: str) -> None:
    answer = asked(lambda client: client.call_tool("reply", arguments))
    assert (answer.is_error, answer.content[0].text) == (False, text)


def test_a_mistake_is_told_to_the_model_and_the_server_goes_on() -> None:
    mistakes: list[tuple[dict[str, Any], str]] = [
        ({}, "text is missing: the draft, exactly as it would be sent"),
        ({"text": None}, "text: a string is wanted, not NoneType"),
        ({"text": 3}, "text: a string is wanted, not int"),
        ({"text": "好", "tone": "soft"}, "unknown argument 'tone'; known: text, scene, script"),
        ({"text": "好", "script": "latin"}, "unknown script 'latin'; known: auto, hans, hant-tw, hant-hk"),
    ]

    async def use(client: Client) -> list[tuple[bool, str]]:
        answers = [await client.call_tool("check", arguments) for arguments, _ in mistakes]
        with pytest.raises(MCPError, match="unknown tool 'chek'; known: check, reply"):
            await client.call_tool("chek", {"text": "好"})
        answers.append(await client.call_tool("reply", {"text": BLOCKED}))
        return [(answer.is_error, answer.content[0].text) for answer in answers]

    assert asked(use) == [*((True, message) for _, message in mistakes), (False, MENDED)]


def test_a_rulebook_of_one_s_own_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        'rules:\n  - id: ask-who\n    title: {zh: "找别人", en: "Ask others"}\n    severity: error\n'
        '    message: {zh: "让客户自己去找人。", en: "The customer is sent away."}\n    match: ["你找别人"]\n'
        '    suggest: ["我请{who}给您回电话。"]\n', encoding="utf-8",
    )
    async def use(client: Client) -> Any:
        return [await client.call_tool(tool, {"text": "你找别人吧。"}) for tool in ("check", "reply")]

    check, reply = asked(use, "--rules", str(tmp_path), "--lang", "en")
    assert [f["message"] for f in check.structured_content["findings"]] == ["The customer is sent away."]
    assert reply.content[0].text == "Fill in what stands in 【…】 first, then send one of these:\n我请【谁】给您回电话。"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        case("no such file", ["--rules", "no-such.yaml"], "no-such.yaml"),
        case("two rulebooks", ["--rules", "a.yaml", "--config", "b.yaml"], "rules, config and pack stand for each other"),
        case("no such option", ["--prot", "1"], "No such option"),
    ],
)
def test_a_wrong_option_is_one_line_on_standard_error(options: list[str], error: str) -> None:
    ran = subprocess.run([*COMMAND, *options], input="", capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert error in ran.stderr
    assert "Traceback" not in ran.stderr


def test_it_ends_with_its_input_and_on_ctrl_c() -> None:
    ran = subprocess.run(COMMAND, input="", capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        ping = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}
        running.stdin.write(json.dumps(ping) + "\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["result"]["serverInfo"]["name"] == "tonecheck"
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
        assert running.stderr.read() == ""


def test_without_the_library_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['mcp'] = None\nfrom tonecheck.cli import main\nsys.exit(main(['mcp']))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "pip install 'tonecheck[mcp]'" in ran.stderr
    assert "Traceback" not in ran.stderr
