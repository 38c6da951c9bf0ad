"""The wheel brings the compiled rulebook along, and its first run reads no YAML."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from table import ROOT

from tonecheck import Checker

DRAFT = "您好，这事不归我管，您自己去问别人。"
RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
import tonecheck
assert tonecheck.__file__.startswith(sys.argv[1]), tonecheck.__file__
found = [[f.rule_id, f.excerpt, [s.text for s in f.suggestions]] for f in tonecheck.Checker().check(sys.argv[2]).findings]
print(json.dumps([found, sorted({"yaml", "hatchling"} & set(sys.modules))]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, unpacked."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_first_run_of_a_wheel_reads_no_yaml(wheel: Path, tmp_path: Path) -> None:
    environment = os.environ | {"TONECHECK_CACHE": ""}
    command = [sys.executable, "-c", RUN, str(wheel), DRAFT]
    told = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    expected = [[f.rule_id, f.excerpt, [s.text for s in f.suggestions]] for f in Checker().check(DRAFT).findings]
    assert expected
    assert json.loads(told) == [expected, []]


def test_a_wheel_whose_rules_were_edited_reads_them(wheel: Path, tmp_path: Path) -> None:
    """What was compiled counts only for the very files it was made from."""
    taboo = wheel / "tonecheck" / "rules" / "taboo.yaml"
    before = taboo.read_bytes()
    taboo.write_bytes(before + b"# edited\n")
    try:
        command = [sys.executable, "-c", RUN, str(wheel), DRAFT]
        environment = os.environ | {"TONECHECK_CACHE": ""}
        told = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    finally:
        taboo.write_bytes(before)
    assert json.loads(told)[1] == ["yaml"]


def test_no_path_of_the_building_machine_is_in_the_wheel(wheel: Path) -> None:
    assert str(ROOT).encode() not in (wheel / "tonecheck" / "data" / "rulebook.bin").read_bytes()
