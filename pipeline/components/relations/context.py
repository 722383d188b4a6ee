"""Under what circumstances an effect holds: condition, species, dose, time and route, from its sentence or from farther off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.components.coreference import key
from pipeline.components.relations.attachment import nearest, outermost
from pipeline.components.relations.sentence import Sentence
from pipeline.records import Block, Context, Document, Mention, Relation

Circumstance = Literal["condition", "species", "dose", "timing", "route"]
FROM_HEAD: dict[str, Circumstance] = {
    "STUDIED_IN": "condition", "HAS_DOSE": "dose", "ADMINISTERED_VIA": "route", "GIVEN_AT": "timing",
}  # fmt: skip
BY_LABEL: dict[str, Circumstance] = {"CONDITION": "condition", "SPECIES": "species", "TIMING": "timing"}
INFERRED: tuple[tuple[str, Circumstance], ...] = (("CONDITION", "condition"), ("SPECIES", "species"))


@dataclass(slots=True)
class Surroundings:
    """What the paper and its current block have named so far; fed sentence by sentence, in the order of the text."""

    design: dict[str, Mention] = field(default_factory=dict)
    block: int = -1
    latest: dict[str, Mention] = field(default_factory=dict)

    def enter(self, block: int, mentions: Iterable[Mention]) -> None:
        """Begin a sentence of a block."""
        if block != self.block:
            self.block, self.latest = block, {}
        for mention in mentions:
            if mention.label in BY_LABEL:
                self.latest[mention.label] = mention


def design_of(document: Document | None, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Return the condition and the species that a paper's title names, or its abstract and methods name most often.

    Returns an empty dictionary for a text without sections, and no species where two are named equally often.
    """
    found: dict[str, Mention] = {}
    if document is None:
        return found
    for label, _ in INFERRED:
        for roles in (("title",), ("abstract", "methods")):
            blocks = [block for block in document.blocks if block.role in roles]
            named = [mention for mention in mentions if mention.label == label and _inside(mention, blocks)]
            counts = Counter(key(mention) for mention in named).most_common(2)
            if counts and (len(counts) == 1 or counts[0][1] > counts[1][1] or roles == ("title",)):
                found[label] = next(mention for mention in named if key(mention) == counts[0][0])
                break
    return found


def _inside(mention: Mention, blocks: Sequence[Block]) -> bool:
    return any(block.start <= mention.start < block.end for block in blocks)


def with_context(sentence: Sentence, relations: Sequence[Relation], surroundings: Surroundings, own: bool) -> list[Relation]:
    """Return the relations of one sentence, its effects with their circumstances.

    A circumstance is what the sentence relates to the agent, else the nearest mention of its label in the sentence, else
    (condition and species alone, marked as inferred) the nearest one before it in the block or, for the paper's ``own``
    results, its design.
    """
    far = surroundings.design | surroundings.latest if own else surroundings.latest
    found = []
    for relation in relations:
        if relation.label == "EFFECT":
            here = _said(sentence, relation, relations)
            found.append(replace(relation, context=(*here, *_inferred(sentence, relation, here, far))))
        else:
            found.append(relation)
    return found


def _said(sentence: Sentence, effect: Relation, relations: Sequence[Relation]) -> tuple[Context, ...]:
    found: dict[Circumstance, Context] = {}
    arguments = (effect.head, effect.tail)
    for relation in relations:
        role = FROM_HEAD.get(relation.label)
        if role is not None and relation.head == effect.head and relation.tail not in arguments:
            found.setdefault(role, Context(role, relation.tail))
    tail = next((mention for mention in sentence.mentions if mention.id == effect.tail), None)
    for label, role in BY_LABEL.items():
        candidates = [mention for mention in outermost(sentence.mentions, label) if mention.id not in arguments]
        near = nearest(sentence, tail, candidates) if tail is not None else None
        if near is not None:
            found.setdefault(role, Context(role, near.id))
    return tuple(found.values())


def _inferred(sentence: Sentence, effect: Relation, said: Sequence[Context], far: Mapping[str, Mention]) -> Iterator[Context]:
    known = {context.role for context in said}
    labels = {mention.label for mention in sentence.mentions if mention.id in (effect.head, effect.tail)}
    for label, role in INFERRED:
        mention = far.get(label)
        if mention is not None and role not in known and label not in labels and mention.id not in (effect.head, effect.tail):
            yield Context(role, mention.id, inferred=True)
