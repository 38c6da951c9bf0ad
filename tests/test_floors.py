"""Who may know whom: a module imports only from its own room, or from a lower floor."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from table import ROOT

PACKAGE = ROOT / "tonecheck"
FLOORS = {"model": 0, "errors": 0, "sections": 0, "values": 0, "cache": 0, "parallel": 0, "recent": 0,
          "text": 1, "rulebook": 1, "match": 2, "reply": 2, "rewriter": 3, "checker": 3,
          "cli": 5, "server": 5, "integrations": 5}
SERVICES = 4
# On one floor: replies read hits, and the rulebook's patterns and model stand on folded text.
BESIDE = {
    ("model", "values"), ("reply", "match"), ("checker", "rewriter"), ("rulebook", "text"), ("cli", "server"),
    ("cli", "integrations"),
}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def floor(name: str) -> int:
    return FLOORS.get(name, SERVICES)


def imports(file: Path) -> list[tuple[int, str]]:
    """Line and module of every import of the package, those inside functions and of typing included."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}:{node.lineno}: write imports in full"
            found += [(node.lineno, node.module or "")]
    return [(line, module) for line, module in found if module.startswith("tonecheck.")]


def test_imports_go_down() -> None:
    wrong = []
    for file in sorted(PACKAGE.rglob("*.py")):
        if file.parent == PACKAGE and file.name.startswith("__"):
            continue
        here = file.relative_to(PACKAGE).with_suffix("").parts[0]
        for line, module in imports(file):
            there = room(module)
            same_service = floor(here) == floor(there) == SERVICES
            if not (there == here or floor(there) < floor(here) or (here, there) in BESIDE or same_service):
                wrong.append(f"{file.relative_to(ROOT)}:{line}: floor {floor(here)} imports {there} of floor {floor(there)}")
    assert wrong == []


def loaded(code: str, *names: str) -> list[str]:
    """Which of the modules a fresh interpreter has after the code, where an earlier run kept what it could."""
    code += f"\nimport sys\nprint(*[n for n in {names!r} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return ran.stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import tonecheck", ("yaml", "jieba", "opencc", "ahocorasick", "click", "rapidfuzz", "tonecheck.checker")),
        ("from tonecheck import Checker\nChecker().check('您好，师傅下午三点到。')",
         ("jieba", "opencc", "click", "sklearn", "numpy", "rapidfuzz", "typing", "dataclasses", "pathlib", "datetime")),
        ("from tonecheck.cli import main\nmain(['--isolated', 'examples/front-desk.txt'])",
         ("jieba", "opencc", "click", "yaml", "typing", "dataclasses", "pathlib", "tonecheck.match.scenes")),
    ],
)
def test_what_is_not_needed_is_not_loaded(
    code: str, absent: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONECHECK_CACHE", str(tmp_path))
    loaded(f"{code}\nfrom tonecheck.text.expressions import keep\nkeep()")
    assert loaded(code, *absent) == []
