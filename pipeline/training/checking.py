"""How well each exit does on documents it does not learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch
from transformers import BertModel

from pipeline.components.pieces import Pieces
from pipeline.components.tagging import transitions, typed_spans
from pipeline.training.batches import pad
from pipeline.training.examples import MENTION_LABELS, Example, Window, windows
from pipeline.training.heads import TAGS, ExitHeads, Heads
from pipeline.training.network import EXIT_LAYERS, Taggers, exits
from pipeline.training.ratios import f1

Scores = dict[str, float]
TaggedPieces = tuple[Pieces, Sequence[tuple[str, int, int]]]


@torch.no_grad()
def check(encoder: BertModel, heads: ExitHeads, examples: Sequence[Example]) -> dict[str, float]:
    """Return the micro F1 of the mentions that the taggers of each exit find by themselves."""
    encoder.eval()
    heads.eval()
    counts = {place: Counter[str]() for place in EXIT_LAYERS}
    for window in windows(examples, None):
        for place, states in exits(encoder, pad([window.pieces])).items():
            found, truth = _mentions(heads[place], states, window)
            counts[place] += Counter(right=len(found & truth), predicted=len(found), gold=len(truth))
    return {place: f1(one["right"], one["predicted"], one["gold"]) for place, one in counts.items()}


def _mentions(
    heads: Heads, states: torch.Tensor, window: Window
) -> tuple[set[tuple[str, int, int]], set[tuple[str, int, int]]]:
    steps = transitions(TAGS)
    found = set()
    for logits in heads.mentions(states):
        for span in typed_spans(window.pieces, logits[0, 1:-1].numpy(), steps):
            found.add((MENTION_LABELS[span.label], span.first, span.last))
    return found, {(MENTION_LABELS[label], int(first), int(last)) for label, first, last in window.spans}


@torch.no_grad()
def check_corpus(
    encoder: BertModel, taggers: Taggers, name: str, labels: Sequence[str], rows: Sequence[TaggedPieces]
) -> Scores:
    """Return F1 of exact spans on a public corpus, by label and over ``all``, of its tagger at the upper exit."""
    encoder.eval()
    taggers.eval()
    steps = transitions(1 + 2 * len(labels))
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for pieces, spans in rows:
        logits = taggers(exits(encoder, pad([pieces]))["upper"], name, "upper")[0, 1:-1]
        found = {(labels[s.label], s.start, s.end) for s in typed_spans(pieces, logits.numpy(), steps)}
        for counter, some in ((right, found & set(spans)), (predicted, found), (gold, set(spans))):
            counter.update(label for label, _, _ in some)
            counter["all"] += len(some)
    return {label: round(f1(right[label], predicted[label], gold[label]), 4) for label in (*labels, "all")}
