"""Every message about a rulebook exists in Chinese, with the same names in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from table import ROOT

from tonecheck.reply.convert import traditional
from tonecheck.rulebook.faults import Fault, guess, say
from tonecheck.rulebook.model import Place
from tonecheck.rulebook.spelling import _LOOKS
from tonecheck.rulebook.wording import CHINESE

# Which argument of a call is an English wording.
SAYING = {"say": 0, "add": 2, "add_file": 1, "PatternError": 1, "_one_of": 2, "text": 2, "_versioned": 9,
          "_fault": 1, "_cell_fault": 2, "NotLiteral": 0, "refusal": 1}


def spoken() -> Iterator[tuple[str, str]]:
    """Every wording that the code says, with where."""
    files = [*(ROOT / "tonecheck" / "rulebook").glob("*.py"), *(ROOT / "tonecheck" / "proof").glob("*.py"),
             *(ROOT / "tonecheck" / "sheets").glob("*.py"),
             ROOT / "tonecheck" / "match" / "compile.py", ROOT / "tonecheck" / "cli" / "inbox.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                at = SAYING.get(name)
                if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                    yield node.args[at].value, f"{file.name}:{node.lineno}"
    for _, wording in _LOOKS:
        yield wording, "spelling.py"


def test_every_wording_is_there_in_chinese() -> None:
    assert [(said, where) for said, where in spoken() if said not in CHINESE] == []


def test_both_wordings_hold_the_same_names() -> None:
    def names(wording: str) -> set[str]:
        return set(re.findall(r"\{([a-z]+)\}", wording))

    assert {said: chinese for said, chinese in CHINESE.items() if names(said) != names(chinese)} == {}


def test_a_fault_in_three_languages() -> None:
    fault = Fault(Place("my.yaml", 4, 5), "wait", say("unknown key '{key}'{guess}", key="goood", guess=guess("goood", ["good"])))
    assert [fault.line(), fault.line("zh-hans"), fault.line("zh-hant", lambda t: traditional(t, "hant-tw"))] == [
        "my.yaml:4:5: wait: unknown key 'goood' (did you mean 'good'?)",
        "my.yaml:4:5: wait: 没有“goood”这个键（您是不是要写“good”？）",
        "my.yaml:4:5: wait: 沒有“goood”這個鍵（您是不是要寫“good”？）",
    ]


def test_what_the_author_wrote_is_never_converted() -> None:
    said = say("'match' is empty; write at least one phrase")
    quoted = say("'{pattern}' could run long; write fewer or shorter gaps", pattern="长句{who}")
    assert said.text("zh-hant", lambda t: traditional(t, "hant-tw")) == "“match”是空的；請至少寫一個短語"
    assert quoted.text("zh-hant", lambda t: traditional(t, "hant-tw")).startswith("“长句{who}”可能要算")
