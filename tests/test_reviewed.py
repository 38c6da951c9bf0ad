"""Every reply that can be proposed has traditional wordings that a person wrote or looked at."""

from __future__ import annotations

from table import checker_of

from tonecheck.proof.scripts import unreviewed
from tonecheck.rulebook.load import load_builtin

OWN = """
rules:
  - id: own
    match: [不归我管]
    suggest:
      - "我来联系。"
      - {text: "我来问。", tw: "我來問。", hk: "由我查問。", unreviewed: [hk]}
      - {text: "好的。", tw: "好的。", hk: "好的。"}
scenes: [{id: own-scene, script: [{text: "您好。", tw: "您好。"}]}]
"""


def test_every_traditional_wording_was_looked_at() -> None:
    assert [str(fault) for fault in unreviewed(load_builtin())] == []


def test_what_is_missing_or_marked_is_told() -> None:
    notes = [note for note in unreviewed(checker_of(OWN).rulebook) if note.owner in ("own", "own-scene")]
    assert [(n.owner, n.place.line, n.problem.text("zh-hans"), n.is_note) for n in notes] == [
        ("own", 6, "“我来联系。”没有台湾用的文字；请写在“tw”下面", True),
        ("own", 6, "“我来联系。”没有香港用的文字；请写在“hk”下面", True),
        ("own", 7, "香港用的“由我查問。”还没有人看过；请改好，再把“hk”从“unreviewed”里去掉", True),
        ("own-scene", 9, "“您好。”没有香港用的文字；请写在“hk”下面", True),
    ]
