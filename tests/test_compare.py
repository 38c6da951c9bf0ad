"""What a phrase or another rulebook makes of messages, before it is a rule."""

from __future__ import annotations

import pytest
from table import case, checker_of

from tonecheck import RulebookError
from tonecheck.compare import Message, changes, trial, tries

MESSAGES = [
    Message("m.csv", 2, "您到外面等吧。"),
    Message("m.csv", 3, "您说“到外面等”，我去核实。"),
    Message("m.csv", 4, "这事不归我管，到外面等。"),
    Message("m.csv", 5, "请坐。"),
]
OLD = "rules:\n  - {id: mine, match: [不归我管]}\n"
NEW = "rules:\n  - {id: not-mine, match: [不归我管], renamed_from: mine}\n  - {id: out, match: [到外面等], severity: error}\n"


@pytest.mark.parametrize(
    ("phrases", "unless", "expected"),
    [
        case("found, let pass, and found already", ["到外面等"], [],
             [(2, ((1, 5),), None, ()), (3, ((3, 7),), "quoted", ()), (4, ((7, 11),), None, ("mine",))]),
        case("a longer phrase that is fine", ["到外面等"], ["等吧"],
             [(2, ((1, 5),), "allowed-phrase", ()), (3, ((3, 7),), "quoted", ()), (4, ((7, 11),), None, ("mine",))]),
        case("several phrases", ["不归我管", "外面"], [],
             [(2, ((2, 4),), None, ()), (3, ((4, 6),), "quoted", ()), (4, ((2, 6), (8, 10)), None, ("mine",))]),
        case("nothing", ["楼道"], [], []),
    ],
)
def test_tries(phrases: list[str], unless: list[str], expected: list[object]) -> None:
    old = checker_of(OLD)
    found = tries(trial(old.rulebook, phrases, unless), MESSAGES, old)
    assert [(t.message.line, t.spans, t.guard, t.known) for t in found] == expected


def test_a_phrase_that_cannot_be_read_is_told() -> None:
    with pytest.raises(RulebookError) as caught:
        trial(checker_of(OLD).rulebook, ["到[外面等"])
    assert caught.value.faults == ("--phrase: try: in '到[外面等' at character 2: '[' is not closed; ']' is missing",)


def test_changes_are_what_is_found_more_and_less() -> None:
    forward = [(c.message.line, [f.rule_id for f in c.gone], [f.rule_id for f in c.new])
               for c in changes(checker_of(OLD), checker_of(NEW), MESSAGES)]
    assert forward == [(2, [], ["out"]), (4, [], ["out"])]
    back = [(c.message.line, [f.rule_id for f in c.gone], [f.rule_id for f in c.new])
            for c in changes(checker_of(NEW), checker_of(OLD), MESSAGES)]
    assert back == [(2, ["out"], []), (4, ["not-mine", "out"], ["mine"])]
