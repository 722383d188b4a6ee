"""Papers typeset for tests: a review of a kidney journal, a preprint with numbered lines, a page with a turned table."""

import re
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.pdf.reader import read_pdf

Markup = re.compile(r"\^([^^]+)\^")


class Press:
    """A canvas with a pen: words are set one by one, ``^1,2^`` is raised, lines are filled and justified."""

    def __init__(self, path: Path, *, font="Times-Roman", size=10.0, leading=12.0):
        self.path, self.font, self.size, self.leading = path, font, size, leading
        self.pen = Canvas(str(path), pagesize=(595, 842), invariant=True)
        self.number: int | None = None
        self.margin_x = 50.0

    def width(self, word, font, size):
        parts = Markup.split(word)
        return sum(stringWidth(part, font, size * (0.62 if i % 2 else 1)) for i, part in enumerate(parts))

    def word(self, x, y, word, font, size):
        for i, part in enumerate(Markup.split(word)):
            if not part:
                continue
            at = size * (0.62 if i % 2 else 1)
            self.pen.setFont(font, at)
            self.pen.drawString(x, y + (0.36 * size if i % 2 else 0), part)
            x += stringWidth(part, font, at)

    def line(self, x, y, words, *, font=None, size=None, width=None):
        """Set words on one line, justified to ``width`` if it is given, with the line's number if lines are counted."""
        font, size = font or self.font, size or self.size
        words = words.split() if isinstance(words, str) else words
        if self.number is not None:
            self.number += 1
            self.pen.setFont("Helvetica", 7)
            self.pen.drawRightString(self.margin_x, y, str(self.number))
        space = stringWidth(" ", font, size)
        if width is not None and len(words) > 1:
            space = (width - sum(self.width(word, font, size) for word in words)) / (len(words) - 1)
        for word in words:
            self.word(x, y, word, font, size)
            x += self.width(word, font, size) + space

    def paragraph(self, text, x, y, width, *, font=None, size=None, indent=0.0, leading=None, bottom=60.0):
        """Fill lines from ``y`` downwards; returns the next baseline and the words that found no room."""
        font, size, leading = font or self.font, size or self.size, leading or self.leading
        words, first = text.split(), True
        while words and y > bottom:
            room, used, count = width - (indent if first else 0), 0.0, 0
            for word in words:
                more = self.width(word, font, size) + (stringWidth(" ", font, size) if count else 0)
                if used + more > room and count:
                    break
                used, count = used + more, count + 1
            last = count == len(words)
            self.line(x + (indent if first else 0), y, words[:count], font=font, size=size, width=None if last else room)
            words, first, y = words[count:], False, y - leading
        return y, " ".join(words)

    def rule(self, x0, x1, y):
        self.pen.setLineWidth(0.5)
        self.pen.line(x0, y, x1, y)

    def table(self, rows, xs, y, *, size=8.0, leading=9.5, header_rules=True, centred=False, gap=0.0):
        """Set rows of cells (lines of a cell parted by ``/``) with the first as header; returns the y of the last rule."""
        self.rule(xs[0], xs[-1], y + 3)
        for number, row in enumerate(rows):
            cells = [cell.split(" / ") for cell in row]
            high = max(map(len, cells))
            for cell, x in zip(cells, xs, strict=False):
                drop = (high - len(cell)) * leading / 2 if centred else 0.0
                for place, text in enumerate(cell):
                    self.word(x, y - 7 - drop - place * leading, text, "Times-Bold" if number == 0 else "Times-Roman", size)
            y -= high * leading + gap
            if number == 0 and header_rules:
                self.rule(xs[0], xs[-1], y - 1)
                y -= 2
        self.rule(xs[0], xs[-1], y - 2)
        return y - 2


PROSE = (
    "Stromal cells of the marrow were first grown on plastic, and their offspring form bone, fat and cartilage in a dish.",
    "In the injured kidney they stay for a day or two, and most of them lodge in the capillaries of the lung.",
    "What they leave behind are vesicles, growth factors and small peptides, which other cells of the organ take up.",
    "Sheep that were given the cells before the renal artery was clamped made more urine than sheep that were not.",
    "The tubules of the treated animals held fewer casts, and neutrophils were seldom found between them.",
    "It is not known how long the benefit lasts, nor whether a second infusion adds anything to the first.",
)
REFERENCES = [
    f"Author{letter} A, Writer B. Cells in the sheep kidney, part {number}. J Invented Nephrol 20{number:02d}; {number}: 1–9."
    for number, letter in enumerate("ABCDEFGHIJKL", start=1)
]
TRIALS = [
    ["Trial", "Cell product", "Dose (cells/kg)", "Route", "Outcome"],
    ["NCT99000311^7^", "Bone marrow MSCs", "1 × 10^6^", "Intravenous", "Death at 28 days"],
    [
        "NCT99000312^8^",
        "Umbilical cord MSCs, / frozen",
        "2 × 10^6^",
        "Renal artery",
        "Need of dialysis, long / stay in hospital",
    ],
    ["NCT99000313", "Adipose MSCs", "5 × 10^5^", "Intravenous", "Safety"],
]


def _head(press, number):
    press.pen.setFont("Helvetica", 7)
    if number % 2:
        press.pen.drawString(50, 800, "review")
        press.pen.drawRightString(545, 800, "K Weaver and P Miller: Stromal cells for the kidney")
    else:
        press.pen.drawString(50, 800, "K Weaver and P Miller: Stromal cells for the kidney")
        press.pen.drawRightString(545, 800, "review")
    press.pen.drawString(50, 30, f"Invented Kidney Journal (2031) 95, {100 + number}–{110 + number}")
    press.pen.drawRightString(545, 30, str(100 + number))


def _columns(press, paragraphs, top, *, start=(0, None), bottom=60.0):
    """Set paragraphs in two columns; a new page begins when both are full."""
    page, y, column = 1, top, 0
    for kind, text in paragraphs:
        rest = text
        while rest:
            if y < bottom + 14 or (kind == "heading" and y < bottom + 40):
                column += 1
                if column == 2:
                    press.pen.showPage()
                    page, column, top = page + 1, 0, 770.0
                    _head(press, page)
                y = top
            x = 50 + column * 255
            if kind == "heading":
                y -= 6
                press.line(x, y, rest.split(), font="Helvetica-Bold", size=10)
                y, rest = y - 14, ""
            else:
                size = 8.0 if kind == "reference" else press.size
                font = "Times-Bold" if kind == "bold" else None
                y, rest = press.paragraph(
                    rest, x, y, 240, size=size, font=font, indent=10 if kind == "indented" else 0, bottom=bottom
                )
    return page, column, y


@pytest.fixture(scope="session")
def kidney_review(tmp_path_factory):
    """A review: an abstract over both columns, an initial, raised citations, signs lost to fonts, a table over both columns."""
    path = tmp_path_factory.mktemp("papers") / "review.pdf"
    press = Press(path)
    _head(press, 1)
    press.line(50, 760, ["Stromal", "cells", "for", "the", "injured", "kidney:"], font="Helvetica-Bold", size=20)
    press.line(50, 736, ["promise", "and", "doubt"], font="Helvetica-Bold", size=20)
    press.line(50, 716, ["Karl", "Weaver^1^", "and", "Petra", "Miller^2^"], size=11)
    press.line(
        50,
        702,
        "^1^Institute of Wool, Invented University, Nowhere; ^2^Department of Sheep, Elsewhere Hospital, Nowhere",
        size=7,
    )
    y = press.paragraph(" ".join(PROSE[:4]), 50, 680, 495, font="Helvetica-Bold", size=9)[0]
    press.line(50, y - 4, "Invented Kidney Journal (2031) 95, 101–111; https://doi.org/10.5555/ikj.2031.0101", size=8)
    press.line(50, y - 16, "KEYWORDS: acute kidney injury; cell therapy; sheep", size=8)
    top = y - 50
    press.pen.setFont("Times-Roman", 33)
    press.pen.drawString(50, top - 20, "A")
    left = "cute kidney injury (AKI) is a sudden loss of the work of the kidney, which"
    after = press.paragraph(left, 75, top, 215, bottom=0)[0]
    top = min(after, top - 24)
    paragraphs = [("plain", "many patients in intensive care suffer.^1,2^ " + PROSE[0] + " " + PROSE[1][:-1] + ".^3–5^")]
    paragraphs += [("heading", "Where the cells go"), ("plain", " ".join(PROSE[1:4])[:-1] + ".^6^")]
    paragraphs += [
        (
            "indented",
            "Given at 2 \u00d7 10^6^ cells/kg, they raised the share of CD4þ T cells (n ¼ 12, P ¼ 0.03).^2,6^ "
            + " ".join(PROSE),
        ),
        ("heading", "What the cells do"),
        ("plain", " ".join(PROSE[2:]) + " Both were seen in pigs as well.^9^ " + " ".join(PROSE[:3])),
        ("indented", " ".join(PROSE[3:]) + " None of this holds in fish.^10–12^ " + " ".join(PROSE[:4])),
        ("indented", " ".join(PROSE[1:]) + " " + " ".join(PROSE)),
        ("heading", "Clinical trials"),
        ("plain", "The trials are listed in Table 1. " + " ".join(PROSE[::-1]) + " " + " ".join(PROSE)),
        ("indented", " ".join(PROSE[1:]) + " " + " ".join(PROSE[:2])),
    ]
    _columns(press, paragraphs, top)
    press.pen.showPage()
    _head(press, 3)
    press.line(50, 765, "Table 1 | Trials of stromal cells for acute kidney injury", font="Helvetica-Bold", size=8)
    y = press.table(TRIALS, [50, 150, 260, 350, 430, 545], 752)
    press.line(50, y - 10, "MSC, mesenchymal stromal cell. All numbers are invented.", size=7)
    paragraphs = [("plain", " ".join(PROSE)), ("heading", "Conclusion"), ("plain", " ".join(PROSE[3:]))]
    paragraphs += [("heading", "REFERENCES"), *(("reference", f"{i}. {text}") for i, text in enumerate(REFERENCES, start=1))]
    _columns(press, paragraphs, y - 40)
    press.pen.save()
    return read_pdf(path)


class Manuscript(Press):
    """A press for one column with numbered lines, from page to page."""

    def __init__(self, path: Path):
        super().__init__(path, font="Helvetica", size=11, leading=21)
        self.number, self.page, self.y = 0, 1, 760.0

    def foot(self):
        self.pen.setFont("Helvetica", 7)
        self.pen.drawString(60, 815, "Invented preprint server; doi: 10.5555/pre.2032.77. Not certified by peer review.")
        self.pen.drawCentredString(300, 25, str(self.page))

    def turn(self):
        self.foot()
        self.pen.showPage()
        self.page, self.y = self.page + 1, 760.0

    def write(self, text):
        while text:
            if self.y < 90:
                self.turn()
            self.y, text = self.paragraph(text, 75, self.y, 460, bottom=70)
        self.y -= 8

    def heading(self, text, size=13.0):
        if self.y < 140:
            self.turn()
        self.line(75, self.y, text, font="Helvetica-Bold", size=size)
        self.y -= 24

    def dose_table(self, caption, rows):
        """Set a table at the head of a page; its lines are not numbered."""
        self.turn()
        self.number, before = None, self.number
        self.line(75, 760, caption, font="Helvetica-Bold", size=10)
        self.y = self.table(rows, [75, 140, 250, 370, 470, 520], 748, size=9, leading=14) - 30
        self.number = before


@pytest.fixture(scope="session")
def preprint(tmp_path_factory):
    """A preprint: one column with wide leading, numbered lines, bracketed citations, a table of doses over two pages."""
    path = tmp_path_factory.mktemp("papers") / "preprint.pdf"
    press = Manuscript(path)
    press.heading("Wool and urine: stromal cells in sheep with injured kidneys", 17)
    press.write("Nora Weaver, Paul Miller")
    press.heading("Abstract")
    press.write(" ".join(PROSE[:3]))
    press.heading("Introduction")
    press.write(PROSE[0][:-1] + " [1, 2]. " + PROSE[1][:-1] + " [3]. " + PROSE[2][:-1] + " [4–6].")
    press.heading("Methods")
    press.heading("Animals and doses", 11)
    press.write("Doses and routes are in Table 1. " + PROSE[3][:-1] + " [2,5]. " + " ".join(PROSE[4:]))
    head = ["Group", "Cells", "Dose", "Route", "n"]
    rows = [[letter, "Marrow MSCs", f"{n} × 10^6^ cells/kg", "intravenous", str(n + 5)] for n, letter in enumerate("ABCDEF", 1)]
    press.dose_table("Table 1. Doses and routes in the groups of sheep.", [head, *rows])
    more = [[letter, "Vesicles", f"{n} mg/kg", "renal artery", str(n)] for n, letter in enumerate("GHI", 1)]
    press.dose_table("Table 1 (continued)", [head, *more])
    press.heading("Results")
    press.write(" ".join(PROSE[3:]) + " This is like what was found in pigs [7, 8].")
    press.heading("Discussion")
    press.write(" ".join(PROSE) + " Others saw no effect at all [9–12]. " + " ".join(PROSE[:3]))
    press.heading("References")
    for number, text in enumerate(REFERENCES, start=1):
        press.write(f"{number}. {text}")
    press.foot()
    press.pen.save()
    return read_pdf(path)


@pytest.fixture(scope="session")
def turned_table(tmp_path_factory):
    """A page of prose, and a page with a table turned by a quarter whose cells are centred on their rows."""
    path = tmp_path_factory.mktemp("papers") / "turned.pdf"
    press = Press(path)
    press.line(50, 780, "Sheep and their stromal cells", font="Helvetica-Bold", size=18)
    y = 740.0
    for _ in range(5):
        y = press.paragraph(" ".join(PROSE), 50, y, 495)[0] - 6
    press.pen.showPage()
    press.pen.rotate(90)
    press.pen.translate(0, -595)
    press.line(60, 540, "Table 1: Studies of stromal cells in sheep.", size=10)
    rows = [["Study", "Animals", "Design", "Cells and dose", "n", "Outcome"]]
    rows += [
        ["Weaver (2019)", "Merino", "Randomised, / blinded, / two arms", "1 × 10^6^ marrow / cells/kg", "12", "Urea fell"],
        ["Miller (2020)", "Merino, / aged", "Open", "Vesicles", "8", "No change in urea / or creatinine, / more urine"],
        ["Smith (2021)", "Texel", "Randomised, / two arms", "2 mg/kg of / vesicles, / twice", "20", "Urea fell"],
        ["Baker (2022)", "Texel", "Open", "Fat cells", "6", "Two died"],
    ]
    press.table(rows, [60, 160, 250, 370, 520, 560, 740], 525, centred=True, gap=2.0)
    press.pen.save()
    return read_pdf(path)
