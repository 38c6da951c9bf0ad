"""What a score counts, and under which id."""

from __future__ import annotations

from table import checker_of

from tonecheck.learn.labelled import Labelled
from tonecheck.score import score

RULES = "rules:\n  - {id: not-mine, match: [不归我管], renamed_from: mine}\n"


def drafted(text: str, rule: str, kind: str = "wording") -> Labelled:
    return Labelled(text, (rule,), kind, "hans", None, "s")


def test_an_old_id_counts_for_the_rule_of_today() -> None:
    drafts = [drafted("这不归我管", "mine"), drafted("这不归我管", "not-mine"), drafted("请坐", "mine", "near-miss")]
    result = score(checker_of(RULES), drafts)
    assert (result.whole.violations, result.whole.found, result.whole.fine, result.whole.flagged) == (2, 2, 1, 0)
    assert (sorted(result.rules), result.renamed) == (["not-mine"], {"mine": "not-mine"})
