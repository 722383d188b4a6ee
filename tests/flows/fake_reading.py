"""A handler for worker processes that does to order what a hostile paper does to a real one."""

import hashlib
import os
import resource
import signal
import time
from pathlib import Path

from flows.papers import Handler, Job, Stage
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

    if "FAKE_FILE_LIMIT" in os.environ:
        limit = int(os.environ["FAKE_FILE_LIMIT"])
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    def extract(path: Path) -> Extraction | Failure:
        return pretend(path, model, delay_s)

    return FakeHandler(extract)


class FakeHandler(Handler):
    """The handler of the flow, but for results that make the staging raise."""

    def __call__(self, message: Job | Stage) -> object:
        if isinstance(message, Stage) and any(b"unstageable" in path.read_bytes() for path in message.spools):
            raise ValueError("not to be staged")
        return super().__call__(message)


def pretend(path: Path, model: str, delay_s: float = 0.0) -> Extraction | Failure:
    """Read a text as a paper; a text that begins with a word of ``answer`` misbehaves."""
    time.sleep(delay_s)
    if not path.exists():
        return Failure(str(path), "missing", "no such file")
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
    sha256, first = hashlib.sha256(content).hexdigest(), text.split()[0]
    return Extraction(
        document=Document(
            sha256[:16],
            sha256,
            str(path),
            text,
            page_count=1,
            year=2**40 if first == "unloadable" else None,
            blocks=(Block("paragraph", "", 0, len(text)),),
        ),
        sentences=(Span(0, len(text)),),
        mentions=(Mention("m1", "CELL_THERAPY", 0, len(first), first, confidence=0.5, method="test"),),
        relations=(),
        trials=(),
        studies=(),
        pipeline=Version("test", model),
        timings_s={"read": 0.5},
    )
