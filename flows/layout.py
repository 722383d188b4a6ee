"""What was understood of a PDF, drawn on pictures of its pages: blocks with their kinds and order, lines, citation marks."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import Any

from pipeline.records import Box, Document

DPI = 110
POINTS_PER_INCH = 72
COLOURS = {
    "title": "#8b0000",
    "heading": "#d2691e",
    "paragraph": "#1e66d0",
    "list_item": "#008b8b",
    "caption": "#6a0dad",
    "footnote": "#808000",
    "table": "#008000",
}
LINE_COLOUR = "#b0c4de"
CITATION_COLOUR = "#e00000"


def show_layout(document: Document, pdf: Path, folder: Path) -> list[Path]:
    """Write one picture a page to ``folder`` and return their paths in the order of the pages.

    Nothing is drawn for text or JATS, which have no pages: []. Raises OSError where the folder cannot be written.
    """
    import pypdfium2
    from PIL import ImageDraw

    if pdf.suffix.lower() != ".pdf":
        return []
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened, 1):
            picture = page.render(scale=DPI / POINTS_PER_INCH).to_pil().convert("RGB")
            _draw(ImageDraw.Draw(picture), document, number)
            path = folder / f"{pdf.stem}-{number:03}.png"
            picture.save(path)
            written.append(path)
            page.close()
    return written


def _draw(canvas: Any, document: Document, page: int) -> None:
    for line in document.lines:
        if line.page == page:
            canvas.rectangle(_pixels(line.box), outline=LINE_COLOUR)
    for number, block in enumerate(document.blocks, 1):
        if block.page == page and block.box is not None:
            left, top, right, bottom = _pixels(block.box)
            colour = COLOURS[block.kind]
            canvas.rectangle((left - 2, top - 2, right + 2, bottom + 2), outline=colour, width=2)
            canvas.text((left, max(top - 13, 0)), f"{number} {block.kind}", fill=colour)
    for place in _citations(document, page):
        canvas.polygon([(place[0] - 3, place[1] - 6), (place[0] + 3, place[1] - 6), place], fill=CITATION_COLOUR)
    notes = sorted({f"{item.kind}: {item.text}" for item in document.furniture if item.page == page})
    canvas.text((4, 2), f"page {page}; left out: {'; '.join(notes) or 'nothing'}"[:200], fill="#606060")


def _citations(document: Document, page: int) -> list[tuple[float, float]]:
    """Return about where the citation marks of a page stand: their share of the line's characters, at its top."""
    starts = [line.start for line in document.lines]
    places = []
    for citation in document.citations:
        number = bisect_right(starts, max(citation.offset - 1, 0)) - 1
        if number >= 0 and document.lines[number].page == page:
            line = document.lines[number]
            share = min((citation.offset - line.start) / max(line.end - line.start, 1), 1.0)
            left, top, right, _ = _pixels(line.box)
            places.append((left + share * (right - left), top))
    return places


def _pixels(box: Box) -> tuple[float, float, float, float]:
    scale = DPI / POINTS_PER_INCH
    return box.x0_pt * scale, box.top_pt * scale, box.x1_pt * scale, box.bottom_pt * scale
