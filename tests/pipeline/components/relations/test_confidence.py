from pipeline.components.relations.confidence import precision_of, with_confidence
from pipeline.records import Mention, Relation


def test_rule_that_was_counted_often_has_its_own_precision():
    assert precision_of("HAS_DONOR", "grammar: nested") > 0.98


def test_rule_that_was_never_counted_has_that_of_its_label():
    assert precision_of("EFFECT", "grammar: of tomorrow") == precision_of("EFFECT", "grammar: of yesterday")
    assert 0.5 < precision_of("EFFECT", "grammar: of tomorrow") < 0.8


def test_confidence_falls_with_that_of_the_mentions():
    sure = [Mention("m1", "CYTOKINE", 0, 4, "IL-6", confidence=1.0), Mention("m2", "CYTOKINE", 5, 8, "TNF", confidence=0.5)]
    relation = Relation("r1", "EFFECT", "m1", "m2", "increase", method="grammar: active verb")
    (found,) = with_confidence([relation], sure)
    assert found.confidence == round(precision_of("EFFECT", "grammar: active verb") / 2, 4)
