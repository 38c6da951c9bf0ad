"""What a folder of files cannot show: terminals, pipes, signals, and the state of files afterwards."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tonecheck.cli.check import wants_colour

ROOT = Path(__file__).parent.parent.parent
RULES = ROOT / "tests" / "cases" / "rules.yaml"
COMMAND = [sys.executable, "-m", "tonecheck"]
BAD = "您好，这事不归我管。\n"


def environment(**settings: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **settings}


def run(*arguments: str, content: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=content, capture_output=True, timeout=120, check=False, env=environment(**settings)
    )


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(BAD * 5_000, encoding="utf-8")
    started = subprocess.Popen(
        [*COMMAND, "--rules", str(RULES), "--format", "jsonl", str(tmp_path / "d.txt")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    assert (started.stderr.read(), started.wait(60)) == (b"", 141)
    started.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "--version"], stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert (done.stderr, done.returncode) == (b"tonecheck: cannot write the output: No space left on device\n", 2)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_quietly() -> None:
    started = subprocess.Popen(
        [*COMMAND, "--rules", str(RULES)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert started.stdin is not None
    # It waits for the rest of the draft.
    started.stdin.write(BAD.encode())
    started.stdin.flush()
    time.sleep(1.5)
    started.send_signal(signal.SIGINT)
    stdout, stderr = started.communicate(timeout=60)
    assert (stdout, stderr, started.returncode) == (b"", b"", 130)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_a_terminal_without_a_path_gets_a_hint() -> None:
    import pty

    terminal, other = pty.openpty()
    done = subprocess.run(COMMAND, stdin=other, capture_output=True, timeout=60, check=False, env=environment())
    os.close(terminal)
    os.close(other)
    assert (done.stdout, done.returncode) == (b"", 2)
    assert done.stderr.decode() == (
        "tonecheck: no draft given; name a file, or pipe one in (- reads what you type)\nTry 'tonecheck --help'.\n"
    )


def test_closed_standard_input_is_told() -> None:
    shell = ["sh", "-c", '"$@" <&-', "sh", *COMMAND, "--rules", str(RULES)]
    done = subprocess.run(shell, capture_output=True, timeout=60, check=False, env=environment())
    assert (done.stderr, done.returncode) == (b"tonecheck: stdin: standard input is closed; name a file instead\n", 2)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["rules", "--help"], ["rules", "check", "--help"]])
def test_help(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.stderr, done.returncode) == (b"", 0)
    assert done.stdout.startswith(b"Usage: tonecheck ")


def test_help_tells_status_and_examples() -> None:
    text = run("--help").stdout.decode()
    assert [part for part in ("Exit status:", "Examples:", "NO_COLOR", "LC_ALL", "Commands:") if part not in text] == []


def test_a_narrow_output_encoding_shows_question_marks() -> None:
    done = run("--rules", str(RULES), "--no-reader", content=BAD.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1
    assert done.stdout.startswith(b"stdin:1:6 error Passing it on (not-mine)\n  ?????????")


def test_json_is_utf8_whatever_the_terminal_speaks() -> None:
    done = run("--rules", str(RULES), "--format", "jsonl", content=BAD.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert '"excerpt": "不归我管"' in done.stdout.decode("utf-8")


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("好" * 3_400_000 + "不归我管" + "好" * 10, encoding="utf-8")
    done = run("--rules", str(RULES), str(tmp_path / "d.txt"), LC_ALL="zh_CN.UTF-8")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert lines[0].endswith(":1:3400001 错误 推给别人 (not-mine)")
    assert lines[1].startswith("  …好")
    assert lines[1].endswith("不归我管" + "好" * 10)


def test_fix_is_done_once(tmp_path: Path) -> None:
    file = tmp_path / "d.txt"
    file.write_text(BAD, encoding="utf-8")
    assert run("--rules", str(RULES), "--fix", str(file)).returncode == 0
    written, stamp = file.read_bytes(), file.stat().st_mtime_ns
    assert run("--rules", str(RULES), "--fix", str(file)).returncode == 0
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (written, stamp)


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\x1b.txt"
    with open(name, "wb") as file:  # noqa: PTH123  # a path of bytes
        file.write(BAD.encode())
    command = [*map(os.fsencode, [*COMMAND, "--rules", str(RULES)]), name]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment())
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].endswith(b"/\\xff\\x1b.txt:1:6 error Passing it on (not-mine)")
    as_json = run("--rules", str(RULES), "--format", "json", os.fsdecode(name))
    assert as_json.returncode == 1
    assert b"\\\\xff\\u001b.txt" in as_json.stdout


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("reason", "choice", "stream", "settings", "expected"),
    [
        ("a terminal shows colours", "auto", Terminal(), {}, True),
        ("a file does not", "auto", io.StringIO(), {}, False),
        ("NO_COLOR is respected", "auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("an empty NO_COLOR does not count", "auto", Terminal(), {"NO_COLOR": ""}, True),
        ("a dumb terminal", "auto", Terminal(), {"TERM": "dumb"}, False),
        ("always is always", "always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never is never", "never", Terminal(), {}, False),
    ],
)
def test_colour(reason: str, choice: str, stream: io.StringIO, settings: dict[str, str], expected: bool) -> None:
    assert wants_colour(choice, stream, settings) is expected, reason


def test_a_clean_run_loads_no_converter_and_no_segmenter() -> None:
    code = (
        "import sys; from tonecheck.cli import main; status = main(sys.argv[1:]);"
        "print(status, sorted({'jieba', 'opencc', 'wcwidth', 'difflib', 'tempfile'} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "--rules", str(RULES)]
    draft = "您好，我来看看。".encode()
    done = subprocess.run(command, input=draft, capture_output=True, timeout=60, check=False, env=environment())
    assert done.stderr.decode().startswith("0 [")
    assert not {"jieba", "opencc", "wcwidth"} & set(done.stderr.decode().replace("'", " ").replace(",", " ").split())
