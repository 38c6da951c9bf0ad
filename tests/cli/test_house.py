"""What the command line makes of a configuration beyond the cases: choices, and the file to begin with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from table import case

from tonecheck.cli.check import Options
from tonecheck.cli.house import STARTER, chosen, config_of
from tonecheck.errors import UsageError
from tonecheck.rulebook.config import read_config
from tonecheck.rulebook.house import KEYS


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_file_to_begin_with_changes_nothing() -> None:
    Path("tonecheck.yaml").write_text(STARTER, encoding="utf-8")
    assert len(read_config(Path("tonecheck.yaml")).settings) == 1


def test_the_file_to_begin_with_holds_with_every_line_taken_in() -> None:
    text = re.sub(r"^# (?=[a-z_]+:|  )", "", STARTER, flags=re.MULTILINE)
    Path("tonecheck.yaml").write_text(text, encoding="utf-8")
    Path("our-rules.yaml").write_text("rules: [{id: ours, match: [忙]}]\n", encoding="utf-8")
    config = read_config(Path("tonecheck.yaml"))
    assert {s.name.split(".")[0].split(" ")[0] for s in config.settings} == {k if k != "rules" else "rule" for k in KEYS}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        case("nothing given", (), ("chat", "hant-hk", "error", "en")),
        case("an option goes first, even the default", ("scene", "fail_on"), (None, "hant-hk", "warning", "en")),
    ],
)
def test_choices(given: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    Path("tonecheck.yaml").write_text("scene: chat\nscript: hant-hk\nfail_on: error\nlang: en\n", encoding="utf-8")
    options = chosen(Options(("-",)), read_config(Path("tonecheck.yaml")), given)
    assert (options.scene, options.script, options.fail_on, options.language) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"config": "a", "pack": "b"}, "--config and --pack each say which rules hold; leave one out"),
        ({"config": "a", "isolated": True}, "--config and --isolated each say which rules hold; leave one out"),
        ({"config": "a", "rules": ("r",)}, "--config and --rules each say which rules hold; leave one out"),
        ({"pack": "b", "rules": ("r",)}, "--pack and --rules each say which rules hold; leave one out"),
    ],
)
def test_contradictions(options: dict[str, object], expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        config_of(["-"], **options)  # type: ignore[arg-type]
    assert str(caught.value) == expected


def test_own_rules_are_taken_alone() -> None:
    Path("tonecheck.yaml").write_text("off: [t99]\n", encoding="utf-8")
    assert config_of(["-"], rules=("r",)) is None
    assert config_of(["-"], rules=("r",), isolated=True) is None
    assert config_of(["-"], isolated=True) is None


def test_drafts_with_and_without_a_house() -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
    Path("a/tonecheck.yaml").write_text("", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        config_of(["a/draft.txt", "b/draft.txt"])
    assert str(caught.value) == (
        "the drafts do not share one configuration (a/tonecheck.yaml, which is not above all of them);"
        " check them one by one, or name it with --config"
    )
