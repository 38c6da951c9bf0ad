"""tonecheck as a tool of assistants: an MCP server over standard input and output. Needs `pip install 'tonecheck[mcp]'`.

Two tools, both answering with the wire format of `docs/wire-format.md` as structured content: `check` says what may hurt
in a draft, `reply` what to send instead.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
from mcp import MCPError
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from tonecheck import __version__
from tonecheck.checker import Checker
from tonecheck.errors import TonecheckError
from tonecheck.model import Report, Verdict
from tonecheck.text.script import SCRIPTS

_WIRE = "wire-format.schema.json"
_INSTRUCTIONS = """\
Checks Chinese messages that service staff are about to send to a customer. Call `check` with the exact draft before you
offer it. With verdict `block` do not offer it; with `warn` say why and ask first. `reply` gives the draft as it can be
sent; where 【…】 is left in it, ask for what is missing and never guess it."""
_CHECK = """\
Check one draft before it goes to a customer: verdict (block, warn, pass), and each finding with its words, why they may
hurt, how the customer will take them, and replies to send instead."""
_REPLY = """\
Give what to send instead of a draft: its text, or the possible replies where something is left to fill in (【…】). A
draft that may be sent as it is comes back unchanged."""


def serve(checker: Checker) -> None:
    """Answers on standard output until standard input ends."""
    anyio.run(_serve, checker)


def server_of(checker: Checker) -> Server[Any]:
    """The MCP server, ready to be run on any transport."""
    tools = {"check": _CHECK, "reply": _REPLY}

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        takes, gives = _arguments(checker), _wire_schema()
        hints = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        return types.ListToolsResult(tools=[
            types.Tool(name=name, description=told, input_schema=takes, output_schema=gives, annotations=hints)
            for name, told in tools.items()
        ])  # fmt: skip

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        if params.name not in tools:
            raise MCPError(types.INVALID_PARAMS, f"unknown tool '{params.name}'; known: {', '.join(tools)}")
        try:
            report = checker.check(**_read(params.arguments or {}))
        except TonecheckError as error:
            # An answer, not a fault of the protocol: the model reads it and calls again.
            return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
        found = report.to_dict()
        text = json.dumps(found, ensure_ascii=False) if params.name == "check" else _instead(report)
        return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=found)

    return Server(
        "tonecheck", version=__version__, title="tonecheck", instructions=_INSTRUCTIONS,
        on_list_tools=list_tools, on_call_tool=call_tool,
    )  # fmt: skip


async def _serve(checker: Checker) -> None:
    server = server_of(checker)
    # A signal that comes just before the loop waits would be noticed at the next request only; this one wakes the loop.
    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, os._exit, 130)
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


def _arguments(checker: Checker) -> dict[str, Any]:
    scenes = list(checker.rulebook.scenes)
    text = {"type": "string", "description": "The draft, exactly as it would be sent."}
    scene: dict[str, Any] = {"type": "string", "description": "Where the draft is going, if that is known."}
    if scenes:
        scene["enum"] = scenes
    script = {"type": "string", "enum": list(SCRIPTS), "description": "Script of the replies; by default that of the draft."}
    properties = {"text": text, "scene": scene, "script": script}
    return {"type": "object", "properties": properties, "required": ["text"], "additionalProperties": False}


def _read(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of `Checker.check`; `TonecheckError` where one is unknown, missing, or no text."""
    known = ("text", "scene", "script")
    if unknown := [key for key in arguments if key not in known]:
        raise TonecheckError(f"unknown argument '{unknown[0]}'; known: {', '.join(known)}")
    if "text" not in arguments:
        raise TonecheckError("text is missing: the draft, exactly as it would be sent")
    # Models write null for what they leave out.
    given = {key: value for key, value in arguments.items() if value is not None or key == "text"}
    for key, value in given.items():
        if not isinstance(value, str):
            raise TonecheckError(f"{key}: a string is wanted, not {type(value).__name__}")
    return given


def _instead(report: Report) -> str:
    """What to send: one text, or what is still to be decided."""
    if report.verdict is Verdict.PASS or report.rewritten != report.text:
        return report.rewritten
    offered = dict.fromkeys(s.text for f in report.findings for s in f.suggestions)
    if not offered:
        return "No reply is known for this draft; write it anew."
    return "Fill in what stands in 【…】 first, then send one of these:\n" + "\n".join(offered)


def _wire_schema() -> dict[str, Any]:
    package = Path(__file__).parent.parent
    for folder in (package / "data", package.parent / "docs"):
        if (file := folder / _WIRE).is_file():
            schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return schema
    raise TonecheckError(f"{_WIRE} is missing from the installation; install tonecheck again")
