"""Fourth stage: the judge of pairs learns which mentions are related, from the words and from what the grammar proposes.

Weights are learned on pairs of gold mentions. Each fold of the documents is judged by weights learned on the other folds, and
on these judgements the scales are found, by which probabilities are right as often as they say. The figures of ``judge`` and
``heldout`` are of a judge that has not seen them; the one that ships has learned from them as well.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.components.pair_judge import (
    BELIEVED,
    DIRECTIONS,
    FILE,
    KINDS,
    OUTPUTS,
    SMALLEST,
    PairWeights,
    Scale,
    cues_of,
    likely_direction,
    load_weights,
    save_weights,
    sure,
    value_of,
)
from pipeline.training.annotated import Annotated
from pipeline.training.pair_examples import JudgedPair, PairDocument, pair_documents
from pipeline.training.ratios import f1

LEAST = 5  # pairs that a cue must have to be learned
STRENGTH, OF_DIRECTION, OF_OTHERS, SCALING = 0.07, 0.1, 0.3, 10.0  # inverse weights of the L2 penalty
SEED = 13
UNSCALED = {kind: Scale() for kind in KINDS}
UNSEEN, REPORTED = ("judge", "heldout"), ("dev", "blind")
RARE = 6.0  # the constant of a label without examples, towards no

Documents = Mapping[str, Sequence[PairDocument]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One relation that may be stated: how probable it is with both its mentions, and whether gold has it."""

    label: str
    kind: str
    probability: float
    right: bool


def train_pair_judge(gold: Mapping[str, Sequence[Annotated]], folder: Path) -> dict[str, Any]:
    """Fit the judge of pairs for the model in ``folder``, write ``encoder/pairs.npz`` and return ``{"pairs": its report}``.

    ``gold`` has the splits ``train``, ``judge``, ``heldout``, ``dev`` and ``blind``. The encoder and the mention judge must
    be in the folder already, for the figures with found mentions.
    """
    from pipeline.nlp import load

    (folder / "encoder" / FILE).unlink(missing_ok=True)  # what is learned from is the grammar alone
    nlp = load(str(folder.resolve()))
    given = {name: list(pair_documents(gold[name], nlp)) for name in ("train", *UNSEEN, *REPORTED)}
    found = {name: list(pair_documents(gold[name], nlp, given=False)) for name in (*UNSEEN, *REPORTED)}
    shipped, scores = learn_and_check(given, found)
    save_weights(shipped, folder / "encoder")
    load_weights.cache_clear()
    scales = {kind: asdict(scale) for kind, scale in shipped.scales.items()}
    return {"pairs": {"cues": len(shipped.cues), "scales": scales, "scores": scores}}


def learn_and_check(given: Documents, found: Documents) -> tuple[PairWeights, dict[str, dict[str, Any]]]:
    """Return the weights to ship and, by split and kind of mentions, the F1 and the calibration error of what is stated."""
    unseen = learn(given["train"])
    shipped = learn([each for name in ("train", *UNSEEN) for each in given[name]])
    scores = {}
    for name in (*UNSEEN, *REPORTED):
        weights = unseen if name in UNSEEN else shipped
        scores[name] = {"gold_mentions": report(given[name], weights), "end_to_end": report(found[name], weights)}
    return shipped, scores


def learn(documents: Sequence[PairDocument], folds: int = 5) -> PairWeights:
    """Return weights learned on documents with pairs of gold mentions, their scales found by cross-validation."""
    order = list(range(len(documents)))
    random.Random(SEED).shuffle(order)
    judged: list[Outcome] = []
    for fold in range(folds):
        held = set(order[fold::folds])
        weights = fit([documents[number] for number in order if number not in held])
        judged += [outcome for number in sorted(held) for outcome in outcomes(documents[number], weights)]
    return replace(fit(documents), scales=scaled(judged))


def scaled(judged: Sequence[Outcome]) -> dict[str, Scale]:
    """Return the scales for judgements with weights not yet scaled; a kind that was always or never right keeps its scale."""
    scales = dict(UNSCALED)
    for kind in KINDS:
        here = [one for one in judged if one.kind == kind]
        if len({one.right for one in here}) == 2:
            values = np.clip([one.probability for one in here], SMALLEST, 1 - SMALLEST).reshape(-1, 1)
            model = LogisticRegression(C=SCALING).fit(np.log(values / (1 - values)), [one.right for one in here])
            scales[kind] = Scale(float(model.coef_[0, 0]), float(model.intercept_[0]))
    return scales


def fit(documents: Iterable[PairDocument]) -> PairWeights:
    """Return the weights of the cues for every output, learned from pairs of gold mentions; their scales are yet to be found.

    Raises ValueError where the documents lack a direction.
    """
    pairs = [pair for document in documents for pair in document.pairs]
    vectorizer = CountVectorizer(analyzer=lambda one: list(cues_of(one.pair)), min_df=LEAST, binary=True, dtype=np.float32)
    rows = vectorizer.fit_transform(pairs)
    cues = {name: int(number) for name, number in vectorizer.vocabulary_.items()}
    weights, constants = np.zeros((len(cues), len(OUTPUTS)), np.float32), np.zeros(len(OUTPUTS), np.float32)
    for column, label in enumerate(OUTPUTS):
        if label in DIRECTIONS:
            continue
        may = np.array([label in one.pair.labels for one in pairs])
        truths = np.array([any(name == label for name, _ in one.truth) for one in pairs])[may]
        if truths.any() and not truths.all():
            model = _regression(STRENGTH if label == "EFFECT" else OF_OTHERS).fit(rows[may], truths)
            weights[:, column], constants[column] = model.coef_[0], model.intercept_[0]
        else:
            constants[column] = -RARE
    _fit_directions(pairs, rows, weights, constants)
    return PairWeights(cues, weights, constants, UNSCALED)


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=100, tol=1e-3)


def _fit_directions(pairs: Sequence[JudgedPair], rows: Any, weights: np.ndarray, constants: np.ndarray) -> None:
    truths = [next((DIRECTIONS.index(d) for d in DIRECTIONS if ("EFFECT", d) in one.truth), -1) for one in pairs]
    known = np.array(truths)
    effects = (known >= 0) & np.array(["EFFECT" in one.pair.labels for one in pairs])
    if len(set(known[effects])) < len(DIRECTIONS):
        raise ValueError(f"the training documents lack effects of some direction; all of {', '.join(DIRECTIONS)} are needed")
    model = _regression(OF_DIRECTION).fit(rows[effects], known[effects])
    weights[:, 1 : 1 + len(DIRECTIONS)], constants[1 : 1 + len(DIRECTIONS)] = model.coef_.T, model.intercept_


def outcomes(document: PairDocument, weights: PairWeights) -> list[Outcome]:
    """Return what may be stated of a document, once for each label and pair of nodes, the most probable first."""
    best: dict[tuple[str, str, str], Outcome] = {}
    rows = weights.probabilities([one.pair for one in document.pairs]).tolist()
    for one, row in zip(document.pairs, rows, strict=True):
        values = dict(zip(OUTPUTS, row, strict=True))
        proposed = {relation.label: relation.direction for relation in one.pair.proposed}
        for label in one.pair.labels:
            direction = (proposed.get(label) or likely_direction(values)) if label == "EFFECT" else None
            kind = weights.kind(label, proposed=label in proposed)
            probability = weights.scales[kind].probability(value_of(values, label, direction)) * sure(one.pair)
            outcome = Outcome(label, kind, probability, (label, direction or "") in one.truth)
            key = (label, *one.nodes)
            if key not in best or best[key].probability < outcome.probability:
                best[key] = outcome
    return sorted(best.values(), key=lambda outcome: -outcome.probability)


def report(documents: Sequence[PairDocument], weights: PairWeights) -> dict[str, float]:
    """Return the micro F1 with direction of all that is stated, and its calibration error."""
    found = [outcome for document in documents for outcome in outcomes(document, weights) if outcome.probability >= BELIEVED]
    right, gold = sum(one.right for one in found), sum(document.gold for document in documents)
    return {"f1": round(f1(right, len(found), gold), 4), "calibration_error": round(calibration_error(found), 4)}


def calibration_error(found: Sequence[Outcome], bins: int = 10) -> float:
    """Return the expected calibration error (Naeini et al. 2015), equal-width bins; 0 where nothing was found."""
    gaps = 0.0
    for low, high in pairwise(np.linspace(0, 1, bins + 1)):
        here = [one for one in found if low < one.probability <= high]
        if here:
            gaps += abs(sum(one.probability for one in here) - sum(one.right for one in here))
    return gaps / len(found) if found else 0.0
