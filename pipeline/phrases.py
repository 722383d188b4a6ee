"""Grow a term to the phrase that names the thing: source, donor and state words of a product, markers of a cell.

What belongs to a phrase follows the annotation guidelines: a product keeps viability, culture, engineering, donor and
source words, an immune cell its phenotype, a condition words of cause and subtype but not of severity.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.lexicon import Found

FOLDER = Path(__file__).parent / "patterns"

_BETWEEN = re.compile(
    r"(?P<gap>\s?(?:\([^()\n]{1,24}\))?[-‐‑–\s,]{1,2}"
    r"(?:(?:derived|drived|based|originated|origin|isolated|type)[-\s]+)?(?:(?:and|or)\s)?)$",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"(?:^|(?<=[\s(,;]))(?P<marker>(?:(?:CD\d+\w{0,3}|F4/80|[Ff]ox[Pp]3|FOXP3|Ly-?6[GC]|Gr-?1|LAG-?3|CCR\d+|CXCR\d|HLA-DR|"
    r"IL-?\d+\w?(?:\(p\d+\))?|IFN-?[γg]|ROR\w+|T-bet|MHC-?II|CX3CR1|CD\d+RO|Siglec-?F|NKp46|NK1\.1|TCR\w*)"
    r"(?:\([^()]{1,6}\)|[+⁺⁻]+|-(?=[A-Z])|\s?(?:high|low|hi|lo|int|bright|dim|neg|pos)(?![a-z])|-(?=\s)|/)?\s?){1,8})$"
)
_SIGNED = re.compile(r"[+⁺⁻]|\([+-]|high|low|hi\b|lo\b|bright|dim|neg|pos|-\s?$")


@cache
def modifiers() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the words of ``patterns/modifiers.jsonl`` by label and kind (state, suffix or prefix)."""
    lines = (FOLDER / "modifiers.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return {(row["label"], row["kind"]): tuple(row["words"]) for row in rows}


@cache
def _state_pattern(label: str) -> re.Pattern[str] | None:
    words, suffixes = modifiers().get((label, "state"), ()), modifiers().get((label, "suffix"), ())
    if not words and not suffixes:
        return None
    alternatives = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    if suffixes:
        alternatives.insert(0, rf"[\w()/+αβγκ.-]+-(?:{'|'.join(suffixes)})")
    return re.compile(rf"(?:^|(?<=[\s(/,-]))(?:{'|'.join(alternatives)})$", re.IGNORECASE)


def grow(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the found terms with products, immune cells, conditions and molecules grown to the left."""
    inner = {one.end: one for one in found if one.label in ("CELL_SOURCE", "DONOR")}
    return [_grown(text, one, inner) for one in found]


def _grown(text: str, one: Found, inner: dict[int, Found]) -> Found:
    if one.label == "CELL_THERAPY":
        return one._replace(start=product_start(text, one.start, inner))
    if one.label in ("CYTOKINE", "MEDIATOR"):
        for prefix in modifiers().get((one.label, "prefix"), ()):
            if text.endswith(prefix, 0, one.start):
                return one._replace(start=one.start - len(prefix))
        return one._replace(start=_over_states(text, one.start, one.label, 1))
    if one.label == "IMMUNE_CELL":
        return one._replace(start=_cell_start(text, one.start))
    if one.label == "CONDITION":
        return one._replace(start=_over_states(text, one.start, one.label, 2))
    return one


def product_start(text: str, start: int, inner: dict[int, Found]) -> int:
    """Walk left over donor, source and state words; ``inner`` holds found sources and donors by their end."""
    current = start
    for _ in range(12):
        near = re.search(r"[-‐‑–\s]$", text[max(0, current - 1) : current])
        if near is not None and current - 1 in inner:
            current = inner[current - 1].start
            continue
        gap = _BETWEEN.search(text, max(0, current - 50), current)
        if gap is None or (current == start and re.search(r"\b(?:and|or)\s$", gap.group(), re.IGNORECASE)):
            break
        edge = gap.start("gap")
        term = inner.get(edge)
        if term is not None:
            current = term.start
            continue
        step = _before(text, edge, "CELL_THERAPY")
        if step is None:
            break
        current = step
    return _trimmed(text, current, start)


def _before(text: str, edge: int, label: str) -> int | None:
    pattern = _state_pattern(label)
    window = max(0, edge - 40)
    match = pattern.search(text[window:edge]) if pattern else None
    return window + match.start() if match else None


def _over_states(text: str, start: int, label: str, most: int) -> int:
    current = start
    for _ in range(most):
        if current == 0 or text[current - 1] not in " -":
            break
        step = _before(text, current - 1, label)
        if step is None:
            break
        current = step
    return current


def _cell_start(text: str, start: int) -> int:
    """Walk left over phenotype markers and state words of an immune cell."""
    current = start
    for _ in range(4):
        window = max(0, current - 60)
        marker = _MARKER.search(text[window:current])
        if marker and _SIGNED.search(marker.group("marker")):
            current = window + marker.start("marker")
            continue
        moved = _over_states(text, current, "IMMUNE_CELL", 1)
        if moved == current:
            break
        current = moved
    return current


def _trimmed(text: str, start: int, core: int) -> int:
    """Leave out connecting words that a phrase may not begin with (``derived MSCs`` -> ``MSCs``)."""
    while start < core:
        match = re.match(r"(?:derived|drived|tissue|origin|isolated|based|type|and|or)[-\s,]+", text[start:core], re.IGNORECASE)
        if match is None:
            return start
        start += match.end()
    return start


_GENERIC = re.compile(
    r"(?<![\w-])(?:(?P<stem>(?:ha?ematopoietic |peripheral |blood )*(?:stem|progenitor)[- ]cells?)|"
    r"(?:human |white |blood |mononuclear )*cells?|lymphocytes?|leukocytes?|(?:T|NK|natural killer)(?: \(\w+\))?[- ]cells?|"
    r"bone marrow|umbilical cord blood|cord blood|UCB|CB|chondrocytes|hepatocytes|keratinocytes|fibroblasts|islets|myoblasts)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_USED = re.compile(
    r"[\s-](?:transplant|infusion|therap|injection|support|rescue|product|graft|administration|(?:allo|auto)graft)",
    re.IGNORECASE,
)


def generic_products(text: str, found: Sequence[Found]) -> list[tuple[int, int]]:
    """Return the spans of products named only by kind: ``stem cell`` that is transplanted, ``donor lymphocytes``."""
    inner = {one.end: one for one in found if one.label in ("CELL_SOURCE", "DONOR")}
    spans: list[tuple[int, int]] = []
    for match in _GENERIC.finditer(text):
        start = product_start(text, match.start(), inner)
        donors = (inner.get(place) for place in range(start + 1, match.start() + 1))
        donated = any(
            one is not None and one.label == "DONOR" and text[one.start : one.end].casefold() not in _KINDS for one in donors
        )
        if donated or (match.group("stem") and _USED.match(text, match.end())):
            spans.append((start, match.end()))
    return spans


_KINDS = frozenset(("human", "mouse", "rat", "murine", "porcine", "mice", "rats", "canine", "rabbit", "bovine"))


@cache
def _outcome_pattern() -> re.Pattern[str]:
    rows = [json.loads(line) for line in (FOLDER / "outcomes.jsonl").read_text(encoding="utf-8").splitlines() if line]
    words = {row["of"]: "|".join(re.escape(w) for w in sorted(row["words"], key=len, reverse=True)) for row in rows}
    return re.compile(
        rf"(?<![\w-])(?:(?:{words['organ']})[\s-](?:(?:{words['organ']})[\s-])?(?:{words['process']})|"
        rf"(?:{words['head']})\s(?:the\s)?(?:{words['organ']})(?:\scells)?)(?![\w-])",
        re.IGNORECASE,
    )


_INSTRUMENT = re.compile(
    r"(?<![\w-])(?!(?:The|A|An|Each|This|Secondary|Primary|Total|High|Mean|Median)\s)"
    r"(?:[A-Z][\w'’/-]*(?:\s(?:of|and|for|the|in)(?=\s[A-Z]))*\s){1,7}"
    r"(?:Index|Scale|Score|Questionnaire|Inventory|Survey|Subscales?)\b(?:\s(?:2000|II|III))?"
)


def outcome_phrases(text: str) -> list[tuple[int, int]]:
    """Return the spans of measured effects: an organ or cell with a process, and instruments in capitals.

    ``renal tubular injury`` and ``Fatigue Severity Scale`` are such; an empty list means that there are none.
    """
    return [match.span() for pattern in (_outcome_pattern(), _INSTRUMENT) for match in pattern.finditer(text)]
