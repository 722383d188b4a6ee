"""PDF file -> sheets of glyphs, rules and pictures, by pdfplumber's pages; by pdfium where they cannot be had."""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.pdf.fallback import pdfium_sheets
from pipeline.pdf.interpreter import MAX_STREAM_BYTES, Interpreter
from pipeline.pdf.outlook import census
from pipeline.pdf.painter import Painter, TooLarge
from pipeline.pdf.shapes import Sheet
from pipeline.pdf.upright import upright_box, upright_glyphs
from pipeline.reading import ReadError
from pipeline.records import Box

SECONDS_A_PAGE = 6.0
SECONDS = 14.0
JUNK_BYTES = 65_536
TAIL_BYTES = 2048
LEAST_SHARE = 0.6
MAX_STREAMS = 5_000
# What pdfminer, pdfplumber and pdfium (a RuntimeError) raise over a broken file.
DAMAGE = (
    PSException, PdfminerException, MalformedPDFException, ValueError, TypeError, LookupError, AttributeError,
    AssertionError, RuntimeError, ArithmeticError, EOFError, OSError, zlib.error, struct.error,
)  # fmt: skip


def sheets(path: Path) -> Iterator[Sheet]:
    """Yield the pages of a PDF in order; a page's objects are freed before the next is read.

    Files that pdfminer hangs on or fails on are read by pdfium, as are those of which it sees fewer pages, or less than
    0.6 of the characters, than pdfium sees. Raises ReadError: damaged where neither can read it, too_large where it
    takes too long.
    """
    source = _source(path)
    broken = True
    try:
        found = list(_painted(source)) if source else []
        pages, characters = census(path) if found else (1, 0)
        if len(found) >= pages and sum(len(sheet.glyphs) + len(sheet.aside) for sheet in found) >= LEAST_SHARE * characters:
            yield from found
            return
        broken = not found
    except TooLarge as error:
        raise ReadError("too_large", f"{path.name}: {error}") from error
    except DAMAGE as error:
        logging.getLogger(__name__).info("%s: pdfminer failed (%s), pdfium reads it", path.name, type(error).__name__)
    if _bursts(path):
        raise ReadError("too_large", f"{path.name} holds a stream of more than {MAX_STREAM_BYTES // 1_000_000} MB")
    try:
        yield from pdfium_sheets(path, broken=broken)
    except DAMAGE as error:
        raise ReadError("damaged", f"{path.name} cannot be read as a PDF; download it again") from error


def _source(path: Path) -> Path | io.BytesIO | None:
    """Return what pdfminer may open: the file, or what follows the junk in front of its header; None where it would hang.

    It hangs on a file that does not begin with its header, or does not end with a pointer to its table of objects.
    """
    with path.open("rb") as handle:
        start = handle.read(JUNK_BYTES).find(b"%PDF-")
        handle.seek(max(0, path.stat().st_size - TAIL_BYTES))
        if start < 0 or b"startxref" not in handle.read():
            return None
        if start == 0:
            return path
        handle.seek(start)
        return io.BytesIO(handle.read())


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


def _painted(source: Path | io.BytesIO) -> Iterator[Sheet]:
    letters: dict[int, dict[int, tuple[str, float]]] = {}
    start = time.process_time()
    with pdfplumber.open(source) as pdf:
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
    upright = upright_glyphs(painter.turned[turn], visible, turn)
    width, height = visible.x1_pt - visible.x0_pt, visible.bottom_pt - visible.top_pt
    return Sheet(
        page.page_number,
        *((height, width) if turn in (1, 3) else (width, height)),
        tuple(upright),
        tuple(upright_glyphs(aside, visible, 0)),
        tuple(upright_box(box, visible, turn) for box in painter.rules),
        tuple(upright_box(box, visible, turn) for box in painter.pictures),
        turn,
        bool(page.page_obj.contents) and not painter.operators,
    )
