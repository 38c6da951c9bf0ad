"""`--ask`: what a person may answer, and what stands in the file afterwards."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from table import ROOT, case, checker_of

from tonecheck.cli.ask import Outcome, Stop, Walk
from tonecheck.cli.messages import PHRASES
from tonecheck.cli.render_text import Page

RULES = """
rules:
  - {id: mine, match: [不归我管], severity: error, suggest: ["我来帮您联系。", "我请{who}联系您。"]}
  - {id: ask, match: [什么事], suggest: ["请问有什么可以帮您？"]}
  - {id: dull, match: [随便]}
  - {id: hint, match: [没事], severity: info}
"""
DRAFT = "不归我管。\n什么事？\n随便。没事。"


def walked(text: str, answers: list[str], scene: str | None = None) -> tuple[Outcome, list[str]]:
    checker, prompts, rest = checker_of(RULES), [], list(answers)

    def ask(prompt: str, there: str) -> str:
        prompts.append(prompt.strip() + (f" [{there}]" if there else ""))
        if not rest:
            raise Stop
        return rest.pop(0)

    page = Page(PHRASES["en"], 80, False, lambda rule: rule)
    outcome = Walk(lambda t: checker.check(t, scene=scene), page, lambda _: None, ask).through(text, "draft.txt")
    assert rest == [], "not every answer was asked for"
    return outcome, prompts


@pytest.mark.parametrize(
    ("text", "answers", "outcome"),
    [
        case("a number takes a reply", DRAFT, ["1", "1", "s"],
             Outcome("我来帮您联系。\n请问有什么可以帮您？\n随便。没事。", 2, False)),
        case("s and Enter skip", DRAFT, ["s", "", "s"], Outcome(DRAFT, 0, False)),
        case("an open place is asked for", DRAFT, ["2", "王经理", "s", "s"],
             Outcome("我请王经理联系您。\n什么事？\n随便。没事。", 1, False)),
        case("and stays open where nothing is said", DRAFT, ["2", "", "s", "s"],
             Outcome("我请【谁】联系您。\n什么事？\n随便。没事。", 1, False)),
        case("e edits", DRAFT, ["s", "e", "您好，请讲。", "s"], Outcome("不归我管。\n您好，请讲。\n随便。没事。", 1, False)),
        case("an empty edit asks again", DRAFT, ["e", "", "s", "s", "s"], Outcome(DRAFT, 0, False)),
        case("a finding without replies can be edited", DRAFT, ["s", "s", "e", "都可以"],
             Outcome("不归我管。\n什么事？\n都可以。没事。", 1, False)),
        case("q stops and keeps what was chosen", DRAFT, ["1", "q"], Outcome("我来帮您联系。\n什么事？\n随便。没事。", 1, True)),
        case("anything else is explained and asked again", DRAFT, ["x", "7", "1", "q"],
             Outcome("我来帮您联系。\n什么事？\n随便。没事。", 1, True)),
        case("a clean draft asks nothing", "您好。", [], Outcome("您好。", 0, False)),
        case("a hint alone asks nothing", "没事。", [], Outcome("没事。", 0, False)),
    ],
)
def test_walk(text: str, answers: list[str], outcome: Outcome) -> None:
    assert walked(text, answers)[0] == outcome


def test_what_a_scene_misses_is_added_once_asked() -> None:
    outcome, _ = walked("不归我管。再见。", ["1", "1"], scene="phone-closing")
    assert outcome == Outcome("我来帮您联系。谢谢您的来电，再见。", 2, False)
    outcome, _ = walked("再见。", ["s"], scene="phone-closing")
    assert outcome == Outcome("再见。", 0, False)


def test_an_edit_begins_with_what_stands_there() -> None:
    _, prompts = walked("什么事？", ["e", "请讲。"])
    assert prompts[1] == "Instead: [什么事？]"


class Terminal:
    """The command on a terminal of its own, 80 cells wide."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._screen, end = pty.openpty()
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "COLUMNS": "80", "TERM": "xterm"}
        command = [sys.executable, "-m", "tonecheck", "--ask", "--rules", "rules.yaml", *arguments]
        # A session with this terminal, so that Ctrl-C reaches it.
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=end, stdout=end, stderr=end, start_new_session=True
        )
        os.close(end)
        self.seen = ""

    def wait_for(self, text: str) -> None:
        until = time.monotonic() + 30
        while text not in self.seen:
            assert time.monotonic() < until, self.seen
            if select.select([self._screen], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self._screen, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert text in self.seen, self.seen
        self.seen = self.seen.split(text, 1)[1]

    def interrupt(self, text: str) -> None:
        # A signal that arrives between the prompt and the reading is noticed with the next one only.
        for _ in range(10):
            self.process.send_signal(signal.SIGINT)
            until = time.monotonic() + 3
            while text not in self.seen and time.monotonic() < until:
                if select.select([self._screen], [], [], 0.2)[0]:
                    self.seen += os.read(self._screen, 65536).decode("utf-8", "replace")
            if text in self.seen:
                return
        raise AssertionError(self.seen)

    def type(self, line: str) -> None:
        os.write(self._screen, line.encode() + b"\n")

    def status(self) -> int:
        try:
            return self.process.wait(30)
        finally:
            os.close(self._screen)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_on_a_terminal(folder: Path) -> None:
    terminal = Terminal(folder, "--bak", "draft.txt")
    terminal.wait_for("q ends")
    terminal.type("1")
    terminal.wait_for("q ends")
    terminal.type("q")
    terminal.wait_for("draft.txt: 1 change written. Ended; the rest was not looked at.")
    assert terminal.status() == 1
    assert (folder / "draft.txt").read_text(encoding="utf-8") == "我来帮您联系。\n什么事？\n随便。没事。"
    assert (folder / "draft.txt.bak").read_text(encoding="utf-8") == DRAFT


def test_ctrl_c_leaves_the_file_as_it_was(folder: Path) -> None:
    terminal = Terminal(folder, "draft.txt")
    terminal.wait_for("q ends")
    terminal.type("1")
    terminal.wait_for("q ends")
    terminal.interrupt("Interrupted; draft.txt was not written.")
    assert terminal.status() == 130
    assert (folder / "draft.txt").read_text(encoding="utf-8") == DRAFT
    assert sorted(p.name for p in folder.iterdir()) == ["draft.txt", "rules.yaml"]
