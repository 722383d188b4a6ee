-- Which changes of a condition does a product undo?
-- The condition raises (or lowers) something, and the product does the opposite.
-- parameter condition: preferred name or family, such as sepsis
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter most = 50: largest number of rows
with disease as (
    select agent as condition, target, direction, belief, papers
    from mart.facts
    where agent_label = 'CONDITION' and direction in ('increase', 'decrease') and belief > 0 and ($condition::varchar is null or lower(agent) in (select lower(name) from kinds_of($condition)))
),

therapy as (
    select agent as product, target, direction, belief, papers
    from mart.facts
    where agent_label = 'CELL_THERAPY' and direction in ('increase', 'decrease') and belief > 0 and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
)

select
    disease.condition,
    disease.direction as disease_direction,
    therapy.target,
    therapy.direction as product_direction,
    therapy.product,
    round(disease.belief * therapy.belief, 4) as belief,
    disease.papers as disease_papers,
    therapy.papers as product_papers
from disease
inner join therapy on therapy.target = disease.target and therapy.direction != disease.direction
order by belief desc, condition, target, product
limit $most::integer
