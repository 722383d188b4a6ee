-- One row per route or cell source, year of the paper (null: not known), product of the heat map (null: whatever it is) and
-- origin of the statement (null: whatever it is): the papers that say so. Years before the first one shown count with it.
with stated as (
    select
        if(relation.label = 'ADMINISTERED_VIA', 'route', 'source') as kind,
        relation.tail_name as name,
        if(document.year is null, null, greatest(document.year, (select max(year) from core.documents) - $years + 1)) as year,
        if(relation.head_name in (select agent from shown_facts where of_product), relation.head_name, null) as product,
        relation.origin,
        relation.document_key
    from core.relations as relation
    inner join core.documents as document using (document_key)
    where relation.label in ('ADMINISTERED_VIA', 'DERIVED_FROM')
)

select kind, name, year, product, origin, count(distinct document_key) as papers
from stated
semi join shown_ways using (kind, name)
group by grouping sets (
    (kind, name, year, product, origin), (kind, name, year, product), (kind, name, year, origin), (kind, name, year)
)
having grouping(product) = 1 or product is not null
order by kind, name, year nulls last, product nulls first, origin nulls first
