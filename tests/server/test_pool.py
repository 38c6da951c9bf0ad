"""The worker processes: what becomes of a check when its worker answers, fails, dies, or is let go."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tonecheck.errors import RulebookError
from tonecheck.server import worker
from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.server.engine import Engine
from tonecheck.server.pool import Checking, Lost, Pool
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

    return asyncio.run(run()), lost


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
        asyncio.run(run())
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

    assert asyncio.run(run()) == ("block", 0)


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

    status, seconds = asyncio.run(run())
    assert (status, seconds < 0.3) == (503, True)
