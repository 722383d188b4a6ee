from itertools import pairwise

import numpy as np

from pipeline.components.syntax import LONGEST_SENTENCE, Biaffine, _cut_long, _first_of, _neighbours

TAGS, LABELS, WIDTH = 3, 2, 4


def weights() -> dict[str, np.ndarray]:
    random = np.random.default_rng(7)
    sizes = {"tags": TAGS, "starts": 1, "arc_child": 5, "arc_head": 5, "label_child": 3, "label_head": 3}
    found = {}
    for name, size in sizes.items():
        found |= {f"syntax.{name}.weight": random.normal(size=(size, WIDTH)), f"syntax.{name}.bias": random.normal(size=size)}
    found |= {
        "syntax.arc_root": random.normal(size=5), "syntax.arc_weight": random.normal(size=(5, 5)),
        "syntax.arc_bias": random.normal(size=5), "syntax.label_root": random.normal(size=3),
        "syntax.label_weight": random.normal(size=(LABELS, 4, 4)),
    }  # fmt: skip
    return {name: value.astype(np.float32) for name, value in found.items()} | {"outer.bias": np.zeros(2, np.float32)}


def test_every_sentence_has_one_root_and_its_heads_inside() -> None:
    words = np.random.default_rng(1).normal(size=(9, WIDTH)).astype(np.float32)
    forced = np.array([True, False, False, False, True, False, False, False, False])
    parsed = Biaffine(weights()).parse(words, forced)
    bounds = np.r_[np.flatnonzero(parsed.starts), 9]
    assert {0, 4} <= set(bounds.tolist())
    for first, last in pairwise(bounds):
        heads = parsed.heads[first:last]
        assert ((heads >= first) & (heads < last)).all()
        assert (heads == np.arange(first, last)).sum() == 1
    assert parsed.tags.max() < TAGS
    assert parsed.labels.max() < LABELS


def test_labels_are_those_of_the_written_out_sum() -> None:
    words = np.random.default_rng(2).normal(size=(4, WIDTH)).astype(np.float32)
    model = Biaffine(weights())
    parsed = model.parse(words, np.array([True, False, False, False]))
    child, head = model._rectified(words, "label_child"), model._rectified(words, "label_head")
    for place, top in enumerate(parsed.heads):
        above = model.weights["label_root"] if top == place else head[top]
        sums = [np.r_[child[place], 1] @ matrix @ np.r_[above, 1] for matrix in model.weights["label_weight"]]
        assert int(np.argmax(sums)) == parsed.labels[place]


def test_endless_sentence_is_cut() -> None:
    starts = np.zeros(2 * LONGEST_SENTENCE + 5, bool)
    starts[0] = True
    assert np.flatnonzero(_cut_long(starts)).tolist() == [0, LONGEST_SENTENCE, 2 * LONGEST_SENTENCE]


def test_start_on_a_space_passes_to_the_next_word() -> None:
    forced = np.array([True, False, True, False])
    assert _first_of(forced, np.array([0, 1, 3])).tolist() == [True, False, True]


def test_unread_tokens_hang_on_a_neighbour_of_their_sentence() -> None:
    starts = np.array([True, False, True, False, True, False])
    flat = np.array([False, True, True, False, True, True])
    assert _neighbours(starts, flat)[flat].tolist() == [0, 3, 4, 4]
