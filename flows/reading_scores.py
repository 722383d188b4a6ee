"""Document against truth -> counts; every ratio of the reading benchmark is made from these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from flows.reading_truth import Mark, Truth, exponents_of, marks_of, normal_cell, words_of
from pipeline.records import Block, Document, Reference
from pipeline.sections import bare_title, named_role

PROSE = ("heading", "paragraph", "list_item")
NEAR_WORDS = 1
LIKE_REFERENCE = 70.0
LIKE_TITLE = 90.0
LIKE_TABLE = 0.3


@dataclass(frozen=True, slots=True)
class Ratio:
    """A count of right things and of all things; ratios of several papers are added, not averaged."""

    right: int
    all: int

    def __add__(self, other: Ratio) -> Ratio:
        """Add the counts of two papers."""
        return Ratio(self.right + other.right, self.all + other.all)

    @property
    def value(self) -> float:
        """The share that is right; 1.0 where there was nothing to get right."""
        return self.right / self.all if self.all else 1.0


def alignment(truth: Sequence[str], words: Sequence[str]) -> dict[int, int]:
    """Map truth words to document words along a longest common subsequence."""
    ids: dict[str, int] = {}
    left, right = ([ids.setdefault(word, len(ids)) for word in side] for side in (truth, words))
    pairs: dict[int, int] = {}
    for block in LCSseq.editops(left, right).as_matching_blocks():
        pairs.update(zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True))
    return pairs


def common_words(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence of two lists of words."""
    ids: dict[str, int] = {}
    left, right = ([ids.setdefault(word, len(ids)) for word in side] for side in (one, other))
    return int(LCSseq.similarity(left, right))


def prose_words(document: Document) -> list[str]:
    """Return the words of headings, paragraphs and list items behind the title, the authors and their addresses."""
    blocks = (block for block in document.blocks if block.kind in PROSE and block.role != "title")
    return words_of(" ".join(document.text[block.start : block.end] for block in blocks))


def _expected(word: int, pairs: dict[int, int]) -> int | None:
    """Return where in the document a mark after ``word`` truth words belongs; None where its surroundings were lost."""
    for back in range(1, 4):
        if (found := pairs.get(word - back)) is not None:
            return found + back
    ahead = pairs.get(word)
    return ahead


def _nearest(marks: Sequence[Mark], word: int | None) -> Mark | None:
    if word is None:
        return None
    near = [mark for mark in marks if abs(mark.word - word) <= NEAR_WORDS]
    return min(near, key=lambda mark: abs(mark.word - word), default=None)


def same_reference(one: Reference, other: Reference) -> bool:
    """Say whether two entries are one reference: by DOI, else by the words that both print."""
    if one.doi and other.doi and one.doi.lower() == other.doi.lower():
        return True
    return fuzz.token_set_ratio(" ".join(words_of(one.text)), " ".join(words_of(other.text))) >= LIKE_REFERENCE


def citation_counts(document: Document, truth: Truth, pairs: dict[int, int]) -> dict[str, Ratio]:
    """Count marks that stand at their place, links to the right reference, and marks where the paper has none."""
    prose = [(block.start, block.end) for block in document.blocks if block.kind in PROSE and block.role != "title"]
    starts = [start for start, _ in prose]
    within = tuple(
        mark
        for mark in document.citations
        if (place := bisect_right(starts, mark.offset) - 1) >= 0 and mark.offset <= prose[place][1]
    )
    found = marks_of(document.text, within)
    listed = {reference.number: reference for reference in document.references}
    expected = {reference.number: reference for reference in truth.references}
    separated = links = all_links = 0
    taken: set[Mark] = set()
    for mark in truth.marks:
        nearest = _nearest(found, _expected(mark.word, pairs))
        separated += nearest is not None
        if nearest is not None:
            taken.add(nearest)
        for number in mark.references:
            all_links += 1
            given = [listed[other] for other in (nearest.references if nearest else ()) if other in listed]
            links += number in expected and any(same_reference(expected[number], other) for other in given)
    placed = set(pairs.values())
    stray = [mark for mark in found if mark not in taken and {mark.word - 1, mark.word} & placed]
    style = "superscript" if truth.superscript else "bracketed"
    return {
        f"{style}_separated": Ratio(separated, len(truth.marks)),
        "links": Ratio(links, all_links),
        "false_splits": Ratio(len(stray), len(taken) + len(stray)),
    }


def role_counts(document: Document, truth: Truth, pairs: dict[int, int]) -> dict[str, Ratio]:
    """Count the words of sections with a named role that lie in a block of that role."""
    starts: list[int] = []
    blocks: list[Block] = []
    words, last = 0, 0
    for block in document.blocks:
        words += len(words_of(document.text[last : block.start]))
        last = block.start
        starts.append(words)
        blocks.append(block)
    right = everything = 0
    for place, role in enumerate(truth.roles):
        if role == "other" or place not in pairs or not blocks:
            continue
        block = blocks[max(bisect_right(starts, pairs[place]) - 1, 0)]
        everything += 1
        right += block.role == role
    return {"roles": Ratio(right, everything)}


def _title(text: str) -> str:
    return re.sub(r"[\W_]+", " ", bare_title(text).lower()).strip()


def title_counts(document: Document, truth: Truth) -> dict[str, Ratio]:
    """Count section titles found; titles of back matter, which JATS often leaves out, are no false ones."""
    wanted = [title for text in truth.titles if (title := _title(text))]
    printed = [document.text[block.start : block.end] for block in document.blocks if block.kind == "heading"]
    found = right = 0
    for text in printed:
        title = _title(text)
        match = max(wanted, key=lambda other: fuzz.ratio(title, other), default=None)
        if match is not None and fuzz.ratio(title, match) >= LIKE_TITLE:
            wanted.remove(match)
            right += 1
            found += 1
        elif named_role(text) not in ("other", "abstract"):
            found += 1
    return {"title_recall": Ratio(right, right + len(wanted)), "title_precision": Ratio(right, found)}


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the F1 of the distinct cell texts of two tables."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def table_counts(document: Document, truth: Truth) -> dict[str, Ratio]:
    """Pair tables by the cells they share, best first, and count tables paired and equal cell texts.

    Each text counts once a table, so that it does not matter how a merged cell is written out.
    """
    found = [
        frozenset(cell for row in (table.header, *table.rows) for text in row if (cell := normal_cell(text)))
        for table in document.tables
    ]
    likeness = sorted(
        ((_likeness(one, other), i, j) for i, one in enumerate(truth.tables) for j, other in enumerate(found)),
        reverse=True,
    )
    paired: dict[int, int] = {}
    for score, i, j in likeness:
        if score >= LIKE_TABLE and i not in paired and j not in paired.values():
            paired[i] = j
    shared = sum(len(truth.tables[i] & found[j]) for i, j in paired.items())
    return {
        "table_recall": Ratio(len(paired), len(truth.tables)),
        "table_precision": Ratio(len(paired), len(found)),
        "cell_recall": Ratio(shared, sum(len(cells) for cells in truth.tables)),
        "cell_precision": Ratio(shared, sum(len(cells) for cells in found)),
    }


def counts(document: Document, truth: Truth) -> dict[str, Ratio]:
    """Score one document in every respect that JATS can judge."""
    words, prose = words_of(document.text), prose_words(document)
    pairs = alignment(truth.words, words)
    exponents = exponents_of(document.text) & truth.exponents
    return {
        "word_recall": Ratio(len(pairs), len(truth.words)),
        "word_precision": Ratio(common_words(prose, truth.prose), len(prose)),
        **citation_counts(document, truth, pairs),
        "exponents_kept": Ratio(exponents.total(), truth.exponents.total()),
        **title_counts(document, truth),
        **role_counts(document, truth, pairs),
        **table_counts(document, truth),
    }
