"""Where sentences may begin, before any parser has read the words."""

import spacy
from spacy.tokens import Doc

from pipeline.components.blocks import sentences_of, start_sentences
from pipeline.records import Block, BlockKind, Document, Span

VOCAB = spacy.blank("en").vocab


def starts(text: str, *kinds: BlockKind) -> dict[str, bool | None]:
    """Return word -> whether it starts a sentence (None: left to the parser); blocks are parted by a blank line."""
    doc = spacy.blank("en")(text)
    blocks, at = [], 0
    for kind, part in zip(kinds, text.split("\n\n"), strict=True):
        blocks.append(Block(kind, "", at, at + len(part)))
        at += len(part) + 2
    start_sentences(doc, Document("d", "d", "d", text, blocks=tuple(blocks)))
    values = doc.to_array(["SENT_START"]).astype("int64")
    return {token.text: {1: True, -1: False}.get(int(value)) for token, value in zip(doc, values, strict=True)}


def test_title_is_one_sentence_though_its_words_have_capitals() -> None:
    found = starts("Cord Blood Cells Via Portal Vein", "title")
    assert found == {"Cord": True, "Blood": False, "Cells": False, "Via": False, "Portal": False, "Vein": False}


def test_title_may_hold_a_second_sentence_behind_a_mark() -> None:
    assert starts("Hope or hype? Cells for all", "title")["Cells"] is None


def test_capital_in_a_paragraph_is_left_to_the_parser_and_a_small_letter_is_not() -> None:
    found = starts("We infused cells Results were good", "paragraph")
    assert (found["infused"], found["Results"], found["were"]) == (False, None, False)


def test_small_letter_behind_a_full_stop_is_left_to_the_parser() -> None:
    assert starts("It fell . p53 rose", "paragraph")["p53"] is None


def test_closing_mark_and_white_space_start_no_sentence() -> None:
    found = starts("Trial NCT01234567 .\n\nCells were given", "paragraph", "paragraph")
    assert (found["."], found["\n\n"], found["Cells"]) == (False, False, True)


def test_sentences_are_given_without_the_space_around_them() -> None:
    doc = Doc(VOCAB, ["It", "fell", ".", "\n\n", "Then", "rose"], spaces=[True, False, False, False, True, False])
    for token in doc:
        token.is_sent_start = token.text in ("It", "Then")
    assert sentences_of(doc) == (Span(0, 8), Span(10, 19))
