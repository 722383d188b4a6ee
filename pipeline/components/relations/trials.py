"""What a text says of a registered trial: phase, status, size, product, condition, route and dose beside its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.components.relations.attachment import canonical, nearest, outermost
from pipeline.components.relations.lexicon import cue_pattern
from pipeline.components.relations.sentence import Sentence
from pipeline.records import Mention, Relation

ATTRIBUTES = ("TRIAL_PHASE", "TRIAL_STATUS", "SAMPLE_SIZE", "CELL_THERAPY", "CONDITION", "ROUTE", "DOSE")
REACH = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of one block with its number in the document."""

    number: int
    block: int
    sentence: Sentence


def trial_attributes(sentences: Sequence[Said]) -> list[Relation]:
    """Return the TRIAL_ATTRIBUTE relations of a document, in the order of its trial numbers.

    Attributes stand in the sentence of the number, each with the nearest number there; in the sentence after it that goes
    on about ``the trial``; or, where the number stands alone in a registration note, in the two sentences before.
    """
    found: list[Relation] = []
    for position, said in enumerate(sentences):
        numbers = [m for m in said.sentence.mentions if m.label == "TRIAL_ID" and m.same_as is None]
        if not numbers:
            continue
        here = _attributes(said.sentence)
        for tail in here:
            head = nearest(said.sentence, tail, numbers)
            if head is not None:
                found.append(_relation(head, tail, "trial sentence"))
        if len(numbers) > 1:
            continue
        for later in sentences[position + 1 : position + 1 + REACH]:
            if (
                later.block != said.block
                or _has_number(later.sentence)
                or not cue_pattern("trial goes on").search(later.sentence.text[:80])
            ):
                break
            found += [_relation(numbers[0], tail, "trial goes on") for tail in _attributes(later.sentence)]
        if not here and cue_pattern("registration").search(said.sentence.text):
            for earlier in sentences[max(0, position - REACH) : position]:
                if earlier.block == said.block and not _has_number(earlier.sentence):
                    found += [_relation(numbers[0], tail, "registration note") for tail in _attributes(earlier.sentence)]
    return found


def _has_number(sentence: Sentence) -> bool:
    return any(mention.label == "TRIAL_ID" for mention in sentence.mentions)


def _attributes(sentence: Sentence) -> list[Mention]:
    found = [mention for label in ATTRIBUTES for mention in outermost(sentence.mentions, label)]
    return sorted({canonical(sentence.mentions, mention).id: mention for mention in found}.values(), key=lambda m: m.start)


def _relation(head: Mention, tail: Mention, rule: str) -> Relation:
    return Relation(id="", label="TRIAL_ATTRIBUTE", head=head.id, tail=tail.id, method=f"grammar: {rule}")
