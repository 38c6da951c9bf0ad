"""`tonecheck rules explain`: why a draft was found or let pass, for people who write messages and no rules."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from tonecheck.cli.documents import named
from tonecheck.cli.phrase_words import met_in_words
from tonecheck.cli.rules_explain import beside, drafted
from tonecheck.cli.tongue import Tongue
from tonecheck.cli.width import shown
from tonecheck.explained import Explanation, Heard, Looked
from tonecheck.model import Severity

# Why a hit is let pass, by guard. `{seen}` is what the guard saw.
REASONS = {
    "off": "this rule is switched off at the moment, so it is let pass",
    "scene": "this rule does not hold in this scene, so it is let pass",
    "customer-turn": "the customer says this, and only what staff say is checked, so it is let pass",
    "quoted": "'{seen}' stands in quotation marks: it tells what somebody else said, so it is let pass",
    "allowed-phrase": "the rule allows '{seen}', so it is let pass",
    "other-sense": "these words are part of a longer word and mean something else, so it is let pass",
    "reported": "'{seen}': it retells what somebody else said, so it is let pass",
    "retold": "'{seen}': it retells what staff said before, so it is let pass",
    "friendly": "'{seen}' is a friendly turn and sends nobody away, so it is let pass",
    "negated": "'{seen}': it is said not to be so, so it is let pass",
    "double-negated": "'{seen}': two nots make a yes, so it is let pass",
    "a-not-a": "'{seen}' is a question, so it is let pass",
    "embedded-question": "'{seen}' is a polite question, so it is let pass",
    "hypothetical": "'{seen}': it speaks only of what might come, and turns nobody away, so it is let pass",
    "other-subject": "'{seen}': it is about something else, so it is let pass",
    "colleague": "'{seen}': it is said to colleagues, not to the customer, so it is let pass",
    "information": "'{seen}': it only tells the hours, so it is let pass",
    "law": "it names '{seen}': it rests on law, not on a house rule, so it is let pass",
    "repaired_by": "you go on with '{seen}': that is a next step for the customer, so it is let pass",
    "emergency": "'{seen}': it is an emergency, and short words are right, so it is let pass",
}
# What could have let a hit pass, in a few words.
LOOKED_FOR = {
    "quoted": "the words stand in quotation marks", "customer-turn": "the customer says them",
    "reported": "they retell what somebody else said", "negated": "they are said not to be so",
    "hypothetical": "they speak only of what might come", "colleague": "they are said to colleagues",
    "repaired_by": "a next step for the customer follows", "law": "a law is named", "information": "they only tell the hours",
    "emergency": "it is an emergency",
}  # fmt: skip
_ALWAYS = ("quoted", "customer-turn", "reported", "negated", "hypothetical", "colleague", "repaired_by")
_HOW = {
    "found": "it meets words that should not be said",
    "reader": "no fixed phrase, but it sounds like words that should not be said",
    "slip": "it looks like words that should not be said, with a slip of the keyboard",
    "scene": "this scene asks for something that is missing or too late",
}  # fmt: skip
_WEIGHT = {
    Severity.ERROR: "not all right: {how}", Severity.WARNING: "better not: {how}", Severity.INFO: "could be better: {how}",
}  # fmt: skip


def render(explanation: Explanation, language: str, width: int) -> Iterator[str]:
    """The explanation in plain words, line by line."""
    tell = Tongue(language)
    yield from drafted(explanation.report.text, tell, width)
    yield from beside(tell("Reading"), _reading(explanation, tell), width)
    for turn in explanation.turns:
        if turn.role == "customer":
            known = tell("the line begins with '{label}', so the customer says '{said}', which is not checked; the rest is staff's",
                         label=shown(turn.label), said=shown(" ".join(turn.text.split())))
            yield from beside(tell("Customer"), known, width)
    yield ""
    excuses: tuple[str, ...] = ()
    hits = _told_of(explanation)
    for number, look in enumerate(hits, 1):
        excuses = yield from _hit(number, look, excuses, tell, width)
        yield ""
    if not hits:
        yield from beside(tell("Rules"), tell("no rule's wording is in it"), width)
    for line in _sounds(explanation, tell):
        yield from beside(tell("Tone"), line, width)
    yield from beside(tell("Verdict"), _verdict(explanation, tell), width)
    worst = sorted((f for f in explanation.report.findings if f.suggestions), key=lambda finding: -finding.severity.rank)
    if worst:
        missing = worst[0].span.start == worst[0].span.end
        yield from beside(tell("Add") if missing else tell("Instead"), shown(worst[0].suggestions[0].text), width)


def _reading(explanation: Explanation, tell: Tongue) -> str:
    alike = tell("for checking only, both scripts, full and half width, 您 and 你, and particles are treated alike; the text itself"
                 " stays as it is")
    if not explanation.cantonese:
        return alike
    pairs = tell(", ").join(tell("'{own}' as '{read}'", own=own, read=tell.phrase(read)) for own, read in explanation.cantonese)
    return tell("{alike}. Cantonese here: {pairs}", alike=alike, pairs=pairs)


def _told_of(explanation: Explanation) -> list[Looked]:
    """The hits but for those in what a customer says: that it is not checked has been told."""
    return [look for look in explanation.hits if look.guard != "customer-turn"]


def _hit(
    number: int, look: Looked, told: tuple[str, ...], tell: Tongue, width: int
) -> Generator[str, None, tuple[str, ...]]:
    """One hit; gives back the excuses that were looked for, which are told once."""
    excerpt, outcome = shown(" ".join(look.excerpt.split())), _outcome(look, tell)
    yield f"{number}. " + (tell("'{excerpt}': {outcome}", excerpt=excerpt, outcome=outcome) if excerpt else outcome)
    rule = tell("the kind of '{title}' [{id}]", title=tell.of(look.rule.title), id=look.rule.id)
    yield from beside(tell("Rule"), rule, width, 3)
    if look.rule.sources:
        yield from beside(tell("From"), named(look.rule.sources, tell), width, 3)
    if look.pattern is not None and (parts := [part for met in look.met if (part := met_in_words(met, tell))]):
        yield from beside(tell("Here"), tell("; ").join(parts), width, 3)
    if look.finding is not None and look.finding.weighed:
        yield from beside(tell("Heard in"), tell(", ").join(tell("'{text}'", text=part) for part in look.finding.weighed), width, 3)
    if look.finding is not None and look.finding.message:
        yield from beside(tell("Why"), tell.of(look.rule.message), width, 3)
    if look.guard:
        yield from beside(tell("Excuse"), _reason(look, tell), width, 3)
    elif look.outcome == "doubted":
        yield from beside(tell("Excuse"), tell("the sentence as a whole sounds fine, so it is let pass"), width, 3)
    for (_, evidence), clause in zip(look.refused, look.declined, strict=False):
        yield from beside(tell("Next step"), tell("'{said}' is none: it is denied, left to the customer, or somebody else's words",
                                                  said=shown(clause or evidence)), width, 3)
    if look.outcome != "found":
        return told
    excuses = _excuses(look)
    yield from beside(tell("Excuse"), _sought(excuses, told, tell), width, 3)
    return excuses


def _sought(excuses: tuple[str, ...], told: tuple[str, ...], tell: Tongue) -> str:
    """That nothing lets a hit pass; what was told of the hit before is not told again."""
    again = bool(told) and set(told) <= set(excuses)
    reasons = tell("; ").join(tell(LOOKED_FOR[name]) for name in excuses if not again or name not in told)
    if not again:
        return tell("none; looked for: {reasons}", reasons=reasons)
    if reasons:
        return tell("none; looked for the same, and for: {reasons}", reasons=reasons)
    return tell("none; the same was looked for")


def _outcome(look: Looked, tell: Tongue) -> str:
    if look.finding is None:
        return tell("meets a rule, but there is good reason, let pass")
    if look.outcome == "scene":
        return tell(_HOW["scene"])
    return tell(_WEIGHT[look.finding.severity], how=tell(_HOW[look.outcome]))


def _excuses(look: Looked) -> tuple[str, ...]:
    """The guards of the rule that could have let it pass."""
    names = dict.fromkeys([*_ALWAYS, *(name for name in look.rule.guards if name in LOOKED_FOR)])
    return tuple(name for name in names if f"-{name}" not in look.rule.guards)


def _reason(look: Looked, tell: Tongue) -> str:
    guard = look.guard or ""
    seen = shown(look.said if guard == "repaired_by" and look.said else look.evidence)
    if guard not in REASONS:
        wording = "'{seen}' is what the reason '{guard}' of this rulebook asks for, so it is let pass"
        return tell(wording, seen=seen, guard=guard)
    return tell(REASONS[guard], **({"seen": seen} if "{seen}" in REASONS[guard] else {}))


def _sounds(explanation: Explanation, tell: Tongue) -> Iterator[str]:
    """What the reader makes of each sentence; one line where all is well."""
    if explanation.threshold is None:
        yield tell("not listened to: that is done with the built-in rules only")
        return
    told = [(heard, _heard(heard, explanation, tell)) for heard in explanation.heard]
    fine = tell("sounds fine")
    if told and all(line == fine for _, line in told):
        yield fine if len(told) == 1 else tell("every sentence sounds fine")
        return
    for heard, line in told:
        yield line if len(told) == 1 else tell("'{sentence}': {what}", sentence=shown(" ".join(heard.sentence.split())), what=line)


def _heard(heard: Heard, explanation: Explanation, tell: Tongue) -> str:
    if heard.rule is None:
        return tell("sounds fine") if heard.score < (explanation.doubt or 0) else tell("cannot be sure, so nothing is said")
    said = tell("sounds like '{title}'", title=tell.of(explanation.titles[heard.rule]))
    return said if explanation.report.findings else tell("{said} by itself, but what is told above lets it pass", said=said)


def _verdict(explanation: Explanation, tell: Tongue) -> str:
    report = explanation.report
    if report.verdict.value == "block":
        return tell("please change it before sending")
    if report.verdict.value == "warn":
        return tell("better change it before sending")
    if report.findings:
        return tell("can be sent, though it could be put better")
    if not _told_of(explanation):
        return tell("nothing found, can be sent")
    return tell("it meets rules, but there is good reason: can be sent")
