-- One row per route or cell source and year of the paper (null: not known): the papers that say so, as a list of
-- (product, origin, papers) with a product of the heat map (null: whatever it is) and an origin of the statement (null: whatever
-- it is).
with stated as (
    select
        if(relation.label = 'ADMINISTERED_VIA', 'route', 'source') as kind,
        relation.tail_name as name,
        shown_years.year,
        if(relation.head_name in (select agent from shown_facts where of_product), relation.head_name, null) as product,
        relation.origin,
        relation.document_key
    from core.relations as relation
    inner join shown_years using (document_key)
    where relation.label in ('ADMINISTERED_VIA', 'DERIVED_FROM')
),

counted as (
    select kind, name, year, product, origin, count(distinct document_key) as papers
    from stated
    semi join shown_ways using (kind, name)
    group by grouping sets (
        (kind, name, year, product, origin), (kind, name, year, product), (kind, name, year, origin), (kind, name, year)
    )
    having grouping(product) = 1 or product is not null
)

select kind, name, year, list(row(product, origin, papers) order by product nulls first, origin nulls first) as counts
from counted
group by kind, name, year
order by kind, name, year nulls last
