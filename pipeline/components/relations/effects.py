"""From frames to EFFECT relations: direction, certainty, perturbation and cue words."""

from __future__ import annotations

from dataclasses import replace

from pipeline.components.coreference import Discourse
from pipeline.components.relations.agents import Agent
from pipeline.components.relations.chains import chained_frames, with_shared_agents
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.companions import with_companions
from pipeline.components.relations.compounds import compound_effects, lowering_effects
from pipeline.components.relations.continuations import with_continuations
from pipeline.components.relations.contrasts import contrast_frames
from pipeline.components.relations.denials import denial, not_significant
from pipeline.components.relations.echoes import echo_frames, excepted_frames, paired_frames, undone_frames
from pipeline.components.relations.ellipsis import complete, elliptic
from pipeline.components.relations.frames import Frame, Proposal
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.means import DENIED, means_effects
from pipeline.components.relations.phrases import group_agents
from pipeline.components.relations.places import places
from pipeline.components.relations.predicates import frames
from pipeline.components.relations.returns import reverted
from pipeline.components.relations.scope import ScopeCue, covers, scope_cues
from pipeline.components.relations.signs import resolve
from pipeline.components.relations.special import special_frames, untested
from pipeline.components.relations.surface import surface_frames
from pipeline.components.relations.syntax import verb_above
from pipeline.records import Certainty, Cue, Mention, Perturbation, Relation


def effects(clause: Clause, discourse: Discourse, number: int) -> list[Relation]:
    """Return the effects of one sentence, the first statement of each agent, target and direction only.

    ``discourse`` is told whom the sentence, which has this number in the document, was about.
    """
    parsed = complete(clause, [*frames(clause), *special_frames(clause)])
    parsed = with_shared_agents(clause, [*parsed, *complete(clause, surface_frames(clause, parsed))])
    parsed += [
        *contrast_frames(clause, parsed),
        *echo_frames(clause, parsed),
        *excepted_frames(clause, parsed),
        *undone_frames(clause, parsed),
        *paired_frames(clause),
        *chained_frames(clause, parsed),
    ]
    parsed = with_continuations(clause, with_companions(clause, parsed) or untested(clause))
    compounds = [*compound_effects(clause), *lowering_effects(clause)]
    found = [proposal for frame in parsed for proposal in frame.proposals()]
    found += compounds + means_effects(clause, [*found, *compounds])
    cues = scope_cues(clause.sentence)
    kept: dict[tuple[str, str, str], Relation] = {}
    for proposal in found:
        head = clause.unit(proposal.agent.unit).mention
        _keep(kept, _relation(clause, proposal, head, proposal.agent.perturbation, cues))
    for frame in parsed:
        for head, perturbation in elliptic(clause, frame, discourse):
            for theme in frame.themes:
                proposal = Proposal(
                    Agent(-1, perturbation), theme, (frame.sign, *theme.chain), frame.word, f"{frame.rule}, elliptic"
                )
                relation = _relation(clause, proposal, head, perturbation, cues)
                _keep(kept, relation and replace(relation, elliptic=True))
    discourse.leave(number, _topic(clause, parsed), [unit.mention for unit in clause.sentence.units])
    told = {(head, tail) for head, tail, direction in kept if direction not in ("modulate", "")}
    return [found for (head, tail, direction), found in kept.items() if direction != "modulate" or (head, tail) not in told]


def _keep(kept: dict[tuple[str, str, str], Relation], relation: Relation | None) -> None:
    if relation is not None:
        kept.setdefault((relation.head, relation.tail, relation.direction or ""), relation)


def _topic(clause: Clause, parsed: list[Frame]) -> list[tuple[Mention, Perturbation]]:
    """Return whom a sentence was about: the agents of its first frame that has any, else its groups, else its product."""
    acting: list[Agent] = next((list(frame.agents) for frame in parsed if frame.agents), [])
    acting = acting or group_agents(clause)
    if not acting:
        product = next((unit for unit in clause.sentence.units if unit.mention.label == "CELL_THERAPY"), None)
        acting = [Agent(product.index)] if product is not None else []
    return [(clause.unit(agent.unit).mention, agent.perturbation) for agent in acting]


def _relation(
    clause: Clause, proposal: Proposal, head: Mention, perturbation: Perturbation, cues: list[ScopeCue]
) -> Relation | None:
    sentence = clause.sentence
    theme = clause.unit(proposal.theme.unit)
    compound = proposal.rule == "compound"
    direction = resolve(reverted(clause, proposal.word, proposal.chain, proposal.theme.words), theme.mention)
    asked = ("aim", "question") if direction == "modulate" else ("aim",)
    if not compound and any(cue.meaning in asked and covers(sentence, cue, proposal.word) for cue in cues):
        return None
    certainty: Certainty = "negated" if proposal.rule.startswith(("no adverse", DENIED)) else "asserted"
    words = (proposal.word, *proposal.theme.words)
    marks = [Cue(sentence.starts[w], sentence.ends[w], "direction" if n else "trigger") for n, w in enumerate(words)]
    denied = None if compound or _inner(clause, proposal) else denial(clause, words, cues)
    if denied is not None and certainty != "negated":
        direction, certainty = (direction, "negated") if denied.general else ("no_change", certainty)
        marks.append(Cue(denied.start, denied.end, "negation"))
    elif not compound and clause.groups.denied.intersection((proposal.theme.unit, proposal.agent.unit)):
        direction = "no_change"
    if direction != "no_change" and not_significant(clause, proposal):
        direction = "no_change"
    speculated = next((cue for cue in cues if cue.meaning == "speculation" and covers(sentence, cue, proposal.word)), None)
    if speculated is not None and certainty != "negated":
        certainty = "speculative"
        marks.append(Cue(speculated.start, speculated.end, "speculation"))
    return Relation(
        id="",
        label="EFFECT",
        head=head.id,
        tail=theme.mention.id,
        direction=direction,
        certainty=certainty,
        perturbation=perturbation,
        locations=places(clause, proposal.theme.unit, proposal.word),
        cues=tuple(marks),
        method=f"grammar: {proposal.rule}",
    )


def _inner(clause: Clause, proposal: Proposal) -> bool:
    """Tell whether a nominal effect is the object of another verb of change, whose denial is none of its own.

    ``X did not alter the induction of Y by Z`` denies what X does, not what Z does.
    """
    sentence = clause.sentence
    verb = verb_above(sentence, proposal.word)
    if proposal.rule not in ("nominal", "brought about") or verb is None:
        return False
    change = clause.changes.get(verb)
    if verb > proposal.word:
        return sentence.deps[proposal.word] in ("nsubj", "nsubjpass") and sentence.words[verb] in word_list("done to an effect")
    return change is not None and change.sign not in ("show", "cause")
