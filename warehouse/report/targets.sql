-- One row per target of the heat map, those of a kind with most sentences first; target_total counts all of the kind.
with counted as (
    select tail_name as target, tail_label as kind, count(*) as sentences, count(*) over (partition by tail_label) as target_total
    from core.relations
    where label = 'EFFECT' and head_label = 'CELL_THERAPY'
    group by tail_name, tail_label
)

select kind, target, sentences, target_total
from counted
semi join shown_facts on shown_facts.of_product and shown_facts.target = counted.target and shown_facts.target_label = counted.kind
order by kind, sentences desc, target
