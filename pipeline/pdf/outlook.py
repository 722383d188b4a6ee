"""A first look at a file that calls itself a PDF, with pdfium, which does not hang on junk: may it be read at all?"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from pipeline.reading import ReadError

MAX_BYTES = 200_000_000
MAX_PAGES = 600
HEADER_BYTES = 1024
TAIL_BYTES = 2048


def look(path: Path) -> int:
    """Return the number of pages. Raises ReadError: unreadable, unsupported, encrypted, damaged or too_large."""
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(HEADER_BYTES)
    except OSError as error:
        raise ReadError("unreadable", f"{path.name} cannot be opened: {error.strerror}") from error
    if size > MAX_BYTES:
        raise ReadError("too_large", f"{path.name} has {size // 1_000_000} MB, more than {MAX_BYTES // 1_000_000} MB")
    if not head.strip(b"\x00\t\n\x0c\r "):
        raise ReadError("damaged", f"{path.name} is empty")
    if b"%PDF-" not in head and not _has_marks(path):
        kind = "a web page" if head.lstrip()[:1] == b"<" else "no PDF"
        raise ReadError("unsupported", f"{path.name} is {kind} by its first bytes; download the PDF itself")
    return _counted(path)


def _has_marks(path: Path) -> bool:
    """Say whether a header stands behind junk in the first 64 KB, or the end of a PDF at the end of the file."""
    with path.open("rb") as handle:
        if b"%PDF-" in handle.read(65_536):
            return True
        handle.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return b"%%EOF" in handle.read()


def _counted(path: Path) -> int:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadError("encrypted", f"{path.name} asks for a password; save a copy without one") from error
        raise ReadError("damaged", f"{path.name} cannot be opened as a PDF; download it again") from error
    try:
        pages = len(document)
    finally:
        document.close()
    if pages > MAX_PAGES:
        raise ReadError("too_large", f"{path.name} has {pages} pages, more than {MAX_PAGES}")
    if pages == 0:
        raise ReadError("damaged", f"{path.name} has no pages")
    return pages


def census(path: Path) -> tuple[int, int]:
    """Return how many pages pdfium can load and how many characters it sees. The file has to be known to hold no bomb."""
    pages = characters = 0
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue
            text = page.get_textpage()
            pages += 1
            characters += text.count_chars()
            text.close()
            page.close()
    finally:
        document.close()
    return pages, characters
