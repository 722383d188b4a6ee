"""Small pictures of the pages that the shown sentences stand on, for as far as the PDFs can still be opened."""

from __future__ import annotations

import base64
import hashlib
import io
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warehouse.report.evidence import Evidence

WIDTH_PX = 680
HIGHEST = 3  # times the width; a longer page is drawn narrower
QUALITY = 45


def of_pages(evidence: Evidence, most: int) -> dict[str, dict[str, Any]]:
    """Return pictures of at most ``most`` pages, those with most sentences first, by ``document_key:page``.

    Each has its data as a ``src`` and its page's width and height in points. Left out is what cannot be had: a paper that is
    no PDF, has been moved, or is not the one that was read.
    """
    wanted: Counter[tuple[str, int]] = Counter()
    for statement in evidence.statements:
        sentence = evidence.sentences[statement["sentence"]]
        document = str(sentence["document"])
        if "page" in sentence and "box" in sentence and _reachable(evidence.documents[document]["source"]):
            wanted[document, sentence["page"]] += 1
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for (document, page), _ in sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:most]:
        pages[document].append(page)
    found: dict[str, dict[str, Any]] = {}
    for document, numbers in sorted(pages.items()):
        found |= {f"{document}:{page}": picture for page, picture in _drawn(evidence.documents[document], sorted(numbers))}
    return found


def _reachable(source: str) -> bool:
    path = Path(source)
    return path.suffix.lower() == ".pdf" and path.is_file()


def _drawn(document: dict[str, Any], pages: list[int]) -> list[tuple[int, dict[str, Any]]]:
    import pypdfium2

    path = Path(document["source"])
    try:
        with path.open("rb") as file:
            if not hashlib.file_digest(file, "sha256").hexdigest().startswith(document["document_id"]):
                return []
        with pypdfium2.PdfDocument(path) as opened:
            return [(page, _picture(opened[page - 1])) for page in pages if page <= len(opened)]
    except (OSError, pypdfium2.PdfiumError):
        return []


def _picture(page: Any) -> dict[str, Any]:
    width, height = page.get_size()
    image = page.render(scale=WIDTH_PX / max(width, height / HIGHEST, 1)).to_pil().convert("L")
    written = io.BytesIO()
    image.save(written, "WEBP", quality=QUALITY)
    page.close()
    source = "data:image/webp;base64," + base64.b64encode(written.getvalue()).decode()
    return {"src": source, "width": round(width, 1), "height": round(height, 1)}
