"""How well the network does on documents it does not learn from: mentions by label, relations between gold mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from transformers import BertModel

from pipeline.components.pairs import LOCATED
from pipeline.components.tagging import transitions, typed_spans
from pipeline.training.batches import pad
from pipeline.training.examples import DIRECTIONS, MENTION_LABELS, OTHERS, Example, Window, windows
from pipeline.training.finetuning import CUTS, pair_inputs
from pipeline.training.relation_network import TAGS, StromaHeads


def f1(right: int, predicted: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (predicted + gold) if right else 0.0


@torch.no_grad()
def check(encoder: BertModel, heads: StromaHeads, examples: Sequence[Example]) -> dict[str, float]:
    """Return micro F1 of mentions, F1 by label, and F1 of relations (with direction) given gold mentions."""
    encoder.eval()
    heads.eval()
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for window in windows(examples, None):
        padded = pad([window.pieces])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = encoder(
                input_ids=padded.ids, token_type_ids=padded.shapes, attention_mask=padded.attention
            ).last_hidden_state
        states = states.float()
        found, truth = _mentions(heads, states, window)
        for name, _, _ in found & truth:
            right[name] += 1
        for name, _, _ in found:
            predicted[name] += 1
        for name, _, _ in truth:
            gold[name] += 1
        _count_relations(heads, states, window, (right, predicted, gold))
    scores = {name: f1(right[name], predicted[name], gold[name]) for name in sorted(gold)}
    for title, names in (("mentions", MENTION_LABELS), ("relations", ("EFFECT", *(o for o in OTHERS if o != LOCATED)))):
        scores[title] = f1(*(sum(counter[name] for name in names) for counter in (right, predicted, gold)))
    return scores


def _mentions(
    heads: StromaHeads, states: torch.Tensor, window: Window
) -> tuple[set[tuple[str, int, int]], set[tuple[str, int, int]]]:
    steps = transitions(TAGS)
    found = set()
    for logits in heads.tags(states):
        for span in typed_spans(window.pieces, logits[0, 1:-1].numpy(), steps):
            found.add((MENTION_LABELS[span.label], span.first, span.last))
    return found, {(MENTION_LABELS[label], int(first), int(last)) for label, first, last in window.spans}


def _count_relations(
    heads: StromaHeads, states: torch.Tensor, window: Window, counts: tuple[Counter[str], Counter[str], Counter[str]]
) -> None:
    right, predicted, gold = counts
    if not len(window.pairs):
        return
    every = torch.ones(len(window.pairs), dtype=torch.bool)
    direction, _, _, rest = heads.pairs(*pair_inputs(states, [window], [every])).tensor_split(CUTS, dim=-1)
    chosen = direction.argmax(-1).numpy()
    truth = window.effects[:, 0]
    chosen = np.where(truth < 0, 0, chosen)
    gold["EFFECT"] += int((truth > 0).sum())
    predicted["EFFECT"] += int((chosen > 0).sum())
    right["EFFECT"] += int(((chosen == truth) & (truth > 0)).sum())
    for column, name in enumerate(OTHERS):
        yes = (rest[:, column].numpy() > 0) & (window.others[:, column] >= 0)
        gold[name] += int((window.others[:, column] > 0).sum())
        predicted[name] += int(yes.sum())
        right[name] += int((yes & (window.others[:, column] > 0)).sum())


def summary(scores: dict[str, float]) -> str:
    """Return the scores on one line."""
    return " ".join(f"{name} {value:.3f}" for name, value in scores.items() if name not in DIRECTIONS)
