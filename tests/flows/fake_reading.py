"""A handler for worker processes that does to order what a hostile paper does to a real one."""

import hashlib
import os
import signal
import sys
import time
from pathlib import Path

from flows.papers import Handler
from pipeline.reading import ReadError
from pipeline.records import Block, Document, Extraction, Failure, Mention, Span, Version


def make_answers(*arguments: str):
    """Return a handler of words: it echoes, dies, hangs, eats memory or raises, as told."""
    return answer


def answer(message: str) -> object:
    match message.partition(" "):
        case "die", _, _:
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed", _, _:
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit", _, status:
            os._exit(int(status))
        case "hang", _, _:
            time.sleep(1000)
        case "eat", _, megabytes:
            hoard = b"x" * (int(megabytes) << 20)
            time.sleep(1000)
            return len(hoard)
        case "raise", _, words:
            raise ValueError(words)
        case "spent", _, _:
            raise MemoryError
        case "pid", _, _:
            return os.getpid()
    return message


def make_broken() -> None:
    raise RuntimeError("there is no model 'x'")


def make_handler(model: str, delay_s: float = 0.0) -> Handler:
    """Return the handler of the flow with a reading that finds one mention, or does what the text says."""

    def extract(path: Path) -> Extraction | Failure:
        return pretend(path, model, delay_s)

    return Handler(extract)


def pretend(path: Path, model: str, delay_s: float = 0.0) -> Extraction | Failure:
    """Read a text as a paper; a text that begins with a word of ``answer`` misbehaves."""
    time.sleep(delay_s)
    content = path.read_bytes()
    text = content.decode()
    word = text.split(" ", 1)[0]
    if word == "encrypted":
        return Failure(str(path), "encrypted", "needs a password")
    if word == "damaged":
        raise ReadError("damaged", "no pages")
    if word == "once":
        marker = path.with_suffix(".tried")
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif word == "changing":
        path.write_text(text + "!")
    else:
        answer(text)
    sha256 = hashlib.sha256(content).hexdigest()
    first = text.split()[0]
    return Extraction(
        document=Document(
            sha256[:16],
            sha256,
            str(path),
            text,
            page_count=1,
            blocks=(Block("paragraph", "", 0, len(text)),),
        ),
        sentences=(Span(0, len(text)),),
        mentions=(Mention("m1", "CELL_THERAPY", 0, len(first), first, confidence=0.5, method="test"),),
        relations=(),
        trials=(),
        studies=(),
        pipeline=Version("test", model),
        timings_s={"read": 0.0},
    )


sys.modules.setdefault("fake_reading", sys.modules[__name__])
