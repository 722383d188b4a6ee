"""In which condition a product is studied, and in which species a condition: the nearest that really belong to it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.relations.attachment import distance, gap, listed, nearest, outermost, relate
from pipeline.components.relations.lexicon import cue_pattern
from pipeline.components.relations.sentence import Sentence
from pipeline.records import Mention, Relation

FARTHEST_SPECIES, NEAR_SPECIES, BOUND = 150, 60, 12  # characters, clause boundaries counted as attachment.distance does


def studied(sentence: Sentence) -> Iterator[Relation]:
    """Yield product and condition of one sentence; of two mentions of one thing the nearer counts, unless both are listed."""
    products = outermost(sentence.mentions, "CELL_THERAPY")
    conditions = outermost(sentence.mentions, "CONDITION", within=("OUTCOME",))
    for product in products:
        mates = [p for p in products if _singular(p) == _singular(product) and p not in listed(sentence, product, products)]
        for condition in conditions:
            away = distance(sentence, product, condition)
            rivals = [c for c in conditions if c is not condition and _same(c, condition)]
            if any(distance(sentence, product, c) < away for c in rivals):
                continue
            if any(distance(sentence, p, condition) < away for p in mates):
                continue
            if not _only_near(sentence, product, condition):
                yield relate("STUDIED_IN", product, condition, "studied in")


def _only_near(sentence: Sentence, product: Mention, condition: Mention) -> bool:
    """Tell whether a condition stands beside a product without being what the product is studied in.

    It came of the product (``GVHD after transplantation``), spoils it (``contaminated by leukemic cells``) or is what its
    donors had.
    """
    between = gap(sentence, product, condition)
    if cue_pattern("harm of the product").search(between):
        return True
    if product.end <= condition.start:
        return bool(cue_pattern("donors with").match(between))
    return bool(cue_pattern("complication").search(condition.text) and cue_pattern("earlier therapy").search(between))


def _singular(mention: Mention) -> str:
    return mention.text.lower().removesuffix("s")


def _same(one: Mention, two: Mention) -> bool:
    if one.concept is not None and two.concept is not None and one.concept.name:
        return one.concept.name.lower() == two.concept.name.lower()
    return one.text.lower() == two.text.lower()


def _elsewhere(sentence: Sentence, condition: Mention, host: Mention, conditions: list[Mention]) -> bool:
    """Tell whether a species is too far from a condition, or is said to have another one (``patients with X``)."""
    away = distance(sentence, condition, host)
    if away > FARTHEST_SPECIES or cue_pattern("absence").search(
        sentence.between(max(sentence.start, condition.start - 20), condition.start)
    ):
        return True
    bound = [c for c in conditions if c is not condition and distance(sentence, c, host) < BOUND]
    mates = [mate for c in bound for mate in listed(sentence, c, conditions)]
    return bool(bound) and condition not in mates and away > NEAR_SPECIES


def species_of(sentence: Sentence) -> Iterator[Relation]:
    """Yield condition and species of one sentence; product and species where the sentence names no condition."""
    mentions = sentence.mentions
    species = outermost(mentions, "SPECIES")
    conditions = outermost(mentions, "CONDITION")
    if not species:
        return
    for condition in conditions:
        host = nearest(sentence, condition, species)
        if host is None or _elsewhere(sentence, condition, host, conditions):
            continue
        rivals = [c for c in conditions if c is not condition and _same(c, condition)]
        if any(distance(sentence, host, c) < distance(sentence, host, condition) for c in rivals):
            continue
        for other in listed(sentence, host, species):
            yield relate("IN_SPECIES", condition, other, "species")
    if not conditions:
        for host in species:
            product = nearest(sentence, host, outermost(mentions, "CELL_THERAPY"))
            if product is not None and not cue_pattern("collecting").search(gap(sentence, product, host)):
                for other in listed(sentence, product, outermost(mentions, "CELL_THERAPY")):
                    yield relate("IN_SPECIES", other, host, "species")
