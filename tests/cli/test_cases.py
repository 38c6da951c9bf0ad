"""Runs the command line as people do: one folder of `tests/cases` a case.

`cmd.txt` holds the reason (`#` lines), settings of the environment (`NAME=value`), and the arguments in its last line.
`in/` is the folder that the command starts in, with `tests/cases/rules.yaml` added; `stdin` is its standard input.
`stdout.txt`, `stderr.txt` and `exit.txt` are what must come out; `after/` holds files as they must be afterwards.

A new case gets its expected files from `TONECHECK_KEEP=1 pytest tests/cli/test_cases.py -k NAME`; read them before
you keep them.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

CASES = Path(__file__).parent.parent / "cases"
ROOT = CASES.parent.parent


@dataclass(frozen=True)
class Outcome:
    """What a run left."""

    stdout: str
    stderr: str
    status: str


def run(case: Path, folder: Path) -> Outcome:
    if (case / "in").is_dir():
        shutil.copytree(case / "in", folder, dirs_exist_ok=True)
    shutil.copy(CASES / "rules.yaml", folder / "rules.yaml")
    lines = [line for line in (case / "cmd.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    settings = dict(line.split("=", 1) for line in lines[:-1])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "COLUMNS": "80", **settings}
    command = [sys.executable, "-m", *shlex.split(lines[-1])]
    stdin = (case / "stdin").read_bytes() if (case / "stdin").exists() else b""
    done = subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, timeout=60, check=False)
    return Outcome(steady(done.stdout), steady(done.stderr), f"{done.returncode}\n")


def steady(output: bytes) -> str:
    """Output without what changes with the rulebook's bytes or with the version."""
    text = output.decode("utf-8", "backslashreplace")
    text = re.sub(r'("digest": )"[0-9a-f]+"', r'\1"…"', text)
    return re.sub(r"^tonecheck \d+\.\d+\.\d+\S*$", "tonecheck VERSION", text, flags=re.MULTILINE)


def expected(case: Path) -> Outcome:
    def text(name: str) -> str:
        file = case / name
        return file.read_bytes().decode("utf-8") if file.exists() else ""

    return Outcome(text("stdout.txt"), text("stderr.txt"), text("exit.txt"))


def keep(case: Path, outcome: Outcome) -> None:
    for name, text in (("stdout.txt", outcome.stdout), ("stderr.txt", outcome.stderr), ("exit.txt", outcome.status)):
        if text:
            (case / name).write_bytes(text.encode("utf-8"))
        else:
            (case / name).unlink(missing_ok=True)


@pytest.mark.parametrize("case", sorted(p for p in CASES.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_case(case: Path, tmp_path: Path) -> None:
    outcome = run(case, tmp_path)
    if os.environ.get("TONECHECK_KEEP"):
        keep(case, outcome)
    assert outcome == expected(case)
    after = case / "after"
    for file in sorted(after.rglob("*")) if after.is_dir() else []:
        if file.is_file():
            assert (tmp_path / file.relative_to(after)).read_bytes() == file.read_bytes(), file.name
    assert not list(tmp_path.glob("**/.tonecheck-*")), "a temporary file was left behind"
