"""A model's output as gold documents to correct: sentences and mentions named, certainty, one part a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotations.checks import MAY_CROSS_SENTENCES
from annotations.gold import GoldDocument
from pipeline.records import Block, Extraction, Mention, Relation, Span


def as_gold(extraction: Extraction, *, name: str | None = None) -> GoldDocument:
    """Turn an extraction into a gold document to correct; sentences are named ``b<block>.<number>``, mentions after them.

    Mentions that lie in no sentence, and relations with them, are left out.
    """
    document = extraction.document
    sids: dict[str, Span] = {}
    for number, block in enumerate(document.blocks, 1):
        inside = (span for span in extraction.sentences if block.start <= span.start and span.end <= block.end)
        sids |= {f"{name or document.id}-b{number}.{position}": span for position, span in enumerate(inside, 1)}
    names: dict[str, str] = {}
    for position, mention in enumerate(extraction.mentions, 1):
        home = next((sid for sid, span in sids.items() if span.start <= mention.start and mention.end <= span.end), None)
        if home is not None:
            names[mention.id] = f"{home}#m{position}"
    mentions = tuple(
        replace(mention, id=names[mention.id], same_as=_same_sentence(mention, names), page=None, box=None)
        for mention in extraction.mentions
        if mention.id in names
    )
    relations = tuple(
        renamed(relation, names, position)
        for position, relation in enumerate(extraction.relations, 1)
        if relation.head in names and relation.tail in names
    )
    spans = tuple(sids.values())
    return GoldDocument(name or document.id, document, tuple(sids), spans, mentions, relations, scope=spans)


def _same_sentence(mention: Mention, names: Mapping[str, str]) -> str | None:
    """Return the new name of the mention that this one repeats, if it stands in the same sentence."""
    earlier = names.get(mention.same_as or "")
    home = names[mention.id].rpartition("#")[0]
    return earlier if earlier is not None and earlier.rpartition("#")[0] == home else None


def renamed(relation: Relation, names: Mapping[str, str], position: int) -> Relation:
    """Return a relation with the new names of its mentions, named after its tail's sentence; elliptic if it leaves that."""
    home = names[relation.tail].rpartition("#")[0]
    crosses = home != names[relation.head].rpartition("#")[0]
    return replace(
        relation,
        id=f"{home}#r{position}",
        head=names[relation.head],
        tail=names[relation.tail],
        locations=tuple(names[site] for site in relation.locations if site in names),
        elliptic=crosses and relation.label not in MAY_CROSS_SENTENCES,
    )


def certainty_of(gold: GoldDocument) -> dict[str, float]:
    """Return how sure the model was of each sentence: the confidence of its least certain mention or relation; 1 for none."""
    certainty = dict.fromkeys(gold.sids, 1.0)
    confidences = [(item.id, item.confidence) for item in gold.mentions] + [
        (item.id, item.confidence) for item in gold.relations
    ]
    for identifier, confidence in confidences:
        sid = identifier.rpartition("#")[0]
        certainty[sid] = min(certainty[sid], confidence)
    return certainty


def by_block(gold: GoldDocument) -> list[GoldDocument]:
    """Cut a document into one a block, offsets counted from the block's start; blocks without sentences are left out."""
    parts = []
    for block in gold.document.blocks:
        sentences = [(sid, span) for sid, span in zip(gold.sids, gold.sentences, strict=True) if _inside(span, block)]
        if sentences:
            parts.append(_part(gold, block, sentences))
    return parts


def _part(gold: GoldDocument, block: Block, sentences: Sequence[tuple[str, Span]]) -> GoldDocument:
    start, text = block.start, gold.document.text[block.start : block.end]
    mentions = [item for item in gold.mentions if block.start <= item.start and item.end <= block.end]
    ids = {mention.id for mention in mentions}
    moved = tuple(replace(item, start=item.start - start, end=item.end - start) for item in mentions)
    relations = tuple(item for item in gold.relations if {item.head, item.tail, *item.locations} <= ids)
    citations = tuple(
        replace(mark, offset=mark.offset - start) for mark in gold.document.citations if block.start < mark.offset <= block.end
    )
    document = replace(
        gold.document,
        text=text,
        blocks=(replace(block, start=0, end=len(text)),),
        citations=citations,
        lines=(), tables=(), repairs=(), references=(), furniture=(),
    )  # fmt: skip
    spans = tuple(Span(span.start - start, span.end - start) for _, span in sentences)
    return GoldDocument(gold.name, document, tuple(sid for sid, _ in sentences), spans, moved, relations, scope=spans)


def _inside(span: Span, block: Block) -> bool:
    return block.start <= span.start and span.end <= block.end
