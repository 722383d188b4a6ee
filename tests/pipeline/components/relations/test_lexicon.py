import csv

import pytest

from pipeline.components.relations.lexicon import (
    PATTERNS,
    LexiconError,
    change_words,
    cue_pattern,
    inflections,
    sign_of,
    word_list,
)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("reduce", {"reduce", "reduces", "reduced", "reducing"}),
        ("suppress", {"suppress", "suppresses", "suppressed", "suppressing"}),
        ("modify", {"modify", "modifies", "modified", "modifying"}),
        ("drop", {"drop", "drops", "dropped", "dropping"}),
        ("attenuate", {"attenuate", "attenuates", "attenuated", "attenuating"}),
    ],
)
def test_inflections_follow_the_spelling_of_the_verb(verb, forms):
    assert inflections(verb) == forms


def test_change_words_are_found_in_every_form():
    words = change_words()
    assert words["fell", "verb"].word == "fall"
    assert words["reductions", "noun"].sign == "down"
    assert words["led", "verb"].theme == {"to"}
    assert ("reduction", "verb") not in words


def test_change_words_have_each_word_once_a_part_of_speech():
    with (PATTERNS / "change_words.tsv").open(encoding="utf-8") as handle:
        rows = [(row["word"], row["part"]) for row in csv.DictReader(handle, delimiter="\t")]
    assert sorted(rows) == sorted(set(rows))


def test_change_words_have_known_signs():
    signs = {word.sign for word in change_words().values()}
    assert signs <= {"up", "down", "none", "change", "better", "worse", "restore", "cause", "show"}


def test_word_list_of_an_unknown_kind_is_refused():
    with pytest.raises(LexiconError, match="no words of the kind 'unheard of'"):
        word_list("unheard of")


def test_row_with_an_unknown_sign_is_refused_with_the_known_ones():
    assert sign_of({"word": "fall", "sign": "down"}) == "down"
    with pytest.raises(LexiconError, match="the sign 'sideways' is none of up, down"):
        sign_of({"word": "fall", "sign": "sideways"})


def test_cue_of_an_unknown_meaning_is_refused():
    with pytest.raises(LexiconError, match="unheard of"):
        cue_pattern("unheard of")


def test_words_of_change_are_known_in_british_spelling():
    table = change_words()
    assert table["mobilised", "verb"].sign == table["mobilized", "verb"].sign == "up"
    assert ("raizes", "verb") not in table
