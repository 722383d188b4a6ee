-- Do a product and its cell-free counterpart do the same?
-- parameter product = MSC: one product
-- parameter counterpart = MSC-EV: the other product
-- parameter most = 50: largest number of rows
with one as (
    select target, direction, belief, papers
    from mart.facts
    where lower(agent) = lower($product) and belief > 0
),

other as (
    select target, direction, belief, papers
    from mart.facts
    where lower(agent) = lower($counterpart) and belief > 0
)

select
    one.target,
    one.direction as product_direction,
    other.direction as counterpart_direction,
    one.direction = other.direction as same,
    one.papers as product_papers,
    other.papers as counterpart_papers
from one
inner join other using (target)
order by same, product_papers + counterpart_papers desc, target, product_direction, counterpart_direction
limit $most::integer
