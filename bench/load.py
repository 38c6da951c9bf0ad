"""Loads a server of its own with checks over many connections, and records how long the answers took.

    python bench/load.py [--seconds 60] [--connections 32] [--characters 500] [--violations 0.1] [--pace N] [--record]

Two ways to load. Closed, the default: each connection asks again as soon as it is answered, without a moment's thought, so
that as many requests as connections always wait, and the time of an answer is nothing but connections / answers a second.
Open, `--pace N`: the connections are held open as those of chat clients are, and ask N times a second in all, each at its
own time; times count from when a request was due, so that a slow answer cannot hide the ones behind it.

`--violations` is the share of messages with a draft in them that was labelled as a violation, among drafts that are labelled as
fine and in which nothing is found. With `--heard` something may be found in these too, which is so in one of 27; since some 20
stand in each message, half of all messages then have findings, and cost accordingly. `found` is the share that had any. Every
message is made anew of labelled drafts of corpus/sittings, so that none is answered from memory. `--record` appends the figures to
bench/runs/load.jsonl. `server_ms`, `checking_ms` and `client_ms` are computing time an answer; `elsewhere` says how many
cores other programs took meanwhile: the times of the answers are those of the machine only where that is near 0.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from callers import Requests, call, messages

try:
    from uvloop import run
except ImportError:
    from asyncio import run  # type: ignore[assignment]  # not on Windows

ROOT = Path(__file__).parent.parent
RUNS = Path(__file__).parent / "runs" / "load.jsonl"
# Requests that are made before a run, for each of its seconds.
_READY = 1_200


def family(process: int) -> list[Path]:
    """The folders in /proc of a process and of those it started, itself first."""
    found = [Path("/proc") / str(process)]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if stat.read_text().rpartition(")")[2].split()[1] == str(process):
                found.append(stat.parent)
    return found


def memory(process: int) -> float:
    """MiB that they hold together."""
    sizes = [re.search(r"VmRSS:\s+(\d+)", (folder / "status").read_text()) for folder in family(process)]
    return round(sum(int(size[1]) for size in sizes if size) / 1024, 1)


def computed(process: int) -> tuple[float, float]:
    """Seconds of computing: of the process itself, and of those it started."""
    spent = []
    for folder in family(process):
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        spent.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
    return spent[0], sum(spent[1:])


def busy() -> float:
    """Seconds that all cores have computed since the machine's start."""
    user, nice, system, _, _, irq, softirq, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


async def loaded(address: tuple[str, int], process: int, options: argparse.Namespace) -> dict[str, Any]:
    """The figures of one run."""
    rate = options.pace or _READY
    texts = messages(options.characters, options.violations, heard=options.heard)
    requests = Requests(address[0], texts, int((options.seconds + 5) * rate))
    gc.collect()
    gc.freeze()
    await call(address, requests, 4, 5)
    sizes, before = [memory(process)], (*computed(process), time.process_time(), busy())

    async def watch() -> None:
        for _ in range(6):
            await asyncio.sleep(options.seconds / 6)
            sizes.append(memory(process))

    watching = asyncio.create_task(watch())
    pace = options.connections / options.pace if options.pace else 0.0
    tally = await call(address, requests, options.connections, options.seconds, pace)
    await watching
    after = (*computed(process), time.process_time(), busy())
    own, workers, client, everything = (b - a for a, b in zip(before, after, strict=True))
    # Unlike times, these hold on a machine that others use too.
    each = 1000 / len(tally.seconds)
    cost = {"server_ms": round(own * each, 3), "checking_ms": round(workers * each, 3), "client_ms": round(client * each, 3)}
    elsewhere = round(max(0.0, everything - own - workers - client) / options.seconds, 2)
    return {**tally.figures(options.seconds), **cost, "elsewhere": elsewhere, "memory_mib": sizes}


def main() -> int:
    """Runs, prints, records; status 1 where an answer was no verdict or p99 is above 50 ms."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--characters", type=int, default=500)
    parser.add_argument("--violations", type=float, default=0.1)
    parser.add_argument("--heard", action="store_true", help="drafts labelled as fine in which something is found, too")
    parser.add_argument("--pace", type=float, default=0)
    parser.add_argument("--workers", type=int, default=0, help="of the server; its own default where 0")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tonecheck", "serve", "--port", "0", "--rate", "0", "--state", folder]
        command += ["--workers", str(options.workers)] if options.workers else []
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            said = server.stderr.readline()
            port = re.search(r"listening on http://127\.0\.0\.1:(\d+)", said)
            try:
                assert port is not None, said
                found = run(loaded(("127.0.0.1", int(port[1])), server.pid, options))
            finally:
                server.terminate()
                server.wait()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    chosen = {k: v for k, v in vars(options).items() if k != "record"}
    figures = {
        "date": str(date.today()), "commit": commit, **chosen, "cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2),
        **found,
    }  # fmt: skip
    print(json.dumps(figures))
    if options.record:
        with RUNS.open("a", encoding="utf-8") as runs:
            runs.write(json.dumps(figures) + "\n")
    return 0 if set(found["statuses"]) == {"200"} and found["p99"] <= 50 else 1


if __name__ == "__main__":
    sys.exit(main())
