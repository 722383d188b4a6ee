"""Content streams -> calls of the painter: pdfminer's page interpreter with a fast lexer, with limits and with clipping."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import literal_name

from pipeline.pdf.content import operations
from pipeline.pdf.painter import Painter, TooLarge

MAX_DEPTH = 12
MAX_STREAM_BYTES = 60_000_000
# Colours, line styles and marked content change nothing that is kept.
_IGNORED = frozenset((
    "EI", "g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "gs", "ri", "i", "d", "j", "J",
    "M", "w", "BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "d0", "d1", "sh",
))  # fmt: skip


class Interpreter(PDFPageInterpreter):
    """The page interpreter with a fast lexer and with limits; it knows no colours."""

    device: Painter

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams as one; a stream that is being run already is left out, as is a form nested too deep."""
        if len(self.parent_stream_ids) > MAX_DEPTH:
            return
        self.stream_ids.clear()
        data: list[bytes] = []
        for item in streams:
            stream = stream_value(item)
            if stream.objid is not None:
                if stream.objid in self.parent_stream_ids:
                    continue
                self.stream_ids.add(stream.objid)
            data.append(bounded(stream))
        methods: dict[str, tuple[Any, int]] = {}
        count = 0
        for count, (name, operands) in enumerate(operations(b"\n".join(data)), 1):
            known = methods.get(name)
            if known is None:
                known = methods[name] = self._method(name)
            function, arguments = known
            if function is not None and len(operands) >= arguments:
                function(*operands[len(operands) - arguments :])
            if count & 0x3FF == 0 and time.process_time() > self.device.deadline:
                raise TooLarge("a page takes too long to paint")
        self.device.operators += count

    def _method(self, name: str) -> tuple[Any, int]:
        if name in _IGNORED:
            return None, 0
        function = getattr(self, "do_" + name.replace("*", "_a").replace('"', "_w").replace("'", "_q"), None)
        return function, 0 if function is None else function.__code__.co_argcount - 1

    def do_TJ(self, seq: Any) -> None:
        """Show strings with their shifts."""
        if self.textstate.font is not None and isinstance(seq, list):
            self.device.render_string(self.textstate, seq, None, None)

    def do_BI(self) -> None:
        """Place a picture that is written into the stream."""
        self.device.render_image("", None)

    def do_W(self) -> None:
        """Clip to the box of the path when it is ended."""
        self.clips = True

    do_W_a = do_W

    def do_n(self) -> None:
        """End a path without painting it."""
        if getattr(self, "clips", False):
            a, b, c, d, e, f = self.ctm
            points = [(a * p[-2] + c * p[-1] + e, b * p[-2] + d * p[-1] + f) for p in self.curpath if len(p) >= 3]
            if points:
                self.device.narrow(points)
            self.clips = False
        super().do_n()

    def do_q(self) -> None:
        """Save the state of graphics, the clip with it."""
        super().do_q()
        self.saved_clips = [*getattr(self, "saved_clips", []), self.device.clip][-200:]

    def do_Q(self) -> None:
        """Restore the state of graphics."""
        super().do_Q()
        saved = getattr(self, "saved_clips", [])
        if saved:
            self.device.clip = saved.pop()

    def do_Do(self, xobjid_arg: Any) -> None:
        """Run a form or place a picture, then go on with this stream's own matrix."""
        clip = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = clip
        self.device.set_ctm(self.ctm)


def bounded(stream: PDFStream) -> bytes:
    """Return the data of a content stream; raise TooLarge before a bomb of nested Flate has burst."""
    raw, filters = stream.rawdata, [str(literal_name(name)) for name, _ in stream.get_filters()]
    if raw is not None and (len(raw) > MAX_STREAM_BYTES // 1000 or len(filters) > 1):
        for name in filters:
            if name not in ("FlateDecode", "Fl"):
                break
            raw = zlib.decompressobj().decompress(raw, MAX_STREAM_BYTES + 1) if raw else raw
            if raw and len(raw) > MAX_STREAM_BYTES:
                raise TooLarge(f"a page has more than {MAX_STREAM_BYTES // 1_000_000} MB of content")
    data: bytes = stream.get_data()
    if len(data) > MAX_STREAM_BYTES:
        raise TooLarge(f"a page has more than {MAX_STREAM_BYTES // 1_000_000} MB of content")
    return data
