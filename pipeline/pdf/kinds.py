"""What a chunk is by itself: caption, heading, list item, footnote, paragraph, or text that belongs to a figure."""

from __future__ import annotations

import re

from pipeline.pdf.flow import is_bold
from pipeline.pdf.paragraphs import ENDS, NUMBERED, Body, Chunk
from pipeline.records import BlockKind
from pipeline.sections import named_role

_CAPTION = re.compile(
    r"(?:continued )?(?:supplement(?:ary|al) |extended data |additional |online |appendix )?"
    r"(?:fig(?:ure)?s?|table|scheme|box|chart|plate|panel|video|movie)\s*\.?\s*(?:s|e|a)?-?(?:\d{1,2}[a-z]?|[ivx]{1,5})\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(r"(?:[•●▪■◦‣∙]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])\s")
_NOTE = re.compile(r"[*†‡§¶#]|notes?:|\d{1,2}\s?[A-Z]|[a-h]\s?[A-Z]|.{0,30}abbreviations", re.IGNORECASE)
_FRONT = re.compile(
    r"correspond|received\b|accepted\b|published\b|e-?mails?\b|copyright|©|academic editor|edited by|department of|universit"
    r"|institute of"
    r"|open access|creative commons|licen[cs]e|\bdoi\b|https?:|these authors|contributed equally|how to cite|cite this|editor\b"
    r"|volume \d"
    r"|article (?:info|history)|reviewed by|citation:|orcid|\bissn\b|hospital\b|faculty of|school of|college of|tel[.:]|fax\b"
    r"|submit (?:your|a) manuscript|publish your|dovepress|rights reserved|www\.|publish(?:ed|ing|er)\b|running (?:head|title)",
    re.IGNORECASE,
)


def is_caption(chunk: Chunk, style: Body) -> bool:
    """Say whether a chunk is the caption of a figure or table: its number is followed by a mark, or set in another style."""
    match = _CAPTION.match(chunk.text.strip())
    if not match:
        return False
    if re.match(r"\s*(?:[.:|–—-]|$)", match[1]):
        return True
    first = chunk.first.segment.words[0]
    marked = is_bold(first.font) or first.font not in style.fonts or chunk.size < 0.97 * style.size
    return marked and bool(re.match(r"\s*\(?[A-Z]", match[1]))


def is_front(chunk: Chunk, *, dense: int = 30) -> bool:
    """Say whether a chunk speaks of authors, addresses, dates and rights: one such word in every ``dense`` words."""
    hits = len(_FRONT.findall(chunk.text))
    return hits > 0 and len(chunk.text.split()) < hits * dense


def is_heading(chunk: Chunk, style: Body) -> bool:  # noqa: PLR0911 - one test after another
    """Say whether a chunk is a heading: short, in letters, and bold, larger, in capitals, italic or in a font of its own."""
    text = chunk.text.strip()
    letters = [letter for letter in text if letter.isalpha()]
    words = len(text.split())
    if len(letters) < 3 or len(chunk.lines) > 4 or len(text) > 220 or len(letters) < 0.55 * len(text.replace(" ", "")):
        return False
    numbered = bool(NUMBERED.match(text))
    large = chunk.size > 1.07 * style.size
    if text[-1] in ",;" or (letters[0].islower() and not numbered and not large) or (_ITEM.match(text) and not numbered):
        return False
    named = named_role(text) is not None
    if (text.endswith(".") and words > 14) or (not named and is_front(chunk, dense=12)):
        return False
    if all(line.bold for line in chunk.lines) or large:
        return chunk.size > (0.75 if named else 0.85) * style.size and words <= 30
    if sum(map(str.isupper, letters)) > 0.8 * len(letters) and len(letters) > 4 and words <= 20:
        return chunk.size > 0.85 * style.size
    if all(line.italic for line in chunk.lines) and words <= 20:
        return chunk.size > 0.93 * style.size and (numbered or not text.endswith("."))
    if all(line.pure and line.font not in style.fonts for line in chunk.lines) and words <= 20 and not text.endswith("."):
        return chunk.size > (0.75 if named else 0.9) * style.size
    return words <= 5 and named_role(text) is not None and bool(re.fullmatch(r"[\d.\s|]*[A-Z][\w &]+:?", text))


def is_prose(chunk: Chunk) -> bool:
    """Say whether a chunk reads as sentences: enough words a line, most of them in letters."""
    words = chunk.text.split()
    letters = sum(map(str.isalpha, chunk.text))
    return len(words) >= max(8, 4 * len(chunk.lines)) and letters > 0.6 * sum(map(len, words))


def kind_of(chunk: Chunk, style: Body) -> BlockKind | None:  # noqa: PLR0911 - one kind after another
    """Return the kind of a chunk of the running text, None for the lettering of a figure."""
    text = chunk.text.strip()
    if is_caption(chunk, style):
        return "caption"
    if is_heading(chunk, style):
        return "heading"
    if chunk.size < 0.8 * style.size:
        return "footnote" if _NOTE.match(text) and is_prose(chunk) else None
    of_body = any(abs(line.size - style.size) < 0.05 * style.size and line.font in style.fonts for line in chunk.lines)
    if not is_prose(chunk) and not of_body:
        return None
    if _ITEM.match(text):
        return "list_item"
    if chunk.size < 0.93 * style.size and _NOTE.match(text):
        return "footnote"
    return "paragraph"


def is_lettering(chunk: Chunk, style: Body) -> bool:
    """Say whether a chunk in front of a figure's caption is the lettering of the figure."""
    if is_heading(chunk, style) and named_role(chunk.text) is not None:
        return False
    words = chunk.text.split()
    return (
        not is_prose(chunk)
        and not (ENDS.search(chunk.text) and len(words) > 3)
        and not chunk.text[:1].islower()
        and len(words) < 30
    )
