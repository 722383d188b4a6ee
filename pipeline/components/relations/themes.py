"""From the head word of a phrase to the mentions that change in it, with the signs on the way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipeline.components.relations.clause import TARGET_LABELS, Clause
from pipeline.components.relations.lexicon import ChangeWord, Sign, word_list
from pipeline.components.relations.sentence import Sentence

MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod", "advmod", "quantmod", "det"})
SIGNED: Mapping[str, Sign] = {"negative": "down", "positive": "up"}  # of an effect or an influence
COUNTING = frozenset({"less", "more", "fewer"})  # a parser may hang them on any word of a mention
MAX_DEPTH = 8
ABILITIES = frozenset({"activity", "activities", "function", "functions", "capacity", "ability", "potential", "properties"})
ON = ("on", "upon", "against", "toward", "towards", "in")
NOUN_PREPOSITIONS = ("of", "in", "on", "to", "for")


@dataclass(frozen=True, slots=True)
class Theme:
    """A mention that changes, with the signs (outermost first) and words of change between it and its governor."""

    unit: int
    chain: tuple[Sign, ...] = ()
    words: tuple[int, ...] = ()

    def after(self, word: int) -> Theme:
        """Return the theme with the words of change that stand after a word only."""
        kept = [(sign, at) for sign, at in zip(self.chain, self.words, strict=True) if at > word]
        return replace(self, chain=tuple(sign for sign, _ in kept), words=tuple(at for _, at in kept))


def themes(clause: Clause, word: int, above: Theme = Theme(-1), outer: Theme | None = None, depth: int = 0) -> list[Theme]:
    """Return the mentions that change where the phrase headed by ``word`` is what changes; empty where it names none.

    ``above`` holds the signs gathered so far, ``outer`` those without the innermost noun of change, which its coordinate
    (``loss of X and induction of Y``) does not share.
    """
    sentence = clause.sentence
    if depth > MAX_DEPTH or word in clause.compared:
        return []
    outer = above if outer is None else outer
    change = None if sentence.units_at[word] or _aimless(clause, word) else clause.changes.get(word)
    noun = change is not None and change.part in ("noun", "agentnoun")
    gerund = change is not None and change.part == "verb" and sentence.tags[word] == "VBG"
    base = _add(above, change, word) if change and (noun or gerund) else above
    inner = (
        base if gerund or (sentence.words[word] in word_list("effect noun") and not change) else _described(clause, word, base)
    )
    found = [replace(inner, unit=unit.index) for unit in clause.units(word) if _may_change(unit.mention.label, unit.affix.role)]
    deeper = above if noun else outer
    owned = noun and "of" in (sentence.words[child] for child in sentence.children[word])
    for child in sentence.children[word]:
        dep = sentence.deps[child]
        if dep == "conj" and not (sentence.tags[child][:1] == "V" and sentence.tags[child] != "VBG"):
            parallel = outer if child in clause.changes else above
            found += themes(clause, child, parallel, outer, depth + 1)
        elif dep == "appos" and not _apart(clause, word, child):
            found += themes(clause, child, inner, deeper, depth + 1)
        elif dep in MODIFIERS and not found and not (noun and owned):
            found += _modifiers(clause, child, inner, noun)
    if not found or not sentence.units_at[word]:
        for child in _phrases(clause, word, change if noun else None):
            below = base if noun and change and change.sign != "change" and not _lessened(clause, word) else inner
            if sentence.words[word] in word_list("effect noun") and child in clause.changes:
                below = above
            found += themes(clause, child, below, deeper, depth + 1)
        if gerund:
            for child in sentence.children[word]:
                if sentence.deps[child] == "dobj":
                    found += themes(clause, child, inner, above, depth + 1)
    return _unique(found)


def _aimless(clause: Clause, word: int) -> bool:
    """Tell whether a word is an effect of something on nothing said (``the effect of X``), which stands for X itself."""
    sentence = clause.sentence
    if sentence.words[word] not in word_list("effect noun"):
        return False
    here = (*sentence.children[word], *_next_preposition(clause, word))
    return not (any(sentence.words[prep] in ON for prep in here) or _on_phrases(clause, word))


def _on_phrases(clause: Clause, word: int) -> list[int]:
    """Return the phrases with ``on`` below an effect, which a parser may hang on the effect's owner."""
    sentence = clause.sentence
    below = sentence.subtree(word)
    return [prep for prep in sorted(below) if sentence.words[prep] in ("on", "upon") and sentence.deps[prep] == "prep"]


def _add(theme: Theme, change: ChangeWord, word: int) -> Theme:
    return replace(theme, chain=(*theme.chain, change.sign), words=(*theme.words, word))


def _may_change(label: str, role: str) -> bool:
    return label in TARGET_LABELS and role in ("plain", "neutral")


def _described(clause: Clause, word: int, above: Theme) -> Theme:
    """Add the signs of adjectives such as ``higher``; those that only say what a decrease found (``high``) do not count."""
    sentence, theme = clause.sentence, above
    for child in _before(clause, word):
        adjective = clause.changes.get(child)
        if child in theme.words:
            continue
        if sentence.words[child] in SIGNED and theme.chain and theme.chain[-1] == "change" and theme.words[-1] == word:
            theme = replace(theme, chain=(*theme.chain[:-1], SIGNED[sentence.words[child]]))
            continue
        if (
            adjective is None
            or adjective.part != "adjective"
            or (sentence.deps[child] not in ("amod", "compound", "conj") and sentence.words[child] not in COUNTING)
            or child > word
        ):
            continue
        if (_owns(sentence, word) or sentence.units_at[word]) and sentence.words[child].endswith(("ory", "ive")):
            continue  # ``anti-inflammatory IL-10`` says what it does
        if adjective.sign in ("up", "none") and theme.chain and theme.chain[-1] == "down":
            continue
        if adjective.sign == "none" and theme.chain and theme.chain[-1] == "up":
            continue  # ``a similar rise``
        if theme.chain and theme.chain[-1] == "change" and theme.words[-1] == word:
            if adjective.sign not in ("better", "worse") and not sentence.words[child].endswith(("ory", "ive", "ing")):
                continue
            theme = replace(theme, chain=theme.chain[:-1], words=theme.words[:-1])
        theme = _add(theme, adjective, child)
    return theme


def _lessened(clause: Clause, word: int) -> bool:
    """Tell whether an adjective makes less of the rise or fall that a noun names (``a smaller rise in Y``)."""
    sentence = clause.sentence
    if sentence.words[word] not in word_list("rise or fall"):
        return False
    return any(sentence.words[child] in word_list("lessening adjective") for child in _before(clause, word) if child < word)


def _before(clause: Clause, word: int) -> list[int]:
    """Return what modifies a word; of a mention of several words also what the parse hangs on another of its words."""
    sentence = clause.sentence
    first = min((unit.first for unit in clause.units(word)), default=word)
    outside = [child for part in range(first, word) for child in sentence.children[part] if child < first]
    step = clause.changes.get(first - 1) if first and sentence.units_at[word] else None
    joined = step is not None and sentence.deps[first - 1] == "conj" and step.sign in ("up", "down")
    if first and (sentence.words[first - 1] in COUNTING or joined):
        outside.append(first - 1)
    return sorted({*outside, *sentence.children[word]})


def _owns(sentence: Sentence, word: int) -> bool:
    """Tell whether a word is what Y can do (``the suppressive function of Y``), so that its adjective says nothing of Y."""
    return sentence.words[word] in ABILITIES and any(sentence.words[other] == "of" for other in sentence.children[word])


def _apart(clause: Clause, word: int, child: int) -> bool:
    low, high = sorted((word, child))
    return any(text in (":", ";", "--", "–") for text in clause.sentence.words[low:high])


def _phrases(clause: Clause, word: int, change: ChangeWord | None) -> list[int]:
    """Return what the prepositions of a noun govern, those with ``of`` alone where there are any."""
    sentence = clause.sentence
    leaning = ("toward", "towards", "to") if sentence.words[word] in ("trend", "trends", "tendency") else ()
    wanted: Collection[str] = (change.theme or NOUN_PREPOSITIONS) if change else ("of", "for", *leaning)
    if any(sentence.words[child].endswith("protective") for child in sentence.children[word]):
        wanted = {*wanted, "in", "against", "from"}
    found: dict[str, list[int]] = {}
    extra = _on_phrases(clause, word) if sentence.words[word] in word_list("effect noun") else []
    for prep in dict.fromkeys((*sentence.children[word], *_next_preposition(clause, word), *extra)):
        if sentence.deps[prep] == "prep" and sentence.words[prep] in wanted:
            objects = [other for other in sentence.children[prep] if sentence.deps[other] in ("pobj", "pcomp")]
            found.setdefault(sentence.words[prep], []).extend(objects)
    if "of" in found:
        return found["of"][:1] if change else found["of"]
    return [child for objects in found.values() for child in objects[:1]]


def _next_preposition(clause: Clause, word: int) -> tuple[int, ...]:
    """Return the preposition right behind a noun if the parse hangs it on the verb above."""
    sentence, after = clause.sentence, word + 1
    if after < len(sentence.words) and sentence.deps[after] == "prep" and sentence.heads[after] == sentence.heads[word] != word:
        return (after,)
    return ()


def _modifiers(clause: Clause, child: int, above: Theme, changed: bool) -> list[Theme]:
    sentence = clause.sentence
    own = _described(clause, child, above) if clause.units(child) else above
    found = [
        replace(own, unit=unit.index)
        for unit in clause.units(child)
        if unit.mention.label in TARGET_LABELS and unit.affix.role == "plain" and (changed or unit.mention.label != "CONDITION")
    ]
    for grand in sentence.children[child]:
        if sentence.deps[grand] in ("compound", "conj", "nmod", "amod"):
            found += _modifiers(clause, grand, above, changed)
    return found


def _unique(found: list[Theme]) -> list[Theme]:
    seen: dict[int, Theme] = {}
    for theme in found:
        seen.setdefault(theme.unit, theme)
    return list(seen.values())
