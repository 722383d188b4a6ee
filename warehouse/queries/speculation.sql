-- What is suspected but nowhere asserted?
-- The open questions of the field.
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter most = 50: largest number of rows
with statements as (
    select
        head_name as agent,
        head_label as agent_label,
        mart.implied(direction, perturbation) as direction,
        tail_name as target,
        tail_label as target_label,
        certainty,
        document_key
    from core.relations
    where label = 'EFFECT'
        and ($product::varchar is null or lower(head_name) in (select lower(name) from kinds_of($product)))
),

suspected as (
    select agent, agent_label, direction, target, target_label
    from statements
    where certainty = 'speculative'
)

select
    agent,
    direction,
    target,
    count(*) filter (certainty = 'speculative') as speculative,
    count(distinct document_key) as papers
from statements
semi join suspected using (agent, agent_label, direction, target, target_label)
group by agent, agent_label, direction, target, target_label
having count(*) filter (certainty = 'asserted') = 0
order by papers desc, speculative desc, agent, target, direction
limit $most::integer
