from dataclasses import replace

from pipeline.records import Block, Box, Citation, Document, Extraction, LineBox, Mention, Span, Version
from warehouse.places import places


def make(text: str, sentences: list[tuple[int, int]], **document: object) -> Extraction:
    paper = Document("0" * 16, "0" * 64, "a.txt", text, **document)  # type: ignore[arg-type]
    return Extraction(paper, tuple(Span(*span) for span in sentences), (), (), (), (), Version("1", "m"))


def test_sentence_stands_in_its_block_and_section(kidney: Extraction) -> None:
    found = places(kidney).sentences
    assert [(place.block, place.section, place.role) for place in found[:2]] == [
        (0, "Title", "title"),
        (1, "Results", "results"),
    ]


def test_sentence_over_two_lines_has_the_box_around_both() -> None:
    lines = (LineBox(0, 6, 3, Box(50, 100, 90, 110)), LineBox(6, 12, 3, Box(40, 112, 80, 122)))
    (place,) = places(make("One two three", [(0, 12)], lines=lines)).sentences
    assert (place.page, place.box) == (3, Box(40, 100, 90, 122))


def test_sentence_over_two_pages_has_the_box_on_the_first() -> None:
    lines = (LineBox(0, 6, 3, Box(50, 700, 90, 710)), LineBox(6, 12, 4, Box(40, 60, 80, 70)))
    (place,) = places(make("One two three", [(0, 12)], lines=lines)).sentences
    assert (place.page, place.box) == (3, Box(50, 700, 90, 710))


def test_sentence_without_lines_has_the_page_of_its_block() -> None:
    block = Block("paragraph", "", 0, 12, page=7)
    (place,) = places(make("One two three", [(0, 12)], blocks=(block,))).sentences
    assert (place.page, place.box) == (7, None)


def test_mention_between_sentences_stands_in_none() -> None:
    made = make("One. Two. Six.", [(0, 4), (10, 14)])
    mention = Mention("m1", "DOSE", 5, 8, "Two")
    assert places(replace(made, mentions=(mention,))).mention_sentences == (None,)


def test_citation_belongs_to_the_sentence_that_it_closes() -> None:
    marks = (Citation(4, (1,)), Citation(7, (2,)), Citation(9, (3,)))
    assert places(make("One. Two.", [(0, 4), (5, 9)], citations=marks)).citation_sentences == (0, 1, 1)


def test_block_that_is_its_sentences_is_not_kept_twice() -> None:
    made = make("One. Two.\n\nA\tB", [(0, 4), (5, 9)], blocks=(Block("paragraph", "", 0, 9), Block("table", "", 11, 14)))
    assert places(made).block_texts == (None, "A\tB")


def test_text_is_kept_where_blocks_do_not_make_it() -> None:
    assert places(make("One.\n\nTwo.", [], blocks=(Block("paragraph", "", 0, 4), Block("paragraph", "", 6, 10)))).text is None
    assert places(make("One. Two.", [], blocks=(Block("paragraph", "", 0, 4),))).text == "One. Two."
    assert places(make("One.", [])).text == "One."


def test_relation_has_the_names_of_its_mentions_and_context(kidney: Extraction) -> None:
    found = places(kidney).relations[5]
    assert (found.sentence, found.role, found.page) == (1, "results", 1)
    assert (found.head_name, found.tail_name, found.places) == ("MSC", "IL6", ("kidney",))
    assert (found.condition, found.species, found.dose, found.inferred) == ("sepsis", "mouse", None, False)


def test_relation_without_cue_stands_in_the_later_of_its_mentions_sentences(kidney: Extraction) -> None:
    assert places(kidney).relations[6].sentence == 2


def test_mention_without_concept_is_named_by_its_words_in_lower_case(kidney: Extraction) -> None:
    nameless = replace(kidney, mentions=tuple(replace(mention, concept=None) for mention in kidney.mentions))
    assert places(nameless).relations[5].tail_name == "il-6"
