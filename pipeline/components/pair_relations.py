"""A pair that the judge found related and the grammar did not -> a relation, its other values read off the sentence."""

from __future__ import annotations

from pipeline.components.pair_candidates import Candidate
from pipeline.components.relations.clause import analyse
from pipeline.components.relations.places import places
from pipeline.components.relations.scope import covers, scope_cues
from pipeline.components.relations.sentence import Sentence
from pipeline.records import Certainty, Cue, Direction, Relation

METHOD = "learned"


def learned(pair: Candidate, label: str, direction: Direction | None, sentence: Sentence) -> Relation | None:
    """Return the relation of a pair, or None for an effect that the sentence only asks for.

    ``sentence`` is that of the head. The word where the parse joins both arguments of an effect counts as its trigger.
    """
    head, tail = pair.head, pair.tail
    relation = Relation("", label, head.mention.id, tail.mention.id, method=METHOD)
    if direction is None:
        return relation
    top = next((word for word in head.above if word in tail.above), head.root)
    scopes = [cue for cue in scope_cues(sentence) if covers(sentence, cue, top)]
    if any(cue.meaning == "aim" for cue in scopes):
        return None
    speculated = next((cue for cue in scopes if cue.meaning == "speculation"), None)
    certainty: Certainty = "asserted" if speculated is None else "speculative"
    cues = [] if sentence.units_at[top] else [Cue(sentence.starts[top], sentence.ends[top], "trigger")]
    if speculated is not None:
        cues.append(Cue(speculated.start, speculated.end, "speculation"))
    unit = next((unit.index for unit in sentence.units if unit.mention.id == tail.mention.id), None)
    return Relation(
        "", label, head.mention.id, tail.mention.id, direction=direction, certainty=certainty,
        perturbation=head.affix.perturbation, cues=tuple(cues), method=METHOD,
        locations=places(analyse(sentence), unit, top) if unit is not None else (),
    )  # fmt: skip
