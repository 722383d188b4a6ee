-- In which species is a condition studied, and is anything known in humans?
-- parameter condition: preferred name or family, such as sepsis
select
    head_name as condition,
    count(distinct document_key) as papers,
    count(distinct document_key) filter (tail_name = 'human') as human_papers,
    list_sort(list(distinct tail_name)) as species
from core.relations
where label = 'IN_SPECIES' and head_label = 'CONDITION' and ($condition::varchar is null or lower(head_name) in (select lower(name) from kinds_of($condition)))
group by head_name
order by papers desc, head_name
