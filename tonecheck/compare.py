"""What a phrase, or another rulebook, would have made of messages: before it becomes a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tonecheck.checker import Checker
from tonecheck.model import Finding, Severity
from tonecheck.rulebook.model import Localized, Pattern, Place, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a file: where it stands, and what it says."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What a phrase does to one message: the words it meets as spans, the guard that lets them pass, rules that find it already."""

    message: Message
    spans: tuple[tuple[int, int], ...]
    guard: str | None
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What two rulebooks find in a message differently: rule ids with the words found, and the severity."""

    message: Message
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]


def trial(rulebook: Rulebook, phrases: Sequence[str], unless: Sequence[str] = (), *, file: str = "--phrase") -> Checker:
    """A checker with the classes and guards of a rulebook whose only rule is made of phrases; `RulebookError` for wrong ones."""

    def patterns(texts: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(Pattern(text, Place(file, 0, n)) for n, text in enumerate(texts, 1))

    nothing = Localized("", "")
    rule = Rule("try", Place(file, 0, 0), nothing, Severity.WARNING, nothing, nothing, patterns(phrases), patterns(unless))
    return Checker.of(replace(rulebook, rules=(rule,)))


def tries(new: Checker, messages: Iterable[Message], old: Checker | None = None) -> Iterator[Tried]:
    """The messages that the phrase of a trial meets, in their order; `old` tells which rules find them already."""
    for message in messages:
        view, hits = new.hits(message.text)
        if not hits:
            continue
        loud = [hit for hit in hits if not hit.saved_by]
        known: tuple[str, ...] = ()
        if loud and old is not None:
            known = tuple(dict.fromkeys(f.rule_id for f in old.check(message.text).findings if f.severity.rank))
        spans = tuple(view.folded.span(hit.start, hit.end) for hit in loud or hits)
        yield Tried(message, spans, None if loud else hits[0].saved_by, known)


def changes(old: Checker, new: Checker, messages: Iterable[Message]) -> Iterator[Change]:
    """The messages that two checkers take differently. A rule that was only renamed is no change."""
    for message in messages:
        before, after = old.check(message.text).findings, new.check(message.text).findings
        seen_before = {_seen(finding, new.rulebook.current(finding.rule_id) or finding.rule_id) for finding in before}
        seen_after = {_seen(finding, finding.rule_id) for finding in after}
        gone = tuple(f for f in before if _seen(f, new.rulebook.current(f.rule_id) or f.rule_id) not in seen_after)
        came = tuple(f for f in after if _seen(f, f.rule_id) not in seen_before)
        if gone or came:
            yield Change(message, gone, came)


def _seen(finding: Finding, rule: str) -> tuple[str, str, int, int]:
    return rule, finding.severity.value, finding.span.start, finding.span.end
