-- When are cells given in a condition, before or after the insult?
-- parameter condition: preferred name or family, such as sepsis
-- parameter product: preferred name or family, such as MSC or MSC-EV
select
    timing.timing,
    count(distinct timing.document_key) as papers,
    list_sort(list(distinct timing.product)) as products,
    min(timing.sentence) as example
from mart.timings as timing
where ($product::varchar is null or lower(timing.product) in (select lower(name) from kinds_of($product)))
    and (
        $condition::varchar is null
        or exists (
            select 1
            from core.relations as studied
            where studied.document_key = timing.document_key
                and studied.label = 'STUDIED_IN'
                and studied.head_name = timing.product
                and lower(studied.tail_name) in (select lower(name) from kinds_of($condition))
        )
    )
group by timing.timing
order by papers desc, timing.timing
