"""Is there a text in what was read, and may it be trusted? A scan, blank pages and damaged content are told apart."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pdf.shapes import Page
from pipeline.reading import ReadError

MIN_LETTERS = 20
MIN_LETTERS_A_PAGE = 200
PAGE_FILLED = 0.4


def judged(pages: Sequence[Page], stripped: Sequence[Page], name: str) -> tuple[str, ...]:
    """Return ``suspect_text`` for a file whose text may be a part of what it prints, else ``()``.

    Suspect are little text for the pages, letters without a code, and pages whose content is lost. ``stripped`` are the
    pages without running heads and feet: a scan often has a printed stamp on every page. Raises ReadError, damaged
    or no_text, where there is no text at all, or fewer than 20 letters beside pictures that fill the pages.
    """
    words = [word.text for page in pages for s in page.segments for word in s.words]
    letters = sum(map(_letters, words))
    rest = sum(_letters(word.text) for page in stripped for s in page.segments for word in s.words)
    scanned = sum(map(_is_picture, pages)) > 0.5 * len(pages)
    if letters == 0 or (scanned and rest < MIN_LETTERS):
        raise _nothing(pages, name, letters)
    unknown = sum("(cid:" in word or "\ufffd" in word for word in words)
    sparse = letters < MIN_LETTERS_A_PAGE * len(pages)
    printable = letters > 0.4 * sum(map(len, words))
    lost = any(page.lost for page in pages)
    return ("suspect_text",) if sparse or lost or unknown > 0.2 * len(words) or not printable else ()


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def _is_picture(page: Page) -> bool:
    """Say whether one picture fills the page, or several do."""
    filled = sum((box.x1_pt - box.x0_pt) * (box.bottom_pt - box.top_pt) for box in page.pictures)
    return filled > PAGE_FILLED * page.width * page.height


def _nothing(pages: Sequence[Page], name: str, letters: int) -> ReadError:
    """Say why no text was found: lost content, pictures, drawings, or nothing on the pages."""
    lost = sum(page.lost for page in pages)
    if lost:
        return ReadError("damaged", f"the content of {lost} of {len(pages)} pages of {name} is damaged; download it again")
    if any(map(_is_picture, pages)):
        stamp = f" but {letters} letters" if letters else ""
        return ReadError("no_text", f"{name} holds pictures of pages, no text{stamp}; run it through text recognition (OCR)")
    if any(page.rules or page.pictures for page in pages):
        found = "small pictures" if any(page.pictures for page in pages) else "drawings"
        return ReadError(
            "no_text", f"{name} holds {found}, no text; if they are letters, run it through text recognition (OCR)"
        )
    return ReadError("no_text", f"the pages of {name} are blank; look whether it is the right file")
