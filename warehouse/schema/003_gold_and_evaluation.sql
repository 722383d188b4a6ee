-- What annotators marked, and how far the extraction agrees with it. Counts are stored, ratios are derived (mart.scores).

create schema gold;

create schema eval;

-- One row per annotated document; no text of it is kept.
create table gold.documents (
    gold_id varchar not null, -- name of the annotated document
    collection varchar not null, -- the collection it belongs to, such as review or dev
    split varchar, -- train, dev or test
    sentence_count integer not null -- number of annotated sentences
);

-- One row per annotated mention.
create table gold.mentions (
    gold_id varchar not null, -- the annotated document (gold.documents)
    mention_id varchar not null, -- name of the mention in the document
    label varchar not null, -- what kind of thing it names
    concept_name varchar, -- preferred name of what it names
    same_as varchar -- the mention it repeats
);

-- One row per annotated relation.
create table gold.relations (
    gold_id varchar not null, -- the annotated document (gold.documents)
    label varchar not null, -- kind of relation
    head varchar not null, -- the mention it goes out from (gold.mentions)
    tail varchar not null, -- the mention it goes to (gold.mentions)
    direction varchar, -- of an EFFECT: increase, decrease, no_change or modulate
    certainty varchar, -- asserted, speculative or negated
    perturbation varchar -- none, loss or gain
);

-- One row per evaluation of a pipeline version against a collection of gold.
create table eval.evaluations (
    evaluation_id varchar not null, -- name of the evaluation, unique
    evaluated_at timestamptz not null, -- when it was run
    collection varchar not null, -- the gold it was compared with
    version varchar not null, -- version of the pipeline
    model varchar not null -- name and version of the model
);

-- One row per evaluation, document, task, matching rule and label.
create table eval.counts (
    evaluation_id varchar not null, -- the evaluation (eval.evaluations)
    gold_id varchar not null, -- the annotated document (gold.documents)
    task varchar not null, -- entities, concepts, relations, attributes, facts, ...
    rule varchar not null, -- matching rule: strict, partial, ...
    label varchar not null, -- label or attribute that is counted
    gold integer not null, -- how many the annotators marked
    predicted integer not null, -- how many the pipeline found
    matched double not null -- how many agree; a partial match counts in part
);
