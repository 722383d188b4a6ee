-- One row per fact that the report shows: an agent, a target and a direction of the heat map or of a contradiction.
-- The heat map takes the products and, for each kind of target, the targets that most sentences speak of.
create temp table shown_facts as
with effects as (
    select head_name as agent, tail_name as target, tail_label as target_label, mart.implied(direction, perturbation) as direction
    from core.relations
    where label = 'EFFECT' and head_label = 'CELL_THERAPY'
),

products as (
    select agent
    from effects
    group by agent
    order by count(*) desc, agent
    limit $products
),

targets as (
    select target, target_label
    from effects
    semi join products using (agent)
    group by target, target_label
    qualify row_number() over (partition by target_label order by count(*) desc, target) <= $targets
),

disputed as (
    select agent, target, target_label
    from mart.effect_contradictions
    order by least(increase, greatest(decrease, no_change)) + least(decrease, greatest(increase, no_change)) desc,
        increase + decrease + no_change + negated desc, agent, target, target_label
    limit $contradictions
)

select distinct agent, target, target_label, direction, true as of_product
from effects
semi join products using (agent)
semi join targets using (target, target_label)
union
select facts.agent, facts.target, facts.target_label, facts.direction, false
from mart.facts as facts
semi join disputed using (agent, target, target_label)
