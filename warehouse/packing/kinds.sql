-- The rows of store.kinds for the sets of values that a staged batch is the first to bring.
with added as (
    select label, role, direction, certainty, perturbation, origin, elliptic, method, context_inferred from relation_rows
    except
    select label, role, direction, certainty, perturbation, origin, elliptic, method, context_inferred from store.kinds
)

select
    (select coalesce(max(number), 0) from store.kinds)
    + row_number() over (
        order by label, role, direction, certainty, perturbation, origin, elliptic, method, context_inferred
    ) as number,
    *
from added
