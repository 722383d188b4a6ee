"""Where a change was seen: the anatomy beside what changes, or in a phrase of the clause that states the change."""

from __future__ import annotations

import itertools
import re

from pipeline.components.relations.attachment import LIST_GAP
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.sentence import Unit

BETWEEN = re.compile(
    r"^\W*(?:[\w/+\-]+\s+){0,5}?(?:in|at|on|within|into|throughout|to|from)\s+(?:[\w\-]+\s+){0,3}$", re.IGNORECASE
)
WORDS = re.compile(r"[a-z][a-z\-]*")


def places(clause: Clause, theme: int, word: int) -> tuple[str, ...]:
    """Return the ids of the ANATOMY mentions where a theme changed by a word of change, in the order of the text.

    A place before the theme (``lung DCs``, ``serum levels of X and Y``) holds for it and the bare members after it; one
    behind it or beside the verb (``in the kidney``) for all that the verb changes.
    """
    sentence = clause.sentence
    target = clause.unit(theme)
    sites = [unit for unit in sentence.units if unit.mention.label == "ANATOMY" and unit.root not in clause.compared]
    if not sites:
        return ()
    found = [site for site in sites if _says_where(clause, site, target, word)]
    for site in list(found):
        found += [other for other in sites if other not in found and _listed(clause, sites, site, other)]
    return tuple(site.mention.id for site in sorted(found, key=lambda site: site.first))


def _says_where(clause: Clause, site: Unit, target: Unit, word: int) -> bool:
    sentence = clause.sentence
    adverb = sentence.deps[site.root] in ("advmod", "npadvmod") and sentence.heads[site.root] in (word, target.root)
    return adverb or _leads(clause, site, target) or _follows(clause, site, target, word)


def _leads(clause: Clause, site: Unit, target: Unit) -> bool:
    """Tell whether a site stands right before a theme, or before the list that the theme continues."""
    sentence = clause.sentence
    for member in clause.groups.members(target.index):
        first = clause.unit(member)
        if first.first > target.first or first.mention.start < site.mention.end:
            continue
        gap = sentence.between(site.mention.end, first.mention.start).lower()
        if len(gap) > 50 or not _only_carriers(gap):
            continue
        if first.index == target.index or " of " in gap:
            return True
        between = [clause.unit(m) for m in clause.groups.members(target.index) if first.index <= m <= target.index]
        gaps = (sentence.between(one.alias_end, two.mention.start) for one, two in itertools.pairwise(between))
        if all(LIST_GAP.match(text) for text in gaps):
            return True
    return False


def _only_carriers(gap: str) -> bool:
    words = WORDS.findall(gap)
    return (
        all(word in word_list("carrier") or word in ("of", "the", "and") for word in words)
        and "," not in gap
        and words != ["and"]
    )


def _follows(clause: Clause, site: Unit, target: Unit, word: int) -> bool:
    sentence = clause.sentence
    prep = _preposition(clause, site)
    if prep is None or site.mention.start < min(target.mention.start, sentence.starts[word]):
        return prep is not None and site.mention.start < target.mention.start and _opens(clause, site, word)
    members = [clause.unit(member) for member in clause.groups.members(target.index)]
    last = max((member.alias_end for member in members if member.mention.start < site.mention.start), default=target.alias_end)
    gap = sentence.between(last, site.mention.start) if site.mention.start > last else ""
    if (
        site.mention.start > last
        and BETWEEN.match(gap)
        and not word_list("not before a place").intersection(WORDS.findall(gap.lower()))
    ):
        return True
    host = sentence.heads[prep]
    return host == word or host in {target.root, *(above for above in _up_to(clause, target.root, word))}


def _preposition(clause: Clause, site: Unit) -> int | None:
    """Return the preposition that brings in a site, a noun such as ``tissue`` or ``group`` allowed between."""
    sentence = clause.sentence
    word = site.root
    for _ in range(4):
        head = sentence.heads[word]
        if sentence.deps[head] == "prep" and sentence.words[head] in word_list("place preposition"):
            return head
        if sentence.deps[word] not in ("compound", "amod", "nmod", "conj", "pobj", "poss"):
            return None
        word = head
    return None


def _opens(clause: Clause, site: Unit, word: int) -> bool:
    prep = _preposition(clause, site)
    return prep is not None and clause.sentence.heads[prep] == word and clause.sentence.words[prep] in ("in", "at", "within")


def _up_to(clause: Clause, word: int, stop: int) -> list[int]:
    found = []
    for above in clause.sentence.ancestors(word):
        if above == stop:
            break
        found.append(above)
    return found


def _listed(clause: Clause, sites: list[Unit], one: Unit, two: Unit) -> bool:
    first, second = sorted((sites.index(one), sites.index(two)))
    return all(
        LIST_GAP.match(clause.sentence.between(a.alias_end, b.mention.start))
        for a, b in zip(sites[first:second], sites[first + 1 : second + 1], strict=True)
    )
