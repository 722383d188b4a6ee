"""How a product is given in a sentence that does not name it: ``These cells are injected intravenously``.

Only where the sentence says that it goes on about the product of the sentences before it: by ``these cells``, ``the active
drug``, ``study treatment`` and their like. Another substance named in the sentence may be what is given, and ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.components.relations.attachment import outermost, relate
from pipeline.components.relations.trials import Said
from pipeline.records import Mention, Relation

REACH = 2  # sentences back
_GIVEN = (
    r"(?:administered|given|injected|infused|transplanted|implanted|delivered|instilled|transfused|transferred|re-?infused|"
    r"re-?injected|applied)"
)
_NOUN = (
    r"(?:transplant|therap|infusion|injection|treatment|administration|implantation|grafting)"  # ``prior to the cell therapy``
)
_SAME = re.compile(
    r"\b(?:active|study|investigational|trial|test|experimental)\s(?:drug|product|agent|treatment|medication|therapy)\b(?!\s(?:arm|group))|"
    rf"\b(?:these|those|such|the(?:\s[\w-]+)?)\s(?:cells|cell\s(?:product|suspension|preparation)s?)\b(?!\s{_NOUN})|"
    r"\bthe\s(?:product|preparation|suspension)\b|"
    rf"^\W*(?:the\s)?(?:treatment|product|cells|they)\s(?:is|was|are|were|will\sbe)\s(?:then\s)?{_GIVEN}\b",
    re.IGNORECASE,
)
_GIVING = re.compile(rf"\b(?:{_GIVEN}|(?:receiv|infus|inject|administ|implant|transplant|deliver)\w*)\b", re.IGNORECASE)
_OTHERS = frozenset({"CELL_THERAPY", "MEDIATOR", "CYTOKINE"})


def carried_routes(said: Sequence[Said]) -> Iterator[Relation]:
    """Yield ADMINISTERED_VIA from the product of an earlier sentence of the block, the nearest one, to each route."""
    for place, each in enumerate(said):
        sentence = each.sentence
        routes = outermost(sentence.mentions, "ROUTE")
        if not routes or any(mention.label in _OTHERS for mention in sentence.mentions):
            continue
        if not _SAME.search(sentence.text) or not _GIVING.search(sentence.text):
            continue
        head = _before(said[max(0, place - REACH) : place], each.block)
        if head is not None:
            for route in routes:
                yield relate("ADMINISTERED_VIA", head, route, "goes on")


def _before(earlier: Sequence[Said], block: int) -> Mention | None:
    for each in reversed(earlier):
        products = outermost(each.sentence.mentions, "CELL_THERAPY", within=("DOSE",))
        if products and each.block == block:
            return products[-1]
    return None
