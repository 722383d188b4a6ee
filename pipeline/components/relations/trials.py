"""What a text says of a registered trial: phase, status, size, product, condition, route and dose beside its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.components.relations.attachment import canonical, nearest, outermost
from pipeline.components.relations.lexicon import cue_pattern
from pipeline.components.relations.sentence import Sentence
from pipeline.records import Mention, Relation

ATTRIBUTES = ("TRIAL_PHASE", "TRIAL_STATUS", "SAMPLE_SIZE", "CELL_THERAPY", "CONDITION", "ROUTE", "DOSE")
REACH = 2
LONGEST_LABEL = 30  # characters of ``Clinical trial registration:`` beside a number


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of one block with its number in the document."""

    number: int
    block: int
    sentence: Sentence


def trial_attributes(sentences: Sequence[Said]) -> list[Relation]:
    """Return the TRIAL_ATTRIBUTE relations of a document, in the order of its trial numbers.

    Attributes stand in the sentence of the number, each with the nearest number there; in the sentence after it that goes
    on about ``the trial``; or, where the number stands alone or in a registration note, in the two sentences before. What
    follows a number adds only kinds of attributes that were not given yet.
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
        alone = _stands_alone(said.sentence, numbers[0])
        given = {tail.label for tail in here}
        if not here and (alone or cue_pattern("registration").search(said.sentence.text)):
            for earlier in sentences[max(0, position - REACH) : position]:
                near = earlier.block == said.block or (alone and earlier.block == said.block - 1)
                if near and not _has_number(earlier.sentence):
                    before = _attributes(earlier.sentence)
                    given |= {tail.label for tail in before}
                    found += [_relation(numbers[0], tail, "registration note") for tail in before]
        for tail in _goes_on(sentences[position + 1 : position + 1 + REACH], said, alone):
            if tail.label not in given:
                found.append(_relation(numbers[0], tail, "trial goes on"))
    return found


def _goes_on(later: Sequence[Said], said: Said, alone: bool) -> Iterator[Mention]:
    """Yield the attributes in the sentences that go on about a trial, as the one behind a number that stands alone does."""
    for place, other in enumerate(later):
        about = (alone and place == 0) or cue_pattern("trial goes on").search(other.sentence.text[:80])
        if other.block != said.block or _has_number(other.sentence) or not about:
            return
        yield from _attributes(other.sentence)


def _stands_alone(sentence: Sentence, number: Mention) -> bool:
    """Tell whether a sentence holds a number and hardly anything else (``NCT01234567.``)."""
    return len(sentence.text) - (number.end - number.start) <= LONGEST_LABEL


def _has_number(sentence: Sentence) -> bool:
    return any(mention.label == "TRIAL_ID" for mention in sentence.mentions)


def _attributes(sentence: Sentence) -> list[Mention]:
    found = [mention for label in ATTRIBUTES for mention in outermost(sentence.mentions, label)]
    return sorted({canonical(sentence.mentions, mention).id: mention for mention in found}.values(), key=lambda m: m.start)


def _relation(head: Mention, tail: Mention, rule: str) -> Relation:
    return Relation(id="", label="TRIAL_ATTRIBUTE", head=head.id, tail=tail.id, method=f"grammar: {rule}")
