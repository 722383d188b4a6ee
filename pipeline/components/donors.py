"""Who the cells were taken from, where the words beside it say so: ``MSCs from Lewis rats``, ``from unrelated donors``.

A species is the subject that is treated, unless cells of a product come from it: then it is their donor. ``donor`` with the
words that say how it is related (``third-party donors``) is one as well, with the words for its health and sex left out. The
age of a donor is none (``old donor-derived MSCs``): the guidelines leave age and strain unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.components.concepts import concept_of
from pipeline.records import Mention, Span

METHOD = "origin"
CONFIDENCE = 0.89  # 34 of 38 such mentions in the annotated text are right
HUMAN = "human"

_TISSUE = (
    r"(?:marrows?|adipose|fat|tissues?|cords?|blood|femurs?|tibiae?|tibias|bones?|hindlimbs?|skin|dermis|placentae?|placentas?|"
    r"amnions?|jelly|lipoaspirates?|aspirates?|biops(?:y|ies)|samples?|pulps?|papillae?|membranes?|fluids?|periosteum|synovium|"
    r"spleens?|livers?|hearts?|muscles?|endometrium|gingivae?)"
)
_TAKE = (
    r"(?:derived|obtained|isolated|harvested|collected|extracted|procured|prepared|generated|purified|originat(?:ed|ing)|taken|"
    r"sourced|expanded|cultured|manufactured|established|aspirated|donated)"
)
_BE = r"(?:which|that|were|was|are|is|will|be|to|can|may|have|has|had|been|being|used|in|this|study|first|then)"
_BRACKET = r"(?:\s?\([^()]*\))"
_ORIGIN = (
    rf"\)?{_BRACKET}*,?(?:\s{_BE}){{0,6}}(?:\s\w+ly)?"
    rf"(?:\s{_TAKE}(?:(?:,|\sand|\sor|,\sand)\s(?:\w+ly\s)?{_TAKE}){{0,2}}(?:\sby\s[\w-]+){{0,1}})?\sfrom\s"
)
_NO_WORD = (
    rf"(?:and|or|in|into|to|with|for|of|on|by|from|at|than|as|but|the\ssame|same|biological|whole|{_TISSUE}|"
    r"(?!un\w+ed\b|aged|inbred|matched|mismatched|unrelated|related|outbred|fed|[\w-]*-)\w+(?:ed|ing))\s"
)
_QUALIFIED = rf"(?:(?!{_NO_WORD})(?:[^\s,;:.()]|\.(?=\w))+{_BRACKET}?\s){{0,6}}"
_PART = rf"(?:(?:the|a|an)\s)?(?:[\w-]+\s){{0,3}}?{_TISSUE}{_BRACKET}?(?:\s(?:and|or)\s[\w-]+)?\s(?:of|from)\s"
_FROM = re.compile(rf"{_ORIGIN}(?:{_PART})?{_QUALIFIED}", re.IGNORECASE)
_FROM_PART = re.compile(rf"{_ORIGIN}(?:(?:the|a|an|healthy|adult|normal)\s){{0,2}}", re.IGNORECASE)
_TISSUE_NEXT = re.compile(rf"\s(?:[\w-]+\s){{0,2}}?[\w-]*?{_TISSUE}\b(?!-derived|\sderived)", re.IGNORECASE)
_RELATED = (
    r"(?:unrelated|related|un-related|matched|mismatched|HLA|(?:HLA|MHC)-[\w-]+|haplo-?identical|allogen?e?ic|"
    r"syngene?ic|xenogene?ic|sibling|family|identical|alternative|living|deceased|cadaveric|universal|original|"
    r"transplant)"
)
_DONOR = re.compile(
    rf"(?<![\w-])(?:third[\s-]party(?=[\s-]donors?\b)|"
    rf"(?<!party[\s-])(?:{_RELATED}(?:,?\s(?:or|and)\s|,?\s|-))*donors?\b(?![-'’]))",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"(?:rat|mouse|murine|rodent|porcine|swine|pig|canine|equine|ovine|bovine|rabbit|human)", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:young|younger|old|older|aged|adult|elderly|middle-aged|neonatal|juvenile|infant|third[\s-]party)[\s-](?:(?:and|or|/)\s\w+\s)?$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"-(?:specific|reactive|type|directed)\b", re.IGNORECASE)
_FLUID = re.compile(r"\s(?:blood\s|donors?\s)?(?:serum|sera|plasma)\b", re.IGNORECASE)
_DONOR_BEFORE = re.compile(r"\bdonor\s$", re.IGNORECASE)
_BEFORE_TISSUE = re.compile(r"\bhuman(?=\s)", re.IGNORECASE)


def with_donors(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the donors that the words around them tell of, sorted as they were; ids and concepts unset."""
    products = [mention for mention in mentions if mention.label == "CELL_THERAPY"]
    if not products:
        return list(mentions)
    kept = [mention for mention in mentions if not _is_none(text, mention)]
    found = list({(one.start, one.end): one for one in _donors(text, sentences, products, kept)}.values())
    rest = [mention for mention in kept if mention.label not in ("DONOR", "SPECIES") or not _meets(mention, found)]
    rest = [_without_donor(text, mention, found) for mention in rest]
    return sorted([*rest, *found], key=lambda mention: (mention.start, -mention.end, mention.label))


def _meets(mention: Mention, found: Sequence[Mention]) -> bool:
    return any(mention.start < one.end and one.start < mention.end for one in found)


def _without_donor(text: str, mention: Mention, found: Sequence[Mention]) -> Mention:
    """Return a source without the species before it (``umbilical cord`` of ``human umbilical cord``)."""
    first = next((one.end + 1 for one in found if one.start == mention.start and one.end < mention.end), None)
    if mention.label != "CELL_SOURCE" or first is None:
        return mention
    return replace(mention, start=first, text=text[first : mention.end])


def _is_none(text: str, mention: Mention) -> bool:
    """Tell whether a word for a donor says something else: its age, what its antigens evoke, whose serum cells grow in."""
    if mention.label != "DONOR":
        return False
    if _FLUID.match(text, mention.end):
        return True
    aged = _AGED.search(text, max(0, mention.start - 30), mention.start) is not None
    return mention.text.casefold().startswith("donor") and (aged or _OF_OTHERS.match(text, mention.end) is not None)


def _donors(
    text: str, sentences: Sequence[Span], products: Sequence[Mention], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    for sentence in sentences:
        here = [one for one in products if sentence.start <= one.start and one.end <= sentence.end]
        if not here:
            continue
        species = [one for one in mentions if one.label == "SPECIES" and sentence.start <= one.start < sentence.end]
        for one in species:
            if not _meets(one, here) and _is_donor_species(text, here, one):
                yield replace(one, label="DONOR", method=METHOD)
        starts = {one.start for one in species}
        told = [one for one in mentions if one.label == "DONOR"]
        for match in _DONOR.finditer(text, sentence.start, sentence.end):
            longer = any(
                one.start <= match.start() and match.end() <= one.end and len(one.text) > len(match.group()) for one in told
            )
            if not longer and match.end() + 1 not in starts and _taken(text, here, match.start(), _FROM):
                yield from _free(text, here, match.start(), match.end())
        for match in _BEFORE_TISSUE.finditer(text, sentence.start, sentence.end):
            if _TISSUE_NEXT.match(text, match.end()) and _taken(text, here, match.start(), _FROM_PART):
                yield from _free(text, here, match.start(), match.end())


def _is_donor_species(text: str, products: Sequence[Mention], one: Mention) -> bool:
    if _DONOR_BEFORE.search(text, max(0, one.start - 8), one.start):
        return True
    name = text[one.start : one.end]
    if _SINGULAR.fullmatch(name) and not _TISSUE_NEXT.match(text, one.end):
        return False
    return concept_of("SPECIES", name).name != HUMAN and _taken(text, products, one.start, _FROM)


def _taken(text: str, products: Sequence[Mention], start: int, words: re.Pattern[str]) -> bool:
    """Tell whether the words from the nearest product before a place up to it say that the product came from there."""
    last = max((one.end for one in products if one.end <= start), default=None)
    if last is None:
        return False
    return any(words.fullmatch(text, one.end, start) for one in products if last - 60 < one.end <= last)


def _free(text: str, products: Sequence[Mention], start: int, end: int) -> Iterator[Mention]:
    if not any(one.start < end and start < one.end for one in products):
        yield Mention("", "DONOR", start, end, text[start:end], confidence=CONFIDENCE, method=METHOD)
