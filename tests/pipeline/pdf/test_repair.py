from collections import Counter

from pipeline.pdf.repair import keeps_hyphen, letters


def test_hyphen_at_a_line_end_goes_when_the_paper_spells_the_word_without_it():
    assert not keeps_hyphen("trans", "differentiation", Counter({"transdifferentiation": 2}))


def test_hyphen_at_a_line_end_stays_when_the_paper_spells_it_elsewhere():
    assert keeps_hyphen("dose", "escalation", Counter({"dose-escalation": 1}))


def test_hyphen_at_a_line_end_stays_before_a_usual_second_half():
    assert keeps_hyphen("sepsis", "associated", Counter())


def test_ligatures_become_their_letters():
    assert letters("eﬃcacy") == "efficacy"
