from collections import Counter

from pipeline.pdf.repair import keeps_hyphen, spelled


def test_hyphen_at_a_line_end_goes_when_the_paper_spells_the_word_without_it():
    assert not keeps_hyphen("trans", "differentiation", Counter({"transdifferentiation": 2}))


def test_hyphen_at_a_line_end_stays_when_the_paper_spells_it_elsewhere():
    assert keeps_hyphen("dose", "escalation", Counter({"dose-escalation": 1}))


def test_hyphen_at_a_line_end_stays_before_a_usual_second_half():
    assert keeps_hyphen("sepsis", "associated", Counter())


def test_hyphen_behind_a_prefix_stays_when_the_rest_is_a_word_of_the_paper():
    assert keeps_hyphen("anti", "fungal", Counter({"fungal": 1}))
    assert not keeps_hyphen("pre", "pared", Counter({"fungal": 1}))


def test_halves_of_a_broken_word_are_not_counted_as_spelled():
    assert spelled(["the inflam-", "matory cells"]) == Counter({"the": 1, "cells": 1})
