"""Many drafts on several cores: the same as on one, in order, with a bound on what is read ahead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tonecheck import Checker, DraftError
from tonecheck.parallel import in_order

DRAFTS = ["不归我管，您去问别人吧。", "您好，师傅下午三点到。", "老李不在，改天再来", ""] * 60


def test_same_reports_in_order(checker: Checker) -> None:
    alone = [report.to_dict() for report in checker.check_many(DRAFTS)]
    assert [report.to_dict() for report in checker.check_many(DRAFTS, jobs=2)] == alone


def test_what_is_wrong_comes_in_its_place(checker: Checker) -> None:
    reports = checker.check_many(["您好", "好的", "\ud800", "您好"], jobs=2)
    assert [next(reports).text, next(reports).text] == ["您好", "好的"]
    with pytest.raises(DraftError):
        next(reports)


def test_it_reads_no_more_ahead_than_it_must() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    found = in_order(abs, endless(), 2)
    assert [next(found) for _ in range(100)] == list(range(1, 101))
    assert taken < 600
    found.close()  # type: ignore[attr-defined]  # a generator


def drafts_in(folder: Path, number: int) -> Path:
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:04}.txt").write_text(DRAFTS[n % 4] + "\n", encoding="utf-8")
    (folder / "0007.txt").write_bytes(b"\0")
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tonecheck", *arguments], capture_output=True, text=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})


def test_the_command_prints_the_same(tmp_path: Path) -> None:
    folder = str(drafts_in(tmp_path / "drafts", 80))
    one, two = run("--jobs", "1", folder), run("--jobs", "2", folder)
    assert one.returncode == two.returncode == 2
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert one.stderr.count("0007.txt") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    folder = drafts_in(tmp_path / "drafts", 3000)
    process = subprocess.Popen([sys.executable, "-m", "tonecheck", "--jobs", "2", "--format", "jsonl", str(folder)],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    process.stdout.read(1)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
