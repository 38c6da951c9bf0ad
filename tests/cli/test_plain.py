"""The plain form is read without click, and says what click says."""

from __future__ import annotations

import io

import pytest

from tonecheck.cli import app, check, plain


@pytest.fixture(autouse=True)
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("您好"))


PLAIN = [
    ([], "standard input"),
    (["a.txt"], "one draft"),
    (["-"], "standard input by its name"),
    (["a.txt", "b", "-"], "several paths"),
    (["--format", "json", "a.txt"], "an option with a value"),
    (["a.txt", "--format=jsonl"], "an option after the path, with ="),
    (["--scene=", "a"], "an empty value"),
    (["--scene", "a=b", "x"], "= within a value"),
    (["--script", "hant-tw", "--channel", "mail", "--audience", "elder", "--lang", "en", "--color", "never", "a"], "choices"),
    (["--fail-on", "never", "--fail-on", "info", "a"], "the last one counts"),
    (["--rules", "x", "a", "--rules=y"], "one that may be repeated"),
    (["--fix", "--diff", "--unsafe-fixes", "--bak", "a"], "flags"),
    (["--ask", "--isolated", "--no-reader", "a"], "more flags"),
    (["--config", "c", "--pack", "p", "--encoding", "big5", "a"], "free values"),
]


@pytest.mark.parametrize(("arguments", "why"), PLAIN, ids=[why for _, why in PLAIN])
def test_the_same_options(arguments: list[str], why: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    heard: list[check.Options] = []
    monkeypatch.setattr(check, "run", lambda options: heard.append(options) or 0)
    assert app.run(arguments) == 0
    assert [plain.options_of(arguments)] == heard


CLICKS = [
    (["--help"], "help"), (["-h"], "help"), (["--version"], "the version"), (["rules", "check"], "a command"),
    (["--fix", "rules"], "a command out of place"), (["--", "rules"], "a file that is named like a command"),
    (["--fromat", "json", "a"], "an option that there is not"), (["--format", "yaml", "a"], "a value that there is not"),
    (["a", "--format"], "a value that is missing"), (["--scene", "--fix", "a"], "a value that looks like an option"),
    (["--fix=yes", "a"], "a flag with a value"), (["--jobs", "2", "a"], "a number"), (["-x"], "a short option"),
    (["--f", "a"], "half an option"),
]


@pytest.mark.parametrize(("arguments", "why"), CLICKS, ids=[why for _, why in CLICKS])
def test_what_is_left_to_click(arguments: list[str], why: str) -> None:  # noqa: ARG001
    assert plain.options_of(arguments) is None


def test_nobody_types_a_draft_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert (plain.options_of([]), plain.options_of(["--fix"])) == (None, None)
    monkeypatch.setattr("sys.stdin", None)
    assert plain.options_of([]) is None


def test_every_command_is_known() -> None:
    assert sorted(app.app.commands) == sorted(plain.COMMANDS)
