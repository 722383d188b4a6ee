"""spaCy DocBin: tokens cut so that every mention is a span of whole tokens, mentions in ``doc.spans["mentions"]``.

Relations, and what a span cannot hold, are in ``doc.user_data``; a DocBin keeps them with ``store_user_data=True``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.formats.structure import document_of, make_mention, make_relation, structure_of
from annotations.gold import GoldDocument
from pipeline.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

SPANS = "mentions"


def write(documents: Iterable[GoldDocument], path: Path) -> Path:
    """Write documents as one DocBin and return ``path``."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    DocBin(docs=[to_doc(gold, vocab) for gold in documents], store_user_data=True).to_disk(path)
    return path


def read(path: Path) -> tuple[GoldDocument, ...]:
    """Read the documents of a DocBin that ``write`` made."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    return tuple(from_doc(doc) for doc in DocBin().from_disk(path).get_docs(Vocab()))


def to_doc(gold: GoldDocument, vocab: Vocab) -> Doc:
    """Make a Doc of a gold document: words and marks as tokens, cut again wherever a mention starts or ends."""
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan

    text = gold.document.text
    cuts = {place for match in re.finditer(r"\w+|[^\w\s]|\s", text) for place in match.span()}
    cuts |= {place for mention in gold.mentions for place in (mention.start, mention.end)}
    edges = sorted(cuts | {0, len(text)})
    words, spaces = list[str](), list[bool]()
    for start, end in pairwise(edges):
        piece = text[start:end]
        if piece == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
        elif piece:
            words.append(piece)
            spaces.append(False)
    doc = Doc(vocab, words=words, spaces=spaces)
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    spans = []
    for mention in gold.mentions:
        name = mention.concept.name if mention.concept else ""
        first, last = starts[mention.start], ends[mention.end]
        spans.append(TokenSpan(doc, first, last, label=mention.label, kb_id=name, span_id=mention.id))
    doc.spans[SPANS] = spans
    doc.user_data["structure"] = structure_of(gold)
    doc.user_data["details"] = {
        mention.id: {
            "concept_id": mention.concept.id if mention.concept else "",
            "same_as": mention.same_as or "",
            "confidence": mention.confidence,
            "method": mention.method,
        }
        for mention in gold.mentions
    }
    doc.user_data["relations"] = [
        {
            **{
                name: getattr(relation, name) or ""
                for name in ("id", "label", "head", "tail", "direction", "certainty", "perturbation")
            },
            "locations": list(relation.locations),
            "citations": list(relation.citations),
            "elliptic": relation.elliptic,
            "confidence": relation.confidence,
            "method": relation.method,
        }
        for relation in gold.relations
    ]
    return doc


def from_doc(doc: Doc) -> GoldDocument:
    """Make a gold document of a Doc that ``to_doc`` made."""
    mentions = [
        make_mention(
            span.id_,
            span.label_,
            Span(span.start_char, span.end_char),
            doc.text,
            doc.user_data["details"][span.id_] | {"concept": span.kb_id_},
        )
        for span in doc.spans[SPANS]
    ]
    relations = [make_relation(row["id"], row["label"], row["head"], row["tail"], row) for row in doc.user_data["relations"]]
    return document_of(doc.user_data["structure"], doc.text, mentions, relations)
