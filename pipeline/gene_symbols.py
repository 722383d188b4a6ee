"""Text -> gene symbols and microRNAs that no curated vocabulary holds, found by their form and by the list of every human gene.

A symbol is taken only where it has a digit and letters (``Gfi-1``, ``B7-H4``, ``SLC7A1``), for words of letters alone mean
too many other things. Markers of a cell's phenotype (``CD4+``), cell lines, ions and kinds of cells are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gene_names import gene_of
from pipeline.lexicon import Found
from pipeline.terms import Term

METHOD = "grammar"

_SYMBOL = re.compile(r"(?<![\w/+.-])[A-Za-z](?=[\w‐‑–-]{2})[A-Za-z0-9α-κ]*(?:[-‐‑–][A-Za-z0-9α-κ]+){0,2}(?![\w-]|\.\d)")
_MICRO_RNA = re.compile(
    r"(?<![\w-])(?:(?:hsa|mmu|rno)-)?(?:(?:miR|miRNA|microRNA)[-‐‑–\s]?\d+[a-z]?(?:-[1-9](?!p))?|let-7[a-i]?)(?:-?[35]p)?(?![\w-])",
    re.IGNORECASE,
)
_NOT_A_SYMBOL = re.compile(
    r"(?:th|tc|tr|m|b|p|d|t|h|g|s|ca|na|fe|mg|zn|k|f|age|day|stage|grade|type|phase|group|class|fig|step|level|ic|ec|ld|sf|eq|vo|co|po|ph|"
    r"hk|hep|ht|hl|thp|hek|mcf|mda|mb|raw|jurkat|nih|vero|cos|cho|u|k|a|pc|sw|hct|nci|lo|hs|mg|mr|ct|v|r|q|w|x|y|z|n|c|e|i|j|l|o)"
    r"[-‐‑–]?\d+[a-z]?$|cd(?:2|3|4|8|34|45)[a-zα-γ]?$",
    re.IGNORECASE,
)
_OF_A_CELL = re.compile(
    r"\s?(?:\([+-]|[+⁺⁻−]|high|low|hi\b|lo\b|bright|dim|neg\b|pos\b)|[-\s](?:positive|negative|expressing|specific|deficient\sMSC|"
    r"cells?\b|lines?\b|T\b|DCs?\b|macrophages?|lymphocytes?|monocytes?|splenocytes|mice|CAR)",
)
_CYTOKINE_GENE = re.compile(
    r"(?:IL\d+[A-F]?|IFN[ABGKWLE]\d*|CXCL\d+L?\d*|CCL\d+L?\d*|XCL\d|CX3CL1|TNFSF\d+[A-Z]?|FGF\d+|BMP\d+[AB]?|GDF\d+|VEGF[A-D]|"
    r"PDGF[A-D]|TGFB\d|CSF\d|INHB[ABCE]|EBI3|LIF|OSM|CLCF1|CTF1|CRLF2|TSLP|NRG\d|WNT\d+[AB]?|ANGPT\d|NTF\d)$"
)


def gene_symbols(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the gene symbols of a text that overlap none of the found terms, sorted by start; empty where there is none."""
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    symbols = [
        Found(match.start(), match.end(), "MEDIATOR", Term("MEDIATOR", "", match.group(), (), (), METHOD))
        for match in _MICRO_RNA.finditer(text)
        if not any(taken[match.start() : match.end()])
    ]
    for one in symbols:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for match in _SYMBOL.finditer(text):
        surface = match.group()
        if surface.isalpha() or any(taken[match.start() : match.end()]):
            continue
        if _NOT_A_SYMBOL.match(surface) or _OF_A_CELL.match(text, match.end()):
            continue
        gene = gene_of(surface)
        if gene is not None:
            label = "CYTOKINE" if _CYTOKINE_GENE.match(gene[1]) else "MEDIATOR"
            symbols.append(Found(match.start(), match.end(), label, Term(label, *gene, (), (), METHOD)))
    return sorted(symbols, key=lambda one: one.start)
