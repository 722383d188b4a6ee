"""How mentions of each label are named where no vocabulary holds them as written: head, cause, symbol, plain name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.gene_names import gene_of
from pipeline.lexicon import Lexicon
from pipeline.normalise import singular_name
from pipeline.records import Concept
from pipeline.terms import Term

BRACKETS = re.compile(r"\s?\((?![+-]\))[^()]*\)")
_MSC = re.compile(
    r"MSC|mesenchymal|stromal|(?<![A-Za-z])(?:h|r|m|e|u)?A[DT]?SCs?(?![A-Za-z])|BMSC|"
    r"adipose[- ](?:tissue[- ])?(?:derived[- ])?stem|dental pulp|Wharton|menstrual|DPSC|MenSC",
    re.IGNORECASE,
)
_VESICLE = re.compile(r"\bs?EVs?\b|vesicle|exosome|\bExos?\b|-Ex\b|microparticle|\bMVs?\b(?!-)", re.IGNORECASE)
_MEDIUM = re.compile(r"conditioned (?:culture )?medi|\bCM\b|secretome", re.IGNORECASE)
_PHENOTYPE = re.compile(
    r"(?<![\w-])(?:effector|na[iï]ve|memory|immature|tolerogenic|regulatory|conventional|malignant|donor-reactive|alloreactive|"
    r"tumou?r-associated|bone marrow-derived|monocyte-derived)(?![\w-])",
    re.IGNORECASE,
)
_T_CELL_MARKER = re.compile(r"(?<![\w-])(?P<marker>CD[48])(?![\d])(?:\(\+\)|\+|⁺)?(?!\(-|-\s|[−⁻])", re.IGNORECASE)
_CAUSE = re.compile(
    r"(?P<cause>.+?)(?P<link>[-\s](?:induced|associated|related|mediated|triggered|dependent))[\s-](?P<effect>.+)$",
    re.IGNORECASE,
)
_SCALE_WORD = re.compile(r"\s(?:(?:risk|severity)\s)?(?:scores?|index|scale|levels?|rates?)$", re.IGNORECASE)
_SEVERITY = re.compile(r"^(?:severe|moderate|mild|experimental|established|early|late|refractory)\s", re.IGNORECASE)
_MOLECULE_STATE = re.compile(
    r"^(?:p-|phospho-|phosphorylated\s|recombinant\s(?:human\s|mouse\s|murine\s|rat\s)?|rh(?=[A-Z])|soluble\s|cleaved\s|active\s|activated\s|"
    r"urinary\s|serum\s|plasma\s|circulating\s|anti-(?=[A-Z]))",
)
_MOLECULE_TAIL = re.compile(
    r"\s(?:protein|proteins|mRNA|gene|receptor antagonist protein|signaling|pathway|ligand)s?$", re.IGNORECASE
)
_KNOCKED_OUT = re.compile(r"\s?(?:\(?[-−–]/[-−–]\)?)$")
_NUMBERED_STEM = re.compile(r".*?[A-Za-z]-?(?=\d+$)")
_SUBSET = re.compile(r"T[hc]\d+$", re.IGNORECASE)  # of T cells; ``TH1`` is also an old name of a gene
_CLASS = re.compile(  # classes keep their plural
    r"\s(?:factors|markers|genes|proteins|molecules|receptors|mediators|drugs|agents|cytokines|chemokines|enzymes|signals|"
    r"transporters|regulators|substrates|metabolites|products)$"
)
_OF = re.compile(r"([\w-]+(?:\s[\w-]+)?) of (?:the\s)?((?:[\w+-]+\s){0,3}[\w+-]+)")
_MICRO_RNA = re.compile(
    r"(?:hsa-|mmu-|rno-)?(?:miR|miRNA|microRNA)[-‐‑–]?\s?(?P<number>\d+[a-z]?)(?:-[1-9](?!p))?(?:-?[35]p)?$", re.IGNORECASE
)


def long_form_of(text: str, known: Mapping[str, str]) -> str | None:
    """Return the paper's long form of an abbreviation, with or without a plural ``s``; None where it defines none."""
    for short in (text, text.removesuffix("s"), f"{text}s"):
        if short in known:
            return known[short]
    return None


def spelled_out(text: str, known: Mapping[str, str]) -> str:
    """Return a name with the paper's abbreviations spelled out: ``renal IRI``, ``renal ischemia-reperfusion injury``."""

    def expand(match: re.Match[str]) -> str:
        return long_form_of(match.group(), known) or match.group()

    return re.sub(r"[A-Za-z][A-Za-z0-9]*(?:/[A-Z])?", expand, text)


def plain_name(label: str, text: str, known: Mapping[str, str]) -> str:
    """Return a name no vocabulary knows as the guidelines write it: spelled out, singular, small but for symbols."""
    name = re.sub(r"[‐‑–]", "-", BRACKETS.sub("", spelled_out(text, known)).strip())
    if label in ("CYTOKINE", "MEDIATOR"):
        is_symbol = re.search(r"\d|^[A-Z]{2,}|[a-z][A-Z]", name) and " " not in name
        return name if is_symbol or _CLASS.search(name) else singular_name(name)
    inverted = _OF.fullmatch(name) if label == "OUTCOME" else None
    return singular_name(f"{singular_name(inverted.group(2))} {inverted.group(1)}" if inverted else name)


def _by_head(label: str, text: str, words: Lexicon) -> Term | None:
    """Look up ever shorter ends of a name (``activated M2 macrophages`` -> ``M2 macrophages``)."""
    starts = [match.end() for match in re.finditer(r"[\s-]+", text)]
    return next((term for start in starts if (term := words.lookup(label, text[start:]))), None)


def _concept(term: Term | None) -> Concept | None:
    return Concept(term.curie, term.name) if term else None


def _product(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    long_form = spelled_out(text, known)
    term = words.lookup("CELL_THERAPY", long_form)
    if term is not None:
        return _concept(term)
    if _VESICLE.search(long_form) or _VESICLE.search(text):
        return _concept(words.lookup("CELL_THERAPY", "MSC-EV"))
    if re.search(r"\bCAR\b|chimeric[- ]antigen", long_form) and re.search(
        r"T[- ]?(?:cell|lymph)|CAR-?Ts?\b", long_form, re.IGNORECASE
    ):
        return _concept(words.lookup("CELL_THERAPY", "CAR T cell"))
    if _MEDIUM.search(long_form) and not re.search(r"fibroblast|macrophage|hepatocyte|T cell|keratinocyte", long_form):
        return _concept(words.lookup("CELL_THERAPY", "MSC-conditioned medium"))
    if _MSC.search(long_form) or _MSC.search(text):
        return _concept(words.lookup("CELL_THERAPY", "MSC"))
    return _concept(_by_head("CELL_THERAPY", text, words) or _by_head("CELL_THERAPY", long_form, words))


def _immune_cell(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    if re.search(r"fox-?p3|CD25|T\s?reg", text, re.IGNORECASE) and re.search(
        r"T[ -]?(?:cell|reg|lymph)|Foxp3", text, re.IGNORECASE
    ):
        induced = re.search(r"^i(?:nduced)?\s?T", text)
        return _concept(words.lookup("IMMUNE_CELL", "induced regulatory T cell" if induced else "regulatory T cell"))
    for name in (text, spelled_out(text, known), f"{text} cell"):
        term = words.lookup("IMMUNE_CELL", name)
        if term is not None:
            return _concept(term)
        term = _by_head("IMMUNE_CELL", name, words)
        if term is not None:
            return _with_phenotype(name, term, words)
    return None


def _with_phenotype(text: str, term: Term, words: Lexicon) -> Concept:
    """Name a cell with the words of phenotype and the markers of T cells before it: ``effector CD8+ T cell``."""
    kept = [match.group().casefold().replace("ï", "i") for match in _PHENOTYPE.finditer(text) if match.group() not in term.name]
    marker = _T_CELL_MARKER.search(text) if term.name == "T cell" else None
    head = f"{marker.group('marker').upper()}+ T cell" if marker else term.name
    named = " ".join([*(word for word in kept if word not in term.name.casefold()), head])
    return _concept(words.lookup("IMMUNE_CELL", named)) or Concept("", named)


def _condition(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    name = _SEVERITY.sub("", BRACKETS.sub("", text).strip())
    for one in (name, spelled_out(name, known)):
        term = words.lookup("CONDITION", one)
        if term is not None:
            return _concept(term)
    match = _CAUSE.match(name)
    if match:
        effect = _condition_name(match.group("effect"), known, words)
        cause = _cause_name(match.group("cause"), known, words)
        composed = f"{cause}{match.group('link').casefold().replace(' ', '-')} {effect}"
        return _concept(words.lookup("CONDITION", composed)) or Concept("", composed)
    return _with_modifier(spelled_out(name, known), words)


def _condition_name(text: str, known: Mapping[str, str], words: Lexicon) -> str:
    meant = long_form_of(text, known) or text
    term = words.lookup("CONDITION", meant)
    named = _concept(term) or _condition(meant, known, words)
    return named.name if named else plain_name("CONDITION", meant, known)


def _cause_name(cause: str, known: Mapping[str, str], words: Lexicon) -> str:
    long_form = long_form_of(cause, known) or cause
    for label in ("MEDIATOR", "CONDITION"):
        term = words.lookup(label, long_form)
        if term is not None and not term.curie.startswith("HGNC"):
            return term.name
    return singular_name(long_form) if " " in long_form or long_form.istitle() else long_form


def _with_modifier(name: str, words: Lexicon) -> Concept | None:
    """Name a disease with words before it: those words as written and the preferred name of the rest."""
    for match in re.finditer(r"[\s-]+", name):
        term = words.lookup("CONDITION", name[match.end() :])
        if term is not None:
            composed = f"{name[: match.start()].casefold()} {term.name}"
            return _concept(words.lookup("CONDITION", composed)) or Concept("", composed)
    return None


def _molecule(label: str) -> Callable[[str, Mapping[str, str], Lexicon], Concept | None]:
    def named(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
        rna = _MICRO_RNA.match(text)
        if rna:
            return Concept("", f"MIR{rna.group('number').upper()}")
        bare = _MOLECULE_STATE.sub("", _KNOCKED_OUT.sub("", text))
        joined = _joined_names(label, bare, words)
        if joined is not None:
            return joined
        for name in (bare, _MOLECULE_TAIL.sub("", bare), spelled_out(bare, known), bare.replace("(", "").replace(")", "")):
            term = words.lookup(label, name)
            if term is not None:
                return _concept(term)
        gene = next((gene for name in (bare, spelled_out(bare, known)) if (gene := gene_of(name))), None)
        return Concept(*gene) if gene and len(bare) > 2 and not _SUBSET.match(bare) else None

    return named


def _joined_names(label: str, text: str, words: Lexicon) -> Concept | None:
    """Name what a slash joins: two names of one molecule (``MCP-1/CCL2``) or the members of a family (``ERK1/2``)."""
    first, *others = text.split("/")
    if not others or not all(others):
        return None
    stem = _NUMBERED_STEM.match(first)
    names = [first, *(stem.group() + other if stem and other[0].isdigit() else other for other in others)]
    terms = {term.name: term for name in names if (term := words.lookup(label, name)) is not None}
    if len(terms) == 1 and all(words.lookup(label, name) for name in names):
        return _concept(next(iter(terms.values())))
    return Concept("", "/".join(sorted(terms))) if stem and len(terms) == len(names) else None


def _last_words(label: str) -> Callable[[str, Mapping[str, str], Lexicon], Concept | None]:
    def named(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
        long_form = spelled_out(text, known)
        return _concept(words.lookup(label, long_form) or _by_head(label, text, words) or _by_head(label, long_form, words))

    return named


def _outcome(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    name = spelled_out(text, known)
    return _concept(words.lookup("OUTCOME", name) or words.lookup("OUTCOME", _SCALE_WORD.sub("", name)))


RULES: dict[str, Callable[[str, Mapping[str, str], Lexicon], Concept | None]] = {
    "CELL_THERAPY": _product,
    "IMMUNE_CELL": _immune_cell,
    "CONDITION": _condition,
    "CYTOKINE": _molecule("CYTOKINE"),
    "MEDIATOR": _molecule("MEDIATOR"),
    "OUTCOME": _outcome,
    **{label: _last_words(label) for label in ("SPECIES", "ANATOMY", "CELL_SOURCE", "DONOR", "ROUTE")},
}
