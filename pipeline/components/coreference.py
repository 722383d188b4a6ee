"""What a text goes on about: the agents that a later sentence of the same block means without naming them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.components.relations.lexicon import word_list
from pipeline.records import Block, Mention, Perturbation

REACH = 4  # sentences back


def is_anaphor(words: Sequence[str], head: int) -> bool:
    """Tell whether the phrase that ends at ``head`` points back: a pronoun, or ``this drug``, ``these cells``, ``its absence``.

    ``words`` are the lower-case words of one sentence.
    """
    if words[head] in word_list("pronoun"):
        return True
    return words[head] in word_list("anaphoric noun") and any(
        word in word_list("demonstrative") for word in words[max(0, head - 3) : head]
    )


def key(mention: Mention) -> str:
    """Return what two mentions of one thing share: the preferred name, else the text without its plural."""
    if mention.concept is not None and mention.concept.name:
        return mention.concept.name.lower()
    return re.sub(r"s$", "", mention.text.lower())


@dataclass(slots=True)
class Discourse:
    """The agents last spoken of in a block and where each thing was last mentioned; one per document, fed in text order."""

    blocks: Sequence[Block] = ()
    agents: tuple[tuple[Mention, Perturbation], ...] = ()
    sentence: int = -1
    block: int = -1
    latest: dict[str, Mention] = field(default_factory=dict)

    def enter(self, number: int, start: int) -> None:
        """Begin a sentence: what was said in another block, or too far back, is forgotten."""
        block = next((index for index, block in enumerate(self.blocks) if block.start <= start < block.end), -1)
        if block != self.block:
            self.block, self.agents, self.latest = block, (), {}
        if number - self.sentence > REACH:
            self.agents = ()

    def antecedents(self) -> tuple[tuple[Mention, Perturbation], ...]:
        """Return the nearest preceding mentions of the agents spoken of, with what was done to them; empty where none are."""
        return tuple((self.latest.get(key(mention), mention), perturbation) for mention, perturbation in self.agents)

    def leave(self, number: int, agents: Sequence[tuple[Mention, Perturbation]], mentions: Sequence[Mention]) -> None:
        """End a sentence: remember whom it was about, and where it mentioned what."""
        if agents:
            self.agents, self.sentence = tuple(agents), number
        for mention in mentions:
            self.latest[key(mention)] = mention
