from annotations.gold import documents_from_rows
from flows.bench_names import counted, line

SENTENCES = [
    {"sid": "D.1", "doc": "D", "kind": "paragraph", "section": "Abstract", "text": "IL-6 fell in the spleen.", "citations": []}
]
GOLD = [
    {
        "sid": "D.1",
        "mentions": [
            {"id": "a", "type": "CYTOKINE", "text": "IL-6", "occ": 1, "norm": "IL6"},
            {"id": "b", "type": "ANATOMY", "text": "the spleen", "occ": 1, "norm": "spleen"},
        ],
        "relations": [],
    }
]


def test_spans_and_names_are_counted_by_label() -> None:
    counts = counted(documents_from_rows(SENTENCES, GOLD))
    assert (counts["marked", "CYTOKINE"], counts["found", "CYTOKINE"], counts["right_named", "CYTOKINE"]) == (1, 1, 1)
    assert (counts["marked", "ANATOMY"], counts["found", "ANATOMY"], counts["right", "ANATOMY"]) == (1, 1, 0)


def test_line_gives_the_score_and_both_shares_of_right_names() -> None:
    counts = counted(documents_from_rows(SENTENCES, GOLD))
    assert line("set", counts, ["CYTOKINE"]) == (
        "set: F1 1.000 (1 of 1 marked, 1 found); named 1.000 of those found, 1.000 of those marked"
    )
