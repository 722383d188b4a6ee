-- Which errors came, and which went, from the last evaluation but one of a collection to the last?
-- parameter collection = dev: the gold they were compared with
with runs as (
    select evaluation_id, row_number() over (order by evaluated_at desc) as age
    from eval.evaluations
    where collection = $collection
),

marked as (
    select runs.age, errors.gold_id, errors.sid, errors.what, errors.kind, errors.label, errors.gold_words, errors.predicted_words
    from eval.errors as errors
    inner join runs using (evaluation_id)
    where runs.age <= 2
)

select
    if(min(age) = 1, 'came', 'went') as change, gold_id, sid, what, kind, label, gold_words, predicted_words
from marked
group by gold_id, sid, what, kind, label, gold_words, predicted_words
having count(distinct age) = 1 and (select max(age) from runs) > 1
order by change, gold_id, sid, what, kind, label, gold_words, predicted_words
