"""Proves a rulebook: every fault of its files, its patterns, its examples and its replies, in one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tonecheck.checker import Checker
from tonecheck.match.compile import entries_of
from tonecheck.match.program import Program
from tonecheck.match.scenes import unreadable_scenes
from tonecheck.proof.examples import example_faults, reply_faults
from tonecheck.proof.guards import guard_faults
from tonecheck.proof.patterns import pattern_faults
from tonecheck.proof.scenes import scene_faults
from tonecheck.rulebook.faults import SECTION, SPELLING, Fault, Faults
from tonecheck.rulebook.load import BUILT_IN_GUARDS, builtin_folder, read_rulebook
from tonecheck.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proof of a rulebook found: `faults` break it, `notes` advise. `rulebook` is None where none could be read."""

    rulebook: Rulebook | None
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]

    @property
    def is_broken(self) -> bool:
        """True where the rulebook cannot be used at all; other faults leave it in use."""
        return any(fault.kind in ("form", SPELLING, SECTION) for fault in self.faults)


def prove(paths: Sequence[Path] = ()) -> Proof:
    """The proof of the rulebook of these files and folders, or of the built-in one, with the reader for built-in rules."""
    faults = Faults()
    rulebook = read_rulebook(paths or [builtin_folder()], faults)
    # Where a whole section could not be read, what is missing later is no fault of its own.
    if rulebook is not None and not faults.of(SECTION):
        _, unreadable = entries_of(rulebook, prove=True)
        for fault in (*unreadable, *unreadable_scenes(rulebook)):
            faults.keep(fault)
        sound = _sound(rulebook, faults.found)
        if sound.rules:
            checker = Checker.of(sound, reader=True) if paths or faults.found else Checker()
            for fault in proved(checker):
                faults.keep(fault)
    found = faults.found
    return Proof(rulebook, tuple(f for f in found if not f.is_note), tuple(f for f in found if f.is_note))


def proved(checker: Checker) -> list[Fault]:
    """What is wrong with a rulebook that can be run."""
    program = Program(checker.rulebook, prove=True)
    patterns = list(pattern_faults(program))
    # What a rule that finds everything, or nothing, does to examples follows from that.
    blind = {fault.owner for fault in patterns if fault.kind in ("everything", "never")}
    examples = [*example_faults(checker), *reply_faults(checker), *guard_faults(checker, program), *scene_faults(checker)]
    return [*patterns, *(f for f in examples if f.is_note or (f.owner not in blind and f.problem.values.get("other") not in blind))]


def _sound(rulebook: Rulebook, faults: Sequence[Fault]) -> Rulebook:
    """The rulebook without the rules and guards that have faults: what they then miss is no second fault."""
    wrong = {fault.owner for fault in faults}
    guards = tuple(guard for guard in rulebook.guards if guard.name not in wrong)
    known = {guard.name for guard in guards} | set(BUILT_IN_GUARDS)
    rules = tuple(
        replace(
            rule,
            guards=tuple(name for name in rule.guards if name.removeprefix("-") in known),
            good=tuple(example for example in rule.good if example.guard not in wrong),
        )
        for rule in rulebook.rules
        if rule.id not in wrong and rule.match
    )
    details = tuple(scene for scene in rulebook.details if wrong.isdisjoint(rule.id for rule in scene.rules))
    return replace(rulebook, rules=rules, guards=guards, details=details)
