"""PDF file -> sheets of glyphs, rules and pictures, by pdfplumber's pages; by pdfium where they cannot be had."""

from __future__ import annotations

import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.pdf.fallback import pdfium_sheets
from pipeline.pdf.outlook import characters
from pipeline.pdf.painter import MAX_STREAM_BYTES, Interpreter, Painter, TooLarge
from pipeline.pdf.shapes import Glyph, Sheet
from pipeline.reading import ReadError
from pipeline.records import Box

SECONDS_A_PAGE = 6.0
SECONDS = 14.0
TAIL_BYTES = 2048
LEAST_SHARE = 0.6
MAX_STREAMS = 5_000


def sheets(path: Path) -> Iterator[Sheet]:
    """Yield the pages of a PDF in order; a page's objects are freed before the next is read.

    Files that pdfminer hangs on or fails on are read by pdfium, as are those of which it sees less than 0.6 of the
    characters that pdfium sees. Raises ReadError: damaged where neither can read it, too_large where it takes too long.
    """
    if _is_whole(path):
        try:
            found = list(_painted(path))
        except TooLarge as error:
            raise ReadError("too_large", f"{path.name}: {error}") from error
        except (PSException, PdfminerException, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError,
                RecursionError, zlib.error, struct.error, OverflowError, NotImplementedError) as error:  # fmt: skip
            logging.getLogger(__name__).info("%s: pdfminer failed (%s), pdfium reads it", path.name, type(error).__name__)
        else:
            if sum(len(sheet.glyphs) + len(sheet.aside) for sheet in found) >= LEAST_SHARE * characters(path):
                yield from found
                return
    if _bursts(path):
        raise ReadError("too_large", f"{path.name} holds a stream of more than {MAX_STREAM_BYTES // 1_000_000} MB")
    try:
        yield from pdfium_sheets(path)
    except pypdfium2.PdfiumError as error:
        raise ReadError("damaged", f"{path.name} cannot be read as a PDF; download it again") from error


def _is_whole(path: Path) -> bool:
    """Say whether a file begins with a header and ends with a pointer to its table of objects."""
    with path.open("rb") as handle:
        head = handle.read(8)
        handle.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return head.startswith(b"%PDF-") and b"startxref" in handle.read()


def _bursts(path: Path) -> bool:
    """Say whether any compressed stream of a file is a bomb; looked for in its bytes, as its tables cannot be trusted."""
    data = path.read_bytes()
    for number, found in enumerate(re.finditer(rb"stream\r?\n", data)):
        if number > MAX_STREAMS:
            return False
        raw = data[found.end() : found.end() + MAX_STREAM_BYTES // 100]
        for _ in range(2):
            try:
                raw = zlib.decompressobj().decompress(raw, MAX_STREAM_BYTES + 1)
            except zlib.error:
                break
            if len(raw) > MAX_STREAM_BYTES:
                return True
    return False


def _painted(path: Path) -> Iterator[Sheet]:
    letters: dict[int, dict[int, tuple[str, float]]] = {}
    start = time.process_time()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            if time.process_time() - start > SECONDS:
                raise TooLarge("it takes too long to read")
            try:
                yield _sheet(page, pdf.rsrcmgr, letters)
            finally:
                page.close()


def _sheet(page: Any, manager: Any, letters: dict[int, dict[int, tuple[str, float]]]) -> Sheet:
    painter = Painter(manager, letters, time.process_time() + SECONDS_A_PAGE)
    Interpreter(manager, painter).process_page(page.page_obj)
    x0, top, x1, bottom = (float(side) for side in page.bbox)
    height_pt = (
        float(page.mediabox[3] - page.mediabox[1]) if page.rotation in (0, 180) else float(page.mediabox[2] - page.mediabox[0])
    )
    visible = Box(x0, height_pt - bottom, x1, height_pt - top)
    turn = max(range(4), key=lambda key: (len(painter.turned[key]), -key))
    aside = [glyph for key, glyphs in enumerate(painter.turned) if key != turn for glyph in glyphs]
    upright = _uprights(painter.turned[turn], visible, turn)
    width, height = visible.x1_pt - visible.x0_pt, visible.bottom_pt - visible.top_pt
    return Sheet(
        page.page_number,
        *((height, width) if turn in (1, 3) else (width, height)),
        tuple(upright),
        tuple(_uprights(aside, visible, 0)),
        tuple(_upright(box, visible, turn) for box in painter.rules),
        tuple(_upright(box, visible, turn) for box in painter.pictures),
        turn,
    )


def _uprights(glyphs: list[Glyph], page: Box, turn: int) -> list[Glyph]:
    """Measure glyphs from the top left of the page once its text is upright; what lies outside the page is left out.

    ``page`` is measured from the lower left. The painter gives x along the text and the baseline across it.
    """
    along, across, sign = {
        0: (-page.x0_pt, page.bottom_pt, -1.0),
        1: (-page.top_pt, -page.x0_pt, 1.0),
        2: (page.x1_pt, -page.top_pt, -1.0),
        3: (page.bottom_pt, page.x1_pt, -1.0),
    }[turn]
    wide = page.bottom_pt - page.top_pt if turn in (1, 3) else page.x1_pt - page.x0_pt
    high = page.x1_pt - page.x0_pt if turn in (1, 3) else page.bottom_pt - page.top_pt
    moved = [(text, x0 + along, x1 + along, across + sign * base, size, font) for text, x0, x1, base, size, font in glyphs]
    return [glyph for glyph in moved if -1 < glyph[1] < wide + 1 and -1 < glyph[3] < high + 8]


def _upright(box: Box, page: Box, turn: int) -> Box:
    x0, x1 = box.x0_pt - page.x0_pt, box.x1_pt - page.x0_pt
    top, bottom = page.bottom_pt - box.bottom_pt, page.bottom_pt - box.top_pt
    wide, high = page.x1_pt - page.x0_pt, page.bottom_pt - page.top_pt
    if turn == 1:
        return Box(high - bottom, x0, high - top, x1)
    if turn == 2:
        return Box(wide - x1, high - bottom, wide - x0, high - top)
    if turn == 3:
        return Box(top, wide - x1, bottom, wide - x0)
    return Box(x0, top, x1, bottom)
