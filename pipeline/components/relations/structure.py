"""Where products come from, how, when and at which dose they are given, in what and in whom they are studied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.components.relations.attachment import canonical, contains, distance, gap, listed, nearest, outermost, relate
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.lexicon import cue_pattern
from pipeline.components.relations.sentence import Sentence
from pipeline.components.relations.studied import species_of, studied
from pipeline.records import Mention, Relation

LISTED = {
    "HAS_DOSE": re.compile(r"^[^.;]{0,12}?(?:,|;|\band\b|\bor\b)[^.;]{0,25}$"),
    "GIVEN_AT": re.compile(r"^\W*(?:,|and|or|&)?\W*(?:and|or|at|on|then)?\W*$"),
}
FAR, FARTHEST = 120, 250  # characters between a product and how it is given
GIVEN_LATE = re.compile(
    r"\b(?:when|if|once|after being|is|are|was|were|be|been)\s(?:then\s|directly\s|\w+ly\s)?(?:re-?)?"
    r"(?:inject|infus|implant|transplant|deliver|administer|instill|graft|appli)ed(?:\s\w+ly)?(?:\s(?:in|into|to|via|through|by|onto|on)(?:\s(?:the|a|an))?)?\s$",
    re.IGNORECASE,
)
ORIGIN_LABEL = {"CELL_SOURCE": "DERIVED_FROM", "DONOR": "HAS_DONOR"}


def structural(clause: Clause) -> list[Relation]:
    """Return the relations of one sentence that are neither effects nor of a trial."""
    sentence = clause.sentence
    given = list(_administration(sentence))
    found = [*_origins(sentence), *given, *_listed_tails(sentence, given), *studied(sentence), *species_of(sentence)]
    return list({(relation.label, relation.head, relation.tail): relation for relation in found}.values())


def _origins(sentence: Sentence) -> Iterator[Relation]:
    mentions = sentence.mentions
    products = [mention for mention in mentions if mention.label == "CELL_THERAPY"]
    outer = outermost(mentions, "CELL_THERAPY")
    for tail in mentions:
        label = ORIGIN_LABEL.get(tail.label)
        if label is None or not products:
            continue
        holders = [product for product in products if contains(product, tail)]
        for holder in holders:
            yield relate(label, holder, tail, "nested")
            for other in _sharing(sentence, holder, tail, products):
                yield relate(label, other, tail, "shared modifier")
        if holders:
            continue
        if tail.same_as is not None and any(tail.same_as == other.id for other in mentions):
            continue
        head = _origin_head(sentence, tail, outer)
        if head is not None:
            for product in listed(sentence, head, outer):
                yield relate(label, product, tail, "origin phrase")


def _sharing(sentence: Sentence, holder: Mention, tail: Mention, products: list[Mention]) -> list[Mention]:
    """Return the products listed after one whose first word qualifies them all (``allogeneic A-MSC and B-MSC``)."""
    if tail.start != holder.start:
        return []
    found = []
    for product in listed(sentence, holder, products):
        if product.start <= holder.start:
            continue
        if any(other.label == tail.label and contains(product, other) for other in sentence.mentions):
            break
        if tail.label == "DONOR":
            found.append(product)
    return found


def _origin_head(sentence: Sentence, tail: Mention, products: list[Mention]) -> Mention | None:
    """Return the product that a source or donor outside any product belongs to: the nearest, those before ``from`` first."""
    before = [product for product in products if product.end <= tail.start]
    after = [product for product in products if product.start >= tail.end]
    if before and re.search(r"\b(from|of|source|in)\b", gap(sentence, before[-1], tail)):
        return before[-1]
    if after and len(gap(sentence, tail, after[0])) < 60:
        return after[0]
    return nearest(sentence, tail, products)


def _administration(sentence: Sentence) -> Iterator[Relation]:
    mentions = sentence.mentions
    products = outermost(mentions, "CELL_THERAPY", within=("DOSE",))
    here = {mention.id for mention in mentions}
    for tail in mentions:
        label = {"ROUTE": "ADMINISTERED_VIA", "DOSE": "HAS_DOSE", "TIMING": "GIVEN_AT"}.get(tail.label)
        if label is None or tail.same_as in here:
            continue
        inside = [m for m in mentions if m.label == "CELL_THERAPY" and contains(tail, m)]
        if label == "HAS_DOSE" and inside:
            yield relate(label, canonical(mentions, _named_before(sentence, tail, inside[0], products)), tail, "dose phrase")
            continue
        head = _given(sentence, tail, products)
        if head is None or (label == "GIVEN_AT" and (inside or not _given_then(sentence, head, tail))):
            continue
        for product in listed(sentence, head, products):
            yield relate(label, product, tail, "administration")


def _named_before(sentence: Sentence, dose: Mention, inner: Mention, products: list[Mention]) -> Mention:
    before = [product for product in products if product.end <= dose.start and distance(sentence, product, dose) < 40]
    return before[-1] if before and re.search(r"\(\s*$|dose", sentence.between(before[-1].end, dose.start)) else inner


def _listed_tails(sentence: Sentence, given: list[Relation]) -> Iterator[Relation]:
    """Yield for each dose or time behind one that belongs to a product, with nothing but a little text between, the same."""
    order = {mention.id: mention for mention in sentence.mentions}
    for relation in given:
        last = order[relation.tail]
        named = {other.tail for other in given if other.label == relation.label}
        for mention in sentence.mentions:
            between = gap(sentence, last, mention)
            if mention.label != last.label or mention.start < last.end or mention.id in named:
                continue
            parted = any(last.end <= other.start < mention.start for other in sentence.mentions)
            if relation.label not in LISTED or parted or not LISTED[relation.label].match(between):
                break
            yield relate(relation.label, order[relation.head], mention, "listed")
            last = mention


def _given(sentence: Sentence, tail: Mention, products: list[Mention]) -> Mention | None:
    """Return the product given by a route, at a dose or at a time: the nearest, if no drug or other act parts them."""
    head = nearest(sentence, tail, products)
    if head is None:
        return None
    between = gap(sentence, head, tail)
    if ";" in between or cue_pattern("collecting").search(between):
        return None
    before = max((m for m in sentence.mentions if m.end <= tail.start), key=lambda m: m.end, default=None)
    if before is not None and before.label in ("MEDIATOR", "CYTOKINE") and tail.start - before.end < 4:
        return None
    if any(
        other.label in ("MEDIATOR", "CYTOKINE") and min(head.end, tail.end) <= other.start < max(head.start, tail.start)
        for other in sentence.mentions
    ):
        return None
    if len(between) > 25 and not cue_pattern("sign of giving").search(between):
        return None
    return head if len(between) < FAR or _given_late(head, tail, products, between) else None


def _given_late(head: Mention, tail: Mention, products: list[Mention], between: str) -> bool:
    """Tell whether a clause far behind the only product says how it is given: ``X does so when injected into the knee``."""
    alone = head.end <= tail.start and not any(head.start < other.start < tail.start for other in products)
    return alone and len(between) < FARTHEST and GIVEN_LATE.search(between) is not None


def _given_then(sentence: Sentence, head: Mention, tail: Mention) -> bool:
    lead = sentence.between(max(sentence.start, tail.start - 60), tail.start)
    if any(m.label == "ROUTE" and min(head.end, tail.end) <= m.start < max(head.start, tail.start) for m in sentence.mentions):
        return not cue_pattern("measuring").search(lead)
    act = gap(sentence, head, tail) + sentence.between(head.end, min(sentence.end, head.end + 16))
    return bool(cue_pattern("act of giving").search(act)) and not cue_pattern("measuring").search(lead)
