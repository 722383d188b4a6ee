"""The pairs of mentions that are judged, each with the cues of the words and of what the grammar proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.components.pair_cues import Argument, arguments_of, of_argument, of_far_pair, of_pair
from pipeline.components.pair_grammar import Proposed
from pipeline.components.pairs import LOCATED, WITH_EACH_FORM, allowed
from pipeline.components.relations.trials import Said
from pipeline.records import Relation

TRIAL_REACH = 2  # sentences from a trial's number to what is said of the trial
FAR_LABELS = frozenset({"EFFECT", "TRIAL_ATTRIBUTE"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two arguments, the numbers of their sentences, the labels that may join them, and what speaks for it.

    ``words`` are the cues of the words, ``grammar`` those of the grammar, ``proposed`` its relations from head to tail.
    """

    head: Argument
    tail: Argument
    places: tuple[int, int]
    labels: frozenset[str]
    words: tuple[str, ...]
    grammar: tuple[str, ...]
    proposed: tuple[Relation, ...]


def candidates(said: Sequence[Said], relations: Sequence[Relation]) -> list[Candidate]:
    """Return the pairs to be judged: those of one sentence first, then those of two.

    These are the pairs of one sentence that a label allows, a trial's number and the attributes up to two sentences off, and
    the agents and targets of different sentences that the grammar joined.
    """
    text = Text(said, relations)
    found = [pair for number in range(len(said)) for pair in _near(text, number)]
    return found + [pair for number in range(len(said)) for pair in _far(text, number)]


class Text:
    """The sentences of one document, their arguments, what the grammar proposed of them, which mentions repeat others."""

    def __init__(self, said: Sequence[Said], relations: Sequence[Relation]) -> None:
        self.sentences = [each.sentence for each in said]
        self.blocks = [each.block for each in said]
        self.arguments = [arguments_of(sentence) for sentence in self.sentences]
        self.proposed = Proposed(relations, self.arguments)
        self.repeats = frozenset(m.id for sentence in self.sentences for m in sentence.mentions if m.same_as is not None)

    def labels(self, head: Argument, tail: Argument) -> frozenset[str]:
        """Return the labels of relations that may join two arguments; few join a form that repeats another."""
        labels = allowed(head.mention.label, tail.mention.label) - {LOCATED}
        return labels & WITH_EACH_FORM if self.repeats & {head.mention.id, tail.mention.id} else labels


def _near(text: Text, number: int) -> Iterator[Candidate]:
    sentence, arguments = text.sentences[number], text.arguments[number]
    if len(arguments) < 2:
        return
    as_head = [of_argument(sentence, one, "head") for one in arguments]
    as_tail = [of_argument(sentence, one, "tail") for one in arguments]
    starts = sorted({one.mention.start for one in arguments})
    ranks = [starts.index(one.mention.start) for one in arguments]
    for place, head in enumerate(arguments):
        for other, tail in enumerate(arguments):
            if place == other or not text.labels(head, tail):
                continue
            between = max(0, abs(ranks[place] - ranks[other]) - 1)
            words = (*as_head[place], *as_tail[other], *of_pair(sentence, head, tail, between))
            yield _candidate(text, (number, head), (number, tail), words)


def _far(text: Text, number: int) -> Iterator[Candidate]:
    for head in text.arguments[number]:
        near = range(number - TRIAL_REACH, number + TRIAL_REACH + 1) if head.mention.label == "TRIAL_ID" else ()
        for there in sorted({*near, *text.proposed.far(head.mention)} - {number}):
            for tail in text.arguments[there] if 0 <= there < len(text.sentences) else ():
                labels = text.labels(head, tail) & FAR_LABELS
                if not labels or not ("TRIAL_ATTRIBUTE" in labels or text.proposed.of(head.mention, tail.mention)):
                    continue
                one = (text.sentences[number], head, text.arguments[number])
                two = (text.sentences[there], tail, text.arguments[there])
                words = of_far_pair(one, two, there - number, same_block=text.blocks[there] == text.blocks[number])
                words += of_argument(text.sentences[there], tail, "tail")
                yield _candidate(text, (number, head), (there, tail), words)


def _candidate(text: Text, one: tuple[int, Argument], two: tuple[int, Argument], words: Iterable[str]) -> Candidate:
    (place, head), (other, tail) = one, two
    labels = text.labels(head, tail)
    grammar = text.proposed.cues(head.mention, tail.mention, effect="EFFECT" in labels)
    known = text.proposed.of(head.mention, tail.mention)
    return Candidate(head, tail, (place, other), labels, tuple(words), tuple(grammar), known)
