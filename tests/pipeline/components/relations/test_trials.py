def test_trial_attributes_go_to_the_nearest_number(relations):
    found = relations(
        "NCT00000001|NN|nsubj|1 completed|VBD|ROOT|1 phase|NN|dobj|1 I|CD|nummod|2 ;|:|punct|1 "
        "NCT00000002|NN|nsubj|6 entered|VBD|conj|1 phase|NN|dobj|6 II|CD|nummod|7",
        marked={"NCT00000001": "TRIAL_ID", "phase I": "TRIAL_PHASE", "NCT00000002": "TRIAL_ID", "phase II": "TRIAL_PHASE"},
    )
    assert [(row[1], row[3]) for row in found] == [("NCT00000001", "phase I"), ("NCT00000002", "phase II")]


def test_trial_goes_on_in_the_next_sentence(relations):
    found = relations(
        "NCT00000001|NN|nsubj|1 began|VBD|ROOT|1 .|.|punct|1",
        "The|DT|det|1 trial|NN|nsubj|2 enrolled|VBD|ROOT|2 12|CD|dobj|2 .|.|punct|2",
        marked={"NCT00000001": "TRIAL_ID", "12": "SAMPLE_SIZE"},
    )
    assert [(row[0], row[1], row[3]) for row in found] == [("TRIAL_ATTRIBUTE", "NCT00000001", "12")]


def test_registration_note_takes_what_stands_before_it(relations):
    found = relations(
        "Sepsis|NN|nsubj|1 resolved|VBD|ROOT|1 .|.|punct|1",
        "Trial|NN|compound|1 registration|NN|ROOT|1 NCT00000001|NN|appos|1 .|.|punct|1",
        marked={"NCT00000001": "TRIAL_ID", "Sepsis": "CONDITION"},
    )
    assert ("NCT00000001", "Sepsis") in [(row[1], row[3]) for row in found if row[0] == "TRIAL_ATTRIBUTE"]


def test_number_that_stands_alone_takes_the_sentences_around_it(relations):
    found = relations(
        "Sepsis|NN|ROOT|0 .|.|punct|0",
        "NCT00000001|NN|ROOT|0 .|.|punct|0",
        "We|PRP|nsubj|1 plan|VBP|ROOT|1 phase|NN|compound|3 I|CD|dobj|1 in|IN|prep|1 sepsis|NN|pobj|4 .|.|punct|1",
        marked={"NCT00000001": "TRIAL_ID", "Sepsis": "CONDITION", "phase I": "TRIAL_PHASE", "sepsis": "CONDITION"},
    )
    attributes = [(row[1], row[3]) for row in found if row[0] == "TRIAL_ATTRIBUTE"]
    assert attributes == [("NCT00000001", "Sepsis"), ("NCT00000001", "phase I")]
