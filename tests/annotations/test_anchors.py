"""Gold without its text finds its place again in copies of the paper."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.anchors import make_anchors, read_anchors, write_anchors
from annotations.gold import documents_from_rows, read
from annotations.letters import fold, letters_of, within_number
from annotations.placing import best_match, place
from pipeline.records import Document, Span

SENTENCES = [
    {"sid": "h.1", "kind": "heading", "section": "Results", "text": "Cell doses"},
    {
        "sid": "r.1",
        "kind": "paragraph",
        "section": "Results",
        "text": "Among the many sheep of that valley a dose of 2 × 10^6 cells/kg of adipose-derived MSCs "
        "lowered TNF-α in 24 of 240 patients.",
    },
    {
        "sid": "r.2",
        "kind": "paragraph",
        "section": "Results",
        "text": "Quiet weeks followed, and MSCs were found in CD4+ company by no one.",
    },
]
GOLD = [
    {"sid": "h.1", "mentions": [], "relations": []},
    {
        "sid": "r.1",
        "mentions": [
            {"id": "m1", "type": "DOSE", "text": "2 × 10^6 cells/kg", "norm": "2 × 10^6 cells/kg"},
            {"id": "m2", "type": "CELL_THERAPY", "text": "adipose-derived MSCs", "norm": "MSC"},
            {"id": "m3", "type": "CELL_SOURCE", "text": "adipose", "norm": "adipose tissue"},
            {"id": "m4", "type": "CYTOKINE", "text": "TNF-α", "norm": "TNF"},
            {"id": "m5", "type": "SAMPLE_SIZE", "text": "24", "norm": "24"},
        ],
        "relations": [{"type": "EFFECT", "from": "m2", "to": "m4", "direction": "decrease", "citations": [3]}],
    },
    {
        "sid": "r.2",
        "mentions": [
            {"id": "m1", "type": "CELL_THERAPY", "text": "MSCs", "norm": "MSC"},
            {"id": "m2", "type": "IMMUNE_CELL", "text": "CD4+", "norm": "CD4+ T cell"},
        ],
        "relations": [],
    },
]
DOCUMENT = next(documents_from_rows(SENTENCES, GOLD))
ANCHORS = make_anchors(DOCUMENT)


def placed_words(text, anchors=ANCHORS):
    placement = place(anchors, Document("x", "x", "x", text))
    spans = {mention.id: text[mention.start : mention.end] for mention in placement.gold.mentions if mention.start >= 0}
    return spans, placement


def test_fold_forgets_what_copies_differ_in():
    assert fold("TNF-α ﬁnds É") == "tnf-a finds e"
    assert fold("CD4þ (n ¼ 7)") == "cd4+ (n = 7)"
    assert letters_of("ﬁ–2nd").letters == "find"
    assert letters_of("ﬁ–2nd").places == (0, 0, 3, 4)


def test_digits_within_a_longer_number_are_known():
    assert within_number("240 of 24", 0, 2)
    assert not within_number("240 of 24", 7, 2)


def test_anchors_hold_no_sentence(tmp_path):
    write_anchors([ANCHORS], tmp_path / "a.jsonl")
    written = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    words = SENTENCES[2]["text"].split()
    assert not any(" ".join(words[place : place + 3]) in written for place in range(len(words) - 2))
    assert "followed" not in written
    assert read_anchors(tmp_path / "a.jsonl") == (ANCHORS,)


def test_anchors_find_themselves_in_their_own_text():
    placement = place(ANCHORS, DOCUMENT.document)
    assert placement.gold.mentions == DOCUMENT.mentions
    assert placement.gold.scope == DOCUMENT.scope
    assert placement.placed == 7
    assert placement.reasons() == {}


def test_text_layer_with_broken_lines_ligatures_and_glued_citations_keeps_every_place():
    text = (
        "Journal of Cells 12\nCell doses\nAmong the many sheep of that valley a dose of 2 × 10⁶ cells/kg of adi-\n"
        "pose-derived MSCs low-\nered "
        "TNF-a in 24 of 240 pa-\ntients.12,13 Quiet weeks followed, and MSCs\nwere found in CD4þ company by no one.4 The end."
    )
    spans, placement = placed_words(text)
    assert spans == {
        "r.1#m1": "2 × 10⁶ cells/kg",
        "r.1#m2": "adi-\npose-derived MSCs",
        "r.1#m3": "adi-\npose",
        "r.1#m4": "TNF-a",
        "r.1#m5": "24",
        "r.2#m1": "MSCs",
        "r.2#m2": "CD4þ",
    }
    assert [text[span.start : span.end].split(maxsplit=1)[0] for span in placement.gold.scope] == ["Cell", "Among", "Quiet"]
    assert text[placement.gold.scope[-1].start : placement.gold.scope[-1].end].endswith("no one.4")


def test_running_head_within_a_sentence_moves_what_follows_it():
    text = DOCUMENT.document.text.replace("lowered TNF", "lowered Running Head of the Journal of Cells TNF")
    spans, placement = placed_words(text)
    assert placement.placed == 7
    assert spans["r.1#m4"] == "TNF-α"


def test_running_head_within_a_mention_leaves_it_without_place():
    text = DOCUMENT.document.text.replace("adipose-derived", "adipose Running Head of the Journal derived")
    spans, placement = placed_words(text)
    assert "r.1#m2" not in spans
    assert placement.reasons() == {"other words": 1}
    assert next(mention for mention in placement.gold.mentions if mention.id == "r.1#m2").start < 0


def test_text_without_the_sentence_gives_no_place():
    spans, placement = placed_words("MSCs and TNF-α are spoken of in quite another paper, in CD4+ cells.")
    assert spans == {}
    assert placement.reasons() == {"no context": 7}
    assert placement.gold.scope == ()


def test_document_is_recognised_among_many():
    other = make_anchors(
        next(documents_from_rows([{"sid": "x.1", "text": "Nothing of all this is said here, nor anywhere else."}], []))
    )
    assert best_match([other, ANCHORS], DOCUMENT.document) == ANCHORS
    assert best_match([ANCHORS], Document("x", "x", "x", "Another paper.")) is None


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_places_survive_line_breaks_citations_and_case(readings, data):
    gold, _ = data.draw(readings)
    text = gold.document.text.replace(" ", "\n").replace(".", ".7,8")
    placement = place(make_anchors(gold), Document("x", "x", "x", text))
    for mention, found in zip(gold.mentions, placement.gold.mentions, strict=True):
        if found.start >= 0:
            assert letters_of(found.text).letters == letters_of(mention.text).letters


@pytest.mark.parametrize(("name", "documents", "mentions"), [("review", 1, 1004), ("dev", 28, 1511)])
def test_committed_anchors_are_those_of_the_reference_gold(shared, name, documents, mentions):
    anchors, gold = read_anchors(name), read(shared / name)
    assert len(anchors) == documents
    assert sum(len(item.mentions) for item in anchors) == mentions
    assert anchors == tuple(make_anchors(item) for item in gold)
    for item, document in zip(anchors, gold, strict=True):
        assert place(item, document.document).gold.mentions == document.mentions


def test_review_anchors_are_placed_in_its_raw_text_layer(shared):
    text = (shared / "review" / "review_textlayer.txt").read_text(encoding="utf-8")
    (anchors,) = read_anchors("review")
    placement = place(anchors, Document("x", "x", "x", text))
    assert placement.placed >= 0.995 * len(anchors.mentions)
    spans = [Span(mention.start, mention.end) for mention in placement.gold.mentions if mention.start >= 0]
    assert sum(a.start > b.start for a, b in pairwise(spans)) < 0.1 * len(spans)
