import json
from pathlib import Path

import pytest

from annotations.agreement import agreement
from flows.bench_readers import SECOND, table, two_readings

SHARED = Path(__file__).parents[2].parent / "shared"


def test_table_has_a_line_a_measure_label_and_attribute() -> None:
    entry = {"f1": 0.5, "interval": [0.25, 0.75], "correct": 1, "support": 2, "predicted": 2}
    rule = {"micro": entry, "labels": {"DOSE": entry | {"interval": None}}}
    scores = {
        "entities": {"strict": rule, "type": {**rule, "labels": {}}},
        "relations": {"strict_direction": {**rule, "labels": {}}},
    }
    attribute = {"judged": 4, "same": 3, "kappa": None}
    assert list(table({"scores": scores, "attributes": {"certainty": attribute}})) == [
        "entities strict: F1 0.500 [0.250, 0.750] (1 in both, 2 and 2 marked)",
        "  DOSE: F1 0.500 (1 in both, 2 and 2 marked)",
        "entities type: F1 0.500 [0.250, 0.750] (1 in both, 2 and 2 marked)",
        "relations strict_direction: F1 0.500 [0.250, 0.750] (1 in both, 2 and 2 marked)",
        "certainty: 3 of 4 the same, kappa –",
    ]


def test_second_reading_holds_offsets_and_no_sentence() -> None:
    for line in map(json.loads, SECOND.read_text(encoding="utf-8").splitlines()):
        assert line.keys() == {"doc", "corpus", "id", "sha256", "sentences", "mentions", "relations"}
        assert all(isinstance(start, int) and isinstance(end, int) for _, _, start, end, _ in line["sentences"])


def test_second_reading_is_of_the_published_sentences() -> None:
    if not (SHARED / "train" / "gold.jsonl").is_file():
        pytest.skip(f"{SHARED} is not here")
    published, read = two_readings(SHARED)
    texts = {}
    for row in map(json.loads, (SHARED / "train" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()):
        texts[row["sid"]] = row["text"]
    for gold in read:
        assert [gold.document.text[span.start : span.end] for span in gold.sentences] == [texts[sid] for sid in gold.sids]
    strict = agreement(published, read)["scores"]["entities"]["strict"]["micro"]
    assert (strict["correct"], strict["support"], strict["predicted"]) == (544, 613, 633)
