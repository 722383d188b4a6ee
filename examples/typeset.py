"""Typeset the sample papers: ``python examples/typeset.py`` writes ``examples/papers/*.pdf`` from ``examples/texts/*.txt``.

The papers are invented: studies, authors, journals, references and registry numbers exist nowhere else. They only look like
the papers that the pipeline reads: two columns with superscript citations and ligatures, a preprint with line numbers, a
review with a table of trials, and so on.

A text begins with ``name: value`` lines and a line ``---``. Then ``# heading``, paragraphs, ``^4,7^`` for superscripts,
``@caption`` for captions, ``@table`` with ``|`` between cells, and ``@references``, one a line. Blank lines separate.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph, Table

HERE = Path(__file__).parent
MARGIN = 56.0
GUTTER = 18.0
HEAD_HEIGHT = 118.0
GREEK = {"α": "a", "β": "b", "γ": "g", "κ": "k", "μ": "m"}
LIGATURES = {"ffi": "f\ufb01", "fi": "\ufb01", "fl": "\ufb02"}


@dataclass(frozen=True)
class Look:
    """How a paper looks: number of columns, text font with its bold face, size in points, and what is special."""

    columns: int = 1
    font: str = "Times-Roman"
    bold: str = "Times-Bold"
    size: float = 9.5
    leading: float = 11.8
    ligatures: bool = False
    line_numbers: bool = False


LOOKS = {
    "journal": Look(columns=2, font="Vera", bold="VeraBd", size=7.8, leading=10.6, ligatures=True),
    "preprint": Look(size=11, leading=17, line_numbers=True),
    "review": Look(columns=1, size=10, leading=12.6),
    "clinical": Look(columns=2),
    "letter": Look(columns=1, font="Helvetica", bold="Helvetica-Bold", size=9.5, leading=12.6),
}


class NumberedParagraph(Paragraph):
    """A paragraph whose lines are numbered in the margin, on and on through the paper."""

    def draw(self) -> None:
        """Draw the paragraph and the numbers of its lines."""
        super().draw()
        style, canvas = self.style, self.canv
        for number in range(len(self.blPara.lines)):
            canvas.lines_numbered = getattr(canvas, "lines_numbered", 0) + 1
            canvas.setFont("Helvetica", 7)
            canvas.drawRightString(-14, self.height - style.leading * number - style.fontSize, str(canvas.lines_numbered))


def main() -> None:
    """Typeset every text."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"{name}.ttf")))
    out = HERE / "papers"
    out.mkdir(exist_ok=True)
    for text in sorted((HERE / "texts").glob("*.txt")):
        typeset(text, out / f"{text.stem}.pdf")
        sys.stdout.write(f"{out / text.stem}.pdf\n")


def typeset(text: Path, pdf: Path) -> None:
    """Write one paper as a PDF; the same text gives the same bytes."""
    head, _, body = text.read_text(encoding="utf-8").partition("\n---\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    look = LOOKS[facts["look"]]
    document = BaseDocTemplate(
        str(pdf), pagesize=A4, title=facts["title"], author=facts["authors"], invariant=True, creator="examples/typeset.py"
    )
    document.addPageTemplates(_pages(look, facts))
    document.build([*_head(facts, look), *_flowables(body, look)])


def _pages(look: Look, facts: dict[str, str]) -> list[PageTemplate]:
    width, height = A4
    column = (width - 2 * MARGIN - (look.columns - 1) * GUTTER) / look.columns
    lefts = [MARGIN + number * (column + GUTTER) for number in range(look.columns)]
    padding = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont(look.font, 7)
        canvas.drawString(MARGIN, height - 36, facts["running"])
        canvas.drawRightString(width - MARGIN, height - 36, facts["journal"])
        canvas.drawCentredString(width / 2, 30, str(document.page))

    body = height - 2 * MARGIN
    first = [Frame(MARGIN, height - MARGIN - HEAD_HEIGHT, width - 2 * MARGIN, HEAD_HEIGHT, **padding)]
    first += [Frame(left, MARGIN, column, body - HEAD_HEIGHT, **padding) for left in lefts]
    later = [Frame(left, MARGIN, column, body, **padding) for left in lefts]
    return [PageTemplate("first", first, onPage=furniture), PageTemplate("later", later, onPage=furniture)]


def _head(facts: dict[str, str], look: Look) -> list[Any]:
    title = ParagraphStyle("title", fontName=look.bold, fontSize=15, leading=18, spaceAfter=6)
    small = ParagraphStyle("small", fontName=look.font, fontSize=8.5, leading=11, spaceAfter=3)
    lines = [Paragraph(_markup(facts["title"], look), title), Paragraph(_markup(facts["authors"], look), small)]
    lines.append(Paragraph(f"{facts['journal']} ({facts['year']}). doi: {facts['doi']}", small))
    return [*lines, NextPageTemplate("later"), FrameBreak()]


def _flowables(body: str, look: Look) -> Iterator[Any]:
    kind: Any = NumberedParagraph if look.line_numbers else Paragraph
    plain = ParagraphStyle(
        "plain", fontName=look.font, fontSize=look.size, leading=look.leading, alignment=TA_JUSTIFY, spaceAfter=look.leading / 2
    )
    heading = ParagraphStyle(
        "heading", plain, fontName=look.bold, fontSize=look.size + 1.5, alignment=0, spaceBefore=4, keepWithNext=1
    )
    small = ParagraphStyle("small", plain, fontSize=look.size - 1.5, leading=look.leading - 2, spaceAfter=2)
    caption = ParagraphStyle("caption", small, keepWithNext=1)
    for block in re.split(r"\n\s*\n", body.strip()):
        first, _, rest = block.partition("\n")
        if block.startswith("# "):
            yield kind(_markup(block[2:], look), heading)
        elif first == "@table":
            yield _table(rest.splitlines(), look)
        elif first == "@caption":
            yield kind(_markup(" ".join(rest.splitlines()), look), caption)
        elif first == "@references":
            yield kind("References", heading)
            yield from (kind(_markup(line, look), small) for line in rest.splitlines())
        else:
            yield kind(_markup(" ".join(block.splitlines()), look), plain)


def _table(lines: list[str], look: Look) -> Any:
    """Return a table ruled by three horizontal lines; the first line is the header."""
    style = ParagraphStyle("cell", fontName=look.font, fontSize=6.4, leading=7.8)
    bold = ParagraphStyle("header", style, fontName=look.bold)
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    width = (A4[0] - 2 * MARGIN - (look.columns - 1) * GUTTER) / look.columns
    columns = list(zip(*rows, strict=True))
    words = [max(_width(word, bold) for cell in column for word in cell.split()) + 6 for column in columns]
    texts = [max(len(cell) for cell in column) for column in columns]
    widths = [word + (width - sum(words)) * text / sum(texts) for word, text in zip(words, texts, strict=True)]
    cells = [[Paragraph(_markup(cell, look), bold if not number else style) for cell in row] for number, row in enumerate(rows)]
    rules = [("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)]
    rules += [("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    rules += [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    return Table(cells, colWidths=widths, repeatRows=1, style=rules, spaceAfter=8)


def _width(word: str, style: ParagraphStyle) -> float:
    return float(pdfmetrics.stringWidth(word.replace("^", ""), style.fontName, style.fontSize))


def _markup(text: str, look: Look) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    if look.ligatures:
        for letters, ligature in LIGATURES.items():
            text = text.replace(letters, ligature)
    text = re.sub(r"\^([^^\s]+)\^", r"<super>\1</super>", text)
    return "".join(f"<greek>{GREEK[letter]}</greek>" if letter in GREEK else letter for letter in text)


if __name__ == "__main__":
    main()
