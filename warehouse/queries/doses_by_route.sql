-- At which doses are cells given by each route: smallest, median and largest, by unit?
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter route: preferred name or family, such as intravenous
with doses as (
    select document_key, product, unnest(quantity_values) as amount, quantity_unit as unit
    from mart.doses
    where ($product::varchar is null or lower(product) in (select lower(name) from kinds_of($product)))
),

routes as (
    select distinct document_key, head_name as product, tail_name as route
    from core.relations
    where label = 'ADMINISTERED_VIA'
)

select
    coalesce(routes.route, 'not stated') as route,
    doses.unit,
    count(distinct doses.document_key) as papers,
    count(*) as doses,
    min(doses.amount) as smallest,
    median(doses.amount) as median,
    max(doses.amount) as largest
from doses
left join routes using (document_key, product)
where ($route::varchar is null or lower(routes.route) in (select lower(name) from kinds_of($route)))
group by all
order by papers desc, route, unit
