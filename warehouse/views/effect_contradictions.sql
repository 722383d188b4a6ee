-- One row per agent and target for which papers assert both an increase and a decrease, or one of them and no change or a denial.
create or replace view mart.effect_contradictions as
select
    agent, -- preferred name of what acts
    target, -- preferred name of what is changed
    target_label, -- kind of the target
    coalesce(sum(asserted) filter (direction = 'increase'), 0)::integer as increase, -- sentences that assert an increase
    coalesce(sum(asserted) filter (direction = 'decrease'), 0)::integer as decrease, -- sentences that assert a decrease
    coalesce(sum(asserted) filter (direction = 'no_change'), 0)::integer as no_change, -- sentences that assert no change
    sum(negated)::integer as negated, -- sentences that deny a change
    coalesce(max(belief) filter (direction = 'increase'), 0) as belief_increase, -- belief in the increase
    coalesce(max(belief) filter (direction = 'decrease'), 0) as belief_decrease -- belief in the decrease
from mart.facts
group by agent, target, target_label
having
    (increase > 0)::integer + (decrease > 0)::integer + (no_change > 0 or sum(negated) > 0)::integer > 1;
