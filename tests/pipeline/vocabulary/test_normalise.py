import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import fold_word, key_of, singular_name, split_words, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TNF-α", "tnf alpha"),
        ("Tumours", "tumor"),
        ("ischaemia", "ischemia"),
        ("leucocytes", "leukocyte"),
        ("mice", "mouse"),
        ("MSCs", "MSC"),
        ("glomeruli", "glomerulus"),
        ("biopsies", "biopsy"),
        ("allogenic", "allogeneic"),
        ("CD4⁺ T cells", "CD4(+) T cell"),
        ("Crohn’s disease", "Crohn disease"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("word", ["sepsis", "virus", "diabetes mellitus", "pancreas", "gas", "fibrosis", "process"])
def test_singular_that_ends_in_s_stays(word: str) -> None:
    assert key_of(word)[-1] == word.rsplit(maxsplit=1)[-1]


def test_markers_with_and_without_are_different() -> None:
    assert key_of("CD38+ B cell") != key_of("CD38(-) B cell")


def test_greek_letter_may_be_its_initial_without_a_blank() -> None:
    assert (("tnf", "a"), True) in variants("TNF-α")
    assert (("tnfa",), False) in variants("TNF-α")
    assert (("nfkb",), False) in variants("NF-κB")


def test_prefix_may_be_joined_or_apart() -> None:
    keys = {key for key, _ in variants("pro-inflammatory cytokine")}
    assert ("proinflammatory", "cytokine") in keys


@given(st.text())
def test_words_lie_in_the_text_in_order(text: str) -> None:
    words = split_words(text)
    last = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=12))
def test_folding_is_stable_for_capitals_of_long_words(word: str) -> None:
    assert fold_word(word) == fold_word(word)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Renal Tubular Injuries", "renal tubular injury"), ("CLP models", "CLP model"), ("IL-6 levels", "IL-6 level"), ("", "")],
)
def test_singular_name_is_small_but_for_symbols(name: str, expected: str) -> None:
    assert singular_name(name) == expected
