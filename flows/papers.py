"""What a worker process does: read one paper and keep the result on disk, then put a batch of results into one staging file.

Each result is written at once under a name made of the paper's content and the pipeline's version. So a run that is
killed, or a worker that dies, never reads a finished paper a second time.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from flows import lean
from pipeline import jsonform
from pipeline.reading import sha256_of
from pipeline.records import Extraction, Failure, Version

Extract = Callable[[Path], Extraction | Failure]


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to read; ``spool`` is the file that will hold its result, ``reader`` the version that it will name."""

    path: Path
    source: str
    sha256: str
    spool: Path
    reader: Version
    doi: str | None = None
    pmid: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """The order to put the results ``spools`` into the staging file ``path``."""

    spools: tuple[Path, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parent wants to know of one paper: the counts, or why there are none."""

    source: str
    sha256: str
    failure: Failure | None = None
    pages: int = 0
    mentions: int = 0
    relations: int = 0
    trials: int = 0
    elapsed_s: float = 0.0
    cpu_s: float = 0.0
    timings_s: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StorageTrouble:
    """Results cannot be written, whichever paper comes: the disk is full, or the folder is read-only."""

    path: Path
    errno: int | None
    message: str


class Handler:
    """Answers the messages of a worker: a Job with a Reading, a Stage with the number of papers staged."""

    def __init__(self, extract: Extract, after_first: Callable[[], None] | None = None) -> None:
        self.extract = extract
        self._after_first = after_first

    def __call__(self, message: Job | Stage) -> Reading | int | StorageTrouble:
        """Do what the message says. Raises MemoryError, after which the process is spent."""
        try:
            if isinstance(message, Stage):
                return stage(message)
            reading = read(message, self.extract)
            settle, self._after_first = self._after_first, None
            if settle is not None:
                settle()
            return reading
        except OSError as error:
            target = message.path if isinstance(message, Stage) else message.spool
            return StorageTrouble(target, error.errno, error.strerror or str(error))


def make_handler(model: str) -> Handler:
    """Return the handler that reads with the pipeline; loads the model, which takes seconds.

    Vocabulary and patterns are loaded with the first paper, so the garbage collector is told of them after it.
    """
    gc.disable()
    try:
        with nullcontext() if lean.needs_torch(model) else lean.torch_absent():
            from pipeline.extract import extract
            from pipeline.nlp import load

            nlp = load(model)
    finally:
        lean.be_patient()
        gc.enable()
    return Handler(lambda path: extract(path, nlp), after_first=lean.be_patient)


def read(job: Job, extract: Extract) -> Reading:
    """Read one paper unless its result is on disk already; the result is on disk afterwards.

    Whatever goes wrong with the paper is a failure with its reason. Raises OSError where the result cannot be written.
    """
    started, cpu_before = time.monotonic(), time.process_time()
    outcome = spooled(job.spool)
    if outcome is None:
        outcome = _checked(job, extract)
        write_spool(job.spool, outcome)
    return replace(_reading(job, outcome), elapsed_s=time.monotonic() - started, cpu_s=time.process_time() - cpu_before)


def stage(order: Stage) -> int:
    """Write a staging file from the results on disk, in the order of their names, and return how many it holds."""
    from warehouse import staging

    outcomes = [_untimed(path) for path in sorted(order.spools)]
    order.path.parent.mkdir(parents=True, exist_ok=True)
    staging.write(outcomes, order.path)
    return len(outcomes)


def spooled(path: Path) -> Extraction | Failure | None:
    """Return the result on disk with the times that it took, None where there is none or the file is damaged."""
    try:
        outcome = _untimed(path)
    except (FileNotFoundError, jsonform.JsonFormError):
        return None
    return replace(outcome, timings_s=timings_of(path)) if isinstance(outcome, Extraction) else outcome


def timings_of(spool: Path) -> dict[str, float]:
    """Return the seconds that each stage of a result on disk took, {} where there is none."""
    try:
        seconds = orjson.loads(spool.read_bytes().partition(b"\n")[2] or b"{}")
    except (OSError, orjson.JSONDecodeError):
        return {}
    return seconds if isinstance(seconds, dict) else {}


def write_spool(path: Path, outcome: Extraction | Failure) -> None:
    """Write a result so that it is there whole or not at all: a line for what was found, one for the times it took.

    The times stand apart, so that what is staged is the same bytes whenever it was read. Raises OSError.
    """
    seconds = outcome.timings_s if isinstance(outcome, Extraction) else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(jsonform.dumps(outcome) + b"\n" + orjson.dumps(seconds))
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _untimed(spool: Path) -> Extraction | Failure:
    return jsonform.loads(spool.read_bytes().partition(b"\n")[0])


def _checked(job: Job, extract: Extract) -> Extraction | Failure:
    """Return what was extracted from exactly the content that was planned."""
    try:
        outcome = extract(job.path)
    except MemoryError:
        raise  # the process is spent: the parent ends it and tries the paper once more in a fresh one
    except Exception as error:  # a bug that one paper brings out must not cost the others
        return Failure(job.source, "error", f"{type(error).__name__}: {error}"[:500], job.sha256)
    if isinstance(outcome, Failure):
        return replace(outcome, source=job.source, sha256=job.sha256)
    if not _still(job):
        return Failure(job.source, "changed", "the file changed while it was read; read it again", job.sha256)
    document = outcome.document
    named = replace(document, source=job.source, doi=job.doi or document.doi, pmid=job.pmid or document.pmid)
    return replace(outcome, document=named, pipeline=job.reader)


def _still(job: Job) -> bool:
    try:
        return sha256_of(job.path) == job.sha256
    except OSError:
        return False


def _reading(job: Job, outcome: Extraction | Failure) -> Reading:
    if isinstance(outcome, Failure):
        return Reading(job.source, job.sha256, failure=outcome)
    return Reading(
        job.source,
        job.sha256,
        pages=outcome.document.page_count,
        mentions=len(outcome.mentions),
        relations=len(outcome.relations),
        trials=len(outcome.trials),
        timings_s=dict(outcome.timings_s),
    )
