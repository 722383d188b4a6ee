"""The benchmark file and the baselines, without measuring anything."""

from flows.baselines import by_cooccurrence, cooccurrences
from flows.bench_scores import compare, updated
from pipeline.records import Document, Mention, Span

TEXT = "MSCs and IL-6. Rats."
MENTIONS = (
    Mention("a", "CELL_THERAPY", 0, 4, "MSCs"),
    Mention("b", "CYTOKINE", 9, 13, "IL-6"),
    Mention("c", "SPECIES", 15, 19, "Rats"),
)
SENTENCES = (Span(0, 14), Span(15, 20))
ROW = {"model": "m", "scores": {"entities/strict": {"f1": 0.8, "interval": [0.7, 0.9]}}}


def test_cooccurrence_relates_what_stands_in_one_sentence_and_may_be_related():
    assert [(item.label, item.head, item.tail) for item in cooccurrences(MENTIONS, SENTENCES)] == [("EFFECT", "a", "b")]
    together = cooccurrences(MENTIONS, (Span(0, 20),))
    assert [(item.label, item.head, item.tail) for item in together] == [("EFFECT", "a", "b"), ("IN_SPECIES", "a", "c")]


def test_baseline_takes_given_mentions_instead_of_its_own():
    annotate = by_cooccurrence(lambda text: (), lambda text: SENTENCES, "made up")
    document = Document("d", "d", "d", TEXT)
    assert annotate(document).relations == ()
    assert len(annotate(document, None, mentions=MENTIONS).relations) == 1


def test_update_replaces_measured_systems_and_keeps_the_others():
    committed = {"dev": {"use": "old", "systems": {"general": ROW, "stroma": ROW}}}
    better = {"model": "n", "scores": {}}
    result = updated(committed, {"dev": {"stroma": better}})
    assert result["dev"]["systems"] == {"general": ROW, "stroma": better}
    assert committed["dev"]["systems"]["stroma"] == ROW


def test_comparison_names_collection_system_and_score():
    committed = updated({}, {"dev": {"stroma": ROW}})
    worse = {"model": "m", "scores": {"entities/strict": {"f1": 0.6, "interval": None}}}
    assert compare(committed, {"dev": {"stroma": worse}}) == [
        "dev, stroma: entities/strict: F1 0.600, was 0.800, may not be below 0.700"
    ]
    assert compare(committed, {"dev": {"stroma": ROW}}) == []
