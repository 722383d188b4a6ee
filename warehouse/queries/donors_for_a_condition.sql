-- Whose cells are tried in a condition: autologous, allogeneic or xenogeneic ones?
-- Papers count in which the product that has the donor is studied in that condition; without a condition, all papers.
-- parameter condition: preferred name or family, such as sepsis
with studied as (
    select distinct document_key, head_name
    from core.relations
    where label = 'STUDIED_IN' and ($condition::varchar is null or lower(tail_name) in (select lower(name) from kinds_of($condition)))
)

select
    relation.tail_name as donor,
    count(distinct relation.document_key) as papers,
    list_sort(list(distinct relation.head_name)) as products
from core.relations as relation
where relation.label = 'HAS_DONOR'
    and ($condition::varchar is null or (relation.document_key, relation.head_name) in (select (document_key, head_name) from studied))
group by relation.tail_name
order by papers desc, donor
