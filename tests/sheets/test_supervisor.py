"""As a supervisor goes: export the table, change a reply, add two rules, import, prove, try on messages, check a draft."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tonecheck import Checker

REPLY = "这件事我来登记，今天下班前给您回复。"
HULA, UMBRELLA = "呼啦圈不外借", "雨伞只借给女士"
# Heard by the reader in the built-in rulebook, by no phrase.
HEARD = "水电图纸谁看得懂啊。"
Tonecheck = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("supervisor")


@pytest.fixture
def tonecheck(folder: Path) -> Tonecheck:
    """Exit status and output of one command, in the supervisor's folder."""

    def run(*arguments: str) -> tuple[int, str]:
        environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-m", "tonecheck", *arguments], cwd=folder, env=environment, timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        output = done.stdout.decode()
        assert "Traceback" not in output
        return done.returncode, output

    return run


def last(output: str) -> str:
    return output.strip().splitlines()[-1]


def test_an_untouched_table_has_no_fault(tonecheck: Tonecheck) -> None:
    assert tonecheck("rules", "export", "--to", "untouched.xlsx")[0] == 0
    assert tonecheck("rules", "import", "untouched.xlsx", "--to", "untouched.yaml")[0] == 0
    status, output = tonecheck("rules", "check", "untouched.yaml")
    assert (status, last(output)) == (0, "40 条规则，没有错误")
    assert tonecheck("rules", "test", "untouched.yaml")[0] == 0


def test_the_walk(tonecheck: Tonecheck, folder: Path) -> None:
    assert tonecheck("rules", "export", "--to", "table.xlsx")[0] == 0
    book = openpyxl.load_workbook(folder / "table.xlsx")
    sheet = book.worksheets[0]
    column = {cell.value: cell.column for cell in sheet[1]}
    replies = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "t06")[column["建议的回答"] - 1]
    replies.value = str(replies.value).replace("1. 这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。〔hand〕", f"1. {REPLY}")
    for phrase, reply in ((HULA, "请您登记一下，我去拿呼啦圈给您。"), (UMBRELLA, "请您登记一下，我去给您拿一把雨伞。")):
        row = sheet.max_row + 1
        for name, value in (("不能说的话", phrase), ("建议的回答", reply), ("客户感受", "失望。"), ("错误例句", f"{phrase}。"),
                            ("正确例句", reply)):
            sheet.cell(row, column[name], value)
    book.save(folder / "table.xlsx")

    assert tonecheck("rules", "import", "table.xlsx", "--to", "own.yaml")[0] == 0
    status, output = tonecheck("rules", "check", "own.yaml")
    assert (status, last(output)) == (0, "42 条规则，没有错误")
    assert tonecheck("rules", "test", "own.yaml")[0] == 0

    (folder / "messages.csv").write_text(f"时间,内容\n1,您好，{HULA}。\n2,好的。\n3,{HEARD}\n4,大厅有呼啦圈。\n", encoding="utf-8")
    status, output = tonecheck("rules", "try", HULA, "--on", "messages.csv", "--format", "json")
    assert (status, [m["line"] for m in json.loads(output)["found"]]) == (0, [2])
    status, output = tonecheck("rules", "diff", "builtin", "own.yaml", "--on", "messages.csv", "--format", "json")
    changes = json.loads(output)["changes"]
    assert (status, [(c["line"], [f["rule"] for f in c["new"]], c["gone"]) for c in changes]) == (1, [(2, ["own-01"], [])])

    (folder / "draft.txt").write_text(f"这事不归我管。\n{UMBRELLA}。\n{HEARD}\n", encoding="utf-8")
    status, output = tonecheck("--rules", "own.yaml", "--format", "json", "draft.txt")
    found = {(f["rule"], f["by"]): [s["text"] for s in f["suggestions"]] for f in json.loads(output)["findings"]}
    assert status == 1
    assert REPLY in found["t06", "pattern"]
    assert found["own-02", "pattern"] == ["请您登记一下，我去给您拿一把雨伞。"]
    assert ("taboo-dont-understand", "reader") in found


def test_beside_the_built_in_rules_it_finds_the_same(tonecheck: Tonecheck, folder: Path) -> None:
    (folder / "tonecheck.yaml").write_text("rules: [own.yaml]\n", encoding="utf-8")
    draft = f"这事不归我管。{HULA}。{HEARD}"
    alone, beside = Checker([folder / "own.yaml"]), Checker(config=folder / "tonecheck.yaml")
    assert [(f.rule_id, f.by, f.span) for f in beside.check(draft).findings] == [
        (f.rule_id, f.by, f.span) for f in alone.check(draft).findings]
    (folder / "tonecheck.yaml").unlink()
    assert tonecheck("rules", "check", "own.yaml")[0] == 0
