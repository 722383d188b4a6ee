-- One row per agent and target on which statements disagree, the most evenly balanced first.
select *, count(*) over () as total
from mart.effect_contradictions
order by least(increase, greatest(decrease, no_change)) + least(decrease, greatest(increase, no_change)) desc,
    increase + decrease + no_change + negated desc, agent, target, target_label
limit $contradictions
