"""The lines of a raw text layer: is it one, which lines are furniture, and what stands in one piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LIGATURE_OR_SYMBOL = re.compile(r"[ﬀ-ﬆþ¼]|\w[\u00ad\ufffe]")
_BROKEN_WORD = re.compile(r"[a-z]{2,}[-\u00ad\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:;][\"”’)\]]*(?:\d{1,3}(?:[,–-]\d{1,3})*)?[\"”’)\]]*$|[.!?][\"”’)\]]*\s?\[[\d,– -]+\]$")
LONGEST_FURNITURE = 120
SHORTEST_PAGE = 15  # lines


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that the layer keeps together: between blank lines, page starts and furniture."""

    lines: tuple[str, ...]
    page: int
    starts_page: bool = False


def ends_sentence(line: str) -> bool:
    """Say whether a line ends a sentence, with or without a citation behind the stop."""
    return bool(_SENTENCE_END.search(line.rstrip()))


def is_text_layer(text: str) -> bool:
    """Tell a raw PDF text layer from clean text whose blocks stand between blank lines.

    A layer has hard line ends: words broken by a hyphen at line ends, ligatures or symbol-font characters, heads and feet
    that come again, paragraphs that a blank line or a page cuts within a sentence; two of these signs have to meet. Clean
    text wraps between words.
    """
    lines = text.split("\n")
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 5:
        return False
    follows = list(pairwise(filled))
    broken = sum(bool(_BROKEN_WORD.search(line)) and after[:1].islower() for line, after in follows)
    furniture = len(furniture_lines(lines))
    damaged = len(LIGATURE_OR_SYMBOL.findall(text))
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    cut = sum(not ends_sentence(one) and other[:1].islower() for one, other in pairwise(blocks))
    wrapped = sum("\n" in block for block in blocks)
    if wrapped == 0:
        return False
    kinds = sum((broken > 0, furniture > 0, damaged > 0, cut > 0, "\f" in text))
    signs: int = min(broken, 4) + min(furniture, 3) + min(damaged, 3) + min(2 * cut, 4) + 2 * ("\f" in text)
    return (kinds >= 2 and signs >= 3) or broken >= 4


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())).lower()


def furniture_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers of lines that are running heads, running feet or page numbers.

    A head or foot comes again, digits masked, at least three times and is no
    sentence; a page number is a line of digits alone that stands beside a head or counts on from page to page.
    """
    filled = [number for number, line in enumerate(lines) if line.strip()]
    masked = {number: _masked(lines[number]) for number in filled}
    counts = Counter(text for text in masked.values() if 8 <= len(text) <= LONGEST_FURNITURE)
    found = {
        number
        for number in filled
        if counts[masked[number]] >= 3 and re.search(r"[^\W\d_]{3}", masked[number]) and not _is_value(lines[number])
    }
    alone = [(number, int(line)) for number in filled if (line := lines[number].strip()).isdigit() and len(line) <= 5]
    beside_head = {number for number, _ in alone if {number - 2, number - 1, number + 1, number + 2} & found}
    return found | beside_head | _page_numbers(alone)


def _page_numbers(alone: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines of the longest run of lone numbers that count pages: one to three up, a page's lines apart."""
    chains: list[list[int]] = []
    for place, (number, value) in enumerate(alone):
        before = [
            chains[other]
            for other in range(place)
            if 1 <= value - alone[other][1] <= 3 and number - alone[other][0] >= SHORTEST_PAGE
        ]
        chains.append([*max(before, key=len, default=[]), number])
    longest = max(chains, key=len, default=[])
    return set(longest) if len(longest) >= 3 else set()


def without_glued_furniture(lines: Sequence[str], furniture: set[int]) -> list[str]:
    """Cut running feet off the ends of lines they are glued to; the word cut there had lost its hyphen, which comes back."""
    feet = {_masked(lines[number]) for number in furniture if not lines[number].strip().isdigit()}
    out = []
    for line in lines:
        masked = _masked(line)
        foot = next((foot for foot in feet if masked.endswith(foot) and masked != foot), None)
        kept = re.match(rf"(?:\D|\d+){{{len(masked) - len(foot)}}}", " ".join(line.split())) if foot else None
        out.append(kept[0].rstrip() + ("-" if kept[0][-1:].isalpha() else "") if kept else line)
    return out


def _is_value(line: str) -> bool:
    """Say whether a repeated line may be a table's cell rather than a running head: short, without a space or a digit."""
    return len(line.split()) <= 2 and not re.search(r"\d", line)


def chunks(lines: Sequence[str], furniture: set[int]) -> list[Chunk]:
    """Part the lines of a layer into chunks; a form feed, or a space before a line where few lines have one, opens a page."""
    led = sum(line.startswith(" ") for line in lines if line.strip())
    few = led <= 0.1 * sum(bool(line.strip()) for line in lines)
    out: list[Chunk] = []
    current: list[str] = []
    page, opens = 1, True

    def close() -> None:
        nonlocal current, opens
        if current:
            out.append(Chunk(tuple(current), page, opens))
            current, opens = [], False

    for number, line in enumerate(lines):
        feeds = line.count("\f")
        leads = few and line.startswith(" ") and bool(line.strip())
        if feeds or leads:
            close()
            page += feeds or int(bool(out))
            opens = True
        bare = line.replace("\f", "").rstrip("\r")
        if number in furniture or not bare.strip():
            close()
        else:
            current.append(bare.lstrip() if leads or feeds else bare)
    close()
    return out


def body_width(found: Sequence[Chunk]) -> int:
    """Return the usual length of a full line of running text, in characters; 0 where nothing was printed."""
    sizes = [len(line.strip()) for chunk in found if len(chunk.lines) >= 4 for line in chunk.lines if len(line.strip()) >= 25]
    if not sizes:
        sizes = [len(line.strip()) for chunk in found for line in chunk.lines]
    return round(median(sizes)) if sizes else 0
