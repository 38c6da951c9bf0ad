"""The worker processes: what becomes of a check when its worker answers, fails, dies, or is let go."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from table import awaited

from tonecheck.errors import RulebookError, TonecheckError
from tonecheck.server import worker
from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.server.engine import Engine
from tonecheck.server.link import Lost
from tonecheck.server.pool import Checking, Pool
from tonecheck.server.worker import Fault, Rules

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
SHORT = CheckRequest("这事不归我管。")
# About a second.
LONG = CheckRequest("这事不归我管，您改天再来。" * 600)


def with_pool(rules: Rules, doing: Callable[[Pool], Awaitable[Any]], size: int = 1) -> tuple[Any, list[Checking]]:
    """What `doing` returns, and the pools that said that they lost a worker."""
    lost: list[Checking] = []

    async def run() -> Any:
        pool = Pool(rules, size, lost.append)
        await pool.start()
        try:
            return await doing(pool)
        finally:
            await pool.close()

    return awaited(run()), lost


def soon() -> float:
    return time.monotonic() + 60


def processes(pool: Pool) -> list[Any]:
    return [one.process for one in pool._workers]


def test_more_questions_than_workers_are_answered_in_turn(own_rules: Rules) -> None:
    async def doing(pool: Pool) -> list[Any]:
        texts = [f"这事不归我管{n}。" if n % 2 else f"好的{n}。" * 500 for n in range(20)]
        answers = await asyncio.gather(*(pool.check(CheckRequest(text), soon()) for text in texts))
        return [(answer["verdict"], answer["rewritten"][:2]) for answer, _ in answers]

    found, lost = with_pool(own_rules, doing, size=2)
    assert found == [("pass", "好的"), ("block", "我帮")] * 10
    assert lost == []


def test_a_wrong_rulebook_is_told_and_nobody_is_left(tmp_path: Any) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("rules:\n  - id: broken\n", encoding="utf-8")
    pools: list[Pool] = []

    async def run() -> None:
        pools.append(Pool(Rules((str(broken),), reader=False), 2, lambda _: None))
        await pools[0].start()

    with pytest.raises(RulebookError, match=r"key 'match' is missing"):
        awaited(run())
    assert not any(process.is_alive() for process in processes(pools[0]))


def test_what_is_late_is_refused_unread(own_rules: Rules) -> None:
    async def doing(pool: Pool) -> list[Any]:
        return list(await asyncio.gather(pool.check(LONG, soon()), pool.check(SHORT, time.monotonic() + 0.001)))

    (first, second), _ = with_pool(own_rules, doing)
    assert (first[0]["verdict"], type(second), second.status) == ("block", Refusal, 503)


def test_a_worker_that_dies_loses_its_own_check_alone(own_rules: Rules) -> None:
    async def doing(pool: Pool) -> list[Any]:
        victim = processes(pool)[0].pid
        running = [pool.check(LONG, soon()) for _ in range(2)]
        waiting = pool.check(SHORT, soon())
        os.kill(victim, signal.SIGKILL)
        return await asyncio.gather(*running, waiting, return_exceptions=True)

    (*long, short), lost = with_pool(own_rules, doing, size=2)
    assert sorted(type(answer).__name__ for answer in long) == ["Lost", "tuple"]
    assert (short[0]["verdict"], len(lost)) == ("block", 1)


class Slow:
    """A checker that takes its time: for ever, or for half a second."""

    rulebook = config = None

    def prepare(self) -> None:
        """Nothing to load."""

    def check(self, text: str, **_: Any) -> Any:
        while text == "endless":
            pass
        time.sleep(0.5 if text == "slow" else 0)
        raise TonecheckError("read")


class SlowRules(Rules):
    """What a worker loads instead of a rulebook, slowly, and with little time to compute for each check."""

    def checker(self) -> Any:
        time.sleep(2)
        worker.COMPUTING_SECONDS = 0.2
        worker.ready = lambda: worker.Identity("", 0, ())
        return Slow()


def with_engine(rules: Rules, workers: int, doing: Callable[[Engine, Pool], Awaitable[Any]]) -> Any:
    """What `doing` returns with a started engine."""

    async def run() -> Any:
        engine = Engine(rules, workers)
        await engine.start()
        assert isinstance(engine._pool, Pool)
        try:
            return await doing(engine, engine._pool)
        finally:
            await engine.close()

    return awaited(run())


async def refusal(engine: Engine, text: str, deadline_ms: int = 5_000) -> tuple[int, str]:
    with pytest.raises(Refusal) as refused:
        await engine.check(CheckRequest(text, deadline_ms=deadline_ms))
    return refused.value.status, refused.value.message


def test_a_check_that_never_ends_costs_its_worker_not_the_server() -> None:
    async def doing(engine: Engine, _: Pool) -> Any:
        return await refusal(engine, "endless", 150), await refusal(engine, "fine")

    (status, message), following = with_engine(SlowRules(), 1, doing)
    assert status == 503
    assert re.fullmatch(r"no verdict within 150 ms: worker \d+ has been at it for \d+ ms", message)
    assert following == (422, "read"), "a new worker reads the next one"


def test_who_waits_for_a_worker_in_vain_is_told() -> None:
    async def doing(engine: Engine, _: Pool) -> Any:
        slow = asyncio.ensure_future(refusal(engine, "slow"))
        await asyncio.sleep(0)
        return await refusal(engine, "fine", 50), await slow

    waited, slow = with_engine(SlowRules(), 1, doing)
    assert waited == (503, "no verdict within 50 ms: all 1 workers are at others, and 1 wait")
    assert slow == (422, "read")


def test_more_than_may_wait_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tonecheck.server.engine._QUEUE", 2)

    async def doing(engine: Engine, _: Pool) -> Any:
        under_way = [asyncio.ensure_future(refusal(engine, text)) for text in ("slow", "fine")]
        await asyncio.sleep(0)
        refused = await refusal(engine, "fine")
        return refused, [one.done() for one in under_way], await asyncio.gather(*under_way), await refusal(engine, "fine")

    refused, done, answers, following = with_engine(SlowRules(), 1, doing)
    assert refused == (503, "too many checks are under way; try again in a second")
    assert (done, answers, following) == ([False, False], [(422, "read")] * 2, (422, "read"))


def test_what_a_dead_worker_was_at_is_done_by_another_at_once(caplog: pytest.LogCaptureFixture) -> None:
    async def doing(engine: Engine, pool: Pool) -> Any:
        asking = asyncio.ensure_future(refusal(engine, "slow"))
        await asyncio.sleep(0.1)
        os.kill(next(one for one in pool._workers if one.asked).process.pid, signal.SIGKILL)
        answer = await asking
        return answer, engine._pool is pool

    assert with_engine(SlowRules(), 2, doing) == ((422, "read"), True), "it did not wait for the new ones, which take seconds"
    assert re.search(r"worker \d+ ended by itself, status -9; another one takes its place", caplog.text)


def test_with_no_worker_left_nobody_waits(own_rules: Rules) -> None:
    async def doing(pool: Pool) -> list[Any]:
        waiting = [pool.check(LONG, soon()) for _ in range(3)]
        os.kill(processes(pool)[0].pid, signal.SIGKILL)
        answers = await asyncio.gather(*waiting, return_exceptions=True)
        return [*answers, *await asyncio.gather(pool.check(SHORT, soon()), return_exceptions=True)]

    found, _ = with_pool(own_rules, doing)
    assert [type(answer) for answer in found] == [Lost] * 4


def test_a_pool_let_go_ends_its_work_first(own_rules: Rules) -> None:
    async def doing(pool: Pool) -> tuple[list[Any], bool]:
        ending = processes(pool)
        waiting = [pool.check(LONG, soon()), pool.check(SHORT, soon())]
        pool.retire()
        answers = await asyncio.gather(*waiting)
        await asyncio.get_running_loop().run_in_executor(None, ending[0].join, 20)
        return [answer["verdict"] for answer, _ in answers], ending[0].is_alive()

    found, lost = with_pool(own_rules, doing)
    assert (found, lost) == ((["block", "block"], False), [])


def test_a_fault_of_ours_is_told_and_costs_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(worker, "check", failing)
    told = worker._answer(SHORT, soon())
    assert isinstance(told, Fault)
    assert told.trace.endswith("ZeroDivisionError: ours\n")


def test_the_engine_asks_again_with_a_new_worker(own_rules: Rules) -> None:
    async def run() -> tuple[str, int]:
        engine = Engine(own_rules, 1)
        await engine.start()
        try:
            asking = asyncio.ensure_future(engine.check(LONG))
            await asyncio.sleep(0.05)
            pool = engine._pool
            assert isinstance(pool, Pool)
            os.kill(processes(pool)[0].pid, signal.SIGKILL)
            return (await asking)[0]["verdict"], engine.waiting
        finally:
            await engine.close()

    assert awaited(run()) == ("block", 0)


def test_a_deadline_holds_while_a_worker_is_replaced(own_rules: Rules) -> None:
    async def run() -> tuple[int, float]:
        engine = Engine(own_rules, 1)
        await engine.start()
        try:
            pool = engine._pool
            assert isinstance(pool, Pool)
            os.kill(processes(pool)[0].pid, signal.SIGKILL)
            await asyncio.sleep(0.05)
            began = time.monotonic()
            with pytest.raises(Refusal) as refused:
                await engine.check(CheckRequest(SHORT.text, deadline_ms=100))
            return refused.value.status, time.monotonic() - began
        finally:
            await engine.close()

    status, seconds = awaited(run())
    assert (status, seconds < 0.3) == (503, True)
