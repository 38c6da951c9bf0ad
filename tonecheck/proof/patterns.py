"""What the patterns of rules prove by themselves: each can match, none matches everything, no rule hides another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from tonecheck.match.program import Entry, Program
from tonecheck.rulebook.faults import Fault, say
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.model import Rule
from tonecheck.rulebook.pattern import Expander, parse
from tonecheck.rulebook.sample import samples
from tonecheck.text.fold import fold

# A pattern that finds more than this share of polite sentences finds them for nothing.
_TOO_MANY = 0.03


def pattern_faults(program: Program) -> Iterator[Fault]:
    """Patterns that can never match or match nearly everything, rules that can never fire or are hidden by another."""
    expander = Expander(program.rulebook.lexicon)
    said = {n: _sampled(entry, expander) for n, entry in enumerate(program.entries)}
    for number, entry in enumerate(program.entries):
        owner = program.rulebook.guards[entry.owner].name if entry.kind == "guard" else program.rulebook.rules[entry.owner].id
        if not any(entry.regex.search(text) for text in said[number]):
            problem = say("the phrase '{pattern}' can never match, not even '{sample}'; take out what contradicts itself",
                          pattern=entry.pattern.text, sample=next(iter(said[number]), ""))
            yield Fault(entry.pattern.place, owner, problem, "never")
        elif entry.kind == "match" and (fault := _everything(entry, program.rulebook.rules[entry.owner])):
            yield fault
    yield from _twice(program)
    for number, rule in enumerate(program.rulebook.rules):
        entries = [(n, e) for n, e in enumerate(program.entries) if e.kind == "match" and e.owner == number]
        texts = [text for n, entry in entries for text in said[n] if entry.regex.search(text)]
        if texts and (fault := _silenced(program, number, rule, texts) or _hidden(program, number, rule, texts)):
            yield fault


def _sampled(entry: Entry, expander: Expander) -> tuple[str, ...]:
    return tuple(samples(parse(entry.pattern.text), expander))


@cache
def polite() -> tuple[tuple[str, str], ...]:
    """Sentences that nobody should be stopped for, as written and folded: what the built-in rulebook calls good."""
    book = load_builtin()
    texts = [e.text for r in book.rules for e in r.good] + [t.hans for r in book.rules for t in r.suggest]
    texts += [phrase for courtesy in book.courtesy for phrase in courtesy.phrases]
    return tuple((text, fold(text).text) for text in dict.fromkeys(texts))


def _everything(entry: Entry, rule: Rule) -> Fault | None:
    if rule.typed or rule.scenes_only or not rule.severity.rank:
        return None
    met = [text for text, folded in polite() if entry.regex.search(folded)]
    if len(met) <= _TOO_MANY * len(polite()):
        return None
    example = min(met, key=len)
    problem = say("the phrase '{pattern}' finds many polite sentences, such as '{example}'; write more words around it",
                  pattern=entry.pattern.text, example=example)
    return Fault(entry.pattern.place, rule.id, problem, "everything")


def _twice(program: Program) -> Iterator[Fault]:
    """The same phrase in one rule twice."""
    rules = program.rulebook.rules
    first: dict[tuple[str, int, str], Entry] = {}
    for entry in program.entries:
        other = first.setdefault((entry.kind, entry.owner, entry.source), entry)
        if other is not entry and entry.kind != "guard":
            problem = say("the phrase '{pattern}' stands already at {place}; keep one",
                          pattern=entry.pattern.text, place=f"{other.pattern.place.file}:{other.pattern.place.line}")
            yield Fault(entry.pattern.place, rules[entry.owner].id, problem, "twice")


def _silenced(program: Program, number: int, rule: Rule, texts: list[str]) -> Fault | None:
    """A rule whose own words clear whatever it finds, or that wants words that none of its phrases begins with."""
    if rule.typed:
        heads = tuple(fold(word).text for word in rule.typed)
        begins = [m.start() == 0 for t in texts for e in program.entries if e.kind == "match" and e.owner == number
                  for m in e.regex.finditer(t) if t.startswith(heads, m.start())]
        if not begins:
            return Fault(rule.place, rule.id, say("can never fire: no phrase begins with one of 'typed' ({typed})",
                                                  typed=", ".join(rule.typed)), "never")
    unless = [e for e in program.entries if e.kind == "unless" and e.owner == number]
    if unless and all(_cleared(program, number, unless, text) for text in texts):
        return Fault(unless[0].pattern.place, rule.id, say(
            "can never fire: 'unless' clears whatever the phrases find, such as '{sample}'; make '{pattern}' longer",
            sample=texts[0], pattern=unless[0].pattern.text), "never")
    return None


def _cleared(program: Program, number: int, unless: list[Entry], text: str) -> bool:
    hits = [m.span() for e in program.entries if e.kind == "match" and e.owner == number for m in e.regex.finditer(text)]
    allowed = [m.span() for e in unless for m in e.regex.finditer(text)]
    return all(any(a < end and start < b for a, b in allowed) for start, end in hits)


def _hidden(program: Program, number: int, rule: Rule, texts: list[str]) -> Fault | None:
    """A rule of which another, as severe, finds every sentence at the same words: its own replies never come first."""
    rules = program.rulebook.rules
    seen: dict[int, int] = defaultdict(int)
    for text in texts:
        met = {program.entries[n].owner for n in program.triggered(text) if program.entries[n].kind == "match"
               and program.entries[n].owner != number and program.entries[n].regex.search(text)}
        for other in met:
            seen[other] += 1
    for other, count in sorted(seen.items()):
        wider = rules[other]
        if count < len(texts) or wider.off is not None or rule.off is not None:
            continue
        if wider.severity.rank < rule.severity.rank or wider.scenes_only or wider.typed or rule.typed or rule.scenes_only:
            continue
        # Of two that find the same only the later is too many.
        if other < number or not _finds_all(program, number, other):
            problem = say("hidden by rule '{other}' ({place}), which finds all that this one finds; make '{other}' narrower,"
                          " or put the two together", other=wider.id, place=f"{wider.place.file}:{wider.place.line}")
            return Fault(rule.place, rule.id, problem, "hidden")
    return None


def _finds_all(program: Program, number: int, other: int) -> bool:
    """True where rule `number` finds all that rule `other` finds."""
    expander = Expander(program.rulebook.lexicon)
    mine = [e for e in program.entries if e.kind == "match" and e.owner == number]
    theirs = [e for e in program.entries if e.kind == "match" and e.owner == other]
    return all(any(m.regex.search(text) for m in mine) for e in theirs for text in _sampled(e, expander))
