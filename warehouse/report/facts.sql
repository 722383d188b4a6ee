-- One row per fact of the heat map: a product, a target and a direction, with the belief in it and, for every certainty and
-- origin of the statement (null: whatever it is), the number of sentences and papers that state it so, as a list of
-- (certainty, origin, sentences, papers).
with stated as (
    select
        relation.head_name as product,
        relation.tail_name as target,
        relation.tail_label as kind,
        shown.direction,
        relation.certainty,
        relation.origin,
        relation.document_key
    from core.relations as relation
    inner join shown_facts as shown
        on shown.of_product
        and shown.agent = relation.head_name
        and shown.target = relation.tail_name
        and shown.target_label = relation.tail_label
        and shown.direction = mart.implied(relation.direction, relation.perturbation)
    where relation.label = 'EFFECT' and relation.head_label = 'CELL_THERAPY'
),

counted as (
    select
        product, target, kind, direction, certainty, origin,
        count(*) as sentences,
        count(distinct document_key) as papers
    from stated
    group by product, target, kind, direction, cube (certainty, origin)
)

select
    counted.product,
    counted.target,
    counted.kind,
    counted.direction,
    any_value(fact.belief) as belief,
    list(row(certainty, origin, counted.sentences, counted.papers) order by certainty nulls first, origin nulls first) as counts
from counted
inner join mart.facts as fact
    on fact.agent = counted.product
    and fact.agent_label = 'CELL_THERAPY'
    and fact.target = counted.target
    and fact.target_label = counted.kind
    and fact.direction = counted.direction
group by counted.product, counted.target, counted.kind, counted.direction
order by kind, product, target, direction
