import pytest

from pipeline.components.sites import with_sites
from pipeline.records import Mention, Span


def routes(text: str, *more: tuple[str, str]) -> list[str]:
    """Return the routes of a text in which ``MSCs`` and ``more``, as (words, label), are marked."""
    rows = [row for row in (("MSCs", "CELL_THERAPY"), *more) if row[0] in text]
    mentions = [Mention("", label, text.index(words), text.index(words) + len(words), words) for words, label in rows]
    found = with_sites(text, [Span(0, len(text))], sorted(mentions, key=lambda one: one.start))
    return [one.text for one in found if one.label == "ROUTE"]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("MSCs were injected into the myocardium during surgery.", "myocardium"),
        ("MSCs were injected directly into the left knee.", "knee"),
        ("Injection of MSCs into the disc was safe.", "disc"),
        ("Implantation of MSCs into the osteochondral defect was done.", "osteochondral defect"),
        ("MSCs were transplanted into the injured spinal cord.", "injured spinal cord"),
        ("Administration of MSCs into ischemic limbs enhanced flow.", "ischemic limbs"),
        ("MSCs were infused slowly into the hepatic artery.", "hepatic artery"),
        ("MSCs in a gel were applied on the wound surface.", "wound surface"),
        ("MSCs were sprayed onto the wound bed.", "wound bed"),
    ],
)
def test_site_of_giving_is_a_route(text, site):
    assert routes(text) == [site]


@pytest.mark.parametrize(
    "text",
    [
        "Infused MSCs migrated into the heart.",
        "MSCs were injected and engrafted into the liver.",
        "MSCs were given; neutrophils moved into the lungs.",
        "The vector was injected into the brain.",
        "MSCs injected in rats differentiated into cartilage.",
        "MSCs were transplanted into the liver cancer model.",
        "MSCs were injected into mice with wounds.",
        "MSCs were applied to kidney cells.",
    ],
)
def test_place_where_cells_go_is_no_route(text):
    assert routes(text) == []


def test_place_that_is_a_site_of_giving_becomes_a_route():
    text = "MSCs were injected into the heart."
    found = with_sites(
        text, [Span(0, len(text))], [Mention("", "CELL_THERAPY", 0, 4, "MSCs"), Mention("", "ANATOMY", 28, 33, "heart")]
    )
    assert [(one.label, one.text) for one in found] == [("CELL_THERAPY", "MSCs"), ("ROUTE", "heart")]


def test_mention_of_another_kind_stands():
    assert routes("MSCs were injected into the ischemic limb.", ("ischemic limb", "CONDITION")) == []


def test_route_that_is_marked_stays_as_it_is():
    assert routes("MSCs were injected into the renal artery.", ("renal artery", "ROUTE")) == ["renal artery"]
