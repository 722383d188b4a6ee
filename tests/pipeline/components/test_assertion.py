import pytest

from pipeline.components.assertion import is_original, origin_of, origins
from pipeline.records import Block, Document, Span


def document(*blocks: tuple[str, str]) -> Document:
    text, found = "", []
    for role, words in blocks:
        start = len(text) + 2 * bool(text)
        text += ("\n\n" if text else "") + words
        found.append(Block("paragraph", "", start, len(text), role=role))
    return Document("d", "", "d", text, blocks=tuple(found))


def base(paper: Document) -> list[str]:
    spans = [Span(start, start + len(words)) for words in paper.text.split(". ") for start in [paper.text.index(words)]]
    return list(origins(paper, paper.text, spans))


@pytest.mark.parametrize(
    ("role", "sentence", "origin"),
    [
        ("discussion", "We found that MSCs reduce IL-6", "own"),
        ("discussion", "Previous studies have shown that MSCs reduce IL-6", "cited"),
        ("discussion", "We have previously shown that MSCs reduce IL-6", "cited"),
        ("background", "MSCs reduce IL-6", "background"),
        ("results", "MSCs reduced IL-6", "own"),
        ("results", "Others reported, et al, that MSCs reduce IL-6", "cited"),
    ],
)
def test_origin_follows_words_before_sections(role, sentence, origin):
    assert base(document((role, sentence))) == [origin]


def test_abstract_is_background_until_it_begins_its_own_work():
    paper = document(("abstract", "MSCs reduce IL-6. Rats were injected with MSCs. IL-6 fell"))
    assert base(paper) == ["background", "own", "own"]


def test_review_is_no_original_paper():
    assert not is_original(document(("abstract", "MSCs reduce IL-6"), ("other", "They also reduce TNF")))
    assert is_original(document(("other", "MSCs"), ("methods", "Rats were bought")))
    assert not is_original(None)


def test_origin_of_a_cited_relation_is_cited_unless_the_sentence_says_we():
    assert origin_of("background", (3,), "MSCs reduce IL-6.") == "cited"
    assert origin_of("own", (3,), "MSCs reduced IL-6.") == "cited"
    assert origin_of("own", (3,), "We found that MSCs reduced IL-6, as others did.") == "own"
    assert origin_of("own", (), "MSCs reduced IL-6.") == "own"
