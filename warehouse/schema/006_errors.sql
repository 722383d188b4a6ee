-- The errors of an evaluation one by one, so that two evaluations can be compared.

-- One row per error of an evaluation.
create table eval.errors (
    evaluation_id varchar not null, -- the evaluation (eval.evaluations)
    gold_id varchar not null, -- the annotated document (gold.documents)
    what varchar not null, -- mention or relation
    kind varchar not null, -- boundary, label, missed, spurious, sign, certainty, citation, ...
    label varchar not null, -- label of the mention or relation
    sid varchar not null, -- name of the sentence in the gold
    gold_words varchar, -- what the annotators say; null where they say nothing
    predicted_words varchar, -- what the pipeline says; null where it says nothing
    confidence double -- of what the pipeline says, 0 to 1; null where it says nothing
);
