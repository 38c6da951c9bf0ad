"""What tests share: a case with its reason, and checkers over small rulebooks of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tonecheck import Checker
from tonecheck.match.program import Program
from tonecheck.match.view import View
from tonecheck.rulebook.load import load
from tonecheck.text.fold import fold

ROOT = Path(__file__).parent.parent


def case(reason: str, *values: object) -> object:
    """One line of a table; the reason is its name."""
    return pytest.param(*values, id=reason)


def awaited(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine answers."""
    # In a thread of its own: a browser's test in the same process leaves an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@cache
def checker_of(rules: str) -> Checker:
    """A checker over one YAML text; the built-in lexicon, guards and scenes stand behind it, the reader is off."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "own.yaml"
        file.write_text(rules, encoding="utf-8")
        return Checker([file])


@cache
def program_of(rules: str) -> Program:
    """The compiled form of one YAML text."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "own.yaml"
        file.write_text(rules, encoding="utf-8")
        return Program(load([file]))


def view_of(text: str) -> View:
    """A draft as the matcher sees it."""
    return View(fold(text))


def found(checker: Checker, text: str, scene: str | None = None) -> list[tuple[str, str, str | None]]:
    """Every pattern hit as rule, excerpt of the source, and the guard that clears it."""
    view, hits = checker.hits(text, scene=scene)
    spans = [(hit, view.folded.span(hit.start, hit.end)) for hit in hits]
    return [(checker.rulebook.rules[hit.rule].id, text[a:b], hit.saved_by) for hit, (a, b) in spans]
