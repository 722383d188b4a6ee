"""What grammar and judge of pairs are worth, each alone and together.

``python -m flows.bench_relations`` lets one judge learn with the grammar's proposals and one without them, on the training
documents, and prints the micro F1 of relations with their direction, between gold mentions and end to end, on documents that
neither has seen. The shipped judge has learned from ``judge`` and ``heldout`` as well. The sets of gold come from
``../shared``; of ``review`` only totals are printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from annotations.counts import Scores, sum_scores
from annotations.gold import GoldDocument, read
from annotations.scorer import score, score_relations
from flows.evaluate import placed_mentions, within_scope
from pipeline.components.blocks import sentences_of
from pipeline.records import Extraction, Mention, Relation, Version

SHARED = Path(__file__).parents[2] / "shared"
SETS = ("judge", "heldout", "dev", "blind", "review")
MEASURES = ("relations_gold_mentions/strict_direction", "relations/strict_direction")

Judges = Mapping[str, tuple[Any, bool]]  # system -> (weights of its judge or None, whether the grammar proposes)


def learn_judges(documents: Sequence[GoldDocument], nlp: Any) -> Judges:
    """Return the three systems, their judges learned on the documents."""
    from pipeline.training.pair_examples import pair_documents
    from pipeline.training.pair_judging import learn

    systems: dict[str, tuple[Any, bool]] = {"grammar": (None, True)}
    for name, grammar in (("learned", False), ("together", True)):
        systems[name] = (learn(list(pair_documents(documents, nlp, grammar=grammar))), grammar)
    return systems


def measure(documents: Sequence[GoldDocument], nlp: Any, systems: Judges) -> dict[str, Scores]:
    """Return the scores of each system on the same parse and the same mentions."""
    found: dict[str, list[Scores]] = {name: [] for name in systems}
    with nlp.select_pipes(disable=["stroma_relations"]):
        for gold in documents:
            doc = nlp.make_doc(gold.document.text)
            doc.user_data["document"] = gold.document
            doc = nlp(doc)
            for given, mentions in ((True, placed_mentions(gold)), (False, doc.user_data["mentions"])):
                for name, relations in _relations(doc, mentions, gold, systems):
                    made = Extraction(gold.document, sentences_of(doc), mentions, relations, (), (), Version("", ""))
                    scored = (score_relations if given else score)(gold, within_scope(made, gold), name=gold.name)
                    found[name].append(scored)
    return {name: sum_scores(parts) for name, parts in found.items()}


def _relations(
    doc: Any, mentions: Sequence[Mention], gold: GoldDocument, systems: Judges
) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    from pipeline.components.pair_judge import judge
    from pipeline.components.relations.grammar import propose

    for name, (weights, grammar) in systems.items():
        decide = partial(judge, weights=weights) if weights is not None else None
        if not grammar and decide is not None:
            decide = partial(_without_proposals, weights=weights)
        yield name, propose(doc, mentions, gold.document, decide)


def _without_proposals(said: Any, relations: Sequence[Relation], *, weights: Any) -> list[Relation]:
    from pipeline.components.pair_judge import judge

    return judge(said, (), weights)


def main() -> None:
    """Print a row for each system and a column for each set and each kind of mentions: all relations, effects in brackets."""
    from flows.train import gold_by_split
    from pipeline.nlp import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="accurate", help="whose parser and mentions are used")
    nlp, gold = load(parser.parse_args().model), gold_by_split(SHARED)
    gold["review"] = list(read(SHARED / "review"))
    systems = learn_judges(gold["train"], nlp)
    scores = {name: measure(gold[name], nlp, systems) for name in SETS}
    print("\t".join(("system", *(f"{name}, {kind}" for kind in ("gold mentions", "end to end") for name in SETS))))
    for system in systems:
        cells = []
        for key in MEASURES:
            for name in SETS:
                total, effects = (scores[name][system].total(key, label).f1 for label in (None, "EFFECT"))
                cells.append(f"{total:.3f} ({effects:.3f})")
        print("\t".join((system, *cells)))


if __name__ == "__main__":
    main()
