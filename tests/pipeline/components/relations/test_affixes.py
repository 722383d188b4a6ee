import pytest

from pipeline.components.relations.affixes import read_affix


@pytest.mark.parametrize(
    ("text", "mention", "role", "perturbation"),
    [
        ("LPS-induced TNF", "LPS", "cause", "none"),
        ("arsenic-inhibited growth", "arsenic", "block", "none"),
        ("MSC-treated mice", "MSC", "treated", "none"),
        ("IL-10-deficient mice", "IL-10", "plain", "loss"),
        ("Tlr4-/- mice", "Tlr4", "plain", "loss"),
        ("an anti-IL-6 antibody", "IL-6", "plain", "loss"),
        ("inhibitors of the JAK2 pathway", "JAK2", "plain", "loss"),
        ("overexpression of SIRT1", "SIRT1", "plain", "gain"),
        ("IL-17-producing cells", "IL-17", "neutral", "none"),
        ("in a STAT3-independent manner", "STAT3", "independent", "none"),
        ("IL-6 levels", "IL-6", "plain", "none"),
        ("Irf8-/- mice", "Irf8-/-", "plain", "loss"),
        ("anti-CTLA-4 therapy", "anti-CTLA-4", "plain", "loss"),
        ("anti-inflammatory mediators", "anti-inflammatory mediators", "plain", "none"),
        ("an agonistic anti-CD40 antibody", "CD40", "plain", "gain"),
        ("by activating CD40", "CD40", "plain", "none"),
        ("inhibition of the LPS-induced rise", "LPS", "cause", "none"),
        ("enforced expression of GATA3", "GATA3", "plain", "gain"),
        ("TNF-lowering activity", "TNF", "lowered", "none"),
        ("cytokine-modulating activity", "cytokine", "altered", "none"),
        ("reduced IL-6 independently of TNF", "IL-6", "plain", "none"),
        ("IL-21 depleted plasmablasts", "IL-21", "plain", "none"),
        ("IL-21-depleted medium", "IL-21", "plain", "loss"),
    ],
)
def test_affix_says_how_a_mention_is_used(text, mention, role, perturbation):
    start = text.index(mention)
    affix = read_affix(text, start, start + len(mention), start + len(mention))
    assert (affix.role, affix.perturbation) == (role, perturbation)


def test_affix_may_follow_a_bracketed_short_form():
    text = "interleukin 6 (IL-6)-deficient mice"
    assert read_affix(text, 0, 13, 20).perturbation == "loss"
