"""A mention's label and words -> the concept it names: identifier and preferred name.

Order: what the paper itself says an abbreviation means, the vocabulary as written, the rule of the label (the head of a
product or cell, cause and disease of a condition), and last the plain name: small letters, singular, abbreviations spelled out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.doses import dose_name, find_doses
from pipeline.lexicon import Found, Lexicon, load
from pipeline.molecule_names import by_symbol
from pipeline.naming import RULES, bare_product, route_into
from pipeline.plain_names import BRACKETS, long_form_of, plain_name
from pipeline.quantities import find_quantities
from pipeline.records import Concept, Mention, Quantity
from pipeline.stem_cells import are_of_blood
from pipeline.terms import Term
from pipeline.timings import find_timings
from pipeline.trial_terms import phase_name, size_name, status_name

_OF_RODENTS = re.compile(r"(?:rat|mouse|murine)(?:-derived)?", re.IGNORECASE)  # as adjectives; ``rats`` are rats
_LISTED = re.compile(r"[-‐‑–]?\d{1,2}[A-Za-z]?")


def concept_of(
    label: str, text: str, abbreviations: Mapping[str, str] | None = None, lexicon: Lexicon | None = None
) -> Concept:
    """Return the concept that a mention names; the identifier is empty where none is known.

    Parameters
    ----------
    label, text
        the label of the mention and its words as written.
    abbreviations
        short form -> long form, as the paper defines them.
    lexicon
        the vocabularies; None means those that are shipped.
    """
    words = lexicon or load()
    known = abbreviations or {}
    if label == "DONOR" and _OF_RODENTS.fullmatch(text):
        text = "rodent"
    plain = _PLAIN.get(label)
    if plain is not None:
        return Concept("", plain(text))
    term = _resolve(label, text, known, words)
    if label == "ROUTE" and (term is None or not term.curie):
        term = route_into(term.name if term else text, words) or term
    if term is not None:
        return Concept(term.curie, term.name)
    meant = long_form_of(text, known) or text
    rule = RULES.get(label)
    named = rule(meant, known, words) if rule else None
    if named is None and label in ("CYTOKINE", "MEDIATOR"):
        named = by_symbol(text, meant)
    return named or Concept("", plain_name(label, meant, known))


def name_mentions(text: str, mentions: Sequence[Mention], abbreviations: Mapping[str, str] | None = None) -> list[Mention]:
    """Return the mentions of a text with the concept each names, and doses and times with their numbers.

    A time in a list gets the unit of the list; everything else is named by its own words and the paper's abbreviations.
    """
    measured = {(one.start, one.end, one.label): one for one in find_quantities(text)}
    lexicon, named = load(), []
    listed_here: dict[tuple[int, int, str], Concept | None] = {}
    if any(_LISTED.fullmatch(mention.text) for mention in mentions if mention.label in ("CYTOKINE", "MEDIATOR")):
        found = lexicon.find_terms(text)
        listed_here = {(one.start, one.end, one.label): listed_concept(one, text[one.start : one.end]) for one in found}
    for mention in mentions:
        one = measured.get((mention.start, mention.end, mention.label))
        if one is not None:
            named.append(replace(mention, concept=Concept("", one.name), quantity=one.quantity))
        else:
            listed = listed_here.get((mention.start, mention.end, mention.label))
            concept = listed or concept_of(mention.label, mention.text, abbreviations, lexicon)
            meant = long_form_of(mention.text, abbreviations or {}) or mention.text
            if mention.label == "CELL_THERAPY" and are_of_blood(meant, text):
                concept = concept_of("CELL_THERAPY", "hematopoietic stem cell", None, lexicon)
            quantity = mention.quantity or quantity_of(mention.label, mention.text)
            named.append(replace(mention, concept=concept, quantity=quantity))
    return named


def listed_concept(one: Found, surface: str) -> Concept | None:
    """Return the concept of a member of a list that is only a number (``-8`` of ``IL-6, -8``); None for all else."""
    return Concept(one.term.curie, one.term.name) if _LISTED.fullmatch(surface) else None


def quantity_of(label: str, text: str) -> Quantity | None:
    """Return the numbers of a dose or time given as its words alone; None for other labels and where none are found."""
    finder = {"DOSE": find_doses, "TIMING": find_timings}.get(label)
    found = finder(text) if finder else []
    return found[0].quantity if found else None


def _resolve(label: str, text: str, known: Mapping[str, str], words: Lexicon) -> Term | None:
    """Look a name up, its long form in the paper first, then as written, then without brackets."""
    long_form = long_form_of(text, known)
    if long_form is not None and long_form != text:
        return (
            words.lookup(label, long_form)
            or words.lookup(label, BRACKETS.sub("", long_form))
            or (words.lookup(label, bare_product(long_form)) if label == "CELL_THERAPY" else None)
            or _same_in(label, text, long_form, words)
        )
    found = words.lookup(label, text)
    return found or words.lookup(label, BRACKETS.sub("", text).strip())


def _same_in(label: str, text: str, long_form: str, words: Lexicon) -> Term | None:
    """Return the vocabulary's reading of an abbreviation only where it shares a word with the paper's own long form."""
    term = words.lookup(label, text)
    if term is None:
        return None
    if text == term.name:  # a symbol is its own name
        return term
    names = " ".join((term.name, *term.synonyms)).casefold()
    return term if any(word in names for word in re.findall(r"[a-z]{4,}", long_form.casefold())) else None


_PLAIN: dict[str, Callable[[str], str]] = {
    "TRIAL_ID": lambda text: re.sub(r"\s", "", text),
    "TRIAL_PHASE": lambda text: phase_name(text) or text,
    "TRIAL_STATUS": lambda text: status_name(text) or text.casefold(),
    "SAMPLE_SIZE": size_name,
    "DOSE": dose_name,
    "TIMING": lambda text: text,
}
