"""Trains what hears in a draft its matter, and who else is concerned; needs the extra `learn`."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonecheck.sections import pack
from tonecheck.text.fold import fold
from tonecheck.text.spans import BITS, LONGEST, MAGIC, features, runs

_SEED = 20
_ROUNDS, _RATE, _SHRINK = 6, 0.1, 1e-4


@dataclass(frozen=True, slots=True)
class WithRuns:
    """A folded draft with the runs of each kind that it is labelled with; any of a kind would do."""

    text: str
    runs: Mapping[str, Sequence[tuple[int, int]]]


def read_runs(path: Path) -> list[WithRuns]:
    """The drafts of a file of labelled runs, folded: `text`, `matter` and `who` (a string or null).

    What a line lacks nobody has looked for.
    """
    drafts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = fold(entry["text"]).text
        labelled = {kind: [entry[kind]] if entry[kind] else [] for kind in ("matter", "who") if kind in entry}
        found = {kind: [_run(text, fold(run).text) for run in named] for kind, named in labelled.items()}
        drafts.append(WithRuns(text, {kind: [run for run in some if run[0] >= 0] for kind, some in found.items()}))
    return drafts


def _run(text: str, said: str) -> tuple[int, int]:
    start = text.find(said)
    return start, start + len(said)


def train_runs(drafts: Sequence[WithRuns]) -> bytes:
    """The bytes of a file of weights for `tonecheck.text.spans`; the same drafts make the same bytes."""
    import numpy

    sections: dict[str, bytes] = {}
    header: dict[str, dict[str, Any]] = {"lengths": {}, "none": {}, "scale": {}}
    for kind in LONGEST:
        weights, lengths, none = _trained(drafts, kind)
        scale = float(numpy.quantile(abs(weights[weights != 0]), 0.9995)) / 127
        sections[kind] = array("b", numpy.clip(numpy.rint(weights / scale), -127, 127).astype(int).tolist()).tobytes()
        header["lengths"][kind] = [round(float(length), 4) for length in lengths]
        header["none"][kind] = round(float(none), 4)
        header["scale"][kind] = scale
    return pack(MAGIC, header, sections)


def _trained(drafts: Sequence[WithRuns], kind: str) -> tuple[Any, Any, float]:
    """Weights of the table, of lengths, and of there being none: likelihood of the labels, by AdaGrad."""
    import numpy

    longest = LONGEST[kind]
    weights, lengths, none = numpy.zeros(1 << BITS), numpy.zeros(longest + 1), 0.0
    seen, seen_lengths, seen_none = numpy.full(1 << BITS, 1e-8), numpy.full(longest + 1, 1e-8), 1e-8
    made = []
    for draft in drafts:
        if kind not in draft.runs:
            continue
        begins, ends, holds, whole = (numpy.array(part, dtype=int) for part in features(draft.text))
        all_runs = runs(draft.text, longest)
        meant = [all_runs.index(run) for run in draft.runs[kind] if run in all_runs]
        if all_runs and (meant or not draft.runs[kind]):
            made.append((begins, ends, holds, whole, numpy.array(all_runs), meant or [len(all_runs)]))
    chance = numpy.random.default_rng(_SEED)
    for _ in range(_ROUNDS):
        for number in chance.permutation(len(made)):
            begins, ends, holds, whole, places, meant = made[number]
            first, last = places[:, 0], places[:, 1]
            held = numpy.concatenate([[0.0], numpy.cumsum(weights[holds].sum(axis=1))])
            around = weights[begins].sum(axis=1)[first] + weights[ends].sum(axis=1)[last]
            scores = around + held[last] - held[first] + lengths[last - first]
            share = 1 / numpy.sqrt(max(len(whole), 1))
            scores = numpy.append(scores, none + weights[whole].sum() * share)
            odds = numpy.exp(scores - scores.max())
            odds /= odds.sum()
            slope = odds.copy()
            slope[meant] -= odds[meant] / odds[meant].sum()
            count = len(begins) + 1
            begun, ended, inside = (numpy.zeros(count) for _ in range(3))
            numpy.add.at(begun, first, slope[:-1])
            numpy.add.at(ended, last, slope[:-1])
            numpy.add.at(inside, first, slope[:-1])
            numpy.add.at(inside, last, -slope[:-1])
            inside = numpy.cumsum(inside)
            index = numpy.concatenate([begins.ravel(), ends.ravel(), holds.ravel(), whole])
            value = numpy.concatenate([
                numpy.repeat(begun[:-1], begins.shape[1]),
                numpy.repeat(ended, ends.shape[1]),
                numpy.repeat(inside[:-1], holds.shape[1]),
                numpy.full(len(whole), slope[-1] * share),
            ])
            touched, where = numpy.unique(index, return_inverse=True)
            steps = numpy.bincount(where, value) + _SHRINK * weights[touched]
            seen[touched] += steps * steps
            weights[touched] -= _RATE * steps / numpy.sqrt(seen[touched])
            by_length = numpy.bincount(last - first, slope[:-1], minlength=longest + 1)
            seen_lengths += by_length * by_length
            lengths -= _RATE * by_length / numpy.sqrt(seen_lengths)
            seen_none += slope[-1] ** 2
            none -= _RATE * slope[-1] / numpy.sqrt(seen_none)
    return weights, lengths, none
