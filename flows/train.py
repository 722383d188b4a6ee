"""Corpora and gold -> the shipped model: parser, encoder, judge and their card."""

from __future__ import annotations

import json
import shutil
import tarfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.gold import GoldDocument, read
from annotations.reading import from_offsets
from annotations.splits import read_splits

if TYPE_CHECKING:
    from pipeline.training.examples import Example

ARCHIVES = ("craft", "mtl_bioinf_2016", "jnlpba_standoff")
CAPS = {"anatem": 3000, "bc5cdr": 4500, "disease": 2000, "gene": 2500, "species": 1500, "jnlpba": 500}
UNLABELLED = 900  # documents whose words are guessed in the first stage
LONGEST_TEXT = 2500  # characters of each
SEED = 13
PRETRAINING_RATE = 2e-4


def unpack(archives: Path, out: Path) -> Path:
    """Unpack the archives that training reads. Raises FileNotFoundError naming the first one that is missing."""
    for name in ARCHIVES:
        source = archives / f"{name}.tar.xz"
        if not source.is_file():
            raise FileNotFoundError(f"{source} is missing: name the folder above the corpora with --shared")
        if not (out / name).is_dir():
            with tarfile.open(source) as archive:
                archive.extractall(out, filter="data")
    return out


def gold_by_split(shared: Path, own: Sequence[Path] = ()) -> dict[str, list[GoldDocument]]:
    """Return the annotated documents by split: those given as text, and those kept as offsets into ``msc_docs``.

    ``own`` are further folders of gold, to be trained on.
    """
    splits = read_splits()
    found: dict[str, list[GoldDocument]] = {}
    for corpus, documents in (
        ("train", read(shared / "train")),
        ("read_a", from_offsets(shared / "corpora" / "msc_docs.jsonl.xz")),
        ("dev", read(shared / "dev")),
    ):
        for document in documents:
            found.setdefault(splits[corpus, document.name], []).append(document)
    for folder in own:
        found["train"] += read(folder)
    return found


def unlabelled(shared: Path) -> list[str]:
    """Return texts for guessing words: documents of ``msc_docs`` that are not developed on, in a fixed random order."""
    import lzma
    import random

    developed = {json.loads(line)["title"] for line in (shared / "dev" / "sources.jsonl").open(encoding="utf-8")}
    with lzma.open(shared / "corpora" / "msc_docs.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [row["text"][:LONGEST_TEXT] for row in rows if row["title"] not in developed]
    random.Random(SEED).shuffle(texts)
    return texts[:UNLABELLED]


def train(shared: Path, out: Path, work: Path, *, syntax: bool = True, own: Sequence[Path] = ()) -> dict[str, Any]:
    """Make the model in ``out`` (``syntax/`` and ``accurate/``) from the reference material and return its card.

    ``work`` holds what is unpacked and the encoder between the stages; ``syntax=False`` leaves the parser as it is; ``own``
    are folders of further gold, such as what ``stroma annotations import`` writes.
    """
    import torch

    torch.set_num_threads(2)
    began = time.monotonic()
    corpora = unpack(shared / "corpora", work)
    card: dict[str, Any] = {"name": "accurate", "seed": SEED, "syntax": {}}
    if syntax:
        from pipeline.training.syntax import prepare, train_parser

        card["syntax"] = train_parser(prepare(corpora / "craft", work / "trees"), out / "syntax")
    gold = gold_by_split(shared, own)
    card |= _train_encoder(shared, corpora, gold, work, out / "accurate")
    card |= _train_judge(gold, out / "accurate", card)
    card["minutes"] = round((time.monotonic() - began) / 60)
    write_card(card, out / "accurate")
    return card


def _train_encoder(shared: Path, corpora: Path, gold: dict[str, list[GoldDocument]], work: Path, out: Path) -> dict[str, Any]:
    import random

    from pipeline.components.pieces import load_tokenizer
    from pipeline.training.checking import check
    from pipeline.training.examples import example
    from pipeline.training.finetuning import Schedule, finetune
    from pipeline.training.general import unpack_general_encoder
    from pipeline.training.network import load_encoder
    from pipeline.training.pretraining import pretrain
    from pipeline.training.public_corpora import read_all
    from pipeline.training.relation_network import StromaHeads
    from pipeline.training.shipping import ship_encoder, ship_heads

    general = unpack_general_encoder(work / "general")
    tokenizer = load_tokenizer(general / "tokenizer.json")
    public, shuffler = read_all(corpora), random.Random(SEED)
    for name, cap in CAPS.items():
        shuffler.shuffle(public[name])
        public[name] = public[name][:cap]
    encoder = load_encoder(general)
    pretrain(encoder, public, unlabelled(shared), tokenizer, seed=SEED, rate=PRETRAINING_RATE)
    schedule, heads = Schedule(relations=False), StromaHeads(encoder.config.hidden_size)
    learned = {name: _examples(gold[name], tokenizer, example) for name in ("train", "heldout", "dev", "blind")}
    finetune(encoder, heads, learned["train"], schedule, lambda epoch: None)
    ship_encoder(encoder, out / "encoder.onnx")
    ship_heads(heads, out / "heads.npz")
    shutil.copyfile(general / "tokenizer.json", out / "tokenizer.json")
    scores = {name: round(check(encoder, heads, learned[name])["mentions"], 4) for name in ("heldout", "dev", "blind")}
    return {"schedule": asdict(schedule), "documents": {name: len(gold[name]) for name in gold}, "tagger_f1": scores}


def _examples(documents: Sequence[GoldDocument], tokenizer: Any, make: Any) -> list[Example]:
    return [make(document, tokenizer) for document in documents]


def _train_judge(gold: dict[str, list[GoldDocument]], out: Path, card: dict[str, Any]) -> dict[str, Any]:
    from pipeline.components.encoder import Encoder
    from pipeline.training.judging import best_threshold, calibration_error, fit, proposals_of, strict_f1

    write_card(card, out)
    encoder = Encoder(out)
    documents = {name: proposals_of(gold[name], encoder) for name in ("judge", "heldout", "dev", "blind")}
    without = fit(documents["judge"])  # the figure of the held-out documents is that of a judge that has not seen them
    shipped = [*documents["judge"], *documents["heldout"]]
    weights = fit(shipped)
    threshold = best_threshold(shipped, weights)
    scores: dict[str, dict[str, float]] = {}
    for name in ("heldout", "dev", "blind"):
        used = without if name == "heldout" else weights
        scores[name] = {
            "f1": round(strict_f1(documents[name], used, threshold), 4),
            "calibration_error": round(calibration_error(documents[name], used), 4),
        }
    return {"judge": {"weights": weights, "threshold": threshold}, "scores": scores}


def write_card(card: dict[str, Any], folder: Path) -> None:
    """Write ``card.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")
