"""How far two readers of the same documents agree.

On what was marked: F1. On the attributes of the relations that both marked: kappa and alpha.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.counts import sum_scores
from annotations.gold import GoldDocument, GoldError
from annotations.matching import match_pairs, nodes_of, pairs_of, same_node
from annotations.scorer import score
from annotations.summary import summarise

Judgement = tuple[str, str]
ATTRIBUTES = ("direction", "certainty", "perturbation")
MEASURES = ("entities", "nested", "concepts", "relations", "facts")


@dataclass(frozen=True, slots=True)
class Attribute:
    """Agreement on one attribute of the relations that both readers marked; None where there are none to compare."""

    judged: int
    same: int
    kappa: float | None
    alpha: float | None


def pair_documents(a: Sequence[GoldDocument], b: Sequence[GoldDocument]) -> list[tuple[GoldDocument, GoldDocument]]:
    """Pair documents by name. Raises GoldError where a document has one reader only, or the two read different texts."""
    theirs = {document.name: document for document in b}
    if lonely := {document.name for document in a} ^ theirs.keys():
        raise GoldError(f"read by one of the two only: {', '.join(sorted(lonely)[:5])}")
    pairs = [(document, theirs[document.name]) for document in a]
    for mine, other in pairs:
        if mine.document.text != other.document.text:
            raise GoldError(f"{mine.name}: the two readings are not of the same text")
    return pairs


def agreement(a: Sequence[GoldDocument], b: Sequence[GoldDocument]) -> dict[str, Any]:
    """Return F1 with intervals by measure and label (either side as gold gives the same), and agreement on attributes."""
    pairs = pair_documents(a, b)
    summary = summarise(sum_scores(score(mine, other, name=mine.name) for mine, other in pairs))
    attributes = {}
    for name in ATTRIBUTES:
        judgements = [judgement for mine, other in pairs for judgement in _judgements(mine, other, name)]
        attributes[name] = attribute_agreement(judgements)
    return {
        "documents": len(pairs),
        "scores": {measure: summary[measure] for measure in MEASURES if measure in summary},
        "attributes": {
            name: {"judged": item.judged, "same": item.same, "kappa": item.kappa, "alpha": item.alpha}
            for name, item in attributes.items()
        },
    }


def attribute_agreement(judgements: Sequence[Judgement]) -> Attribute:
    """Return kappa and alpha of pairs of nominal judgements."""
    same = sum(mine == other for mine, other in judgements)
    return Attribute(len(judgements), same, kappa(judgements), alpha(judgements))


def kappa(judgements: Sequence[Judgement]) -> float | None:
    """Return Cohen's kappa (1960) for two readers: None without judgements, 1 where both know only one and the same value."""
    total = len(judgements)
    if not total:
        return None
    observed = sum(mine == other for mine, other in judgements) / total
    ours, theirs = Counter(mine for mine, _ in judgements), Counter(other for _, other in judgements)
    expected = sum(ours[value] * theirs[value] for value in ours) / total**2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def alpha(judgements: Sequence[Judgement]) -> float | None:
    """Return Krippendorff's alpha (1970) for nominal values and two readers; None for fewer than two judged things."""
    values = Counter(value for judgement in judgements for value in judgement)
    total = values.total()
    if total < 4:
        return None
    disagreed = sum(mine != other for mine, other in judgements) * 2 / total
    expected = (total**2 - sum(number**2 for number in values.values())) / (total * (total - 1))
    return 1.0 if expected == 0 else 1 - disagreed / expected


def _judgements(a: GoldDocument, b: GoldDocument, name: str) -> Iterator[Judgement]:
    """Yield both readers' values for each effect that both marked, with its direction unless that is what is judged."""
    signed = name != "direction"
    ours = pairs_of(a.relations, nodes_of(a.mentions), direction=signed)
    theirs = pairs_of(b.relations, nodes_of(b.mentions), direction=signed)
    for mine, other in match_pairs(ours, theirs, same_node).items():
        if mine.label == "EFFECT":
            yield getattr(ours[mine], name), getattr(theirs[other], name)
