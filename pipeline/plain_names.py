"""What every rule of naming needs: long forms, plain names, and the vocabulary's reading of the end of a name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.lexicon import Lexicon
from pipeline.normalise import singular_name
from pipeline.records import Concept
from pipeline.terms import Term

BRACKETS = re.compile(r"\s?\((?![+-]\))[^()]*\)(?!\w)")  # those within a word are of a formula, ``1,25(OH)2D3``
_CLASS = re.compile(  # classes keep their plural
    r"\s(?:factors|markers|genes|proteins|molecules|receptors|mediators|drugs|agents|cytokines|chemokines|enzymes|signals|"
    r"transporters|regulators|substrates|metabolites|products)$"
)
_ACT = re.compile(r"\s(?:transplantations?|transplants?|infusions?|injections?|therapy|treatment|grafts?)$", re.IGNORECASE)
_SHORT_FORM = re.compile(r"(?<!\d\()[A-Za-z][A-Za-z0-9]*(?:/[A-Z])?")  # but for groups of a formula, ``1,25(OH)2D3``
_OF = re.compile(r"([\w-]+(?:\s[\w-]+)?) of (?:the\s)?((?:[\w+-]+\s){0,3}[\w+-]+)")


def long_form_of(text: str, known: Mapping[str, str]) -> str | None:
    """Return the paper's long form of an abbreviation, with or without a plural ``s``; None where it defines none."""
    for short in (text, text.removesuffix("s"), f"{text}s"):
        if short in known:
            return known[short]
    return None


def without_act(name: str) -> str:
    """Return a name without the act of giving at its end: ``hematopoietic cell`` of ``hematopoietic cell transplantation``."""
    return _ACT.sub("", name)


def spelled_out(text: str, known: Mapping[str, str]) -> str:
    """Return a name with the paper's abbreviations spelled out: ``renal IRI``, ``renal ischemia-reperfusion injury``."""

    def expand(match: re.Match[str]) -> str:
        return long_form_of(match.group(), known) or match.group()

    return _SHORT_FORM.sub(expand, text)


def plain_name(label: str, text: str, known: Mapping[str, str]) -> str:
    """Return a name no vocabulary knows as the guidelines write it: spelled out, singular, small but for symbols."""
    name = re.sub(r"[‐‑–]", "-", BRACKETS.sub("", spelled_out(text, known)).strip())
    if label in ("CYTOKINE", "MEDIATOR"):
        is_symbol = re.search(r"\d|^[A-Z]{2,}|[a-z][A-Z]", name) and " " not in name
        return name if is_symbol or _CLASS.search(name) else singular_name(name)
    inverted = _OF.fullmatch(name) if label == "OUTCOME" else None
    return singular_name(f"{singular_name(inverted.group(2))} {inverted.group(1)}" if inverted else name)


def by_head(label: str, text: str, words: Lexicon) -> Term | None:
    """Look up ever shorter ends of a name (``activated M2 macrophages`` -> ``M2 macrophages``)."""
    starts = [match.end() for match in re.finditer(r"[\s-]+", text)]
    return next((term for start in starts if (term := words.lookup(label, text[start:]))), None)


def concept_from(term: Term | None) -> Concept | None:
    """Return the concept of a term; None where there is no term."""
    return Concept(term.curie, term.name) if term else None
