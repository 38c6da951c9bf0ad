"""What the checker finds and flags on drafts that were set aside does not fall below what is recorded."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from tonecheck import Checker
from tonecheck.learn.labelled import digest, read_corpus, rule_examples, training_drafts
from tonecheck.match.reader import MAGIC, WEIGHTS
from tonecheck.score import Score, score

ROOT = Path(__file__).parent.parent
KEPT = json.loads((ROOT / "corpus" / "floors.json").read_text(encoding="utf-8"))
FLOORS = KEPT["floors"]


@pytest.fixture(scope="module")
def results() -> dict[str, Score]:
    checker, drafts = Checker(), read_corpus(ROOT / "corpus" / "set-aside")
    easier = [draft for draft in drafts if draft.sitting not in KEPT["hardest"]]
    return {"all": score(checker, drafts), "without the hardest": score(checker, easier)}


@pytest.mark.parametrize(("which", "kind"), [(which, kind) for which in FLOORS for kind in sorted(FLOORS[which]["recall"])])
def test_recall_of_a_kind(results: dict[str, Score], which: str, kind: str) -> None:
    assert results[which].kinds[kind].recall >= FLOORS[which]["recall"][kind]


@pytest.mark.parametrize(("which", "kind"), [(which, kind) for which in FLOORS for kind in sorted(FLOORS[which]["false_rate"])])
def test_false_alarms_of_a_kind(results: dict[str, Score], which: str, kind: str) -> None:
    assert results[which].kinds[kind].false_rate <= FLOORS[which]["false_rate"][kind]


@pytest.mark.parametrize("which", FLOORS)
def test_figure(results: dict[str, Score], which: str) -> None:
    assert results[which].whole.figure >= FLOORS[which]["figure"]


def test_findings_on_longer_drafts_are_the_recorded_ones() -> None:
    spec = importlib.util.spec_from_file_location("quality", ROOT / "bench" / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    quality = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(quality)
    recorded = (ROOT / "corpus" / "drafts" / "findings.tsv").read_text(encoding="utf-8")
    assert quality.draft_findings(Checker()) == recorded, "run: python bench/quality.py --drafts, and read the diff"


def test_the_shipped_reader_was_trained_on_this_corpus() -> None:
    content = Path(WEIGHTS).read_bytes()
    header = json.loads(content[len(MAGIC) : content.index(b"\n", len(MAGIC))])
    drafts = [*rule_examples(Checker().rulebook), *read_corpus(ROOT / "corpus" / "sittings")]
    assert header["trained_on"] == digest(training_drafts(drafts)), "run: tonecheck rules learn"
    assert len(content) <= 2 * 2**20


def test_no_text_is_both_trained_on_and_set_aside() -> None:
    trained = {d.text for d in read_corpus(ROOT / "corpus" / "sittings")}
    assert not trained & {d.text for d in read_corpus(ROOT / "corpus" / "set-aside")}
