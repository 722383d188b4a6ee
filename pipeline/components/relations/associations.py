"""What an association states: ``X was associated with lower Y`` is an effect, ``X was associated with Y`` seldom one."""

from __future__ import annotations

from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.syntax import child
from pipeline.components.relations.themes import Theme


def stated_association(
    clause: Clause, at: tuple[int, int | None], acting: list[Agent], changing: list[Theme]
) -> tuple[list[Agent], list[Theme]]:
    """Keep of an association what states an effect: a product, a treatment or a condition that acts, or a signed change.

    ``at`` are the verb and its subject. An association that is denied is a tested null and stays whole.
    """
    word, subject = at
    treated = subject is not None and clause.sentence.words[subject] in word_list("treatment")
    bold = [
        agent
        for agent in acting
        if treated or agent.perturbation != "none" or clause.unit(agent.unit).mention.label in ("CELL_THERAPY", "CONDITION")
    ]
    if child(clause.sentence, word, "neg") is not None:
        return acting, changing
    outcomes = [theme for theme in changing if clause.unit(theme.unit).mention.label in ("OUTCOME", "CONDITION")]
    return (bold, outcomes) if bold and outcomes else (acting, [theme for theme in changing if theme.chain])
