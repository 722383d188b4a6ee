"""Baselines that the pipeline has to beat, on the same gold and by the same scorer.

``vocabulary``: mentions by vocabulary and patterns; ``spacy``: the entities of a general spaCy pipeline, its labels
read as ours where they mean the same. Both relate whatever stands in one sentence and may be related.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from typing import Any

from pipeline.labels import relation_labels
from pipeline.records import Direction, Document, Extraction, Mention, Relation, Span, Version

Find = Callable[[str], Sequence[Mention]]

COMMONEST: Direction = "increase"  # the commonest direction of effects in the training gold
OURS = {
    "DATE": "TIMING",
    "TIME": "TIMING",
    "QUANTITY": "DOSE",
    "CARDINAL": "SAMPLE_SIZE",
    "ORG": "MEDIATOR",
    "PRODUCT": "CELL_THERAPY",
}


def by_cooccurrence(find: Find, sentences: Callable[[str], Sequence[Span]], name: str) -> Callable[..., Extraction]:
    """Make a function to call as ``pipeline.extract.annotate``: mentions of ``find``, and all relations that may be."""

    def annotate(document: Document, nlp: Any = None, *, mentions: Sequence[Mention] | None = None) -> Extraction:
        found = tuple(find(document.text) if mentions is None else mentions)
        spans = tuple(sentences(document.text))
        relations = tuple(cooccurrences(found, spans))
        return Extraction(document, spans, found, relations, (), (), Version("baseline", name))

    return annotate


def cooccurrences(mentions: Sequence[Mention], sentences: Sequence[Span]) -> Iterator[Relation]:
    """Yield every relation that the labels of two mentions of one sentence allow; an effect has the commonest direction."""
    starts = [span.start for span in sentences]
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.same_as is None:
            groups.setdefault(bisect_right(starts, mention.start), []).append(mention)
    number = 0
    for group in groups.values():
        for head, tail in permutations(group, 2):
            for label in relation_labels():
                if head.label in label.heads and tail.label in label.tails:
                    number += 1
                    direction = COMMONEST if label.name == "EFFECT" else None
                    yield Relation(f"r{number}", label.name, head.id, tail.id, direction=direction, method="cooccurrence")


def vocabulary(nlp: Any) -> Callable[..., Extraction]:
    """Return the baseline that knows words only; ``nlp`` splits sentences."""
    from pipeline.components.vocabulary import vocabulary_mentions

    return by_cooccurrence(vocabulary_mentions, lambda text: _sentences(nlp(text)), "vocabulary and co-occurrence")


def general(nlp: Any) -> Callable[..., Extraction]:
    """Return the baseline of a general spaCy pipeline that was trained on news and web pages."""
    return by_cooccurrence(
        lambda text: tuple(_entities(nlp(text))),
        lambda text: _sentences(nlp(text)),
        f"{nlp.meta['name']} {nlp.meta['version']} and co-occurrence",
    )


def _sentences(doc: Any) -> tuple[Span, ...]:
    return tuple(Span(sentence.start_char, sentence.end_char) for sentence in doc.sents)


def _entities(doc: Any) -> Iterator[Mention]:
    for number, entity in enumerate(doc.ents, 1):
        if entity.label_ in OURS:
            start, end = entity.start_char, entity.end_char
            yield Mention(f"m{number}", OURS[entity.label_], start, end, entity.text, method="spacy")
