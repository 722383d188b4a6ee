-- What is new since a date: which facts rest on papers that reached the warehouse since then?
-- parameter date = 2020-01-01: first day, as year-month-day
-- parameter most = 50: largest number of rows
with arrivals as (
    select document_id, min(loaded_at) as first_loaded_at
    from ops.loads
    group by document_id
),

new_papers as (
    select document.document_key
    from core.documents as document
    inner join arrivals using (document_id)
    where arrivals.first_loaded_at >= $date::date
)

select
    head_name as agent,
    mart.implied(direction, perturbation) as direction,
    tail_name as target,
    count(*) filter (document_key in (select document_key from new_papers)) as new_sentences,
    count(*) filter (document_key not in (select document_key from new_papers)) as known_sentences
from core.relations
where label = 'EFFECT' and certainty = 'asserted'
group by all
having new_sentences > 0
order by known_sentences = 0 desc, new_sentences desc, agent, target, direction
limit $most::integer
