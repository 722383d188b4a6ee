-- From which tissues do the cells come that are tried in a condition?
-- Papers count in which the product that has the source is studied in that condition; without a condition, all papers.
-- parameter condition: preferred name or family, such as sepsis
with studied as (
    select distinct document_key, head_name
    from core.relations
    where label = 'STUDIED_IN' and ($condition::varchar is null or lower(tail_name) in (select lower(name) from kinds_of($condition)))
)

select
    relation.tail_name as cell_source,
    count(distinct relation.document_key) as papers,
    list_sort(list(distinct relation.head_name)) as products
from core.relations as relation
where relation.label = 'DERIVED_FROM'
    and ($condition::varchar is null or (relation.document_key, relation.head_name) in (select (document_key, head_name) from studied))
group by relation.tail_name
order by papers desc, cell_source
