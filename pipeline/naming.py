"""How mentions of each label are named where no vocabulary holds them as written: head, cause, symbol, plain name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.lexicon import Lexicon
from pipeline.molecule_names import molecule_rule
from pipeline.normalise import singular_name
from pipeline.plain_names import BRACKETS, by_head, concept_from, long_form_of, plain_name, spelled_out, without_act
from pipeline.records import Concept
from pipeline.terms import Term

_MSC = re.compile(
    r"MSC|mesenchymal|stromal|(?<![A-Za-z])(?:h|r|m|e|u)?A[DT]?SCs?(?![A-Za-z])|BMSC|"
    r"adipose[- ](?:tissue[- ])?(?:derived[- ])?stem|dental pulp|Wharton|menstrual|DPSC|MenSC",
    re.IGNORECASE,
)
_OF_DONOR = re.compile(
    r"^(?:(?:autologous|allogen?e?ic|syngene?ic|xenogene?ic|murine|mouse|rat|porcine|swine|canine|equine|third-party|"
    r"haplo-?identical|unrelated|matched|sibling|human|donor(?:-derived|'s)?)\s)+(?=\S{2})",
    re.IGNORECASE,
)
_TRADE_MARK = re.compile(r"(?:\s?[®™]|\s?\((?:R|TM)\)|(?<=[a-z])TM)$")
_CODE = re.compile(r"(?=\S*\d)(?=\S*-)(?=\S*[A-Z])\S+")
_CELLS = re.compile(r"cells?", re.IGNORECASE)
_ANY_CELLS = re.compile(  # words before ``cells`` that leave open which they are, and tissues that give stromal cells
    r"(?:(?:the|these|those|such|donor(?:'s)?|third-party|recipient|patients?'s?|own|human|rat|mouse|murine|exogenous|adult|foreign|"
    r"(?:auto|allo|xeno)gen\w*|autologous|syngeneic|universal|therapeutic|healthy|young|old|aged|live|living|viable|fresh|frozen|thawed|"
    r"cryopreserved|\w+ly|(?:(?!\w*SC)\w+-)?(?:\w{3,}ed|given|grown)|adherent|surviving|homing|naive|control|male|female|cultured?|stromal|plastic|"
    r"adipose(?:\stissue)?|umbilical(?:\scord)?|cord|placental?|amniotic|dental(?:\spulp)?|(?:bone\s)?marrow|BM|AD|UC|WJ)[\s-]*)+",
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
_SITES = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), kind)
    for pattern, kind in (
        ("coronary", "intracoronary"), ("arter(?:y|ies|ial)|aortas?", "intra-arterial"), ("veins?", "intravenous"),
        ("joints?|knees?", "intra-articular"), ("muscles?", "intramuscular"), ("dis[ck]s?", "intradiscal"),
        ("wounds?(?: surface| bed)?", "topical"), ("sites?|areas?|lesions?|defects?|fistulas?|limbs?", "local"),
    )
)  # fmt: skip
_SCALE_WORD = re.compile(r"\s(?:(?:risk|severity)\s)?(?:scores?|index|scale|levels?|rates?)$", re.IGNORECASE)
_SEVERITY = re.compile(r"^(?:severe|moderate|mild|experimental|established|early|late|refractory)\s", re.IGNORECASE)


def bare_product(name: str) -> str:
    """Return the name of a product without its donor, and without the act of giving it."""
    return _OF_DONOR.sub("", without_act(name))


def _product(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    long_form = spelled_out(text, known)
    bare = bare_product(long_form)
    term = words.lookup("CELL_THERAPY", long_form) or words.lookup("CELL_THERAPY", bare)
    if term is not None:
        return concept_from(term)
    if _VESICLE.search(long_form) or _VESICLE.search(text):
        return concept_from(words.lookup("CELL_THERAPY", "MSC-EV"))
    if re.search(r"\bCAR\b|chimeric[- ]antigen", long_form) and re.search(
        r"T[- ]?(?:cell|lymph)|CAR-?Ts?\b", long_form, re.IGNORECASE
    ):
        return concept_from(words.lookup("CELL_THERAPY", "CAR T cell"))
    if _MEDIUM.search(long_form) and not re.search(r"fibroblast|macrophage|hepatocyte|T cell|keratinocyte", long_form):
        return concept_from(words.lookup("CELL_THERAPY", "MSC-conditioned medium"))
    if _MSC.search(long_form) or _MSC.search(text):
        return concept_from(words.lookup("CELL_THERAPY", "MSC"))
    named = (bare, text) if without_act(long_form) != long_form else (text, bare)  # what an act gives is in its long form
    term = _by_product_head(named[0], words) or _by_product_head(named[1], words)
    return concept_from(term) or _unlisted_product(text, known, words)


def _by_product_head(name: str, words: Lexicon) -> Term | None:
    """Name a product by its last words; ``cells`` alone are the therapy's own only where nothing before says which cells."""
    kind, gap, last = name.rpartition(" ")
    if not gap or not _CELLS.fullmatch(last) or _ANY_CELLS.fullmatch(kind):
        return by_head("CELL_THERAPY", name, words)
    longer = (name[match.end() :] for match in re.finditer(r"[\s-]+", kind))
    term = next((term for end in longer if (term := words.lookup("CELL_THERAPY", end))), None)
    return term or words.lookup("IMMUNE_CELL", name) or by_head("IMMUNE_CELL", name, words)


def _unlisted_product(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    """Name a product that no vocabulary knows without its donor and trade mark, a code as written; None for any other name."""
    bare = _TRADE_MARK.sub("", bare_product(text))
    cell = (words.lookup("CELL_THERAPY", bare) or words.lookup("IMMUNE_CELL", bare)) if bare != text else None
    if cell is not None:
        return concept_from(cell)
    if _CODE.fullmatch(bare) and bare not in known:
        return Concept("", bare)
    return Concept("", plain_name("CELL_THERAPY", bare, known)) if bare != text else None


def _immune_cell(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    if re.search(r"fox-?p3|CD25|T\s?reg", text, re.IGNORECASE) and re.search(
        r"T[ -]?(?:cell|reg|lymph)|Foxp3", text, re.IGNORECASE
    ):
        induced = re.search(r"^i(?:nduced)?\s?T", text)
        return concept_from(words.lookup("IMMUNE_CELL", "induced regulatory T cell" if induced else "regulatory T cell"))
    for name in (text, spelled_out(text, known), f"{text} cell"):
        term = words.lookup("IMMUNE_CELL", name)
        if term is not None:
            return concept_from(term)
        term = by_head("IMMUNE_CELL", name, words)
        if term is not None:
            return _with_phenotype(name, term, words)
    return None


def _with_phenotype(text: str, term: Term, words: Lexicon) -> Concept:
    """Name a cell with the words of phenotype and the markers of T cells before it: ``effector CD8+ T cell``."""
    kept = [match.group().casefold().replace("ï", "i") for match in _PHENOTYPE.finditer(text) if match.group() not in term.name]
    marker = _T_CELL_MARKER.search(text) if term.name == "T cell" else None
    head = f"{marker.group('marker').upper()}+ T cell" if marker else term.name
    named = " ".join([*(word for word in kept if word not in term.name.casefold()), head])
    return concept_from(words.lookup("IMMUNE_CELL", named)) or Concept("", named)


def _condition(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    name = _SEVERITY.sub("", BRACKETS.sub("", text).strip())
    for one in (name, spelled_out(name, known)):
        term = words.lookup("CONDITION", one)
        if term is not None:
            return concept_from(term)
    match = _CAUSE.match(name)
    if match:
        effect = _condition_name(match.group("effect"), known, words)
        cause = _cause_name(match.group("cause"), known, words)
        composed = f"{cause}{match.group('link').casefold().replace(' ', '-')} {effect}"
        return concept_from(words.lookup("CONDITION", composed)) or Concept("", composed)
    return _with_modifier(spelled_out(name, known), words)


def _condition_name(text: str, known: Mapping[str, str], words: Lexicon) -> str:
    meant = long_form_of(text, known) or text
    term = words.lookup("CONDITION", meant)
    named = concept_from(term) or _condition(meant, known, words)
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
            return concept_from(words.lookup("CONDITION", composed)) or Concept("", composed)
    return None


def _last_words(label: str) -> Callable[[str, Mapping[str, str], Lexicon], Concept | None]:
    def named(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
        long_form = spelled_out(text, known)
        return concept_from(words.lookup(label, long_form) or by_head(label, text, words) or by_head(label, long_form, words))

    return named


def route_into(site: str, words: Lexicon) -> Term | None:
    """Return the kind of route that the site of an injection makes it (an artery: intra-arterial); None for another name."""
    kind = next((kind for pattern, kind in _SITES if pattern.search(site)), None)
    return words.lookup("ROUTE", kind) if kind else None


def _route(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    """Name a route as listed, by the adjective of its adverb, by the site it goes into (``coronary``), or by its last words."""
    long_form = spelled_out(text, known)
    into = (words.lookup("ROUTE", form) for form in (long_form.removesuffix("ly"), f"intra{long_form}", f"intra-{long_form}"))
    return concept_from(next((term for term in into if term), None)) or _last_words("ROUTE")(text, known, words)


def _outcome(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
    name = spelled_out(text, known)
    return concept_from(words.lookup("OUTCOME", name) or words.lookup("OUTCOME", _SCALE_WORD.sub("", name)))


RULES: dict[str, Callable[[str, Mapping[str, str], Lexicon], Concept | None]] = {
    "CELL_THERAPY": _product,
    "IMMUNE_CELL": _immune_cell,
    "CONDITION": _condition,
    "CYTOKINE": molecule_rule("CYTOKINE"),
    "MEDIATOR": molecule_rule("MEDIATOR"),
    "OUTCOME": _outcome,
    "ROUTE": _route,
    **{label: _last_words(label) for label in ("SPECIES", "ANATOMY", "CELL_SOURCE", "DONOR")},
}
