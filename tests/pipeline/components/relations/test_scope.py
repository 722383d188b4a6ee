import pytest

from pipeline.components.relations.scope import covers, negation, scope_cues

DENIALS = [
    ("MSCs|NNS|nsubj|3 did|VBD|aux|3 not|RB|neg|3 reduce|VB|ROOT|3 IL-6|NN|dobj|3", "reduce", "not"),
    ("MSCs|NNS|nsubj|1 failed|VBD|ROOT|1 to|TO|aux|3 reduce|VB|xcomp|1 IL-6|NN|dobj|3", "reduce", "failed"),
    ("MSCs|NNS|nsubj|1 had|VBD|ROOT|1 no|DT|det|3 effect|NN|dobj|1", "effect", "no"),
    ("MSCs|NNS|nsubj|3 not|RB|preconj|3 only|RB|advmod|3 reduced|VBD|ROOT|3 IL-6|NN|dobj|3", "reduced", None),
    ("A|NN|nsubj|3 did|VBD|aux|3 not|RB|neg|3 move|VB|ROOT|3 but|CC|cc|3 reduced|VBD|conj|3 IL-6|NN|dobj|5", "reduced", None),
    ("A|NN|nsubj|3 did|VBD|aux|3 not|RB|neg|3 raise|VB|ROOT|3 or|CC|cc|3 reduce|VB|conj|3 IL-6|NN|dobj|5", "reduce", "not"),
]


@pytest.mark.parametrize(("sentence", "word", "denier"), DENIALS)
def test_negation_finds_the_word_that_denies(sentence, word, denier, clause):
    read = clause(sentence, {})
    found = negation(read, read.sentence.words.index(word))
    assert (None if found is None else read.sentence.words[found]) == denier


def test_aim_ends_where_the_sentence_reports(clause):
    read = clause(
        "We|PRP|nsubj|1 studied|VBD|ROOT|1 the|DT|det|3 gut|NN|dobj|1 and|CC|cc|1 found|VBD|conj|1 that|IN|mark|8 "
        "MSCs|NNS|nsubj|8 reduce|VBP|ccomp|5 IL-6|NN|dobj|8",
        {},
    )
    aims = [cue for cue in scope_cues(read.sentence) if cue.meaning == "aim"]
    assert aims
    assert not any(covers(read.sentence, cue, 8) for cue in aims)


def test_speculation_of_a_main_verb_covers_its_clause(clause):
    read = clause("Data|NNS|nsubj|1 suggest|VBP|ROOT|1 that|IN|mark|4 MSCs|NNS|nsubj|4 reduce|VBP|ccomp|1 IL-6|NN|dobj|4", {})
    (cue,) = [cue for cue in scope_cues(read.sentence) if cue.meaning == "speculation"]
    assert covers(read.sentence, cue, 4)
