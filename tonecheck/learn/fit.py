"""Trains the choice of replies on what judges said of them; needs the extra `learn`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonecheck.checker import Checker
from tonecheck.learn.labelled import Labelled
from tonecheck.reply.fit import BITS, LIFT, MAGIC, WIDTH, Offer, grams
from tonecheck.rulebook.model import Rulebook
from tonecheck.sections import pack
from tonecheck.text.fold import fold

_SEED = 20
# So many models are trained apart; each has its part of a row.
_MODELS = 8
# What the judges' words count.
GRADES = {"good": 1.0, "touch": 0.35, "wrong": 0.0}
# Rounds over labelled violations alone, then with the judged replies; and how much the order of a draft's replies counts.
_RULE_ROUNDS, _FIT_ROUNDS, _LISTED = 2, 6, 0.75
# A reply that was judged fewer times has the bias of so low a share of the others.
_FEW, _UNSEEN = 3, 0.1


@dataclass(frozen=True, slots=True)
class Judged:
    """A folded draft, and the replies offered to it: of each the template, what is known of it, and how good it was, 0 to 1."""

    text: str
    offers: Sequence[tuple[str, Offer, float]]


def read_judged(path: Path, checker: Checker) -> list[Judged]:
    """The drafts of a file of judged replies (`text`, and `replies`: text and grade) with what is offered today.

    One with `times` counts so often: what the sources answer. What was judged counts only where the same text is offered still.
    """
    drafts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        grades = {text: GRADES[grade] for text, grade in entry["replies"]}
        said, offers = checker.offers(entry["text"])
        known = [(template.hans, offer, grades[text]) for text, template, offer in offers if text in grades]
        if known:
            drafts += [Judged(said, known)] * entry.get("times", 1)
    return drafts


def train_fit(judged: Sequence[Judged], drafts: Sequence[Labelled], rulebook: Rulebook) -> bytes:
    """The bytes of a file of weights for `tonecheck.reply.fit`; the same drafts make the same bytes.

    A reply of the rulebook that no judge has seen stands behind those that one has.
    The rows of n-grams are learned from the judged replies and, as there are many more of them, from the rules of labelled
    violations (`drafts`).
    """
    import numpy

    bad = [draft for draft in drafts if draft.bad]
    rules = sorted({rule for draft in bad for rule in draft.rules})
    own = [reply for rule in rulebook.rules for reply in rule.suggest] + [reply for s in rulebook.situations for reply in s.replies]
    offers = [offer for draft in judged for offer in draft.offers]
    templates = sorted({template for template, _, _ in offers} | {reply.hans for reply in (*own, *rulebook.general)})
    number = {template: at for at, template in enumerate(templates)}
    data = _Data(
        labelled=_summed([fold(draft.text).text for draft in bad]),
        belongs=numpy.array([[rule in draft.rules for rule in rules] for draft in bad], dtype=numpy.float32),
        heard=_summed([draft.text for draft in judged]),
        first=numpy.cumsum([0, *(len(draft.offers) for draft in judged)]),
        which=numpy.array([number[template] for template, _, _ in offers]),
        traits=numpy.array([offer.traits() for _, offer, _ in offers], dtype=numpy.float32),
        kept=numpy.array([offer.kept for _, offer, _ in offers], dtype=numpy.float32),
        grades=numpy.array([grade for _, _, grade in offers], dtype=numpy.float32),
        templates=len(templates),
    )
    models = [_model(data, numpy.random.default_rng(_SEED + number)) for number in range(_MODELS)]
    now = {name: numpy.mean([model[name] for model in models], axis=0) for name in ("biases", "kept", "traits")}
    now |= {name: numpy.concatenate([model[name] for model in models], axis=1) for name in ("rows", "templates")}
    now["templates"] /= _MODELS
    now["biases"][numpy.bincount(data.which, minlength=len(templates)) < _FEW] = numpy.quantile(now["biases"], _UNSEEN)
    return _packed_fit(now, templates)


@dataclass(frozen=True, slots=True)
class _Data:
    """What models learn from: labelled violations (`labelled`: n-grams, `belongs`: rules), and judged drafts.

    Of those `heard` has the n-grams and `first` where the offers of each begin; `which` (the template), `traits`, `kept` and
    `grades` have one entry an offer. `templates` is how many there are.
    """

    labelled: Any
    belongs: Any
    heard: Any
    first: Any
    which: Any
    traits: Any
    kept: Any
    grades: Any
    templates: int


def _model(data: _Data, chance: Any) -> dict[str, Any]:
    """The values of one model."""
    import numpy

    width, rules = WIDTH // _MODELS, data.belongs.shape[1]
    adam = _Adam({
        "rows": chance.normal(0, 0.1, (1 << BITS, width)).astype(numpy.float32),
        "rules": chance.normal(0, 0.1, (width, rules)).astype(numpy.float32),
        "rule_biases": numpy.full(rules, -3, numpy.float32),
        "templates": numpy.zeros((data.templates, width), numpy.float32),
        "biases": numpy.full(data.templates, -1, numpy.float32),
        "kept": numpy.zeros(data.templates, numpy.float32),
        "traits": numpy.zeros(data.traits.shape[1], numpy.float32),
    })
    now = adam.values
    for turn in range(_RULE_ROUNDS + _FIT_ROUNDS):
        batches = [(False, part) for part in _batches(chance.permutation(data.labelled.shape[0]), 512)]
        if turn >= _RULE_ROUNDS:
            batches += [(True, part) for _ in range(2) for part in _batches(chance.permutation(data.heard.shape[0]), 128)]
        for at in chance.permutation(len(batches)):
            of_fit, part = batches[at]
            texts = (data.heard if of_fit else data.labelled)[part]
            hidden = numpy.maximum(texts @ now["rows"], 0)
            if of_fit:
                offered = numpy.concatenate([numpy.arange(data.first[draft], data.first[draft + 1]) for draft in part])
                inside = numpy.repeat(numpy.arange(len(part)), data.first[part + 1] - data.first[part])
                rows, traits, kept, grades = (of[offered] for of in (data.which, data.traits, data.kept, data.grades))
                biases = now["biases"][rows] + now["kept"][rows] * kept + traits @ now["traits"]
                scores = (hidden[inside] * now["templates"][rows]).sum(axis=1) + biases
                listed = _listed(scores, grades, inside, len(part))
                slope = (_odds(scores) - grades + _LISTED * listed) / len(part)
                back = numpy.zeros_like(hidden)
                numpy.add.at(back, inside, now["templates"][rows] * slope[:, None])
                by_template = numpy.zeros_like(now["templates"])
                numpy.add.at(by_template, rows, hidden[inside] * slope[:, None])
                adam.step("templates", by_template, 3e-3)
                adam.step("biases", numpy.bincount(rows, slope, data.templates), 1e-4)
                adam.step("kept", numpy.bincount(rows, slope * kept, data.templates), 3e-3)
                adam.step("traits", traits.T @ slope)
            else:
                slope = (_odds(hidden @ now["rules"] + now["rule_biases"]) - data.belongs[part]) / len(part)
                back = slope @ now["rules"].T
                adam.step("rules", hidden.T @ slope, 1e-5)
                adam.step("rule_biases", slope.sum(axis=0))
            back[hidden <= 0] = 0
            adam.step("rows", texts.T @ back, 1e-6)
    return now


def _summed(texts: Sequence[str]) -> Any:
    """A row a text: how often each n-gram stands in it, divided by the square root of how many there are."""
    import numpy
    import scipy.sparse as sparse

    rows = [grams(text) for text in texts]
    sizes = [len(row) for row in rows]
    ones = numpy.ones(sum(sizes), numpy.float32)
    counts = sparse.csr_matrix((ones, numpy.concatenate(rows), numpy.cumsum([0, *sizes])), shape=(len(rows), 1 << BITS))
    return (sparse.diags(numpy.array([1 / max(size, 1) ** 0.5 for size in sizes], numpy.float32)) @ counts).tocsr()


def _batches(order: Any, size: int) -> Any:
    import numpy

    return numpy.array_split(order, len(order) // size + 1)


def _odds(scores: Any) -> Any:
    import numpy

    return 1 / (1 + numpy.exp(-scores))


def _listed(scores: Any, grades: Any, inside: Any, count: int) -> Any:
    """The slope of how likely a good reply comes first among those of its draft; nothing where none is good."""
    import numpy

    odds = numpy.exp(scores - scores.max())
    odds /= numpy.bincount(inside, odds, count)[inside]
    wanted = numpy.where(grades >= 1, 1.0, numpy.where(grades > 0, 0.1, 0.0))
    total = numpy.bincount(inside, wanted, count)[inside]
    return numpy.where(total > 0, odds - wanted / numpy.maximum(total, 1e-6), 0)


class _Adam:
    """Values that go downhill (Kingma and Ba, 2015)."""

    def __init__(self, values: dict[str, Any]) -> None:
        import numpy

        self.values = values
        self._means = {name: numpy.zeros_like(value) for name, value in values.items()}
        self._spreads = {name: numpy.zeros_like(value) for name, value in values.items()}
        self._steps = dict.fromkeys(values, 0)

    def step(self, name: str, slope: Any, shrink: float = 0.0) -> None:
        import numpy

        value, mean, spread = self.values[name], self._means[name], self._spreads[name]
        slope = (slope + shrink * value).astype(numpy.float32)
        self._steps[name] = count = self._steps[name] + 1
        mean += 0.1 * (slope - mean)
        spread += 0.001 * (slope * slope - spread)
        value -= 0.01 * (mean / (1 - 0.9**count)) / (numpy.sqrt(spread / (1 - 0.999**count)) + 1e-8)


def _packed_fit(values: dict[str, Any], templates: Sequence[str]) -> bytes:
    import numpy

    # What is never below nought adds up in whole steps; the few largest are cut off.
    step = float(numpy.quantile(abs(values["rows"]), 0.9999)) / 127
    lifted = numpy.clip(numpy.rint(values["rows"] / step), -127, 127).astype(int) + LIFT
    scale = float(abs(values["templates"]).max() + 1e-9) / 127
    steps = numpy.rint(values["templates"] / scale).astype("i1")
    header = {
        "templates": list(templates),
        "biases": [round(float(bias), 3) for bias in values["biases"]],
        "kept": [round(float(bias), 3) for bias in values["kept"]],
        "traits": [round(float(weight), 4) for weight in values["traits"]],
        "unknown": round(float(values["biases"].mean()), 3),
        "scale": scale * step,
    }
    return pack(MAGIC, header, {"rows": lifted.astype("<u2").tobytes(), "templates": steps.tobytes()})
