"""The guards for answering bots: functions, and agents of the OpenAI SDK with a scripted model."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import pytest
from agents import Agent, OutputGuardrailTripwireTriggered, Runner, set_tracing_disabled
from agents.testing import ScriptedModel, assistant_message
from pydantic import BaseModel
from table import awaited, case, checker_of

from tonecheck import Checker, DraftError, Report, UsageError, Verdict
from tonecheck.integrations.agents import ToneError, guard, guarded, tone_guardrail

# Nothing leaves the machine: the SDK would send its traces away.
set_tracing_disabled(True)

CLEAN, BLOCKED, WARNED = "您好，师傅今天下午三点上门。", "维修是老李负责的，这事不归我管。", "让您久等了。"
MENDED_BLOCK, MENDED_WARN = "这件事我来联系老李，把您的要求转达清楚，有消息就告诉您。", "谢谢您的耐心等待。"
# A rulebook whose only reply has a slot that the draft does not fill.
FILL_IN = """
rules:
  - id: ask-who
    title: {zh: "找别人"}
    severity: error
    message: {zh: "让客户自己去找人。"}
    match: ["你找别人"]
    suggest: ["我请{who}给您回电话。"]
"""
HOPELESS = "你找别人吧。"


class Broken(Checker):
    """A checker that fails at every check."""

    def check(self, text: str, **_: Any) -> Report:
        raise RuntimeError(f"out of order ({len(text)})")


@pytest.mark.parametrize(
    ("text", "how", "sent"),
    [
        case("a clean text is itself", CLEAN, {}, CLEAN),
        case("nothing to say", "", {}, ""),
        case("a block is raised", BLOCKED, {}, Verdict.BLOCK),
        case("a warning is raised, for a bot cannot look again", WARNED, {}, Verdict.WARN),
        case("a block is rewritten where asked for", BLOCKED, {"on_block": "rewrite"}, MENDED_BLOCK),
        case("a warning is not, by the setting for blocks", WARNED, {"on_block": "rewrite"}, Verdict.WARN),
        case("a warning is rewritten where asked for", WARNED, {"on_warn": "rewrite"}, MENDED_WARN),
        case("a warning passes where asked for", WARNED, {"on_warn": "pass"}, WARNED),
        case("a block never passes with it", BLOCKED, {"on_warn": "pass"}, Verdict.BLOCK),
        case("the scene counts", WARNED, {"scene": "phone-resume"}, WARNED),
        case("the script of the reply", BLOCKED, {"on_block": "rewrite", "script": "hant-tw"},
             "這件事我來聯絡老李，把您的需求轉達清楚，有消息就告訴您。"),
    ],
)
def test_guard(checker: Checker, text: str, how: dict[str, Any], sent: str | Verdict) -> None:
    if isinstance(sent, Verdict):
        with pytest.raises(ToneError) as told:
            guard(text, checker=checker, **how)
        assert told.value.report.verdict is sent
        assert told.value.report.text == text
    else:
        assert guard(text, checker=checker, **how) == sent


def test_what_is_still_to_be_filled_in_is_not_sent() -> None:
    with pytest.raises(ToneError) as told:
        guard(HOPELESS, checker=checker_of(FILL_IN), on_block="rewrite")
    assert str(told.value) == "ask-who: “你找别人”: 让客户自己去找人。 → 我请【谁】给您回电话。"
    assert run(HOPELESS, tone_guardrail(checker=checker_of(FILL_IN)))["rewritten"] is None


def test_the_error_is_advice_for_the_next_attempt(checker: Checker) -> None:
    with pytest.raises(ToneError) as told:
        guard("你好，" + WARNED, checker=checker)
    (finding,) = [f for f in told.value.report.findings if f.rule_id == "t15"]
    # The hint about 你 holds nothing, so it is no advice.
    assert str(told.value) == f"t15: “{finding.excerpt}”: {finding.message} → {finding.suggestions[0].text}"


def test_a_rewriting_that_is_not_clean_is_not_sent() -> None:
    class Stubborn(Checker):
        def check(self, text: str, **how: Any) -> Report:
            report = super().check(BLOCKED, **how)
            return Report(text, report.script, None, report.findings, "改了也不归我管。")

    with pytest.raises(ToneError):
        guard(BLOCKED, checker=Stubborn(), on_block="rewrite")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        case("no such action", {"on_warn": "ask"}, "unknown on_warn 'ask'; known: raise, rewrite, pass"),
        case("a block cannot be passed", {"on_block": "pass"}, "unknown on_block 'pass'; known: raise, rewrite"),
    ],
)
def test_a_wrong_setting_is_told_where_it_is_made(settings: dict[str, str], message: str) -> None:
    for use in (lambda: guard(CLEAN, **settings), lambda: guarded(**settings)(lambda: CLEAN)):
        with pytest.raises(UsageError) as told:
            use()
        assert str(told.value) == message


def test_guarded_functions_keep_their_name_and_their_arguments() -> None:
    @guarded
    def answer(question: str, *, polite: bool) -> str:
        """Answers."""
        return CLEAN if polite else f"{question}？{BLOCKED}"

    @guarded(on_block="rewrite")
    async def later(text: str) -> str:
        await asyncio.sleep(0)
        return text

    assert (answer.__name__, answer.__doc__) == ("answer", "Answers.")
    assert answer("几点", polite=True) == CLEAN
    with pytest.raises(ToneError):
        answer("几点", polite=False)
    assert awaited(later(BLOCKED)) == MENDED_BLOCK


def test_what_is_no_whole_text_is_not_sent() -> None:
    def piecewise() -> Iterator[str]:
        yield BLOCKED

    async def later() -> AsyncIterator[str]:
        yield BLOCKED

    for function in (piecewise, later):
        with pytest.raises(UsageError, match="a generator sends before its text is complete; return the whole text"):
            guarded(function)
    with pytest.raises(UsageError, match="a guarded function must return str, not list"):
        guarded(lambda: [BLOCKED])()
    with pytest.raises(DraftError):
        guarded(lambda: "坏\ud800")()
    with pytest.raises(RuntimeError):
        guarded(checker=Broken())(lambda: CLEAN)()


def run(answer: str, guardrail: Any, output_type: Any = None) -> Any:
    """What an agent whose model says this hands on, or what its guardrail says."""
    model = ScriptedModel([[assistant_message(answer)]])
    agent = Agent(name="desk", model=model, output_guardrails=[guardrail], output_type=output_type)
    try:
        return awaited(Runner.run(agent, "维修找谁？")).final_output
    except OutputGuardrailTripwireTriggered as tripped:
        return tripped.guardrail_result.output.output_info


def test_a_clean_answer_goes_out(checker: Checker) -> None:
    assert run(CLEAN, tone_guardrail(checker=checker)) == CLEAN


def test_a_block_trips_with_everything_that_is_needed_for_the_next_attempt(checker: Checker) -> None:
    report = checker.check(BLOCKED)
    assert run(BLOCKED, tone_guardrail(checker=checker)) == {
        "verdict": "block", "advice": str(ToneError(report)), "rewritten": MENDED_BLOCK, "reports": [report.to_dict()],
    }


def test_a_warning_trips_unless_it_may_pass(checker: Checker) -> None:
    assert run(WARNED, tone_guardrail(checker=checker))["verdict"] == "warn"
    assert run(WARNED, tone_guardrail(checker=checker, on_warn="pass")) == WARNED
    assert run(BLOCKED, tone_guardrail(checker=checker, on_warn="pass"))["verdict"] == "block"
    assert run(WARNED, tone_guardrail(checker=checker, scene="phone-resume")) == WARNED


class Mood(Enum):
    """A kind of answer."""

    CALM = "calm"


class Inner(BaseModel):
    """A part of a structured answer."""

    lines: list[str]
    mood: Mood = Mood.CALM


class Answer(BaseModel):
    """A structured answer."""

    text: str
    parts: list[Inner] = []
    count: int | None = None
    on: date | None = None


@dataclass
class Plain:
    """A structured answer without pydantic."""

    text: str
    more: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("answer", "kind", "read"),
    [
        case("each string of a model", Answer(text=CLEAN, parts=[Inner(lines=["好的。", BLOCKED])]), Answer,
             [CLEAN, "好的。", BLOCKED, "calm"]),
        case("numbers and dates say nothing", Answer(text=BLOCKED, count=3, on=date(2026, 1, 2)), Answer, [BLOCKED, "2026-01-02"]),
    ],
)
def test_every_string_of_a_structured_answer_is_read(checker: Checker, answer: Answer, kind: type, read: list[str]) -> None:
    info = run(answer.model_dump_json(), tone_guardrail(checker=checker), kind)
    assert (info["verdict"], info["rewritten"], len(info["reports"])) == ("block", None, len(read))
    assert [report["rewritten"] for report in info["reports"] if report["verdict"] == "pass"] == [t for t in read if t != BLOCKED]


def test_other_answers_are_read_too(checker: Checker) -> None:
    guardrail = tone_guardrail(checker=checker)
    for answer in (Plain("好的。", (WARNED,)), {"text": {"zh": WARNED}}, [CLEAN, {WARNED}]):
        output = awaited(guardrail.run(None, None, answer)).output  # type: ignore[arg-type]
        assert (output.tripwire_triggered, output.output_info["verdict"]) == (True, "warn")


@pytest.mark.parametrize(
    ("made", "answer", "error"),
    [
        case("a check that breaks", lambda: Broken(), CLEAN, f"RuntimeError: out of order ({len(CLEAN)})"),
        case("a text that is none", lambda: Checker(), "坏\ud800",
             "DraftError: lone surrogate U+D800 at code point 1; it is no character, decode the text anew"),
        case("a thing that cannot be looked into", lambda: Checker(), object(),
             "TypeError: an answer of type object cannot be read"),
    ],
)
def test_what_cannot_be_checked_trips(made: Any, answer: Any, error: str) -> None:
    output = awaited(tone_guardrail(checker=made()).run(None, None, answer)).output  # type: ignore[arg-type]
    assert (output.tripwire_triggered, output.output_info) == (True, {"verdict": None, "error": error})


def test_a_scene_that_does_not_exist_trips(checker: Checker) -> None:
    assert run(CLEAN, tone_guardrail(checker=checker, scene="no-such"))["error"].startswith("UsageError: ")


def test_a_stream_ends_in_the_same_error(checker: Checker) -> None:
    async def stream() -> None:
        model = ScriptedModel([[assistant_message(BLOCKED)]])
        agent = Agent(name="desk", model=model, output_guardrails=[tone_guardrail(checker=checker)])
        async for _ in Runner.run_streamed(agent, "维修找谁？").stream_events():
            pass

    with pytest.raises(OutputGuardrailTripwireTriggered):
        awaited(stream())


def test_the_model_gets_the_advice_and_tries_again(checker: Checker) -> None:
    """The loop that docs/adapters/agents.md shows."""
    model = ScriptedModel([[assistant_message(BLOCKED)], [assistant_message(CLEAN)]])
    agent = Agent(name="desk", model=model, output_guardrails=[tone_guardrail(checker=checker)])

    async def answer(question: str, attempts: int = 3) -> str:
        for _ in range(attempts):
            try:
                return str((await Runner.run(agent, question)).final_output)
            except OutputGuardrailTripwireTriggered as tripped:
                info = tripped.guardrail_result.output.output_info
                question += f"\n\n(Your last answer was held back. Do not say it so: {info.get('advice') or info.get('error')})"
        return "您的问题我已经记下，马上请同事联系您。"

    assert awaited(answer("维修找谁？")) == CLEAN
    assert "taboo-not-my-job: “不归我管”" in str(model.calls[1].input)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        case("guards do not load the SDK",
             "import sys; from tonecheck.integrations.agents import guard; guard('您好。'); print('agents' in sys.modules)",
             "False"),
        case("without the SDK it says what to install",
             "import sys; sys.modules['agents'] = None\n"
             "from tonecheck.integrations.agents import tone_guardrail\n"
             "try: tone_guardrail()\nexcept Exception as e: print(type(e).__name__, str(e)[-31:])",
             "UsageError pip install 'tonecheck[agents]'"),
    ],
)
def test_the_sdk_is_loaded_only_where_it_is_used(code: str, said: str) -> None:
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == said
