"""The anchors of the review in copies of it that are made here: a two-column PDF and a JATS file."""

import re
from bisect import bisect_left
from itertools import groupby
from xml.sax.saxutils import escape

import pytest

from annotations.anchors import read_anchors
from annotations.gold import block_key, read, read_rows
from annotations.letters import letters_of
from annotations.placing import place

pytestmark = pytest.mark.slow
SURE = 20  # letters that must agree before or after a mention for its place to be the right one


def with_marks(row, opening, closing):
    text, pieces, last = row["text"], [], 0
    for mark in row["citations"]:
        pieces += [escape(text[last : mark["offset"]]), opening, ",".join(map(str, mark["refs"])), closing]
        last = mark["offset"]
    return "".join(pieces) + escape(text[last:])


def blocks_of(shared, opening, closing):
    for (_, kind, _), rows in groupby(read_rows(shared / "review" / "sentences.jsonl"), key=block_key):
        yield kind, " ".join(with_marks(row, opening, closing) for row in rows)


def hyphenable(text):
    """Let long words break in their middle, tags and entities left alone."""
    parts = re.split(r"(<[^>]+>|&\w+;)", text)
    return "".join(part if part[:1] in "<&" else re.sub(r"([a-z]{5})(?=[a-z]{4})", "\\1\u00ad", part) for part in parts)


def typeset(shared, path):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=9, leading=11, alignment=4, firstLineIndent=8, spaceAfter=3)
    styles = {
        "title": ParagraphStyle("title", fontName="Times-Bold", fontSize=16, leading=19, spaceAfter=8),
        "heading": ParagraphStyle("heading", fontName="Times-Bold", fontSize=11, leading=13, spaceBefore=6),
        "caption": ParagraphStyle("caption", parent=body, fontSize=7.5, leading=9, firstLineIndent=0),
    }
    width, height = A4

    def furniture(canvas, page):
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(50, height - 30, "Journal of Typeset Kidneys (2020) 97, 1130-1140")
        canvas.drawRightString(width - 50, 25, str(1129 + page.page))

    column = (width - 110) / 2
    frames = [Frame(x, 45, column, height - 95, leftPadding=0, rightPadding=0) for x in (45, 65 + column)]
    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates(PageTemplate("two", frames, onPage=furniture))
    blocks = blocks_of(shared, '<super size="5">', "</super>")
    document.build([Paragraph(hyphenable(text.replace("\u2010", "-")), styles.get(kind, body)) for kind, text in blocks])
    return path


def as_jats(shared, path):
    front, body = "", ""
    for kind, text in blocks_of(shared, "<sup>", "</sup>"):
        if kind == "title":
            front = f"<title-group><article-title>{text}</article-title></title-group>"
        else:
            body += f"<p>{text}</p>"
    article = f"<article><front><article-meta>{front}</article-meta></front><body>{body}</body></article>"
    path.write_text(article, encoding="utf-8")
    return path


def wrongly_placed(gold, placement):
    """Return the mentions whose surroundings in the copy are not those of the gold, compared letter by letter."""
    ours, theirs = letters_of(gold.document.text), letters_of(placement.gold.document.text)
    wrong = []
    for mention, found in zip(gold.mentions, placement.gold.mentions, strict=True):
        if found.start < 0:
            continue
        at, there = bisect_left(ours.places, mention.start), bisect_left(theirs.places, found.start)
        end, there_end = bisect_left(ours.places, mention.end), bisect_left(theirs.places, found.end)
        before = ours.letters[max(at - SURE, 0) : at] == theirs.letters[max(there - SURE, 0) : there]
        after = ours.letters[end : end + SURE] == theirs.letters[there_end : there_end + SURE]
        same = ours.letters[at:end] == theirs.letters[there:there_end]
        if not same or not (before or after):
            wrong.append(mention.id)
    return wrong


def check(shared, document):
    (gold,), (anchors,) = read(shared / "review"), read_anchors("review")
    placement = place(anchors, document)
    assert placement.placed >= 0.995 * len(anchors.mentions), placement.reasons()
    assert wrongly_placed(gold, placement) == []


def test_review_anchors_are_placed_in_a_two_column_pdf(shared, tmp_path):
    from pipeline.pdf.reader import read_pdf

    check(shared, read_pdf(typeset(shared, tmp_path / "review.pdf")))


def test_review_anchors_are_placed_in_a_jats_copy(shared, tmp_path):
    from pipeline.jats import read_jats

    check(shared, read_jats(as_jats(shared, tmp_path / "review.xml")))
