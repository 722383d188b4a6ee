"""Gold -> extraction -> scores: how far what the pipeline says can be trusted.

``python -m flows.evaluate --gold ../shared/dev [--model accurate] [--json]``
``python -m flows.evaluate PAPER.pdf --gold review`` scores the reading of the file too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations.anchors import COMMITTED, AnchoredDocument, make_anchors, read_anchors
from annotations.counts import Scores, sum_scores
from annotations.gold import GoldDocument, GoldError, read
from annotations.placing import Placement, best_match, place
from annotations.scorer import score, score_relations
from annotations.summary import summarise
from pipeline.records import Document, Extraction, Mention

Annotate = Callable[..., Extraction]
Read = Callable[[Path], Document]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One gold document with what was predicted of it: from the text alone, and from the text and the gold mentions.

    ``placement`` says how its gold was found in the text of a paper; None where gold brought its own text.
    """

    gold: GoldDocument
    predicted: Extraction
    on_gold_mentions: Extraction | None = None
    placement: Placement | None = None


def evaluate(
    gold: Path | str | Sequence[GoldDocument],
    nlp: Any,
    *,
    papers: Sequence[Path] = (),
    annotate: Annotate | None = None,
    gold_mentions: bool = True,
) -> dict[str, Any]:
    """Annotate every gold document, or the papers that it is of, and report the scores (``annotations.summary``).

    ``annotate`` is called as ``pipeline.extract.annotate`` is, which it is by default. Raises GoldError or ReadError.
    """
    started = time.perf_counter()
    evaluated = run(gold, nlp, papers=papers, annotate=annotate, gold_mentions=gold_mentions)
    return report(evaluated, score_all(evaluated), elapsed_s=time.perf_counter() - started)


def run(
    gold: Path | str | Sequence[GoldDocument],
    nlp: Any,
    *,
    papers: Sequence[Path] = (),
    annotate: Annotate | None = None,
    gold_mentions: bool = True,
) -> tuple[Evaluated, ...]:
    """Return every gold document with its predictions. Raises GoldError or ReadError."""
    if annotate is None:
        from pipeline.extract import annotate as annotate_document

        annotate = annotate_document
    if papers:
        placements = tuple(place_in_papers(gold, papers))
        documents: Sequence[GoldDocument] = [placement.gold for placement in placements]
        evaluated = predict(documents, nlp, annotate=annotate, gold_mentions=gold_mentions)
        return tuple(replace(item, placement=placement) for item, placement in zip(evaluated, placements, strict=True))
    if isinstance(gold, str | Path) and not Path(gold).exists() and (COMMITTED / f"{gold}.jsonl").is_file():
        raise GoldError(f"the gold {gold} is kept without its text: name the paper that it is of")
    documents = read(gold) if isinstance(gold, str | Path) else gold
    return tuple(predict(documents, nlp, annotate=annotate, gold_mentions=gold_mentions))


def place_in_papers(
    gold: Path | str | Sequence[GoldDocument], papers: Iterable[Path], *, read_paper: Read | None = None
) -> Iterator[Placement]:
    """Read papers and find in each the gold that is of it. Raises ReadError, or GoldError for a paper nothing is known of."""
    if read_paper is None:
        from pipeline.reading import read as read_any

        read_paper = read_any
    anchors = anchors_of(gold)
    for path in papers:
        document = read_paper(path)
        found = best_match(anchors, document)
        if found is None:
            raise GoldError(f"{path}: no sentence of this paper is among the gold; the gold is of {_names(anchors)}")
        yield place(found, document)


def anchors_of(gold: Path | str | Sequence[GoldDocument]) -> tuple[AnchoredDocument, ...]:
    """Return anchors by the name of committed ones, from a file of anchors, or made of a folder of gold. Raises GoldError."""
    if not isinstance(gold, str | Path):
        return tuple(make_anchors(document) for document in gold)
    path = Path(gold)
    if path.is_dir() or path.name == "gold.jsonl":
        return tuple(make_anchors(document) for document in read(path))
    try:
        return read_anchors(gold)
    except (OSError, KeyError) as error:
        raise GoldError(
            f"{gold} is neither a folder of gold nor a file of anchors nor a name of committed ones: {error!r}"
        ) from error


def _names(anchors: Sequence[AnchoredDocument]) -> str:
    names = [item.name for item in anchors]
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def predict(
    documents: Iterable[GoldDocument], nlp: Any, *, annotate: Annotate, gold_mentions: bool = True
) -> Iterator[Evaluated]:
    """Yield every gold document with its predictions; those outside what was annotated are put aside."""
    for gold in documents:
        predicted = within_scope(annotate(gold.document, nlp), gold)
        given = None
        if gold_mentions:
            given = within_scope(annotate(gold.document, nlp, mentions=placed_mentions(gold)), gold)
        yield Evaluated(gold, predicted, given)


def placed_mentions(gold: GoldDocument) -> tuple[Mention, ...]:
    """Return the gold mentions that have a place in the text."""
    placed = [mention for mention in gold.mentions if mention.start >= 0]
    ids = {mention.id for mention in placed}
    return tuple(mention if mention.same_as in ids else replace(mention, same_as=None) for mention in placed)


def within_scope(extraction: Extraction, gold: GoldDocument) -> Extraction:
    """Leave out predictions in sentences that nobody annotated; a relation stands in the sentence of its tail."""

    def inside(mention: Mention) -> bool:
        return any(span.start <= mention.start < span.end for span in gold.scope)

    starts_inside = {mention.id: inside(mention) for mention in extraction.mentions}
    if all(starts_inside.values()):
        return extraction
    relations = tuple(relation for relation in extraction.relations if starts_inside[relation.tail])
    needed = {argument for relation in relations for argument in (relation.head, relation.tail, *relation.locations)}
    kept = [mention for mention in extraction.mentions if starts_inside[mention.id] or mention.id in needed]
    ids = {mention.id for mention in kept}
    linked = tuple(mention if mention.same_as in ids else replace(mention, same_as=None) for mention in kept)
    return replace(extraction, mentions=linked, relations=relations, studies=())


def score_all(evaluated: Iterable[Evaluated]) -> Scores:
    """Score all documents; a unit goes by the name of its document."""
    parts = []
    for item in evaluated:
        parts.append(score(item.gold, item.predicted, name=item.gold.name))
        if item.on_gold_mentions is not None:
            parts.append(score_relations(item.gold, item.on_gold_mentions, name=item.gold.name))
    return sum_scores(parts)


def report(evaluated: Sequence[Evaluated], scores: Scores, *, elapsed_s: float) -> dict[str, Any]:
    """Return what was evaluated, by what, how well its gold was found, how long it took, and the scores."""
    version = evaluated[0].predicted.pipeline if evaluated else None
    return {
        "documents": [item.gold.name for item in evaluated],
        "sentences": sum(len(item.gold.scope) for item in evaluated),
        "pipeline": {"version": version.version, "model": version.model} if version else None,
        "elapsed_s": round(elapsed_s, 2),
        "reading": reading_of(evaluated),
        "scores": summarise(scores),
    }


def reading_of(evaluated: Iterable[Evaluated]) -> dict[str, Any] | None:
    """Return how many gold mentions were found in the papers, and why others were not; None where gold brought the text."""
    placements = [item.placement for item in evaluated if item.placement is not None]
    if not placements:
        return None
    unplaced = [(anchor, why) for placement in placements for anchor, why in placement.unplaced]
    reasons = [why for _, why in unplaced]
    return {
        "anchors": sum(len(placement.gold.mentions) for placement in placements),
        "placed": sum(placement.placed for placement in placements),
        "reasons": {why: reasons.count(why) for why in sorted(set(reasons))},
        "unplaced": [
            {"id": anchor.mention.id, "label": anchor.mention.label, "text": anchor.mention.text, "why": why}
            for anchor, why in unplaced
        ],
    }


if __name__ == "__main__":
    from flows.evaluate_command import main

    raise SystemExit(main())
