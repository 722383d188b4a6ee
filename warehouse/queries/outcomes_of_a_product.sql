-- Which outcomes does a product change in a condition, and do the papers agree?
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter outcome: preferred name, such as serum creatinine
-- parameter condition: preferred name or family, such as sepsis
select
    target as outcome,
    count(*) filter (direction = 'increase') as increase,
    count(*) filter (direction = 'decrease') as decrease,
    count(*) filter (direction = 'no_change') as no_change,
    count(*) filter (direction = 'modulate') as modulate,
    count(distinct document_key) as papers,
    list_sort(list(distinct agent)) as products
from mart.outcome_effects
where agent_label = 'CELL_THERAPY'
    and certainty != 'negated'
    and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
    and ($outcome::varchar is null or lower(target) in (select lower(name) from kinds_of($outcome)))
    and ($condition::varchar is null or lower(condition) in (select lower(name) from kinds_of($condition)))
group by outcome
order by papers desc, outcome
