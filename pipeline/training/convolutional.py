"""An alternative to the encoder, measured beside it: spaCy's convolutional network with a span categorizer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.components import tokenizer as _tokenizer  # noqa: F401  (registers the tokenizer that the config names)
from pipeline.training.annotated import Annotated

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CONFIG = Path(__file__).with_name("convolutional.cfg")
KEY = "mentions"  # of ``doc.spans``, as the config has it
PASSES = 5  # over the texts whose words' characters are guessed

Key = tuple[str, int, int]


def docs_of(documents: Iterable[Annotated], nlp: Language) -> list[Doc]:
    """Return a Doc a sentence with its mentions in ``spans``; mentions that do not begin and end with a token are left out."""
    found = []
    for item in documents:
        for sentence in item.sentences:
            doc = nlp.make_doc(item.document.text[sentence.start : sentence.end])
            inside = [one for one in item.mentions if sentence.start <= one.start and one.end <= sentence.end]
            spans = [doc.char_span(one.start - sentence.start, one.end - sentence.start, label=one.label) for one in inside]
            doc.spans[KEY] = [span for span in spans if span is not None]
            found.append(doc)
    return found


def learn_spans(documents: Sequence[Annotated], work: Path, *, steps: int, pretrained: Path | None = None) -> Language:
    """Return the network after ``steps`` batches; it ends as the running mean of its weights, and no step is chosen.

    ``pretrained`` are weights that ``guess_characters`` wrote.
    """
    import spacy
    from spacy.tokens import DocBin
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train

    blank = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "stroma.scispacy_tokenizer.v1"}}})
    docs = docs_of(documents, blank)
    work.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(work / "train.spacy")
    DocBin(docs=docs[:100]).to_disk(work / "seen.spacy")  # spaCy wants something to print scores of
    paths: dict[str, Any] = {
        "paths.train": str(work / "train.spacy"), "paths.dev": str(work / "seen.spacy"), "training.max_steps": steps,
        "paths.init_tok2vec": str(pretrained) if pretrained else None,
    }  # fmt: skip
    nlp, _ = train(init_nlp(_config(paths)), stdout=sys.stdout, stderr=sys.stderr)
    return nlp


def guess_characters(texts: Iterable[str], work: Path) -> Path:
    """Train the network's embedding to guess the first and last characters of words, and return its weights' path."""
    from spacy.training.pretrain import pretrain
    from spacy.util import load_model_from_config

    (work / "pretrained").mkdir(parents=True, exist_ok=True)
    lines = (line for text in texts for line in text.splitlines() if line.strip())
    (work / "raw.jsonl").write_text("".join(json.dumps({"text": line}) + "\n" for line in lines), "utf-8")
    config = _config({"paths.raw": str(work / "raw.jsonl"), "pretraining.max_epochs": PASSES})
    pretrain(load_model_from_config(config, auto_fill=True).config.interpolate(), work / "pretrained")
    return work / "pretrained" / "model-last.bin"


def spans_of(documents: Iterable[Annotated], nlp: Language) -> list[set[Key]]:
    """Return the labels and ranges that the network finds, document by document."""
    found = []
    for item in documents:
        texts = [item.document.text[sentence.start : sentence.end] for sentence in item.sentences]
        placed = zip(item.sentences, nlp.pipe(texts), strict=True)
        found.append(
            {
                (span.label_, sentence.start + span.start_char, sentence.start + span.end_char)
                for sentence, doc in placed
                for span in doc.spans[KEY]
            }
        )
    return found


def _config(overrides: dict[str, Any]) -> Any:
    from spacy.util import load_config

    return load_config(CONFIG, overrides=overrides, interpolate=False)
