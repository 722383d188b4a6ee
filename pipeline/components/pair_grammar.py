"""What the grammar says of two mentions: the rule that joins them, and what it found of either with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.components.pair_cues import Argument
from pipeline.records import Mention, Relation

MOST = 3  # other relations of one argument that are told apart by number


class Proposed:
    """The grammar's relations of one document, asked pair by pair."""

    def __init__(self, relations: Sequence[Relation], arguments: Sequence[Sequence[Argument]]) -> None:
        self._labels = {one.mention.id: one.mention.label for sentence in arguments for one in sentence}
        self._sentence = {one.mention.id: number for number, sentence in enumerate(arguments) for one in sentence}
        self._pairs: defaultdict[tuple[str, str], list[Relation]] = defaultdict(list)
        self._by_head: defaultdict[str, list[Relation]] = defaultdict(list)
        self._by_tail: defaultdict[str, list[Relation]] = defaultdict(list)
        self._effects: defaultdict[int, int] = defaultdict(int)
        for relation in relations:
            self._pairs[relation.head, relation.tail].append(relation)
            if relation.label == "EFFECT":
                self._by_head[relation.head].append(relation)
                self._by_tail[relation.tail].append(relation)
                self._effects[self._sentence[relation.tail]] += 1

    def of(self, head: Mention, tail: Mention) -> tuple[Relation, ...]:
        """Return the relations proposed from one mention to another."""
        return tuple(self._pairs.get((head.id, tail.id), ()))

    def far(self, head: Mention) -> set[int]:
        """Return the other sentences that hold a tail of a mention."""
        here = self._sentence[head.id]
        return {self._sentence[relation.tail] for relation in self._by_head.get(head.id, ())} - {here}

    def cues(self, head: Mention, tail: Mention, *, effect: bool) -> list[str]:
        """Return the cues of the grammar; those of other relations only where an ``effect`` may join the two."""
        here = self._pairs.get((head.id, tail.id), ())
        found = [f"rule {relation.label} {relation.method}" for relation in here] or ["no rule"]
        found += [f"rule {relation.direction} {relation.certainty}" for relation in here if relation.direction]
        if not effect:
            return found
        known = "with rule" if any(relation.label == "EFFECT" for relation in here) else "without"
        found.append(f"{known} {head.label} {tail.label}")
        found += self._others(self._by_head.get(head.id, ()), "same head", tail, known)
        found += self._others(self._by_tail.get(tail.id, ()), "same tail", head, known)
        if (tail.id, head.id) in self._pairs:
            found.append(f"{known}, reverse")
        if tail.id in self._by_head:
            found.append(f"{known}, tail acts")
        if head.id in self._by_tail:
            found.append(f"{known}, head changes")
        return [*found, f"{known}, effects {min(self._effects[self._sentence[tail.id]], MOST + 1)}"]

    def _others(self, relations: Sequence[Relation], what: str, one: Mention, known: str) -> list[str]:
        """Return the cues of relations that share one argument; ``one`` is the argument that they may not share."""
        others = [(r, r.tail if what == "same head" else r.head) for r in relations if one.id not in (r.head, r.tail)]
        found = [f"{known}, {what} {min(len(others), MOST)}"]
        for relation, other in others:
            found.append(f"{known}, {what} {relation.direction}")
            if self._labels[other] == one.label:
                found.append(f"{known}, {what} and label {relation.direction}")
        return found
