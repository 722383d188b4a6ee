-- By which cytokines, mediators and cells may a product work on an outcome or condition?
-- The product changes the middle, and the middle changes the end; the two need not stand in one paper.
-- parameter product = MSC: preferred name or family, such as MSC or MSC-EV
-- parameter end: preferred name of an outcome or condition
-- parameter most = 50: largest number of rows
with first_step as (
    select agent, target, target_label, direction, belief, papers
    from mart.facts
    where agent_label = 'CELL_THERAPY'
        and target_label in ('CYTOKINE', 'MEDIATOR', 'IMMUNE_CELL')
        and direction in ('increase', 'decrease')
        and belief > 0
        and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
),

second_step as (
    select agent, agent_label, target, direction, belief, papers
    from mart.facts
    where target_label in ('OUTCOME', 'CONDITION')
        and direction in ('increase', 'decrease')
        and belief > 0
        and ($end::varchar is null or lower(target) in (select lower(name) from kinds_of($end)))
)

select
    first_step.agent as product,
    first_step.direction as first_direction,
    first_step.target as middle,
    second_step.direction as second_direction,
    second_step.target as end_point,
    if(first_step.direction = 'increase', second_step.direction, if(second_step.direction = 'increase', 'decrease', 'increase'))
        as implied_direction,
    round(first_step.belief * second_step.belief, 4) as belief,
    first_step.papers as first_papers,
    second_step.papers as second_papers
from first_step
inner join second_step on second_step.agent = first_step.target and second_step.agent_label = first_step.target_label
order by belief desc, product, middle, end_point, first_direction, second_direction
limit $most::integer
