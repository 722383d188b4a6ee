"""A canvas that keeps what a page paints: glyphs, thin rules and pictures, without building an object for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, mult_matrix

from pipeline.pdf.shapes import Glyph, encodable
from pipeline.records import Box

MAX_GLYPHS = 200_000
MAX_RULES = 4_000
THIN_PT = 2.5
LONG_PT = 8.0
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)


class TooLarge(Exception):
    """A page holds more than a page of a paper can."""


@lru_cache(maxsize=1024)
def face(font: str) -> str:
    """Return a font's name without the prefix of its subset: ``ABCDEF+Minion-Bold`` gives ``Minion-Bold``."""
    return font[7:] if font[6:7] == "+" else font


class Painter(PDFTextDevice):
    """A device that keeps glyphs by quarter turn, rules and pictures; coordinates are points from the lower left."""

    def __init__(self, manager: Any, cache: dict[int, dict[int, tuple[str, float]]], deadline: float) -> None:
        super().__init__(manager)
        self.turned: tuple[list[Glyph], ...] = ([], [], [], [], [])
        self.rules: list[Box] = []
        self.pictures: list[Box] = []
        self.cache = cache
        self.deadline = deadline
        self.clip = EVERYWHERE
        self.operators = 0

    def begin_page(self, page: Any, ctm: Matrix) -> None:
        """Start a page; the matrix is set by the interpreter."""

    def end_page(self, page: Any) -> None:
        """End a page."""

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """Start a form: what it paints outside its box is not seen."""
        if len(bbox) == 4 and bbox != (0, 0, 1, 1):
            a, b, c, d, e, f = mult_matrix(matrix, self.ctm or IDENTITY)
            x0, y0, x1, y1 = bbox
            corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
            self.narrow(corners)

    def narrow(self, corners: Sequence[tuple[float, float]]) -> None:
        """Clip to the box around points, as far as the page was visible before."""
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x0, y0, x1, y1 = self.clip
        self.clip = (max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys)))

    def end_figure(self, name: str) -> None:
        """End a form or a picture."""

    def render_image(self, name: str, stream: PDFStream | None) -> None:
        """Keep where a picture lies."""
        a, b, c, d, e, f = self.ctm or IDENTITY
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        if len(self.pictures) < MAX_RULES:
            self.pictures.append(Box(min(xs), min(ys), max(xs), max(ys)))

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Keep the thin straight parts of a path: lines, the sides of stroked rectangles, and thin filled rectangles."""
        if len(path) > 400 or len(self.rules) >= MAX_RULES:
            return
        a, b, c, d, e, f = self.ctm or IDENTITY
        points: list[tuple[float, float]] = []
        for part in path:
            if part[0] == "m" and points:
                self._rule(points, stroke)
                points = []
            if len(part) >= 3:
                x, y = part[-2], part[-1]
                points.append((a * x + c * y + e, b * x + d * y + f))
            if part[0] in "cvy":
                points = []
                return
        self._rule(points, stroke)

    def _rule(self, points: list[tuple[float, float]], stroke: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        wide, high = x1 - x0, y1 - y0
        if (high < THIN_PT and wide > LONG_PT) or (wide < THIN_PT and high > LONG_PT):
            self.rules.append(Box(x0, y0, x1, y1))
        elif stroke and wide > LONG_PT and high > LONG_PT:
            for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
                if (abs(ax - bx) < 0.5) != (abs(ay - by) < 0.5):
                    self.rules.append(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))

    def render_string(  # noqa: PLR0912, PLR0915 - one loop over glyphs, for speed
        self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any
    ) -> None:
        """Keep the glyphs of one string and move the text position behind it."""
        font, size = textstate.font, textstate.fontsize
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm or IDENTITY)
        scaling = textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0 if font.is_multibyte() else textstate.wordspace * scaling
        rise = textstate.rise
        step = 0.001 * size * scaling
        known = self.cache.setdefault(id(font), {})
        name = face(str(font.fontname))
        x, y = textstate.linematrix
        vertical = font.is_vertical()
        if b == 0 and a * scaling > 0 and size * d > 0 and not vertical:
            out, turn, height = self.turned[0], 0, size * d
        elif abs(b) > 3 * abs(a) and not vertical:
            out, turn, height = (
                (self.turned[1], 1, abs(size * c)) if b * size * scaling > 0 else (self.turned[3], 3, abs(size * c))
            )
        elif a * scaling * size < 0 and abs(b) < 0.1 * abs(a):
            out, turn, height = self.turned[2], 2, abs(size * d)
        elif abs(b) < 0.1 * abs(a):
            out, turn, height = self.turned[0], 0, abs(size * d)
        else:
            out, turn, height = self.turned[4], 4, abs(size) * (a * a + b * b) ** 0.5
        spaced = False
        clip_x0, clip_y0, clip_x1, clip_y1 = self.clip
        px, py = a * x + c * y + e, b * x + d * y + f
        if px > clip_x1 + 1 or (turn == 0 and not clip_y0 - 0.5 * height < py < clip_y1 + 0.3 * height):
            out = []
        for item in seq:
            if item.__class__ is not bytes:
                if isinstance(item, (int, float)):
                    if vertical:
                        y -= item * step
                    else:
                        x -= item * step
                    spaced = True
                continue
            for cid in font.decode(item):
                entry = known.get(cid)
                if entry is None:
                    entry = known[cid] = (_letter(font, cid), font.char_width(cid))
                text, width = entry
                advance = width * size * scaling
                if spaced:
                    x += 0 if vertical else charspace
                spaced = True
                if vertical:
                    px, py = a * (x - size / 2) + c * y + e, b * x + d * (y + advance) + f
                    out.append((text, px, px + abs(size * a), py, height, name))
                    y += advance
                    continue
                if turn == 0:
                    left = a * x + c * (y + rise) + e
                    out.append((text, left, left + a * advance, b * x + d * (y + rise) + f, height, name))
                elif turn == 2:
                    left = a * x + c * (y + rise) + e
                    out.append((text, -left, -left - a * advance, -(b * x + d * (y + rise) + f), height, name))
                elif turn in {1, 3}:
                    low, at = b * x + d * (y + rise) + f, a * x + c * (y + rise) + e
                    low, high = (low, low + b * advance) if turn == 1 else (-low, -low - b * advance)
                    out.append((text, low, high, at, height, name))
                else:
                    left = a * x + c * (y + rise) + e
                    out.append((text, left, left + abs(a * advance), b * x + d * (y + rise) + f, height, name))
                x += advance
                if cid == 32 and wordspace:
                    x += wordspace
        textstate.linematrix = (x, y)
        if turn == 0 and clip_x0 > -1e8 and out and out[-1][1] < clip_x0:
            while out and out[-1][3] == py and out[-1][2] < clip_x0 - 1:
                out.pop()
        if len(out) > MAX_GLYPHS:
            raise TooLarge(f"a page has more than {MAX_GLYPHS} characters")


def _letter(font: Any, cid: int) -> str:
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return f"(cid:{cid})"
    return encodable(text) if isinstance(text, str) and text else f"(cid:{cid})"
