"""Diffs: what `patch` makes of the old text must be the new one."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tonecheck.cli.diff import changed_lines, unified

LINES = st.lists(st.sampled_from(["好\n", "不\n", "您好\r\n", "a\n", "\n"]), max_size=25)


def test_equal_texts_have_no_diff() -> None:
    assert list(unified("好\n", "好\n", "d.txt")) == []


def test_far_changes_are_hunks_of_their_own() -> None:
    before = "".join(f"{n}\n" for n in range(1, 13))
    after = before.replace("2\n", "二\n", 1).replace("\n11\n", "\n十一\n")
    assert "".join(unified(before, after, "./d/a.txt")) == (
        "--- a/d/a.txt\n+++ b/d/a.txt\n@@ -1,5 +1,5 @@\n 1\n-2\n+二\n 3\n 4\n 5\n@@ -8,5 +8,5 @@\n 8\n 9\n 10\n-11\n+十一\n 12\n"
    )


def test_changed_lines_keep_no_line_ends() -> None:
    assert list(changed_lines("好\r\n不\r\n", "好\r\n行\r\n")) == [("-", "不"), ("+", "行")]


def test_many_equal_lines_cost_nothing() -> None:
    before = "您好。\n谢谢。\n" * 30_000 + "不归我管。\n"
    started = time.perf_counter()
    lines = list(unified(before, before.replace("不归我管", "我来"), "d.txt"))
    assert len(lines) == 7, "two of heads, three of context, the old line and the new one"
    assert time.perf_counter() - started < 2


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(before=LINES, after=LINES, same=st.booleans(), ended=st.booleans())
def test_patch_agrees(tmp_path: Path, before: list[str], after: list[str], same: bool, ended: bool) -> None:
    if same:
        after = (after + before)[: len(before)]
    old, new = "".join(before) + "尾" * (not ended), "".join(after) + "尾" * (not ended)
    file = tmp_path / "d.txt"
    file.write_bytes(old.encode())
    diff = "".join(unified(old, new, "d.txt"))
    if diff:
        subprocess.run(["patch", "-s", "-p1", "--binary"], input=diff.encode(), cwd=tmp_path, check=True)
    assert (file.read_bytes() if file.exists() else b"") == new.encode()
