import pytest

from pipeline.components.donors import with_donors
from pipeline.records import Mention, Span

PRODUCTS = ("FM-MSCs", "mesenchymal stem cells", "MSCs", "T cells", "EVs")
SUBJECTS = ("rats", "mice", "pigs", "patients", "rat", "mouse", "rabbits", "humans")
PLACES = ("bone marrow", "adipose tissue", "human umbilical cord")


def marked(text: str, *more: tuple[str, str]) -> list[Mention]:
    """Mark every product, subject and place of a text, and ``more`` as (words, label) at their first place."""
    rows = [(words, "CELL_THERAPY") for words in PRODUCTS] + [(words, "SPECIES") for words in SUBJECTS]
    rows += [(words, "CELL_SOURCE") for words in PLACES]
    found: list[Mention] = []
    for words, label in rows:
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            apart = not text[end : end + 1].isalpha() and not text[at - 1 : at].isalnum()
            if apart and not any(one.start < end and at < one.end for one in found):
                found.append(Mention("", label, at, end, words))
            at = text.find(words, end)
    found += [Mention("", label, text.index(words), text.index(words) + len(words), words) for words, label in more]
    return sorted(found, key=lambda one: one.start)


def told(text: str, *more: tuple[str, str], label: str = "DONOR") -> list[str]:
    return [one.text for one in with_donors(text, [Span(0, len(text))], marked(text, *more)) if one.label == label]


@pytest.mark.parametrize(
    ("text", "donors"),
    [
        ("MSCs from rats were given to mice.", ["rats"]),
        ("MSCs were isolated from Wistar rats and injected into mice.", ["rats"]),
        ("MSCs were isolated and expanded from the bone marrow of 4-week-old male Sprague-Dawley (SD) rats.", ["rats"]),
        ("MSCs obtained from the adipose tissue of pigs were labelled.", ["pigs"]),
        ("MSCs, which were harvested from GFP-transgenic mice, survived.", ["mice"]),
        ("Rats received MSCs from young donor rats.", ["rats"]),
        ("MSCs derived from rat bone marrow were given.", ["rat"]),
        ("MSCs derived from human umbilical cord were given.", ["human"]),
        ("Mesenchymal stem cells (MSCs) from the human placenta were given.", ["human"]),
        ("MSCs from third-party donors were given.", ["third-party"]),
        ("MSCs from a third party donor were given.", ["third party"]),
        ("MSCs were collected from healthy male donors.", ["donors"]),
        ("MSCs obtained from two unrelated donors were pooled.", ["unrelated donors"]),
        ("T cells from an HLA-identical sibling donor were given.", ["HLA-identical sibling donor"]),
        ("MSCs from related or unrelated donors were given.", ["related or unrelated donors"]),
        ("MSCs from the iliac crest marrow (ICM) of healthy donors were given.", ["donors"]),
        ("EVs isolated from mice were given.", ["mice"]),
    ],
)
def test_donor_is_whom_the_cells_come_from(text, donors):
    assert told(text) == donors


@pytest.mark.parametrize(
    "text",
    [
        "MSCs from bone marrow improved the survival of mice.",
        "MSCs from adipose tissue protected rats from sepsis.",
        "MSCs were given to rats.",
        "MSCs derived from bone marrow in rats with sepsis.",
        "MSCs from patients with lupus were abnormal.",
        "Sera were collected from mice after the MSCs had been given.",
        "MSCs homed to the lungs. Blood was taken from rats.",
        "MSCs were compared with cells from rats.",
        "MSCs lowered TNF in macrophages from mice.",
        "MSCs from the same donor were used in each assay.",
        "MSCs from rat models were rare.",
        "Kidneys from unrelated donors were grafted before MSCs were given.",
        "Blood from healthy donors was drawn.",
    ],
)
def test_subject_that_gives_no_cells_is_no_donor(text):
    assert told(text) == []


def test_donor_species_is_no_subject():
    text = "MSCs were isolated from rats and injected into mice."
    assert told(text, label="SPECIES") == ["mice"]


def test_source_leaves_the_species_before_it_out():
    assert told("MSCs derived from human umbilical cord were given.", label="CELL_SOURCE") == ["umbilical cord"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Young donor-derived MSCs were better.", "donor-derived"),
        ("The cells of old donor MSCs were worse.", "donor"),
        ("Making donor-specific MSCs takes time.", "donor"),
        ("MSCs were suspended in 5% autologous serum.", "autologous"),
        ("MSCs grew in autologous blood plasma.", "autologous"),
    ],
)
def test_age_antigen_and_serum_are_no_donor(text, word):
    assert told(text, (word, "DONOR")) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Autologous MSCs were given.", "Autologous"),
        ("The donor-derived MSCs were given.", "donor-derived"),
        ("Stem cells and donor T cells were given.", "donor"),
        ("Allogeneic bone marrow MSCs were given.", "Allogeneic"),
    ],
)
def test_donor_of_a_product_stays(text, word):
    assert told(text, (word, "DONOR")) == [word]


def test_longer_donor_that_was_marked_stays():
    text = "T cells from the first transplant donor were given."
    assert told(text, ("first transplant donor", "DONOR")) == ["first transplant donor"]


def test_nothing_changes_without_a_product():
    mentions = [Mention("", "SPECIES", 18, 22, "rats")]
    assert with_donors("Serum was got from rats.", [Span(0, 24)], mentions) == mentions
