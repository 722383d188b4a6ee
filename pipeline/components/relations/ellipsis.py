"""Who acts where a frame does not say: the sentence's other frames and groups first, then what the text goes on about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.components.coreference import Discourse, is_anaphor
from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.frames import Frame
from pipeline.components.relations.lexicon import cue_pattern, word_list
from pipeline.components.relations.phrases import group_agents
from pipeline.components.relations.syntax import governed
from pipeline.records import Mention, Perturbation

OPEN_RULES = frozenset(
    {"passive verb", "intransitive verb", "comparison", "there is", "heading", "nominal", "no adverse events", "no difference"}
)
CONTROL_REACH = 7
NAMING = ("by", "than", "with", "after", "upon", "to")
BORROWING = ("passive verb", "intransitive verb", "comparison")
REPORTING = frozenset({"passive verb", "intransitive verb", "there is", "comparison"})
LENDING = frozenset({"passive verb", "intransitive verb", "comparison", "active verb", "surface", "prepositional verb"})


def complete(clause: Clause, found: list[Frame]) -> list[Frame]:
    """Return the frames with agents from the same sentence where they had none: of an earlier frame, or of a group.

    A frame keeps none where its subject is named and does not act.
    """
    sentence = clause.sentence
    groups: list[Agent] | None = None
    done: list[Frame] = []
    for frame in found:
        if not frame.agents and _open(clause, frame) and not _of_control(clause, frame):
            if groups is None:
                groups = group_agents(clause)
            acting: tuple[Agent, ...] = ()
            if frame.subject is not None and is_anaphor(sentence.words, frame.subject):
                acting = next(
                    (other.agents for other in reversed(done) if other.agents and other.rule not in ("compound",)), ()
                )
                acting = acting or _named_before(clause, frame.subject)
            acting = acting or tuple(groups)
            units = {theme.unit for theme in frame.themes}
            acting = tuple(agent for agent in acting if agent.unit not in units)
            if acting:
                done.append(replace(frame, agents=acting, rule=f"{frame.rule}, completed"))
                continue
        acting = _found_by(clause, frame, done) if not frame.agents and frame.themes else ()
        if acting:
            done.append(replace(frame, agents=acting, rule=f"{frame.rule}, unnamed"))
            continue
        done.append(frame)
    return [_borrowing(clause, frame, done) for frame in done]


def _of_control(clause: Clause, frame: Frame) -> bool:
    """Tell whether a change is told of the control alone (``rose in the placebo group but not with X``)."""
    sentence = clause.sentence
    for word in range(frame.word + 1, min(frame.word + CONTROL_REACH, len(sentence.words))):
        if sentence.words[word] in word_list("clause boundary") or sentence.words[word] == "," or sentence.units_at[word]:
            return False
        if sentence.words[word] in word_list("control word"):
            return True
    return False


def _in_time(clause: Clause, frame: Frame) -> bool:
    """Tell whether a change is a circumstance of another (``when Y was inhibited``)."""
    sentence = clause.sentence
    return any(sentence.words[other] in ("when", "if", "once", "until") for other in sentence.children[frame.word])


def _borrowing(clause: Clause, frame: Frame, found: Sequence[Frame]) -> Frame:
    """Return a frame that names nobody with who acts in the one before it, else behind it (``A fell and B rose after X``)."""
    sentence = clause.sentence
    if (
        frame.agents
        or not frame.themes
        or _of_control(clause, frame)
        or frame.rule not in BORROWING
        or frame.sign in ("better", "worse")
    ):
        return frame
    if (
        sentence.deps[frame.word] in ("acl", "relcl", "amod")
        or _in_time(clause, frame)
        or any(True for _ in governed(sentence, frame.word, NAMING))
    ):
        return frame
    others = [other for other in found if other.agents and other.rule in LENDING]
    before = [other for other in others if other.word < frame.word]
    behind = [other for other in others if other.word > frame.word and other.rule != "active verb"]
    lender = before[-1] if before else behind[0] if behind else None
    if lender is None:
        return frame
    units = {theme.unit for theme in frame.themes}
    if units & {theme.unit for theme in lender.themes}:
        return frame
    return replace(frame, agents=tuple(a for a in lender.agents if a.unit not in units), rule=f"{frame.rule}, borrowed")


def _found_by(clause: Clause, frame: Frame, done: Sequence[Frame]) -> tuple[Agent, ...]:
    """Return who acts where the subject names nobody: the groups of ``tests revealed lower Y``, or of the frame before.

    Empty for a subject that holds a mention, and for other verbs.
    """
    sentence = clause.sentence
    if frame.subject is None or frame.rule not in ("active verb", "prepositional verb"):
        return ()
    inside = sentence.subtree(frame.subject) - sentence.subtree(frame.word)
    if any(sentence.units_at[word] for word in inside):
        return ()
    acting: tuple[Agent, ...] = ()
    if frame.sign == "show" and sentence.words[frame.word] not in word_list("holding") - word_list("finding"):
        acting = tuple(group_agents(clause))
    elif sentence.words[frame.word] in word_list("correlative participle"):
        acting = next((other.agents for other in reversed(done) if other.agents), ())
    units = {theme.unit for theme in frame.themes}
    return tuple(agent for agent in acting if agent.unit not in units)


def _nobody(clause: Clause, frame: Frame) -> bool:
    """Tell whether a sentence names nobody who could act besides what changes."""
    units = {theme.unit for theme in frame.themes}
    return not any(unit.index not in units and unit.mention.label in AGENT_LABELS for unit in clause.sentence.units)


def _named_before(clause: Clause, subject: int) -> tuple[Agent, ...]:
    """Return what ``this drug`` or ``it`` means within its sentence: the last mention before it that may act."""
    named = [
        u for u in clause.sentence.units if u.last < subject and u.mention.label in ("CELL_THERAPY", "MEDIATOR", "CYTOKINE")
    ]
    return (Agent(named[-1].index, named[-1].affix.perturbation),) if named else ()


def _open(clause: Clause, frame: Frame) -> bool:
    """Tell whether a frame without agents leaves room for one: it has no subject of its own, or one that points back."""
    if frame.rule in OPEN_RULES:
        return True
    if frame.subject is None:
        return False
    words = clause.sentence.words
    unowned = frame.sign == "show" and words[frame.subject] in word_list("result noun")  # ``Reported benefits included``
    return unowned or is_anaphor(words, frame.subject)


def elliptic(clause: Clause, frame: Frame, discourse: Discourse) -> tuple[tuple[Mention, Perturbation], ...]:
    """Return the mentions of earlier sentences that act in a frame which names nobody; empty where none are meant."""
    if frame.agents:
        return ()
    if not _open(clause, frame):
        return _of_patients(clause, frame, discourse)
    alone = frame.subject is None and frame.rule != "no adverse events"
    if alone and not (cue_pattern("comparing").search(clause.sentence.text) and _nobody(clause, frame)):
        return _of_patients(clause, frame, discourse)
    targets = {clause.unit(theme.unit).mention.text.lower() for theme in frame.themes}
    return tuple(pair for pair in discourse.antecedents() if pair[0].text.lower() not in targets)


def _of_patients(clause: Clause, frame: Frame, discourse: Discourse) -> tuple[tuple[Mention, Perturbation], ...]:
    """Return the product that a text is about, where patients or nobody at all is named besides what changed.

    ``Ejection fraction rose`` and ``all patients showed better walking`` in a text on a product tell of the product.
    """
    sentence = clause.sentence
    patients = frame.subject is not None and sentence.words[frame.subject] in word_list("group")
    told = cue_pattern("told of patients").search(sentence.text) and not cue_pattern("not yet told").search(sentence.text)
    labels = {clause.unit(theme.unit).mention.label for theme in frame.themes}
    if (
        not told
        or "CONDITION" in labels
        or not _nobody(clause, frame)
        or not (patients or (frame.subject is None and frame.rule in REPORTING))
    ):
        return ()
    return tuple(pair for pair in discourse.antecedents() if pair[0].label == "CELL_THERAPY")
