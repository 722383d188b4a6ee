"""Questions about a parsed clause: who is the subject, is it passive, what do its prepositions govern."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.sentence import Sentence

OBJECTS = frozenset({"dobj", "dative", "oprd"})
PREPOSITIONAL = frozenset({"prep", "agent", "pcomp", "advcl"})  # ``due to`` and ``following`` hang on by the last two
DEPENDENT_CLAUSES = frozenset({"xcomp", "advcl", "ccomp", "acomp", "oprd", "prt", "dep"})
LOOSE = frozenset({"which", "who"})  # what a parser may hang on a verb by ``dep``
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})


def child(sentence: Sentence, word: int, *deps: str) -> int | None:
    """Return the first dependent of a word with one of the given labels, or None."""
    return next((other for other in sentence.children[word] if sentence.deps[other] in deps), None)


def is_passive(sentence: Sentence, word: int) -> bool:
    """Tell whether a verb is passive: by its auxiliary or subject, as a bare participle, or as the mate of a passive verb."""
    if child(sentence, word, "auxpass", "nsubjpass", "agent") is not None:
        return True
    if sentence.tags[word] != "VBN":
        return False
    if child(sentence, word, *OBJECTS) is not None or child(sentence, word, "aux") is not None:
        return False
    dep, head = sentence.deps[word], sentence.heads[word]
    if dep == "acl":
        return True
    return dep == "conj" and is_passive(sentence, head)


def subject(sentence: Sentence, word: int, depth: int = 0) -> int | None:
    """Return the word that heads the subject of a verb, shared or controlled by a higher verb if need be, or None."""
    if depth > 6:
        return None
    own = _own_subject(sentence, word)
    if own is not None:
        if sentence.words[own] in RELATIVE:
            antecedent = _antecedent(sentence, word, own)
            return antecedent if antecedent is not None else own
        owner = next((other for other in sentence.children[own] if sentence.words[other] == "whose"), None)
        antecedent = _antecedent(sentence, word, owner) if owner is not None else None
        return antecedent if antecedent is not None else own
    loose = next((other for other in sentence.children[word] if sentence.words[other] in LOOSE and other < word), None)
    leads = sentence.words[word] in word_list("leading")
    if loose is not None and sentence.deps[loose] == "dep" and sentence.tags[word] in ("VBZ", "VBD") and not leads:
        antecedent = _antecedent(sentence, word, loose)
        if antecedent is not None:
            return antecedent
    return _shared_subject(sentence, word, depth)


def _own_subject(sentence: Sentence, word: int) -> int | None:
    """Return the subject that hangs on a verb; of several (``Three weeks later Y was higher``) the first that is no time."""
    found = [other for other in sentence.children[word] if sentence.deps[other] in SUBJECTS]
    for other in found:
        labels = {sentence.units[index].mention.label for index in sentence.units_at[other]}
        if labels - {"TIMING", "DOSE"} or (not labels and sentence.words[other] not in word_list("time noun")):
            return other
    return found[0] if found else None


def _shared_subject(sentence: Sentence, word: int, depth: int) -> int | None:
    """Return the subject that a verb without one takes from the word it hangs on: a noun itself, or a verb's subject."""
    dep, head = sentence.deps[word], sentence.heads[word]
    controller = child(sentence, head, "dobj") if dep == "xcomp" else None
    if controller is not None:
        return controller
    if sentence.tags[word] == "VB" and (dep == "acl" or (dep == "advcl" and sentence.words[head] in word_list("ability noun"))):
        return _able(sentence, head, depth)
    if dep in ("acl", "relcl"):
        return _nominal_root(sentence, word, head)
    above = sentence.heads[head] if dep == "pcomp" else head
    beside = _beside(sentence, word, head) if dep == "conj" else None
    if dep == "pcomp" and sentence.words[above] in word_list("way noun"):
        beside = above  # ``a strategy for reducing Y``
    if beside is not None:
        return beside
    joined = dep in ("conj", "pcomp") and sentence.tags[above].startswith(("V", "J"))
    if head != word and (joined or dep in DEPENDENT_CLAUSES):
        return subject(sentence, above, depth + 1)
    return None


def _nominal_root(sentence: Sentence, word: int, head: int) -> int:
    """Return the noun that a clause hangs on; for a finite verb that was taken for a participle the noun that heads it all."""
    if sentence.deps[word] != "acl" or sentence.tags[word] != "VBN" or child(sentence, word, "dobj") is None:
        return head
    root = next((other for other in (head, *sentence.ancestors(head)) if sentence.heads[other] == other), head)
    return root if root < word and sentence.tags[root].startswith("N") else head


def _beside(sentence: Sentence, word: int, head: int) -> int | None:
    """Return the mention right before a coordinated verb that the parse hung beside it (``X fell and Y rose``), or None."""
    units = [sentence.units[index] for index in sentence.units_at[word - 1]] if word else []
    return next((u.root for u in units if sentence.heads[u.root] == head < u.root and sentence.deps[u.root] == "conj"), None)


def _able(sentence: Sentence, noun: int, depth: int) -> int | None:
    """Return who has the ability, capacity or failure that an infinitive completes: its owner, else the subject above."""
    owner = child(sentence, noun, "poss")
    if owner is not None and sentence.tags[owner] != "PRP$":
        return owner
    for _, other in governed(sentence, noun, ("of",)):
        return other
    verb = verb_above(sentence, noun)
    return subject(sentence, verb, depth + 1) if verb is not None else noun


def _antecedent(sentence: Sentence, verb: int, pronoun: int) -> int | None:
    """Return what a relative pronoun stands for: the mention right before it, else the noun that the clause hangs on."""
    near = next((u for u in reversed(sentence.units) if 0 <= sentence.starts[pronoun] - u.alias_end <= 2), None)
    if near is not None:
        return near.root
    word = verb
    for _ in range(4):
        if sentence.deps[word] == "relcl":
            return sentence.heads[word]
        if sentence.deps[word] != "conj":
            return None
        word = sentence.heads[word]
    return None


def governed(sentence: Sentence, word: int, prepositions: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield (preposition, what it governs) for the prepositional phrases of a word that begin with one of these."""
    for prep in sentence.children[word]:
        if sentence.words[prep] not in prepositions or sentence.deps[prep] not in PREPOSITIONAL:
            continue
        if not sentence.children[prep]:
            lost = _lost_object(sentence, prep)
            if lost is not None:
                yield prep, lost
        for other in sentence.children[prep]:
            if sentence.deps[other] in ("pobj", "dobj") or (sentence.deps[other] == "pcomp" and sentence.tags[other] != "IN"):
                yield prep, other
            elif sentence.deps[other] in ("prep", "pcomp"):
                for deeper in sentence.children[other]:
                    if sentence.deps[deeper] == "pobj":
                        yield prep, deeper


def _lost_object(sentence: Sentence, prep: int) -> int | None:
    """Return the mention right behind a preposition that the parse left without an object (``treated with X healed``)."""
    after = prep + 1
    units = [sentence.units[index] for index in sentence.units_at[after]] if after < len(sentence.words) else []
    return next((unit.root for unit in units if sentence.deps[unit.root] in ("npadvmod", "nmod", "compound", "amod")), None)


def verb_above(sentence: Sentence, word: int) -> int | None:
    """Return the nearest verb above a word, or None."""
    return next((other for other in sentence.ancestors(word) if sentence.tags[other].startswith("V")), None)
