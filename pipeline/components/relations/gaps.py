"""What stands between two members of a list: a link and a phrase of change, or more than that."""

from __future__ import annotations

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, cue_pattern, word_list
from pipeline.components.relations.sentence import Unit

LINKS = frozenset({",", ";", "and", "or", "/"})
PLACING = frozenset({"in", "at", "of", "from", "on", "within", "into", "by"})
PASSED = frozenset({"ANATOMY", "SPECIES", "TIMING", "IMMUNE_CELL"})  # mentions that name a place or a time in a list
OPENING, CLOSING = frozenset("(["), frozenset(")]")
CARRIED = frozenset({"level", "levels", "expression", "production", "counts"})
FINITE = ("VBD", "VBZ", "VBP", "MD")
NEAR = 9  # words from a denial to what did not change


def signs_between(clause: Clause, between: list[int], *, verbs: bool) -> list[tuple[Sign, int]] | None:
    """Return the signs of a phrase of change with their words, or None where it is no such phrase.

    With ``verbs`` a participle may be a verb of its own, and ends the list.
    """
    said: list[tuple[Sign, int]] = []
    for place, word in enumerate(between):
        change = _change(clause, word)
        if change is not None:
            if verbs and clause.sentence.words[word].endswith(("ed", "ing")):
                return None
            said.append((change.sign, word))
        elif (place or clause.sentence.words[word] != "with") and not _passes(
            clause, word, between[place - 1] if place else -1
        ):
            return None
    return said


def from_link(clause: Clause, between: list[int]) -> list[int]:
    """Return the words from the first link on; nothing but nouns that end the last member's phrase may stand before it."""
    sentence = clause.sentence
    for place, word in enumerate(between):
        if sentence.words[word] == "with" and _change(clause, word + 1) is not None:
            return between[place:]
        if sentence.words[word] == "but" and sentence.words[word + 1] in ("no", "without", "unchanged", "unaltered"):
            return between[place:]
        if sentence.words[word] in LINKS or sentence.words[word : word + 3 : 2] == ["as", "as"]:
            return between[place:]
        if sentence.tags[word][:1] != "N":
            break
    return []


def _change(clause: Clause, word: int) -> ChangeWord | None:
    form, table = clause.sentence.words[word], change_words()
    return table.get((form, "noun")) or table.get((form, "adjective"))


def bare_gap(clause: Clause, before: Unit, unit: Unit) -> list[int]:
    """Return the words between two units without brackets, evidence and places."""
    sentence = clause.sentence
    first, depth, kept = sentence.word_at(before.alias_end - 1) + 1, 0, []
    text = sentence.between(before.alias_end, unit.mention.start)
    evidence = [range(m.start() + before.alias_end, m.end() + before.alias_end) for m in cue_pattern("evidence").finditer(text)]
    for word in range(first, unit.first):
        form = sentence.words[word]
        if form in OPENING:
            depth += 1
        elif form in CLOSING:
            depth = max(0, depth - 1)
        elif not depth and not any(sentence.starts[word] in span for span in evidence):
            kept.append(word)
    return [word for word in kept if not _places(clause, kept, word)]


def _places(clause: Clause, kept: list[int], word: int) -> bool:
    """Tell whether a word is in a phrase of place or time (``in the lungs of rats``): a preposition up to a mention passed."""
    sentence = clause.sentence
    if any(unit.mention.label in PASSED for unit in clause.units(word)):
        return True
    ahead = word
    while (
        ahead in kept
        and not sentence.units_at[ahead]
        and (ahead == word or sentence.tags[ahead][:1] in "DJ" or sentence.words[ahead] in ("both", "all"))
    ):
        ahead += 1
    placed = any(unit.mention.label in PASSED for unit in clause.units(ahead)) if ahead < len(sentence.words) else False
    return (
        placed and ahead > word and (sentence.words[word] in PLACING or (word - 1 in kept and _places(clause, kept, word - 1)))
    )


def _passes(clause: Clause, word: int, previous: int) -> bool:
    """Tell whether a word may stand in a phrase of change: a link, a determiner, an adverb, an adjective, a carrier, ``of``."""
    sentence = clause.sentence
    form, tag = sentence.words[word], sentence.tags[word]
    if form in LINKS or form in word_list("list filler") or form in word_list("carrier"):
        return form != "by"
    if form in ("in", "to", "with") and previous >= 0 and sentence.words[previous] in LINKS:
        return True
    if form in ("of", "in"):
        return previous >= 0 and (sentence.tags[previous][:1] == "N" or sentence.words[previous] in word_list("carrier"))
    if tag in ("VBN", "VBD") and word + 1 < len(sentence.words) and sentence.tags[word + 1][:1] in "NJ":
        return form.endswith("ed") and (form, "verb") not in change_words()  # ``marked elevation``
    return tag in ("DT", "PDT", "RB", "RBR", "RBS", "JJ", "CC", "PRP$", "CD") and form not in ("than", "versus")


def begins_clause(clause: Clause, unit: Unit) -> bool:
    """Tell whether a unit is in the subject of a verb behind it, and so begins a clause of its own."""
    sentence, word = clause.sentence, unit.root
    behind = unit.last + 1
    while behind < len(sentence.words) and (sentence.tags[behind].startswith("RB") or sentence.words[behind] in CARRIED):
        behind += 1
    if sentence.words[behind : behind + 1] and sentence.words[behind] in word_list("intransitive verb form") | word_list("be"):
        return True
    if ";" in sentence.words[: unit.first] and _finite(clause, unit):
        return True
    for _ in range(8):
        dep, head = sentence.deps[word], sentence.heads[word]
        if dep in ("nsubj", "nsubjpass"):
            return head > unit.last
        if dep not in ("compound", "amod", "nmod", "poss", "appos", "pobj", "prep", "conj") or head == word:
            return False
        word = head
    return False


def _finite(clause: Clause, unit: Unit) -> bool:
    """Tell whether a verb of its own stands between a unit and the next semicolon (``; Y, in contrast, rose``)."""
    sentence = clause.sentence
    for word in range(unit.last + 1, len(sentence.words)):
        if sentence.words[word] == ";":
            return False
        if sentence.words[word] in word_list("intransitive verb form") | word_list("be") or sentence.tags[word] in FINITE:
            return not sentence.units_at[word]
    return False


def unchanged(clause: Clause, between: list[int]) -> bool:
    """Tell whether a list goes on with what did not change (``but no change in Y``, ``without a change in Y``)."""
    words = [clause.sentence.words[word] for word in between]
    denied = any(word in ("no", "without", "unchanged", "unaltered") for word in words[:3])
    return denied and len(words) <= NEAR and any(word in word_list("plain change") for word in words)
