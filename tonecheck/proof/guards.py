"""What guards prove: each of one's own saves something, and no rule asks for what it has."""

from __future__ import annotations

from collections.abc import Iterator

from tonecheck.checker import Checker
from tonecheck.match.program import Program
from tonecheck.proof.examples import scene_of
from tonecheck.rulebook.faults import Fault, say
from tonecheck.rulebook.load import BUILT_IN_GUARDS
from tonecheck.rulebook.model import Rule

# The first undoes another guard and saves nothing by itself; the others are for what the reader hears, not for phrases.
_UNPROVABLE = ("own-words", "retold", "friendly")


def guard_faults(checker: Checker, program: Program) -> Iterator[Fault]:
    """Guards that never save anything, and guards that a rule names in vain."""
    book = program.rulebook
    saving = {rule.id: _saved(checker, rule) for rule in book.rules}
    default = {g.name for g in book.guards if g.default} | set(BUILT_IN_GUARDS)
    for rule in book.rules:
        for name in rule.guards:
            bare = name.removeprefix("-")
            if name == bare and name in default:
                problem = say("the guard '{guard}' protects every rule already; take it out", guard=bare)
                yield Fault(rule.place, rule.id, problem, "guard")
            elif name != bare and bare not in default:
                problem = say("the guard '{guard}' does not protect this rule anyway; take '-{guard}' out", guard=bare)
                yield Fault(rule.place, rule.id, problem, "guard")
            elif name == bare and name not in saving[rule.id]:
                problem = say("the guard '{guard}' saves none of the good examples; add one, or take the guard out", guard=bare)
                yield Fault(rule.place, rule.id, problem, "unproved", True)
    own = set(book.files)
    told: set[str] = set()
    for guard in book.guards:
        for example in guard.saves if guard.place.file in own else ():
            if guard.name not in _saving(checker, example.text, None):
                problem = say("'{text}' is not saved by this guard; use the words of a rule and of the guard", text=example.text)
                yield Fault(example.place, guard.name, problem, "guard")
        if guard.name in told or guard.name in _UNPROVABLE or guard.place.file not in own:
            continue
        told.add(guard.name)
        if not guard.default and not any(guard.name in rule.guards for rule in book.rules):
            problem = say("no rule asks for this guard, so it never saves anything;"
                          " name it under 'guards:' of a rule, or take it out")
            yield Fault(guard.place, guard.name, problem, "guard")
        elif not any(guard.name in names for names in saving.values()) and not any(
            g.saves for g in book.guards if g.name == guard.name
        ):
            problem = say("nothing shows that this guard ever saves anything;"
                          " write a message that it saves under 'saves:', or take it out")
            yield Fault(guard.place, guard.name, problem, "guard")


def _saving(checker: Checker, text: str, scene: str | None) -> set[str]:
    """Names of the guards that save what any rule finds in a draft."""
    _, hits = checker.hits(text, scene=scene)
    return {hit.saved_by for hit in hits if hit.saved_by}


def _saved(checker: Checker, rule: Rule) -> set[str]:
    """Names of the guards that save good examples of the rule."""
    names: set[str] = set()
    for example in rule.good:
        _, hits = checker.hits(example.text, scene=scene_of(rule, example))
        names |= {h.saved_by for h in hits if h.saved_by and checker.rulebook.rules[h.rule].id == rule.id}
    return names
