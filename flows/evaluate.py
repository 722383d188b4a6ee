"""Gold -> extraction -> scores: how far what the pipeline says can be trusted.

``python -m flows.evaluate --gold ../shared/dev [--model accurate] [--json]``
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations.counts import Scores, sum_scores
from annotations.gold import GoldDocument, GoldError, read
from annotations.scorer import score, score_relations
from annotations.summary import summarise
from pipeline.records import Extraction, Mention

Annotate = Callable[..., Extraction]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One gold document with what was predicted of it: from the text alone, and from the text and the gold mentions."""

    gold: GoldDocument
    predicted: Extraction
    on_gold_mentions: Extraction | None = None


def evaluate(
    gold: Path | str | Sequence[GoldDocument], nlp: Any, *, annotate: Annotate | None = None, gold_mentions: bool = True
) -> dict[str, Any]:
    """Annotate every gold document and report its scores; see ``annotations.summary`` for the shape of ``scores``.

    ``annotate`` is called as ``pipeline.extract.annotate`` is, which it is by default. Raises GoldError.
    """
    started = time.perf_counter()
    documents = gold if isinstance(gold, Sequence) and not isinstance(gold, str) else read(gold)
    evaluated = tuple(predict(documents, nlp, annotate=annotate, gold_mentions=gold_mentions))
    return report(evaluated, elapsed_s=time.perf_counter() - started)


def predict(
    documents: Iterable[GoldDocument], nlp: Any, *, annotate: Annotate | None = None, gold_mentions: bool = True
) -> Iterable[Evaluated]:
    """Yield every gold document with its predictions; those outside what was annotated are put aside."""
    if annotate is None:
        from pipeline.extract import annotate as annotate_document

        annotate = annotate_document
    for gold in documents:
        predicted = within_scope(annotate(gold.document, nlp), gold)
        given = within_scope(annotate(gold.document, nlp, mentions=gold.mentions), gold) if gold_mentions else None
        yield Evaluated(gold, predicted, given)


def within_scope(extraction: Extraction, gold: GoldDocument) -> Extraction:
    """Leave out predictions in sentences that nobody annotated; a relation stands in the sentence of its tail."""
    if len(gold.scope) == len(gold.sentences):
        return extraction

    def inside(mention: Mention) -> bool:
        return any(span.start <= mention.start < span.end for span in gold.scope)

    starts_inside = {mention.id: inside(mention) for mention in extraction.mentions}
    relations = tuple(relation for relation in extraction.relations if starts_inside[relation.tail])
    needed = {argument for relation in relations for argument in (relation.head, relation.tail, *relation.locations)}
    kept = tuple(mention for mention in extraction.mentions if starts_inside[mention.id] or mention.id in needed)
    ids = {mention.id for mention in kept}
    linked = tuple(mention if mention.same_as in ids else replace(mention, same_as=None) for mention in kept)
    return replace(extraction, mentions=linked, relations=relations, studies=())


def score_all(evaluated: Iterable[Evaluated]) -> Scores:
    """Score all documents; unit names are the documents' names."""
    parts = []
    for item in evaluated:
        parts.append(score(item.gold, item.predicted, name=item.gold.name))
        if item.on_gold_mentions is not None:
            parts.append(score_relations(item.gold, item.on_gold_mentions, name=item.gold.name))
    return sum_scores(parts)


def report(evaluated: Sequence[Evaluated], *, elapsed_s: float) -> dict[str, Any]:
    """Return what was evaluated, by what, how long it took, and the scores."""
    version = evaluated[0].predicted.pipeline if evaluated else None
    return {
        "documents": [item.gold.name for item in evaluated],
        "sentences": sum(len(item.gold.scope) for item in evaluated),
        "pipeline": {"version": version.version, "model": version.model} if version else None,
        "elapsed_s": round(elapsed_s, 2),
        "scores": summarise(score_all(evaluated)),
    }


def lines_of(report: dict[str, Any]) -> list[str]:
    """Return the report as lines of text: every measure with its micro scores, then its labels."""
    lines = [f"{len(report['documents'])} documents, {report['sentences']} sentences, {report['elapsed_s']} s"]
    for group, rules in report["scores"].items():
        for rule, entry in rules.items():
            lines.append(_line(f"{group}/{rule}", entry["micro"]) + f"   macro {entry['macro_f1']:.3f}")
            lines += [_line(f"    {label}", ratios) for label, ratios in entry["labels"].items()]
    return lines


def _line(name: str, entry: dict[str, Any]) -> str:
    low, high = entry["interval"] or (float("nan"), float("nan"))
    return (
        f"{name:<44} P {entry['precision']:.3f}  R {entry['recall']:.3f}  F1 {entry['f1']:.3f} "
        f"[{low:.3f}, {high:.3f}]  gold {entry['support']:>5}  predicted {entry['predicted']:>5}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluate from the command line; returns 0, or 2 where the gold cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m flows.evaluate", description="Score the pipeline against gold.")
    parser.add_argument("--gold", type=Path, required=True, help="folder with sentences.jsonl and gold.jsonl")
    parser.add_argument("--model", default="accurate", help="name of the model to load")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args(arguments)
    from pipeline.nlp import load

    try:
        result = evaluate(options.gold, load(options.model))
    except GoldError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(result) if options.json else "\n".join(lines_of(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
