"""From frames to EFFECT relations: direction, certainty, perturbation and cue words."""

from __future__ import annotations

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.compounds import compound_effects, means_effects
from pipeline.components.relations.predicates import Proposal, frames
from pipeline.components.relations.scope import ScopeCue, covers, negation, scope_cues
from pipeline.components.relations.signs import resolve
from pipeline.records import Certainty, Cue, Relation


def effects(clause: Clause) -> list[Relation]:
    """Return the effects of one sentence, the first statement of each agent, target and direction only."""
    sentence = clause.sentence
    found = [proposal for frame in frames(clause) for proposal in frame.proposals()]
    found += compound_effects(clause)
    found += means_effects(clause, found)
    cues = scope_cues(sentence)
    kept: dict[tuple[str, str, str], Relation] = {}
    for proposal in found:
        relation = _relation(clause, proposal, cues)
        if relation is not None:
            kept.setdefault((relation.head, relation.tail, relation.direction or ""), relation)
    return list(kept.values())


def _relation(clause: Clause, proposal: Proposal, cues: list[ScopeCue]) -> Relation | None:
    sentence = clause.sentence
    agent, theme = clause.unit(proposal.agent.unit), clause.unit(proposal.theme.unit)
    if proposal.rule != "compound" and any(cue.meaning == "aim" and covers_aim(clause, cue, proposal.word) for cue in cues):
        return None
    direction = resolve(proposal.chain, theme.mention)
    certainty: Certainty = "asserted"
    marks = [Cue(sentence.starts[w], sentence.ends[w], "trigger" if w == proposal.word else "direction") for w in (proposal.word, *proposal.theme.words)]
    denied = None if proposal.rule == "compound" else negation(clause, proposal.word)
    if denied is None and proposal.rule != "compound":
        denied = next((d for w in proposal.theme.words if (d := negation(clause, w)) is not None), None)
    if denied is not None:
        direction = "no_change"
        marks.append(Cue(sentence.starts[denied], sentence.ends[denied], "negation"))
    elif proposal.rule != "compound" and (proposal.theme.unit in clause.groups.denied or proposal.agent.unit in clause.groups.denied):
        direction = "no_change"
    speculated = next((cue for cue in cues if cue.meaning == "speculation" and covers(sentence, cue, proposal.word)), None)
    if speculated is not None:
        certainty = "speculative"
        marks.append(Cue(speculated.start, speculated.end, "speculation"))
    return Relation(
        id="",
        label="EFFECT",
        head=agent.mention.id,
        tail=theme.mention.id,
        direction=direction,
        certainty=certainty,
        perturbation=proposal.agent.perturbation,
        cues=tuple(marks),
        method=f"grammar: {proposal.rule}",
    )


def covers_aim(clause: Clause, cue: ScopeCue, word: int) -> bool:
    """Tell whether a question, aim or method covers a word of change."""
    sentence = clause.sentence
    if cue.reach == "before":
        return sentence.starts[word] < cue.start
    return covers(sentence, cue, word)
