"""Path and pipeline -> Extraction or Failure: the whole story on one screen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.collect import collect
from pipeline.reading import ReadError, read, sha256_of
from pipeline.records import Document, Extraction, Failure, Mention, Version
from pipeline.studies import study_records
from pipeline.trials import trial_records

if TYPE_CHECKING:
    from spacy.language import Language


def extract(path: Path, nlp: Language) -> Extraction | Failure:
    """Read one paper and return everything known of it, or why it could not be read."""
    began = time.perf_counter()
    digest = sha256_of(path) if path.is_file() else None
    try:
        document = read(path)
    except ReadError as error:
        return Failure(str(path), error.reason, error.detail, digest)
    read_s = time.perf_counter() - began
    extraction = annotate(document, nlp)
    extraction.timings_s["read"] = round(read_s, 4)
    return extraction


def annotate(document: Document, nlp: Language, *, mentions: Sequence[Mention] | None = None) -> Extraction:
    """Return what the pipeline finds in a document; with ``mentions`` given, only relations and records are found."""
    began = time.perf_counter()
    doc = nlp.make_doc(document.text)
    doc.user_data["document"] = document
    if mentions is not None:
        doc.user_data["given_mentions"] = tuple(mentions)
    doc = nlp(doc)
    language_s = time.perf_counter() - began
    sentences, found, relations = collect(doc, document)
    trials = trial_records(document, sentences, found, relations)
    studies = study_records(document, found, relations)
    version = Version(str(nlp.meta["version"]), str(nlp.meta["name"]))
    timings = {"language": round(language_s, 4), "records": round(time.perf_counter() - began - language_s, 4)}
    return Extraction(document, sentences, found, relations, trials, studies, version, timings)
