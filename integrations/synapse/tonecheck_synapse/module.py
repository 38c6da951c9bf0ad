"""What Synapse loads: each message of staff goes through here before it is kept."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from typing import Any

from synapse.module_api import EventBase, ModuleApi, StateMap
from synapse.module_api.errors import Codes, ConfigError, SynapseError

from tonecheck_synapse import content, settings, wording
from tonecheck_synapse.client import Client
from tonecheck_synapse.settings import Settings
from tonecheck_synapse.verdict import NoVerdict, Verdict

logger = logging.getLogger("tonecheck_synapse")
# Told apart by programs; `error` beside it is for people.
_FIELD = "org.tonecheck"
# MSC4387, a proposal that clients begin to follow; its stable name is M_SAFETY.
_SAFETY = "ORG.MATRIX.MSC4387_SAFETY"


class ToneModule:
    """The module as Synapse loads it (`modules: [{module: tonecheck_synapse.ToneModule, config: {…}}]`)."""

    def __init__(self, config: Settings, api: ModuleApi) -> None:
        self._settings = config
        self._api = api
        self._client = Client(config)
        self._actions = {"pass": "pass", "warn": config.on_warn, "block": config.on_block}
        api.register_third_party_rules_callbacks(check_event_allowed=self.check_event_allowed)

    @staticmethod
    def parse_config(config: Any) -> Settings:
        """The settings; Synapse prints the error and does not start."""
        try:
            return settings.read(config)
        except ValueError as error:
            raise ConfigError(f"tonecheck_synapse: {error}") from None

    async def check_event_allowed(self, event: EventBase, state: StateMap[EventBase]) -> tuple[bool, dict[str, Any] | None]:
        """True for what may go, with other content where it is rewritten; `SynapseError` 403 for what is held."""
        if not self._concerns(event, state):
            return True, None
        texts = content.texts(event.content)
        try:
            if len(texts) == 1 and "rewrite" in self._actions.values():
                # Not as a sending: one that is rewritten must not open the door for the same words sent again.
                first = await self._ask(event, texts[0], "draft")
                if first.verdict == "pass":
                    return True, None
                if changed := await self._mended(event, first):
                    return True, changed
            # All are asked about before any decides, so that sending again confirms all of them.
            verdicts = [await self._ask(event, text, f"send-{i}") for i, text in enumerate(texts)]
        except NoVerdict as failure:
            return self._without_verdict(event, texts, failure)
        held = [v for v in verdicts if self._actions[v.verdict] != "pass"]
        if held:
            raise self._held(event, max(held, key=lambda v: v.verdict == "block"))
        for verdict in verdicts:
            if verdict.skipped == "ack" and verdict.acknowledged:
                self._report(verdict.acknowledged, "overridden")
        return True, None

    def _concerns(self, event: EventBase, state: StateMap[EventBase]) -> bool:
        """True for a message that a member of our staff, on this server, writes to a room that we check."""
        if event.type != "m.room.message" or event.is_state() or not self._api.is_mine(event.sender):
            return False
        if not self._settings.is_staff(event.sender):
            return False
        return self._settings.internal_rooms == "check" or self._has_customer(state)

    def _has_customer(self, state: StateMap[EventBase]) -> bool:
        return any(
            kind == "m.room.member" and member.content.get("membership") in ("join", "invite") and not self._settings.is_staff(user)
            for (kind, user), member in state.items()
        )

    async def _ask(self, event: EventBase, text: str, purpose: str) -> Verdict:
        """The verdict on one text; only a question of purpose `send-…` counts as a sending on the server."""
        script = self._settings.script
        return await self._client.check({
            "text": text,
            "script": None if script == "auto" else script,
            "scene": self._settings.scene,
            "role": "staff",
            "channel": "matrix",
            # What people type into a Matrix client is Markdown, so the server knows what is quoted in it.
            "format": "markdown",
            "conversation_id": event.room_id,
            "sender_id": event.sender,
            "message_id": f"{event.event_id}/{purpose}",
            "intent": "send" if purpose.startswith("send") else "draft",
            "deadline_ms": int(self._settings.timeout * 1000),
        })

    async def _mended(self, event: EventBase, first: Verdict) -> dict[str, Any] | None:
        """The event with the rewritten message, where the settings want that and it is complete and passes itself."""
        if self._actions[first.verdict] != "rewrite" or not wording.is_complete(first) or not first.rewritten.strip():
            return None
        if (await self._ask(event, first.rewritten, "rewritten")).verdict != "pass":
            return None
        logger.info("%s: rewritten (%s)", event.event_id, _rules(first))
        self._report(first.id, "taken")
        return event.get_dict() | {"content": content.rewritten(event.content, first.rewritten)}

    def _held(self, event: EventBase, verdict: Verdict) -> SynapseError:
        logger.info("%s: held, %s (%s)", event.event_id, verdict.verdict, _rules(verdict))
        told: dict[str, Any] = {"id": verdict.id, "verdict": verdict.verdict, "resend": verdict.verdict == "warn"}
        told |= {"rewritten": verdict.rewritten, "findings": [dict(f) for f in verdict.findings]}
        text = wording.held(verdict, self._settings.lang)
        return self._refusal(f"tonecheck: {verdict.verdict}", text, told, again=verdict.verdict == "warn")

    def _refusal(self, logged: str, text: str, told: Mapping[str, Any], *, again: bool) -> SynapseError:
        """The error that Synapse answers with; `again` where sending again may help."""
        # Synapse writes the message of the exception into its log, so the text for the sender, which repeats words of
        # the draft, goes beside it and takes its place in the answer.
        extra: dict[str, Any] = {"error": text, _FIELD: dict(told)}
        if self._settings.errcode == "forbidden":
            return SynapseError(403, logged, Codes.FORBIDDEN, additional_fields=extra)
        # Without harms of the proposal's own list a client shows our text; with `expiry` it offers to send again.
        extra |= {"harms": []} | ({"expiry": int(time.time() * 1000)} if again else {})
        return SynapseError(403, logged, _SAFETY, additional_fields=extra)

    def _without_verdict(self, event: EventBase, texts: list[str], failure: NoVerdict) -> tuple[bool, None]:
        """The policy for failures: through with a line in the log and the spool, or held with a reason."""
        is_open = self._settings.on_failure == "open"
        logger.warning("%s: %s (%s)", event.event_id, "sent unchecked" if is_open else "held unchecked", failure.reason)
        if is_open:
            self._note(event, texts, failure)
            return True, None
        script = "hant" if self._settings.script.startswith("hant") else ""
        text = wording.failed(self._settings.lang, script, token="status 401" in failure.reason)
        raise self._refusal("tonecheck: no verdict", text, {"verdict": None, "reason": failure.reason}, again=True)

    def _note(self, event: EventBase, texts: list[str], failure: NoVerdict) -> None:
        """One line in the spool: who, where, how long and why, never the text."""
        if self._settings.spool is None:
            return
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "event_id": event.event_id, "room_id": event.room_id,
            "sender": event.sender, "length": sum(map(len, texts)), "reason": failure.reason,
        }
        try:
            with self._settings.spool.open("a", encoding="utf-8") as spool:
                spool.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            logger.error("spool: cannot write: %s", error.strerror)

    def _report(self, check_id: str, outcome: str) -> None:
        # Nobody waits for this: the message goes on its way.
        self._api.run_as_background_process("tonecheck_outcome", self._client.report, check_id, outcome)


def _rules(verdict: Verdict) -> str:
    return ", ".join(dict.fromkeys(str(f.get("rule")) for f in verdict.findings))
