"""Trains the second reader on the rulebook's examples and the corpus; needs the extra `learn`."""

from __future__ import annotations

import warnings
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tonecheck.learn.labelled import Labelled, digest, training_drafts
from tonecheck.match.pairs import packed as packed_pairs
from tonecheck.match.pairs import pairs
from tonecheck.match.reader import FAR_BELOW, HOPELESS, MAGIC, readable
from tonecheck.match.view import View
from tonecheck.match.weigher import NEIGHBOURS, STEP, Heard, best_of
from tonecheck.match.weigher import features as numbers_of
from tonecheck.match.weights import ngrams, packed, size
from tonecheck.rulebook.model import Rulebook
from tonecheck.sections import pack
from tonecheck.text.fold import fold

# Chosen on the sittings that were set aside; docs/reader.md has the comparison.
STRENGTH, CLASS_STRENGTH = 2.0, 2.0
# How much a violation of the rule and one of another rule weigh beside a fine draft.
_MEETS, _OTHER = 4.0, 0.5
# How much the bad sentence itself weighs among what is no next step.
_BLUNT = 0.3
# An n-gram of one draft alone teaches nothing about others.
MIN_DRAFTS = 2
# With the pairs no more than fit into 2 MB.
VOCABULARY = 66_000
# Pairs of characters are many, and one of a few drafts teaches little.
MIN_PAIR_DRAFTS, PAIRS = 4, 100_000
# The threshold is where so many of the fine drafts that were not trained on would be flagged.
FALSE_ALARMS = 0.0032
# A pattern's finding stands unless its sentence reads finer than all but so many fine drafts.
DOUBTED = 0.02
# A sentence that reads finer than all but so many fine drafts may be a known wording with a slip in it.
SLIPPED = 0.1
_ROUNDS, _PAIR_ROUNDS = 4, 3
# Of the weights of rules: the share that is not cut off, and how many steps of 127 are one: as many rules are named rightly.
_CLASS_CUT, _CLASS_STEP = 0.9999, 6
_FOLDS = 3
# The network: units of its hidden layer, rounds of training, and how often each ordinary draft counts.
_UNITS, _EPOCHS, _PLAIN = 32, 20, 5
_BATCH, _STEPS = 512, 2000
# A sentence of a violation with a linear score under this is none itself.
_FINE = -0.4
_SEED = 20



def train(rulebook: Rulebook, drafts: Sequence[Labelled]) -> bytes:
    """The bytes of a reader file trained on labelled drafts; the same drafts make the same bytes."""
    import numpy
    from sklearn.feature_extraction.text import CountVectorizer

    drafts = training_drafts(drafts)
    views = [View(fold(d.text)) for d in drafts]
    sentences = [[v.spoken(a, b) for a, b in readable(v)] or [v.text] for v in views]
    flat = [s for group in sentences for s in group]
    home = numpy.array([i for i, group in enumerate(sentences) for _ in group])
    bad = numpy.array([d.bad for d in drafts])
    vectorizer = CountVectorizer(analyzer=ngrams, min_df=MIN_DRAFTS, dtype=numpy.float64)
    counts = vectorizer.fit_transform(flat)
    names = numpy.array(vectorizer.get_feature_names_out())
    sizes = numpy.array([size(s) for s in flat], dtype=float)
    first, _ = _general(_features(counts, sizes, home), home, bad, numpy.ones(len(home), dtype=bool))
    weights = first.coef_[0][:-1]
    # What moves the score least is left out, and the rest is fitted again.
    importance = numpy.maximum(abs(weights[: len(names)]), abs(weights[len(names) :]))
    kept = numpy.array(sorted(numpy.lexsort((names, -importance))[:VOCABULARY], key=lambda i: names[i]))
    names, counts = names[kept], counts[:, kept]
    features = _features(counts, sizes, home)
    keys, paired = _paired(flat, home, bad)
    rules = [r.id for r in rulebook.rules if any(d.bad and r.id in d.rules for d in drafts)]
    belongs = numpy.array([[r in drafts[i].rules for r in rules] for i in home])
    repaired = numpy.array([d.guard == "repaired_by" for d in drafts])
    model = _fitted(features, paired, home, bad, repaired, belongs)
    plain = numpy.array([d.kind == "ordinary" for d in drafts])
    weigher, cuts = _weighed(features, paired, sizes, home, bad, repaired, belongs, plain, [d.sitting for d in drafts])
    return _packed(
        names=list(names),
        keys=keys,
        model=model,
        header={
            "rules": [*rules, STEP],
            **cuts,
            "false_alarms": FALSE_ALARMS,
            "weigher": weigher,
            "drafts": len(drafts),
            "trained_on": digest(drafts),
        },
    )


def _features(counts: Any, sizes: Any, home: Any) -> Any:
    """A row a sentence: its own n-grams, those of its neighbours in the draft, and whether it has any."""
    import numpy
    import scipy.sparse as sparse

    rows, columns = [], []
    for i in range(len(home)):
        for j in range(i - NEIGHBOURS, i + NEIGHBOURS + 1):
            if j != i and 0 <= j < len(home) and home[j] == home[i]:
                rows.append(i)
                columns.append(j)
    beside = sparse.csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape=(len(home), len(home)))
    around_sizes = beside @ sizes
    has = (around_sizes > 0).astype(float)
    own = sparse.diags(1 / numpy.sqrt(sizes)) @ counts
    around = sparse.diags(has / numpy.sqrt(numpy.maximum(around_sizes, 1))) @ (beside @ counts)
    return sparse.hstack([own, around, sparse.csr_matrix(has[:, None])]).tocsr()


@dataclass(frozen=True, slots=True)
class _Model:
    """`own`, `around`, `beside` and `bias` tell violations from fine drafts; `classes` and `class_bias` each rule's, and steps.

    `pairs` and `pair_bias` tell violations from fine drafts by pairs of characters alone. `seen` has a 1 for each n-gram that it
    was trained on, where others have a 0.
    """

    own: Any
    around: Any
    beside: float
    bias: float
    classes: Any
    class_bias: Any
    pairs: Any
    pair_bias: float
    seen: Any

    def heard(self, features: Any, paired: Any, sizes: Any) -> list[Heard]:
        """What is heard in each sentence, as the reader hears it."""
        import numpy

        width = len(self.own)
        mine = features[:, :width]
        own, excuse = mine @ self.own, mine @ self.around
        around = features[:, width:-1] @ self.around + features[:, -1].toarray().ravel() * self.beside
        rules = mine @ self.classes + self.class_bias
        apart = paired @ self.pairs + self.pair_bias
        known = (mine @ self.seen) / numpy.sqrt(sizes)
        return [
            Heard(
                own=float(o),
                excuse=float(e),
                around=float(a),
                general=float(o + a + self.bias),
                best=best_of(r[:-1].tolist()),
                mean=float(r[:-1].mean()),
                size=int(s),
                known=float(k),
                step=float(r[-1]),
                apart=float(p),
            )
            for o, e, a, r, s, k, p in zip(own, excuse, around, rules, sizes, known, apart, strict=True)
        ]


def _paired(sentences: Sequence[str], home: Any, bad: Any) -> tuple[list[int], Any]:
    """The pairs that say most, and a row of them for each sentence, divided by the square root of how many pairs it has."""
    import numpy
    import scipy.sparse as sparse
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(analyzer=pairs, min_df=MIN_PAIR_DRAFTS, dtype=numpy.float64)
    counts = vectorizer.fit_transform(sentences)
    keys = numpy.array(sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__))
    many = numpy.array([max(len(pairs(s)), 1) for s in sentences], dtype=float)
    rows = (sparse.diags(1 / numpy.sqrt(many)) @ counts).tocsr()
    first, _ = _general(rows, home, bad, numpy.ones(len(home), dtype=bool), 1)
    kept = numpy.sort(numpy.lexsort((keys, -abs(first.coef_[0])))[:PAIRS])
    return keys[kept].tolist(), rows[:, kept]


def _general(features: Any, home: Any, bad: Any, inside: Any, rounds: int = _ROUNDS) -> tuple[Any, Any]:
    """A linear model in which a violation needs one sentence only, the one that sounds worst, and a fine draft none.

    With it, the rows of those sentences.
    """
    import numpy
    from sklearn.svm import LinearSVC

    fine = numpy.where(~bad[home] & inside)[0]
    spoken = numpy.where(bad[home] & inside)[0]
    model = None
    for _ in range(rounds):
        chosen = numpy.concatenate([spoken, fine])
        labels = numpy.concatenate([numpy.ones(len(spoken)), numpy.zeros(len(fine))])
        model = LinearSVC(C=STRENGTH, class_weight="balanced", random_state=_SEED).fit(features[chosen], labels)
        spoken = _heaviest(model.decision_function(features), home, bad & numpy.isin(numpy.arange(len(bad)), home[inside]))
    return model, spoken


def _fitted(features: Any, paired: Any, home: Any, bad: Any, repaired: Any, belongs: Any, inside: Any = None) -> _Model:
    """The general model, one for each rule that tells its violations from everything else, and that of a next step."""
    import numpy
    from joblib import Parallel, delayed

    inside = numpy.ones(len(home), dtype=bool) if inside is None else inside
    general, spoken = _general(features, home, bad, inside)
    width = (features.shape[1] - 1) // 2
    rows = numpy.concatenate([spoken, numpy.where(~bad[home] & inside)[0]])
    own = features[rows, :width]
    meets = belongs[rows] & bad[home[rows]][:, None]
    fine = ~bad[home[rows]]
    # Processes, not threads: the solver's random numbers are global, and the same drafts must make the same bytes.
    fits = Parallel(n_jobs=-1)(delayed(_one_rule)(own, meets[:, k], fine) for k in range(meets.shape[1]))
    by_pairs, _ = _general(paired, home, bad, inside, _PAIR_ROUNDS)
    weights = general.coef_[0]
    fits.append(_step(features[:, :width], general.decision_function(features), home, bad, repaired, inside))
    return _Model(
        own=weights[:width],
        around=weights[width:-1],
        beside=float(weights[-1]),
        bias=float(general.intercept_[0]),
        classes=numpy.array([w for w, _ in fits]).T,
        class_bias=numpy.array([b for _, b in fits]),
        pairs=by_pairs.coef_[0],
        pair_bias=float(by_pairs.intercept_[0]),
        seen=(numpy.asarray((features[inside][:, :width] > 0).sum(axis=0)).ravel() >= MIN_DRAFTS).astype(float),
    )


def _one_rule(own: Any, meets: Any, fine: Any) -> tuple[Any, float]:
    """Weights and bias of one rule. A violation of another rule teaches less than a fine draft: rules are neighbours."""
    import numpy
    from sklearn.svm import LinearSVC

    weight = numpy.where(meets, _MEETS, numpy.where(fine, 1.0, _OTHER))
    if not meets.any():
        return numpy.zeros(own.shape[1]), -1.0
    model = LinearSVC(C=CLASS_STRENGTH, random_state=_SEED).fit(own, meets, sample_weight=weight)
    return model.coef_[0], float(model.intercept_[0])


def _step(own: Any, scores: Any, home: Any, bad: Any, repaired: Any, inside: Any) -> tuple[Any, float]:
    """Weights and bias of what stands beside the blunt sentence of a repaired draft, against what stands in violations."""
    import numpy
    from sklearn.svm import LinearSVC

    several = numpy.bincount(home)[home] > 1
    blunt = numpy.zeros(len(home), dtype=bool)
    blunt[_heaviest(scores, home, bad | repaired)] = True
    steps = repaired[home] & several & ~blunt & inside
    others = bad[home] & inside
    if not steps.any() or not others.any():
        return numpy.zeros(own.shape[1]), -1.0
    rows = numpy.where(steps | others)[0]
    # What stands beside a violation and excuses nothing teaches most.
    weight = numpy.where(blunt[rows], _BLUNT, 1.0)
    model = LinearSVC(C=CLASS_STRENGTH, class_weight="balanced", random_state=_SEED)
    model.fit(own[rows], steps[rows], sample_weight=weight)
    return model.coef_[0], float(model.intercept_[0])


def _heaviest(scores: Any, home: Any, bad: Any) -> Any:
    """For each violation the row of its sentence with the highest score."""
    import numpy

    best: dict[int, int] = {}
    for row in numpy.where(bad[home])[0]:
        draft = int(home[row])
        if draft not in best or scores[row] > scores[best[draft]]:
            best[draft] = int(row)
    return numpy.array(sorted(best.values()))


def _weighed(
    features: Any,
    paired: Any,
    sizes: Any,
    home: Any,
    bad: Any,
    repaired: Any,
    belongs: Any,
    plain: Any,
    sittings: Sequence[str],
) -> tuple[dict[str, Any], dict[str, float]]:
    """The network that weighs a sentence against its neighbours, and the cuts, both from what the linear models say of
    sittings that they were not trained on. `plain` marks the ordinary drafts.
    """
    import numpy

    names = sorted(set(sittings))
    part_of = numpy.array([names.index(s) % _FOLDS for s in sittings])[home]
    numbers = numpy.zeros((len(home), 0))
    general = numpy.zeros(len(home))
    for part in sorted(set(part_of)):
        rows = numpy.where(part_of == part)[0]
        fitted = _fitted(features, paired, home, bad, repaired, belongs, part_of != part)
        heard = fitted.heard(features[rows], paired[rows], sizes[rows])
        general[rows] = [h.general for h in heard]
        seen = numpy.array(list(_numbers(heard, home[rows])))
        if not numbers.shape[1]:
            numbers = numpy.zeros((len(home), seen.shape[1]))
        numbers[rows] = seen
    hopeful = general > HOPELESS
    spoken = _heaviest(numpy.where(hopeful, numbers[:, 2], -numpy.inf), home, bad)
    meant = numpy.zeros(len(home), dtype=bool)
    meant[spoken] = True
    # What sounds fine by itself stays fine beside a violation; what does not may be one as well, and teaches nothing.
    taught = (meant | ~bad[home] | (numbers[:, 2] < _FINE)) & hopeful
    scores = general - FAR_BELOW
    for part in sorted(set(part_of)):
        network = _network(numbers, home, meant, plain, taught & (part_of != part))
        inside = (part_of == part) & hopeful
        scores[inside] = _answers(network, numbers[inside])
    worst = numpy.full(len(bad), -numpy.inf)
    numpy.maximum.at(worst, home, scores)
    fine = sorted(float(w) for w in worst[~bad])
    cuts = {"threshold": FALSE_ALARMS, "doubt": DOUBTED, "slips": SLIPPED}
    return (
        _network(numbers, home, meant, plain, taught),
        {name: round(fine[int(len(fine) * (1 - share))], 3) for name, share in cuts.items()},
    )


def _numbers(heard: Sequence[Heard], home: Any) -> Iterator[list[float]]:
    """What the network sees of each sentence, the drafts one after the other."""
    start = 0
    for _, group in groupby(home):
        count = len(list(group))
        for place in range(count):
            yield numbers_of(heard[start : start + count], place)
        start += count


def _network(numbers: Any, home: Any, meant: Any, plain: Any, rows: Any) -> dict[str, Any]:
    """One hidden layer fitted to tell the `meant` of the rows; the scale of what it sees is worked into its weights."""
    import numpy
    from sklearn.neural_network import MLPClassifier

    places = numpy.where(rows)[0]
    # A false alarm on a plain message is the worst of all.
    places = numpy.repeat(places, numpy.where(plain[home[places]], _PLAIN, 1))
    seen = numbers[places]
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    # A small corpus makes few steps a round, so it takes more rounds.
    rounds = max(_EPOCHS, _STEPS // (len(places) // _BATCH + 1))
    batch = min(_BATCH, len(places))
    model = MLPClassifier(
        (_UNITS,), alpha=1e-2, batch_size=batch, max_iter=rounds, tol=0.0, n_iter_no_change=rounds, random_state=_SEED
    )
    with warnings.catch_warnings():
        # It stops after so many rounds on purpose.
        warnings.simplefilter("ignore")
        model.fit((seen - middle) / spread, meant[places])
    inner, outer = model.coefs_
    weights = inner / spread[:, None]
    bias = model.intercepts_[0] - middle @ weights
    return {
        "hidden": [[round(float(w), 5) for w in (*weights[:, unit], bias[unit])] for unit in range(_UNITS)],
        "answer": [round(float(w), 5) for w in (*outer[:, 0], model.intercepts_[1][0])],
    }


def _answers(network: dict[str, Any], numbers: Any) -> Any:
    """What the network says of each row, as log odds; the same sum as `Weigher.score`, for many."""
    import numpy

    hidden, answer = numpy.array(network["hidden"]), numpy.array(network["answer"])
    units = numpy.maximum(numbers @ hidden[:, :-1].T + hidden[:, -1], 0)
    return units @ answer[:-1] + answer[-1]


def _packed(names: list[str], keys: list[int], model: _Model, header: dict[str, Any]) -> bytes:
    """The file: a line of JSON, and for each n-gram two weights (16 bits each) and the rules' weights (8 bits)."""
    import numpy

    scale = float(max(abs(model.own).max(), abs(model.around).max())) / 32767
    # The few largest weights are cut off, so that the many others keep their steps; the smallest become nothing.
    class_scale = float(numpy.quantile(abs(model.classes), _CLASS_CUT)) / 127
    own, around = (array("h", numpy.rint(w / scale).astype(int).tolist()) for w in (model.own, model.around))
    most = 127 // _CLASS_STEP
    steps = numpy.clip(numpy.rint(model.classes / class_scale / _CLASS_STEP), -most, most) * _CLASS_STEP
    sections, astral = packed(names, own, around, steps.astype("i1").tobytes())
    pair_scale = float(max(abs(model.pairs).max(initial=0.0), 1e-9)) / 32767
    sections |= packed_pairs(keys, array("h", numpy.rint(model.pairs / pair_scale).astype(int).tolist()))
    head = {
        **header,
        "bias": round(model.bias, 6),
        "beside": round(model.beside, 6),
        "class_bias": [round(float(b), 6) for b in model.class_bias],
        "scale": scale,
        "class_scale": class_scale,
        "pair_scale": pair_scale,
        "pair_bias": round(model.pair_bias, 6),
        "astral": astral,
    }
    return pack(MAGIC, head, sections)
