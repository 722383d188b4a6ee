"""Small pure functions that bring spellings of one name to one key; every rule keeps the order of the words.

A name becomes a tuple of folded words: ``IL-1β`` -> ``("il", "1", "beta")``. Hyphens, slashes and spaces between words
are no part of the key, so ``IL1 beta`` and ``IL-1β`` share it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "ß": "beta", "µ": "mu", "ϐ": "beta", "ϒ": "gamma",
    "⁺": "+", "(+)": "+", "⁻": "-", "(-)": "-",
}  # fmt: skip
LATIN_INITIAL = {"alpha": "a", "beta": "b", "gamma": "g", "delta": "d", "kappa": "k", "lambda": "l", "omega": "w"}

SPELLED_OUT = 7  # letters of a word that is no abbreviation, though it is in capitals
_GREEK_CLASS = "α-ωϐßµΑ-Ω"
_WORD = re.compile(
    r"(?P<skip>['’´][sS](?![^\W_]))"
    r"|(?<=[^\W_])(?:\([+-]\)|[+⁺⁻])"
    rf"|[{_GREEK_CLASS}]"
    r"|(?:rh|rm|rHu)(?=[A-Z])"
    r"|[A-Z]+(?=(?:alpha|beta|gamma|delta|kappa)(?![a-z]))"
    rf"|[^\W\d_{_GREEK_CLASS}]+"
    r"|\d+"
)

# British and older spellings -> the American one the vocabularies use; applied inside a word, in this order.
_SPELLINGS = (
    ("aemi", "emi"), ("haem", "hem"), ("oedema", "edema"), ("tumour", "tumor"), ("leuco", "leuko"), ("anaes", "anes"),
    ("oesoph", "esoph"), ("foet", "fet"), ("faec", "fec"), ("caec", "cec"), ("oestr", "estr"), ("colour", "color"),
    ("fibre", "fiber"), ("isation", "ization"), ("paed", "ped"), ("gynaec", "gynec"), ("apnoea", "apnea"),
    ("diarrhoea", "diarrhea"), ("dyspnoea", "dyspnea"), ("behaviour", "behavior"), ("aetiolog", "etiolog"),
    ("ischaem", "ischem"), ("sulph", "sulf"), ("allogenic", "allogeneic"), ("syngenic", "syngeneic"),
    ("xenogenic", "xenogeneic"),
)  # fmt: skip

_IRREGULAR = {
    "mice": "mouse", "women": "woman", "men": "man", "children": "child", "feet": "foot", "teeth": "tooth",
    "alveoli": "alveolus", "bronchi": "bronchus", "glomeruli": "glomerulus", "tubuli": "tubule", "nuclei": "nucleus",
    "ova": "ovum", "atria": "atrium", "sera": "serum", "metastases": "metastasis", "diagnoses": "diagnosis",
    "stenoses": "stenosis", "thromboses": "thrombosis", "prognoses": "prognosis", "necroses": "necrosis",
    "fibroses": "fibrosis", "biopsies": "biopsy", "leukaemias": "leukemia", "cortices": "cortex", "indices": "index",
    "ventricles": "ventricle", "vertebrae": "vertebra", "emboli": "embolus", "thrombi": "thrombus", "foci": "focus",
    "people": "people", "lungs": "lung", "lenses": "lens", "phases": "phase", "diseases": "disease", "doses": "dose",
    "kinases": "kinase", "caspases": "caspase", "species": "species", "pancreas": "pancreas", "ascites": "ascites",
    "rabies": "rabies", "herpes": "herpes", "feces": "feces", "mellitus": "mellitus", "testes": "testis",
    "rats": "rat", "cells": "cell", "pigs": "pig", "dogs": "dog", "adults": "adult", "humans": "human",  # also in capitals
}  # fmt: skip


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return the key of one word: NFKC, case-folded, Greek in Latin letters, American spelling, singular.

    >>> fold_word("β"), fold_word("MSCs"), fold_word("tumours"), fold_word("mice")
    ('beta', 'msc', 'tumor', 'mouse')
    """
    if word in GREEK:
        return GREEK[word]
    singular = _strip_plural(unicodedata.normalize("NFKC", word))
    folded = singular.casefold()
    if folded in GREEK:
        return GREEK[folded]
    for old, new in _SPELLINGS:
        if old in folded:
            folded = folded.replace(old, new)
    return _IRREGULAR.get(folded, folded)


def _strip_plural(word: str) -> str:
    """Return the singular; abbreviations lose a small final ``s`` only, words of up to three letters keep theirs."""
    word = word.casefold() if len(word) >= SPELLED_OUT and word.isupper() else word
    lowered, body = word.casefold(), word[:-1]
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    if not word.endswith("s") or len(word) < 3:
        return word
    if body.isupper() or (len(word) <= 5 and body[1:].isupper()):
        return body
    if len(word) == 3 or lowered.endswith(("ss", "us", "is")):
        return word
    if lowered.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if lowered.endswith(("ches", "shes", "sses", "xes", "zes")) else body


class Words(NamedTuple):
    """The words of a text as three lists of one length: where each starts and ends, and its folded form."""

    starts: list[int]
    ends: list[int]
    folded: list[str]


def split_words(text: str) -> Words:
    """Return the words of a text in order; letters, digits and Greek letters part, a possessive ``'s`` is left out.

    >>> split_words("IL-1β of Crohn's disease").folded
    ['il', '1', 'beta', 'of', 'crohn', 'disease']
    """
    matches = [match for match in _WORD.finditer(text) if match.lastgroup != "skip"]
    return Words(
        [match.start() for match in matches],
        [match.end() for match in matches],
        [fold_word(match.group()) for match in matches],
    )


def key_of(name: str) -> tuple[str, ...]:
    """Return the key of a name, a tuple of folded words; empty where the name has no letters and digits."""
    return tuple(split_words(name).folded)


_JOINED_PREFIX = re.compile(
    r"^(intra|inter|pro|anti|post|pre|micro|macro|cyclo|hyper|hypo|trans|sub|extra|peri|non|co|auto|allo|xeno|multi|"
    r"poly|mono|re|ex|neo|endo|epi|retro|supra|infra|para|neuro|cardio|immuno|hemo|lympho|osteo|gastro)-(?=\w)"
)


def variants(name: str) -> set[tuple[tuple[str, ...], bool]]:
    """Return the keys under which a name is found, each with whether it is tight (no space before its last letter).

    Greek letters may be written as their initial (``TNF-a``, ``TNFa``), prefixes joined or with a hyphen
    (``proinflammatory``, ``pro-inflammatory``).
    """
    key = key_of(name)
    keys: set[tuple[tuple[str, ...], bool]] = {(key, False)} if key else set()
    for position, word in enumerate(key):
        initial = LATIN_INITIAL.get(word)
        if initial is None or position == 0:
            continue
        before, after = key[:position], key[position + 1 :]
        keys.add(((*before, initial, *after), True))
        if not before[-1].isdigit():
            keys.add(((*before[:-1], before[-1] + initial, *after), False))
        if after and after[0].isalpha():
            keys.add(((*before, initial + after[0], *after[1:]), False))
            keys.add(((*before[:-1], before[-1] + initial + after[0], *after[1:]), False))
    words = name.split(" ")
    for position, text in enumerate(words):
        joined = _JOINED_PREFIX.sub(lambda match: match.group(1), text.casefold())
        if joined != text.casefold():
            keys.add((key_of(" ".join([*words[:position], joined, *words[position + 1 :]])), False))
        for prefix in ("pro", "anti", "intra", "post", "pre", "non", "cyclo", "peri", "trans", "micro"):
            lowered = text.casefold()
            if lowered.startswith(prefix) and len(lowered) > len(prefix) + 5 and lowered.isalpha():
                split = f"{prefix} {lowered[len(prefix) :]}"
                keys.add((key_of(" ".join([*words[:position], split, *words[position + 1 :]])), False))
    return keys


def singular_name(name: str) -> str:
    """Return a name in small letters with its last word singular; words of capitals and digits stay as they are.

    >>> singular_name("Renal Tubular Injuries"), singular_name("CLP models")
    ('renal tubular injury', 'CLP model')
    """
    words = [word if _is_symbol(word) else word.casefold() for word in name.split()]
    if not words:
        return name
    last = words[-1]
    return " ".join([*words[:-1], last if _is_symbol(last) else _strip_plural(last)])


def _is_symbol(word: str) -> bool:
    if len(word) >= SPELLED_OUT and word.isalpha() and word.isupper():
        return False
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and (sum(letter.isupper() for letter in letters) > 1 or any(c.isdigit() for c in word))
