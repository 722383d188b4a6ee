"""The parser: CRAFT's trees -> a spaCy pipeline of tok2vec, tagger and parser."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.components import tokenizer as _tokenizer  # noqa: F401  (registers the tokenizer that the config names)
from pipeline.training.treebank import read_trees, to_docs

if TYPE_CHECKING:
    from spacy.tokens import Doc

CONFIG = Path(__file__).with_name("parser.cfg")
PARTS = ("train", "dev", "test")
CHECKPOINTS = ("model-best", "model-last")


def prepare(craft: Path, out: Path) -> dict[str, Path]:
    """Write CRAFT's own train, dev and test articles as DocBins in our tokens and return their paths by part."""
    import spacy
    from spacy.tokens import DocBin
    from spacy.util import registry

    nlp = spacy.blank("en")
    nlp.tokenizer = registry.tokenizers.get("stroma.scispacy_tokenizer.v1")()(nlp)
    out.mkdir(parents=True, exist_ok=True)
    paths = {}
    for part in PARTS:
        articles = (craft / "articles" / "ids" / f"craft-ids-{part}.txt").read_text("utf-8").split()
        found = DocBin(store_user_data=False)
        for article in articles:
            trees = list(read_trees(craft / "structural-annotation" / "dependency" / "conllu" / f"{article}.conllu"))
            for doc in to_docs(trees, nlp):
                found.add(doc)
        paths[part] = out / f"{part}.spacy"
        found.to_disk(paths[part])
    return paths


def train_parser(parts: dict[str, Path], out: Path) -> dict[str, float]:
    """Train on ``train``, choose the best step on ``dev``, write it to ``out`` and return the scores on ``test``."""
    from spacy.tokens import DocBin
    from spacy.training import Example
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from spacy.util import load_config

    config = load_config(CONFIG, overrides={"paths.train": str(parts["train"]), "paths.dev": str(parts["dev"])})
    out.mkdir(parents=True, exist_ok=True)
    nlp, best = train(init_nlp(config), out, stdout=sys.stdout, stderr=sys.stderr)
    if best is not None:
        nlp.from_disk(best)
    nlp.config["paths"] = dict.fromkeys(("train", "dev", "vectors", "init_tok2vec"))  # where the texts lay is nobody's business
    for step in CHECKPOINTS:
        shutil.rmtree(out / step, ignore_errors=True)
    nlp.to_disk(out)
    gold = DocBin().from_disk(parts["test"]).get_docs(nlp.vocab)
    scores = nlp.evaluate(Example(nlp.make_doc(doc.text), doc) for doc in gold)
    return {name: round(float(scores[name]), 4) for name in ("tag_acc", "dep_uas", "dep_las", "sents_f")}


def parsed_docs(path: Path) -> list[Doc]:
    """Return the parsed Docs of a file that ``prepare`` wrote."""
    import spacy
    from spacy.tokens import DocBin

    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
