"""What a paper says of itself: DOI, PMID, year, and the trial that it reports; and whether two files hold one paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.records import Block, Document, Role
from pipeline.references import find_doi, find_pmid
from pipeline.registries import find_registrations

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])")
_OWN = re.compile(
    r"\b(?:this|the (?:present|current)|our) (?:clinical )?(?:study|trial|protocol|work)\b"
    r"|\bregistered\b|\bregistration\b|\bregistry\b|\btrial (?:identifier|number|ID)\b|\bwe (?:conducted|performed|report)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\bet al\b|\b(?:ongoing|another|other|previous|earlier|recruiting|planned|upcoming|several|these|those|such)"
    r" (?:\w+ ){0,3}(?:trial|stud)"
    r"|\b(?:first|second|subsequent|following) (?:\w+ ){0,4}trial\b|\btrials\b|\bcurrently\b",
    re.IGNORECASE,
)
_REGISTRATION_TITLE = re.compile(r"(?:clinical )?trials? registration|registration(?: number)?$|clinicaltrials", re.IGNORECASE)
_REGISTRATION_LINE = re.compile(
    r"\W*(?:trial registration|clinical ?trials?(?:\.gov)?|registration|registry|identifier|funded by)", re.IGNORECASE
)
_WEIGHT_OF_ROLE: dict[Role, float] = {"title": 1.5, "abstract": 1.5, "methods": 1.5, "background": -1.0, "discussion": -1.0}
_IMPRINT_YEAR = re.compile(r"\(((?:19|20)\d\d)\)[.,;:]?\s*(?:doi\b|https?:|\d+\s*[,:(])", re.IGNORECASE)
_FIRST_CHARACTERS = 6000
OWN_FROM = 2.0
LIKE_TITLE = 0.85
LIKE_TEXT = 0.5
SHINGLE = 5


def _weight(block: Block, sentence: str, cited: bool) -> float:
    """Weigh one sentence that names a trial: for the paper's own (positive) or somebody else's (negative)."""
    if block.kind in ("table", "caption"):
        return -2.0
    weight = _WEIGHT_OF_ROLE.get(block.role, 0.0)
    weight += 3.0 if _REGISTRATION_TITLE.match(block.section) else 0.0
    weight += 1.5 if _OWN.search(sentence) else 0.0
    weight += 1.5 if _REGISTRATION_LINE.match(sentence) else 0.0
    weight -= 2.5 if _OTHERS.search(sentence) else 0.0
    return weight - (2.5 if cited else 0.0) - (1.5 if len(find_registrations(sentence)) > 2 else 0.0)


def own_registrations(text: str, blocks: Sequence[Block], citation_offsets: Sequence[int] = ()) -> tuple[str, ...]:
    """Return the numbers of the trial that the paper itself reports, told from those it cites; () where it reports none.

    Each mention is weighed by its section and its sentence (registered, this trial; ongoing, et al., a citation behind it);
    the best mention of a number decides. A number that is the only one of a paper needs less to be its own.
    """
    best: dict[str, float] = {}
    for block in blocks:
        start = block.start
        for sentence in _SENTENCE.split(text[block.start : block.end]):
            place = text.index(sentence, start)
            start = place + len(sentence)
            cited = any(place < offset <= start for offset in citation_offsets)
            for found in find_registrations(sentence):
                best[found.trial_id] = max(best.get(found.trial_id, -9.0), _weight(block, sentence, cited))
    alone = 1.0 if len(best) == 1 else 0.0
    return tuple(trial_id for trial_id, weight in best.items() if weight + alone >= OWN_FROM)


def own_doi(front: str, furniture: Sequence[str] = ()) -> str | None:
    """Return the paper's own DOI from its first page and its running heads and feet; None where none is printed.

    A DOI in a running head comes first; then the first one of the first page.
    """
    printed = Counter(doi.lower() for line in furniture if (doi := find_doi(line)))
    if printed:
        lowered = printed.most_common(1)[0][0]
        return next(doi for line in furniture if (doi := find_doi(line)) and doi.lower() == lowered)
    return find_doi(front[:_FIRST_CHARACTERS])


def own_pmid(front: str) -> str | None:
    """Return the PubMed number printed on the first page; None where none is printed."""
    return find_pmid(front[:_FIRST_CHARACTERS])


def own_year(front: str, furniture: Sequence[str] = ()) -> int | None:
    """Return the year of publication from running heads, else from the first page; None where none is printed."""
    years = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
    heads = Counter(int(year) for line in furniture for year in years.findall(line))
    if heads:
        return heads.most_common(1)[0][0]
    dated = re.search(
        r"(?:published|©|copyright|accepted|received)\b.{0,40}?((?:19|20)\d\d)(?!\d)", front[:_FIRST_CHARACTERS], re.IGNORECASE
    )
    dated = dated or _IMPRINT_YEAR.search(front[:_FIRST_CHARACTERS])
    return int(dated[1]) if dated else None


def _shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[place : place + SHINGLE])) for place in range(max(len(words) - SHINGLE + 1, 0))}


def _title_likeness(one: str, other: str) -> float:
    """Return the share of the shorter title's words that the longer one has."""
    left, right = (set(re.findall(r"\w+", title.lower())) for title in (one, other))
    return len(left & right) / max(min(len(left), len(right)), 1)


def same_paper(one: Document, other: Document) -> bool:
    """Say whether two documents are one paper: the same DOI, or one title and much the same text.

    Different DOIs do not part them: a preprint and its journal version are one paper where title and text agree. The text
    agrees where half of the five-word runs of the shorter one are in the longer; without titles, three quarters have to.
    """
    if one.sha256 == other.sha256:
        return True
    if one.doi and other.doi and one.doi.lower() == other.doi.lower():
        return True
    titled = bool(one.title and other.title)
    if titled and _title_likeness(one.title or "", other.title or "") < LIKE_TITLE:
        return False
    left, right = _shingles(one.text), _shingles(other.text)
    shorter = min(len(left), len(right))
    return shorter > 0 and len(left & right) / shorter >= (LIKE_TEXT if titled else 1.5 * LIKE_TEXT)
