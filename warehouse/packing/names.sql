-- The heads and tails that a staged batch brings, each with its number in store.names or the one that it gets there.
with used as (
    select head_label as label, head_name as name from relation_rows
    union
    select tail_label, tail_name from relation_rows
)

select
    coalesce(
        known.number,
        (select coalesce(max(number), 0) from store.names)
        + row_number() over (
            partition by known.number is null
            order by used.label, used.name
        )
    )::integer as number,
    known.number is null as is_new,
    used.*
from used
left join store.names as known
    on known.label = used.label
    and known.name = used.name
