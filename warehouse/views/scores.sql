-- One row per evaluation, task, matching rule and label: precision, recall and F1 from the stored counts, 0 to 1.
create or replace view mart.scores as
with summed as (
    select evaluation_id, task, rule, label, sum(gold) as gold, sum(predicted) as predicted, sum(matched) as matched
    from eval.counts
    group by evaluation_id, task, rule, label
)

select
    evaluation.evaluated_at, -- when it was run
    evaluation.collection, -- the gold it was compared with
    evaluation.version, -- version of the pipeline
    evaluation.model, -- model
    summed.task, -- entities, concepts, relations, attributes, facts, ...
    summed.rule, -- matching rule
    summed.label, -- label or attribute
    summed.gold, -- how many the annotators marked
    summed.predicted, -- how many the pipeline found
    summed.matched, -- how many agree
    summed.matched / nullif(summed.predicted, 0) as precision, -- share of what was found that is right
    summed.matched / nullif(summed.gold, 0) as recall, -- share of what is marked that was found
    2 * summed.matched / nullif(summed.gold + summed.predicted, 0) as f1, -- harmonic mean of the two
    summed.evaluation_id -- the evaluation (eval.evaluations)
from summed
inner join eval.evaluations as evaluation using (evaluation_id);
