-- The rows of store.names for the heads and tails that a staged batch is the first to bring.
with used as (
    select head_label as label, head_name as name from relation_rows
    union
    select tail_label, tail_name from relation_rows
),

added as (
    select label, name from used
    except
    select label, name from store.names
)

select (select coalesce(max(number), 0) from store.names) + row_number() over (order by label, name) as number, *
from added
