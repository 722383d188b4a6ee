-- Which agents turn macrophages from M1 to M2, and which the other way?
with shifts as (
    select
        agent,
        count(*) filter (target = 'M1 macrophage' and direction = 'decrease') as m1_down,
        count(*) filter (target = 'M1 macrophage' and direction = 'increase') as m1_up,
        count(*) filter (target = 'M2 macrophage' and direction = 'increase') as m2_up,
        count(*) filter (target = 'M2 macrophage' and direction = 'decrease') as m2_down,
        count(distinct document_key) as papers
    from mart.effects
    where target in ('M1 macrophage', 'M2 macrophage') and certainty = 'asserted' and perturbation != 'loss'
    group by agent
)

select agent, m1_down + m2_up as towards_m2, m1_up + m2_down as towards_m1, m1_down, m2_up, m1_up, m2_down, papers
from shifts
order by towards_m2 + towards_m1 desc, agent
