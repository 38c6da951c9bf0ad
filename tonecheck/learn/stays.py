"""Trains what tells which clauses of a draft may stay; needs the extra `learn`."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tonecheck.reply.said import CLAUSE
from tonecheck.sections import pack
from tonecheck.text.fold import fold
from tonecheck.text.stays import BITS, MAGIC, places

# What was labelled as a fact was not asked whether it is fit to be read: it counts for less.
_FACTS_COUNT = 0.1
_SHRINK = 5.0
_SHORTEST = 3
_EDGES = " ."
# So much of a clause a fact must cover.
_COVERED = 0.75


@dataclass(frozen=True, slots=True)
class Clause:
    """The places in the table of what is read of a clause, whether it may stay, and how often that counts."""

    places: Sequence[int]
    stays: bool
    counts: float


def read_stays(stays: Path, runs: Path) -> list[Clause]:
    """The clauses of a file of drafts with those that may `stay`, and of one of drafts with their `facts`."""
    return [*_labelled(stays), *_told(runs)]


def _labelled(path: Path) -> Iterator[Clause]:
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text, stay = fold(entry["text"]).text, {fold(said).text.strip(_EDGES) for said in entry["stay"]}
        for start, end in clauses(text):
            yield Clause(places(text, start, end), text[start:end] in stay, 1.0)


def _told(path: Path) -> Iterator[Clause]:
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text, facts = fold(entry["text"]).text, []
        for fact in entry.get("facts", ()):
            said = fold(fact).text
            at = text.find(said)
            facts.append((at, at + len(said)))
        for start, end in clauses(text) if "facts" in entry else ():
            told = any(min(b, end) - max(a, start) >= _COVERED * (end - start) for a, b in facts)
            yield Clause(places(text, start, end), told, _FACTS_COUNT)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of a folded text that are long enough to tell anything, without blanks and stops at their edges."""
    for match in CLAUSE.finditer(text):
        said = match[0].strip(_EDGES)
        if len(said) >= _SHORTEST:
            start = match.start() + match[0].index(said)
            yield start, start + len(said)


def train_stays(drafts: Sequence[Clause]) -> bytes:
    """The bytes of a file of weights for `tonecheck.text.stays`; the same clauses make the same bytes."""
    read, stay = [clause.places for clause in drafts], [clause.stays for clause in drafts]
    return packed_table(MAGIC, BITS, read, stay, _SHRINK, [clause.counts for clause in drafts])


def packed_table(
    magic: bytes, bits: int, read: Sequence[Sequence[int]], true: Sequence[bool], shrink: float,
    counts: Sequence[float] | None = None,
) -> bytes:
    """The bytes of a file with a table of `1 << bits` weights (logistic regression), from the places in it that are read of
    each text, whether it is `true` of it, and how often that counts.
    """
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    index = numpy.concatenate([numpy.array(places) for places in read])
    rows = numpy.concatenate([[0], numpy.cumsum([len(places) for places in read])])
    seen = csr_matrix((numpy.ones(len(index)), index, rows), shape=(len(read), 1 << bits))
    model = LogisticRegression(C=1 / shrink, solver="liblinear", max_iter=300, random_state=0)
    model.fit(seen, true, sample_weight=counts)
    weights = model.coef_[0]
    unit = float(numpy.quantile(abs(weights[weights != 0]), 0.9995)) / 127
    table = array("b", numpy.clip(numpy.rint(weights / unit), -127, 127).astype(int).tolist()).tobytes()
    return pack(magic, {"bias": round(float(model.intercept_[0]), 4), "unit": unit}, {"table": table})
