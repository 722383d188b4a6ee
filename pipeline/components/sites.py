"""Where a product is put: the site behind ``injected into`` is how it is given, not a place where something is seen.

``MSCs were injected into the myocardium`` names a route as ``intramyocardial injection`` does; ``cells homed into the heart``
does not, nor does a site where no product is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.records import Mention, Span

METHOD = "site"
CONFIDENCE = 0.85  # all of 7 such mentions in the annotated text are right, too few to say more

_GIVE = r"\b(?:re-?|co-?)?(?:inject|infus|implant|transplant|instil|deliver|administ|graft|inoculat)\w*"
_GOES = (
    r"(?:infiltrat|migrat|differentiat|hom(?:e|ed|ing)\b|engraft|recruit|travel|traffick|secret|incorporat|spread|releas|"
    r"result)"
)
_SITE = (
    r"(?:intervertebral dis[ck]s?|dis[ck]s?|(?:knee|hip|ankle|shoulder|facet)(?: joint)?s?|joint space|joints?|"
    r"fistula(?:s|e|l tracts?)?|wounds?(?: bed| surface| edges?| margins?)?|defects?|myocardium|hearts?|"
    r"(?:left )?ventric(?:les?|ular walls?)|limbs?|spinal cord|liver|kidneys?|brain|striatum|hippocampus|pancreas|penis|"
    r"bladder|urethra|tendons?|menisc(?:us|i)|cartilage|bones?|femur|scars?|ovar(?:y|ies)|uterus|testis|skin|gingiva|lungs?|"
    r"(?:\w+ )?(?:muscles?|sphincters?|artery|arteries|veins?|space|cavity|canal|parenchyma))"
)
_ADJECTIVE = (
    r"(?:ischa?emic|infarcted|injured|damaged|osteochondral|chondral|affected|lesioned|denervated|degenerated|diseased|"
    r"contralateral)"
)
_INTO = re.compile(
    rf"{_GIVE}(?P<between>[^.;:]{{0,70}}?)\sinto\s(?:(?:the|a|an|both|each|either|his|her|their|one)\s)?(?:(?:left|right)\s)?"
    rf"(?P<site>(?:{_ADJECTIVE}\s)?{_SITE})(?![\w-])(?!\s(?:cancer|disease|injur|failure|transplant|infarct|cells?\b|tissue))",
    re.IGNORECASE,
)
_ONTO = re.compile(
    r"\b(?:appl(?:y|ied|ication)|spray(?:ed|ing)?|spread|placed|seeded)(?P<between>[^.;:]{0,40}?)\s(?:on|onto|over|to)\s"
    r"(?:(?:the|a|an|each|their|skin)\s)?(?P<site>(?:burn\s|chronic\s)?wounds?(?:\s(?:bed|surface))?|ulcers?(?:\s(?:bed|surface))?)(?![\w-])",
    re.IGNORECASE,
)
_PLACES = frozenset({"ANATOMY", "CELL_SOURCE"})


def with_sites(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the sites that a product is put into as routes, sorted as they were; ids and concepts unset.

    A place that the site covers, or that covers it, gives way to it; where a mention of any other label stands, that stands.
    """
    found = [one for sentence in sentences for one in _sites(text, sentence, mentions)]
    if not found:
        return list(mentions)
    rest = [one for one in mentions if not any(_meet(one, site) for site in found)]
    return sorted([*rest, *found], key=lambda mention: (mention.start, -mention.end, mention.label))


def _sites(text: str, sentence: Span, mentions: Sequence[Mention]) -> Iterator[Mention]:
    here = [one for one in mentions if sentence.start <= one.start < sentence.end]
    if not any(one.label == "CELL_THERAPY" for one in here):
        return
    for pattern in (_INTO, _ONTO):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            start, end = match.span("site")
            over = [one for one in here if one.start < end and start < one.end]
            if re.search(_GOES, match["between"], re.IGNORECASE) or any(one.label not in _PLACES for one in over):
                continue
            known = next((one for one in over if one.start <= start and end <= one.end), None)
            if known is not None:
                yield replace(known, label="ROUTE", method=METHOD)
            else:
                yield Mention("", "ROUTE", start, end, text[start:end], confidence=CONFIDENCE, method=METHOD)


def _meet(one: Mention, two: Mention) -> bool:
    return one.start < two.end and two.start < one.end and one.label in _PLACES
