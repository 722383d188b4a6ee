"""Pictures of pages with boxes around what was understood: blocks, printed lines, citations, tables, dropped furniture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.pdf.reader import read_pdf
from pipeline.records import Box, Document, LineBox

SCALE = 1.6
COLOURS = {
    "title": "#7b1fa2", "heading": "#c62828", "paragraph": "#1565c0", "list_item": "#00838f",
    "caption": "#ef6c00", "footnote": "#6d4c41", "table": "#2e7d32",
}  # fmt: skip
LINE_COLOUR, CITATION_COLOUR, GREY = "#90caf9", "#d500f9", "#757575"


def show_layout(path: Path, out_dir: Path) -> list[Path]:
    """Write one PNG a page into ``out_dir`` and return their paths in order. Raises ReadError as ``read_pdf`` does."""
    import pypdfium2
    from PIL import ImageDraw

    document = read_pdf(path)
    out_dir.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    pdf = pypdfium2.PdfDocument(path)
    try:
        for number in range(1, len(pdf) + 1):
            picture = pdf[number - 1].render(scale=SCALE).to_pil().convert("RGB")
            _draw(ImageDraw.Draw(picture), document, number)
            target = out_dir / f"{path.stem}-{number:03d}.png"
            picture.save(target)
            written.append(target)
    finally:
        pdf.close()
    return written


def _draw(pen: Any, document: Document, page: int) -> None:
    for line in document.lines:
        if line.page == page:
            _frame(pen, line.box, LINE_COLOUR, 1)
    for order, block in enumerate(document.blocks, start=1):
        places = [line.box for line in document.lines if line.page == page and block.start <= line.start < block.end]
        box = _around(places) if places else (block.box if block.page == page else None)
        if box is not None:
            _frame(pen, box, COLOURS[block.kind], 2, f"{order} {block.kind}")
    for mark in document.citations:
        found = place_of(document, mark.offset)
        if found is not None and found.page == page:
            x = found.box.x0_pt + (mark.offset - found.start) / max(found.end - found.start, 1) * (
                found.box.x1_pt - found.box.x0_pt
            )
            _frame(pen, Box(x - 2, found.box.top_pt, x + 2, found.box.bottom_pt), CITATION_COLOUR, 2)
    dropped = [piece for piece in document.furniture if piece.page == page]
    for number, piece in enumerate(dropped):
        pen.text(
            (4, 4 + 11 * number), f"dropped {piece.kind}: {piece.text[:110]}".encode("ascii", "replace").decode(), fill=GREY
        )


def place_of(document: Document, offset: int) -> LineBox | None:
    """Return the printed line that holds a character of the text; None where it is not on a page (cells of tables)."""
    return next((line for line in document.lines if line.start <= offset <= line.end), None)


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(b.x0_pt for b in boxes), min(b.top_pt for b in boxes), max(b.x1_pt for b in boxes), max(b.bottom_pt for b in boxes)
    )


def _frame(pen: Any, box: Box, colour: str, width: int, label: str = "") -> None:
    x0, top = box.x0_pt * SCALE, box.top_pt * SCALE
    pen.rectangle((x0, top, max(x0, box.x1_pt * SCALE), max(top, box.bottom_pt * SCALE)), outline=colour, width=width)
    if label:
        pen.text((x0 + 2, max(0.0, top - 11)), label, fill=colour)
