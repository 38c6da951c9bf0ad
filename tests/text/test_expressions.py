"""Expressions that are kept between runs do what `re.compile` makes of their source."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from table import ROOT, case

from tonecheck import Checker, cache
from tonecheck.match.program import Program
from tonecheck.rulebook.load import load_builtin
from tonecheck.text import expressions
from tonecheck.text.fold import fold

SOURCES = [("不[归由]我管", 0), ("(?P<who>[王李])(?:不在|走了){0,2}?", 0), ("^客.$", re.MULTILINE), ("", 0),
           ("(a)(?P<b>b)?", re.IGNORECASE),
           ("(?<![不没])\\d+", 0), ("[\U00020000-\U00030000你]", 0)]
TEXT = "客服\n王不在走了，𠀀不归我管 Ab 12 你\n客户\nABaB"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TONECHECK_CACHE", str(tmp_path))
    expressions._store.cache_clear()
    for source, flags in SOURCES:
        expressions.compiled(source, flags).search(TEXT)
    expressions.keep()
    expressions._store.cache_clear()
    (file,) = tmp_path.glob("expressions-*")
    return file


def same(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    told = [(p.pattern, p.flags, p.groups, dict(p.groupindex)) for p in (one, other)]
    found = [[(m.span(), m.groupdict(), m.lastgroup) for m in p.finditer(text)] for p in (one, other)]
    return told[0] == told[1] and found[0] == found[1]


def all_same() -> list[str]:
    return [s for s, f in SOURCES if not same(expressions.compiled(s, f), re.compile(s, f), TEXT)]


def test_kept_expressions_are_those_of_re(kept: Path) -> None:
    assert kept.exists()
    assert all_same() == []
    assert expressions._store()._new == {}


def test_the_rulebook_s_expressions(kept: Path) -> None:
    assert kept.exists()
    text = fold((ROOT / "corpus" / "sittings" / "o1.jsonl").read_text(encoding="utf-8")[:4000]).text
    sources = [entry.source for entry in Program(load_builtin()).entries][::5]
    for source in sources:
        expressions.compiled(source).search(text)
    expressions.keep()
    expressions._store.cache_clear()
    assert [s for s in sources if not same(expressions.compiled(s), re.compile(s), text)] == []
    assert expressions._store()._new == {}


@pytest.mark.parametrize(
    "damage",
    [
        case("cut short", lambda c: c[:-3]),
        case("cut in the header", lambda c: c[:30]),
        case("empty", lambda _: b""),
        case("something else", lambda _: b"hello" * 100),
        case("the sources changed", lambda c: c[:-1] + b"?"),
        case("the programs changed", lambda c: c.replace(b"\x10\0\0\0", b"\x11\0\0\0")),
        case("everything behind the header turned", lambda c: c[:300] + bytes(b ^ 0x55 for b in c[300:])),
    ],
)
def test_a_damaged_file_does_no_harm(kept: Path, damage) -> None:
    content = kept.read_bytes()
    assert damage(content) != content
    kept.write_bytes(damage(content))
    kept.chmod(0o600)
    expressions._store.cache_clear()
    assert all_same() == []


def test_an_expression_that_is_wrong_says_so(kept: Path) -> None:
    assert kept.exists()
    with pytest.raises(re.error):
        expressions.proven("(")


def test_another_engine_compiles_as_ever(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept.exists()
    monkeypatch.setattr(expressions, "_engine", lambda: None)
    expressions._store.cache_clear()
    assert all_same() == []
    expressions.keep()


def test_the_command_keeps_what_it_compiled(tmp_path: Path) -> None:
    code = (
        "import re, sys; from tonecheck.cli import main; status = main(['examples/front-desk.txt']);"
        "from tonecheck.text import expressions; sys.stderr.write(str(len(expressions._store()._new)))"
    )

    def run() -> subprocess.CompletedProcess[str]:
        environment = {"TONECHECK_CACHE": str(tmp_path), "PATH": "", "LC_ALL": "C.UTF-8"}
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT, env=environment)

    first, second = run(), run()
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)
    assert len(list(tmp_path.glob("expressions-*"))) == 1
    assert second.stderr == "0"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        case("named", {"TONECHECK_CACHE": "/x/y"}, "/x/y"),
        case("switched off", {"TONECHECK_CACHE": ""}, None),
        case("XDG", {"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/tonecheck"),
        case("home", {"HOME": "/h"}, "/h/.cache/tonecheck"),
        case("XDG must be absolute", {"XDG_CACHE_HOME": "c", "HOME": "/h"}, None),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_folder(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str | None) -> None:
    for name in ("TONECHECK_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cache.folder() == expected


def test_a_service_makes_none_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Checker()
    drafts = sorted((ROOT / "corpus" / "drafts").glob("*.txt"))
    checker.prepare()
    made: list[str] = []
    monkeypatch.setattr(expressions._Store, "pattern", lambda _, source, flags: made.append(source) or re.compile(source, flags))
    for draft in drafts:
        _ = checker.check(draft.read_text(encoding="utf-8")).rewritten
    assert (len(drafts) > 30, made) == (True, [])
