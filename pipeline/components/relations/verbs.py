"""The constructions of verbs of change: active and passive, with a preposition, reversed, shown, without an object."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.components.relations.agents import Agent, agents
from pipeline.components.relations.associations import stated_association
from pipeline.components.relations.brought import brought_about
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.holders import acting_or_held
from pipeline.components.relations.lexicon import ChangeWord, word_list
from pipeline.components.relations.phrases import owner_agents, phrase_agents, responses
from pipeline.components.relations.pronouns import meant
from pipeline.components.relations.syntax import OBJECTS, governed, is_passive, subject
from pipeline.components.relations.themes import Theme, themes

PHRASAL_INTRANSITIVE = frozenset({"go up", "go down", "come down", "drop off", "fall off", "build up", "die off"})
MADE = frozenset({"expressed", "synthesized", "synthesised", "contained", "harbored", "harboured"})
CONCLUDING = frozenset({"indicate", "attest", "evidence"})
MEANS = frozenset({"by", "via", "through", "while", "thereby"})
MAKERS = frozenset({"IMMUNE_CELL", "CELL_THERAPY"})
CORRELATIVE = frozenset({"associated", "related", "linked"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of change in its clause; ``subject`` heads its subject, ``objects`` are its objects."""

    clause: Clause
    word: int
    change: ChangeWord
    subject: int | None
    objects: tuple[int, ...]
    passive: bool

    @property
    def form(self) -> str:
        """Return the verb as written, in lower case."""
        return self.clause.sentence.words[self.word]

    def subject_agents(self) -> list[Agent]:
        """Return who acts in the subject; nobody where there is none."""
        found = acting_or_held(self.clause, self.subject) if self.subject is not None else []
        sentence, above = self.clause.sentence, self.clause.sentence.heads[self.word]
        if found and above != self.word and sentence.words[above] in word_list("joining"):
            found += agents_of(self.clause, (other for _, other in governed(sentence, above, ("with",))))
        return found

    def frame(self, acting: Iterable[Agent], changing: Iterable[Theme], rule: str, *, named: bool = False) -> Frame:
        """Return the frame of the verb; ``named`` keeps its subject for a reader who looks for what a pronoun means."""
        at = (self.word, self.change.sign)
        return make_frame(self.clause, at, acting, changing, rule, subject=self.subject if named else None)


def verb_frame(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    """Return the frame of a verb of change by the first construction that fits it, or None."""
    sentence = clause.sentence
    objects = tuple(o for o in sentence.children[word] if sentence.deps[o] in OBJECTS and not _of_gerund(clause, word, o))
    verb = Verb(clause, word, change, subject(sentence, word), objects, is_passive(sentence, word))
    for construction in CONSTRUCTIONS:
        frame = construction(verb)
        if frame is not None:
            return frame
    return None


def _of_gerund(clause: Clause, word: int, other: int) -> bool:
    """Tell whether an object stands behind a gerund of change (``lowered A by reducing B and C``), whose it is."""
    between = range(word + 1, other)
    sentence = clause.sentence
    return any(sentence.tags[w] == "VBG" and w in clause.changes and sentence.words[w - 1] in MEANS for w in between)


def themes_of(clause: Clause, words: Iterable[int]) -> list[Theme]:
    """Return what changes in each of several phrases."""
    return [theme for word in words for theme in themes(clause, word)]


def agents_of(clause: Clause, words: Iterable[int]) -> list[Agent]:
    """Return who acts in each of several phrases."""
    return [agent for word in words for agent in agents(clause, word)]


def first_phrase(clause: Clause, word: int, prepositions: frozenset[str]) -> list[int]:
    """Return what the nearest of some prepositions governs: a later ``in`` names a place, not what changes."""
    found = sorted(governed(clause.sentence, word, prepositions))
    return [other for prep, other in found if prep == found[0][0]]


def _reversed(verb: Verb) -> Frame | None:
    """``Y requires X``, ``Y depends on X``, ``Y results from X``."""
    prepositions = verb.change.agent
    causes = (
        list(verb.objects)
        if "object" in prepositions and not verb.passive
        else first_phrase(verb.clause, verb.word, prepositions)
    )
    if not prepositions or not causes or verb.subject is None:
        return None
    return verb.frame(agents_of(verb.clause, causes), themes(verb.clause, verb.subject), "requires")


def _followed(verb: Verb) -> Frame | None:
    """``X was followed by a fall in Y``: what comes after changes."""
    if verb.form != "followed" or not verb.passive:
        return None
    changing = themes_of(verb.clause, first_phrase(verb.clause, verb.word, frozenset({"by"})))
    return verb.frame(verb.subject_agents(), changing, "followed by", named=True)


def _associated_noun(verb: Verb) -> Frame | None:
    """``Y associated with X`` behind a noun: X brings about Y."""
    sentence = verb.clause.sentence
    if sentence.deps[verb.word] != "acl" or verb.form not in CORRELATIVE:
        return None
    acting = agents_of(verb.clause, first_phrase(verb.clause, verb.word, verb.change.theme))
    acting = [agent for agent in acting if verb.clause.unit(agent.unit).mention.label != "CONDITION"]
    return verb.frame(acting, themes(verb.clause, sentence.heads[verb.word]), "associated with")


def _with_preposition(verb: Verb) -> Frame | None:
    """``X leads to Y``, ``X results in Y``, ``X protects against Y``, ``X is associated with Y``."""
    if not verb.change.theme:
        return None
    changing = themes_of(verb.clause, first_phrase(verb.clause, verb.word, verb.change.theme))
    acting = verb.subject_agents()
    if verb.form in CORRELATIVE:
        acting, changing = stated_association(verb.clause, (verb.word, verb.subject), acting, changing)
    return verb.frame(acting, changing, "prepositional verb", named=True)


def _as_shown(verb: Verb) -> Frame | None:
    """``..., as shown by lower Y``, ``the benefit of X was reflected in lower Y``: the subject of the main clause acts."""
    sentence = verb.clause.sentence
    whole = verb.passive and verb.subject is not None and sentence.words[verb.subject] in word_list("result noun")
    as_ = any(sentence.words[other] == "as" and verb.word - 3 < other < verb.word for other in sentence.children[verb.word])
    if verb.change.sign != "show" or not (as_ or (whole and verb.form in word_list("reflected"))):
        return None
    evidence = [other for _, other in governed(sentence, verb.word, ("by", "in"))]
    return verb.frame(verb.subject_agents(), themes_of(verb.clause, evidence), "as shown by", named=True)


def _passive(verb: Verb) -> Frame | None:
    """``Y is reduced by X``, ``Y was reduced after X``, ``Y was reduced in the X group``."""
    if not verb.passive or verb.subject is None or verb.change.agent or verb.form in MADE:
        return None
    acting = agents_of(verb.clause, (other for _, other in governed(verb.clause.sentence, verb.word, ("by",))))
    acting = acting or phrase_agents(verb.clause, verb.word) or owner_agents(verb.clause, verb.subject)
    changing = themes(verb.clause, verb.subject) or meant(verb.clause, verb.word, verb.subject, [verb.subject])
    plain = verb.frame(acting, changing, "passive verb")
    return brought_about(verb.clause, verb.word, acting) or plain


def _active(verb: Verb) -> Frame | None:
    """``X reduces Y``, ``X-treated mice showed lower Y``."""
    if not verb.objects or verb.form in word_list("never transitive") or verb.change.word in CONCLUDING:
        return None
    acting = verb.subject_agents()
    if verb.form in word_list("making") and not any(other in verb.clause.changes for other in verb.objects):
        acting = [agent for agent in acting if not _makes(verb, agent)]
    if verb.change.sign not in ("show", "cause") and any(agent.perturbation != "none" for agent in acting):
        acting += _themselves(verb, acting)
    cells = {verb.clause.unit(agent.unit).mention.label for agent in acting} == {"IMMUNE_CELL"}
    if cells and all(_makes(verb, agent) for agent in acting):
        acting = responses(verb.clause, verb.word) or acting
    if not acting and verb.change.sign == "show":
        acting = phrase_agents(verb.clause, verb.word)
    changing = themes_of(verb.clause, verb.objects)
    if not changing and verb.change.sign not in ("show", "cause"):
        changing = meant(verb.clause, verb.word, verb.subject, verb.objects)
    if verb.change.sign not in ("show", "cause"):
        changing = [theme for theme in changing if not _reads_as_verb(verb, theme)]
    return verb.frame(acting, changing, "active verb", named=True)


def _themselves(verb: Verb, acting: list[Agent]) -> list[Agent]:
    """Return the cells that a subject names beside what they lack (``X-deficient T cells suppressed Y``)."""
    known = {agent.unit for agent in acting}
    units = verb.clause.units(verb.subject) if verb.subject is not None else []
    return [Agent(unit.index) for unit in units if unit.mention.label in MAKERS and unit.index not in known]


def _makes(verb: Verb, agent: Agent) -> bool:
    """Tell whether an agent is the cell that makes what is made more of, and so no cause of it."""
    unit = verb.clause.unit(agent.unit)
    itself = verb.subject is not None and unit.index in verb.clause.sentence.units_at[verb.subject]
    return itself and agent.perturbation == "none" and unit.mention.label in MAKERS and unit.affix.role == "plain"


def _reads_as_verb(verb: Verb, theme: Theme) -> bool:
    """Tell whether a participle before a later theme is a verb of its own (``reduced A and increased B``)."""
    clause, sentence = verb.clause, verb.clause.sentence
    participle = clause.unit(theme.unit).first - 1
    change = clause.changes.get(participle)
    if (
        participle < 1
        or participle == verb.word
        or change is None
        or change.part not in ("adjective", "verb")
        or not sentence.words[participle].endswith(("ed", "ing"))
    ):
        return False
    return sentence.words[participle - 1] in ("and", ",", "but", "also")


def _intransitive(verb: Verb) -> Frame | None:
    """``Y fell after X``, ``Y rose in the X group``."""
    alone = verb.form in word_list("intransitive") or verb.change.word in PHRASAL_INTRANSITIVE
    if verb.subject is None or verb.change.agent or not alone:
        return None
    acting = phrase_agents(verb.clause, verb.word) or owner_agents(verb.clause, verb.subject)
    return verb.frame(acting, themes(verb.clause, verb.subject), "intransitive verb")


CONSTRUCTIONS: tuple[Callable[[Verb], Frame | None], ...] = (
    _followed, _reversed, _associated_noun, _with_preposition, _as_shown, _passive, _active, _intransitive,
)  # fmt: skip
