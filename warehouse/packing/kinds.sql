-- The sets of values that a staged batch brings, each with its number in store.kinds or the one that it gets there.
with used as (
    select distinct label, role, direction, certainty, perturbation, origin, elliptic, method, context_inferred
    from relation_rows
)

select
    coalesce(
        known.number,
        (select coalesce(max(number), 0) from store.kinds)
        + row_number() over (
            partition by known.number is null
            order by
                used.label, used.role, used.direction, used.certainty, used.perturbation, used.origin, used.elliptic,
                used.method, used.context_inferred
        )
    )::integer as number,
    known.number is null as is_new,
    used.*
from used
left join store.kinds as known
    on known.label = used.label
    and known.role is not distinct from used.role
    and known.direction is not distinct from used.direction
    and known.certainty = used.certainty
    and known.perturbation = used.perturbation
    and known.origin = used.origin
    and known.elliptic = used.elliptic
    and known.method = used.method
    and known.context_inferred = used.context_inferred
