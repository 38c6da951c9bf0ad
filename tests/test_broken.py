"""Broken rulebooks, one fault each: each gives one line, in the words of whoever wrote it, and that line is right.

The two first lines of a file of `tests/broken` are what must be said of it, in Chinese and in English.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from table import ROOT

from tonecheck.proof import prove

BROKEN = sorted((ROOT / "tests" / "broken").glob("*.yaml"))


def lines(file: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> list[str]:
    monkeypatch.chdir(file.parent)
    return [fault.line(language) for fault in prove([Path(file.name)]).faults]


@pytest.mark.parametrize("file", BROKEN, ids=lambda f: f.stem)
def test_one_fault_is_one_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = file.read_text(encoding="utf-8").splitlines()[:2]
    chinese, english = (lines(file, monkeypatch, language) for language in ("zh-hans", "en"))
    assert [*(f"# zh: {line}" for line in chinese), *(f"# en: {line}" for line in english)] == head


MANY = """rules:
  - id: wait-outside
    match: ["到外面等", "[您|你 外头站着"]
    goood: ["请坐。"]
  - id: not-mine
    match: ["不归我管"]
    bad: ["这不归我管。", "这不关我的事。"]
    good: ["不归我管的事，我帮您转给同事。"]
    suggest: ["请{woh}来。"]
  - id: broken
    match: [@we 没空]
  - id: busy
    match: ["我没空"]
    bad: ["我没空。", "我很忙。"]
    good: ["请坐。"]
    suggest: ["我没空，请稍等。"]
"""


def test_every_fault_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "my.yaml"
    file.write_text(MANY, encoding="utf-8")
    assert lines(file, monkeypatch, "zh-hans") == [
        "my.yaml:3:21: wait-outside: “[您|你 外头站着”的第 1 个字：“[”没有关上；少了“]”",
        "my.yaml:4:5: wait-outside: 没有“goood”这个键（您是不是要写“good”？）",
        "my.yaml:9:15: not-mine: 没有短语能填上 {woh}（您是不是要写“{who}”？）；请把 {woh} 写进一个短语，或从回复里去掉",
        "my.yaml:11:13: 以“@”开头的文字要放进英文引号里：\"@…\"",
        "my.yaml:14:19: busy: 坏例句“我很忙。”没有被查出来；请写一个能查到它的短语，或移到“good”里",
        "my.yaml:16:15: busy: 回复“我没空，请稍等。”自己就会被查出来（“我没空”），所以不会给出；请换一种说法",
    ]
