"""How molecules are named: state words and knock-outs left out, joined names told apart, genes by their symbol."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.gene_names import gene_of
from pipeline.lexicon import Lexicon
from pipeline.plain_names import concept_from, spelled_out
from pipeline.records import Concept

_MOLECULE_STATE = re.compile(
    r"^(?:p-|p(?=[A-Z]{2}|[A-Z][a-z]{2}|p\d)|phospho-|phosphorylated\s|recombinant\s(?:human\s|mouse\s|murine\s|rat\s)?|rh(?=[A-Z])|"
    r"soluble\s|s(?=[A-Z]{2})|cleaved\s|active\s|activated\s|total\s|lncRNA\s|mature\s|membrane-bound\s|pro-?(?=[A-Z]|caspase)|"
    r"urinary\s|serum\s|plasma\s|circulating\s|anti-(?=[A-Z]))",
)
_MOLECULE_TAIL = re.compile(
    r"\s(?:protein|proteins|mRNA|gene|receptor antagonist protein|signaling|pathway|ligand)s?$", re.IGNORECASE
)
_RECEPTOR = re.compile(
    r"(?P<ligand>.+?)[-‐‑\s]?(?:receptor|R(?![a-z]))[-‐‑\s]?(?:(?:type|subunit|chain)\s)?"
    r"(?P<number>I{1,3}|[1-3]|alpha|beta|gamma|[αβγABG])(?:\s(?:subunit|chain))?$"
)
_NUMERALS = {"I": "1", "II": "2", "III": "3", "alpha": "A", "α": "A", "beta": "B", "β": "B", "gamma": "G", "γ": "G"}
_KNOCKED_OUT = re.compile(r"\s?(?:\(?[-−–]/[-−–]\)?)$")
_NUMBERED_STEM = re.compile(r".*?[A-Za-z]-?(?=\d+$)")
_SUBSET = re.compile(r"T[hc]\d+$", re.IGNORECASE)  # of T cells; ``TH1`` is also an old name of a gene
_MICRO_RNA = re.compile(
    r"(?:hsa-|mmu-|rno-)?(?:miR|miRNA|microRNA)[-‐‑–]?\s?(?P<number>\d+[a-z]?)(?:-[1-9](?!p))?(?:-?[35]p)?$", re.IGNORECASE
)


def molecule_rule(label: str) -> Callable[[str, Mapping[str, str], Lexicon], Concept | None]:
    """Return the rule that names a cytokine or mediator: the vocabulary first, then the list of every human gene.

    The rule gives None where neither knows the name.
    """

    def named(text: str, known: Mapping[str, str], words: Lexicon) -> Concept | None:
        rna = _MICRO_RNA.match(text)
        if rna:
            symbol = f"MIR{rna.group('number').upper()}"
            return Concept((gene_of(symbol) or ("",))[0], symbol)
        bare = _MOLECULE_STATE.sub("", _KNOCKED_OUT.sub("", text))
        joined = _joined_names(label, bare, words)
        if joined is not None:
            return joined
        names = (bare, _MOLECULE_TAIL.sub("", bare), spelled_out(bare, known), bare.replace("(", "").replace(")", ""))
        other = "MEDIATOR" if label == "CYTOKINE" else "CYTOKINE"
        term = next((term for place in (label, other) for name in names if (term := words.lookup(place, name))), None)
        if term is not None:
            return concept_from(term)
        symbols = (bare, spelled_out(bare, known), *_receptors(bare, words))
        gene = next((gene for name in symbols if (gene := gene_of(name))), None)
        return Concept(*gene) if gene and len(bare) > 2 and not _SUBSET.match(bare) else None

    return named


def by_symbol(symbol: str, long_form: str) -> Concept | None:
    """Name an abbreviation of unknown words by the gene of that symbol, which must have a digit and begin as the words do."""
    gene = gene_of(symbol) if re.search(r"[A-Za-z]{2}.*\d", symbol) else None
    return Concept(*gene) if gene and long_form[:1].casefold() == gene[1][:1].casefold() else None


def _receptors(text: str, words: Lexicon) -> list[str]:
    """Return the symbols that the numbered receptor of a ligand may have (``TGF-βRII``: ``TGFBR2``); else an empty list."""
    match = _RECEPTOR.match(text)
    if match is None:
        return []
    ligand, number = match.group("ligand"), match.group("number")
    term = words.lookup("CYTOKINE", ligand)
    stems = [ligand, *([term.name, term.name.removesuffix("1")] if term else ())]
    return [f"{stem}R{_NUMERALS.get(number, number)}" for stem in stems]


def _joined_names(label: str, text: str, words: Lexicon) -> Concept | None:
    """Name what a slash joins: two names of one molecule (``MCP-1/CCL2``) or the members of a family (``ERK1/2``)."""
    first, *others = text.split("/")
    if not others or not all(others):
        return None
    stem = _NUMBERED_STEM.match(first)
    names = [first, *(stem.group() + other if stem and other[0].isdigit() else other for other in others)]
    terms = {term.name: term for name in names if (term := words.lookup(label, name)) is not None}
    if len(terms) == 1 and all(words.lookup(label, name) for name in names):
        return concept_from(next(iter(terms.values())))
    return Concept("", "/".join(sorted(terms))) if stem and len(terms) == len(names) else None
