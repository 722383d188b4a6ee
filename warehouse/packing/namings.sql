-- The rows of store.namings for the ways of naming that a staged batch is the first to bring.
with added as (
    select label, name, grounded, concept_id, method from mention_rows
    except
    select label, name, grounded, concept_id, method from store.namings
)

select
    (select coalesce(max(number), 0) from store.namings)
    + row_number() over (order by label, name, grounded, concept_id, method) as number,
    *
from added
