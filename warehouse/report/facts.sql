-- One row per fact of the heat map: a product, a target and a direction, with the belief in it and, for every certainty and
-- origin of the statement (null: whatever it is), the number of sentences and papers that state it so.
with counted as (
    select
        relation.head_name as product,
        relation.tail_name as target,
        relation.tail_label as target_label,
        mart.implied(relation.direction, relation.perturbation) as direction,
        relation.certainty,
        relation.origin,
        count(*) as sentences,
        count(distinct relation.document_key) as papers
    from core.relations as relation
    where relation.label = 'EFFECT' and relation.head_label = 'CELL_THERAPY'
    group by 1, 2, 3, 4, cube (relation.certainty, relation.origin)
)

select
    counted.product,
    counted.target,
    counted.target_label as kind,
    counted.direction,
    any_value(fact.belief) as belief,
    list(
        {'certainty': counted.certainty, 'origin': counted.origin, 'sentences': counted.sentences, 'papers': counted.papers}
        order by counted.certainty nulls first, counted.origin nulls first
    ) as counts
from counted
semi join (select * from shown_facts where of_product) as shown
    on shown.agent = counted.product
    and shown.target = counted.target
    and shown.target_label = counted.target_label
    and shown.direction = counted.direction
inner join mart.facts as fact
    on fact.agent = counted.product
    and fact.agent_label = 'CELL_THERAPY'
    and fact.target = counted.target
    and fact.target_label = counted.target_label
    and fact.direction = counted.direction
group by counted.product, counted.target, counted.target_label, counted.direction
order by kind, product, target, direction
