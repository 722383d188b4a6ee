-- The ways of naming that a staged batch brings, each with its number in store.namings or the one that it gets there.
with used as (
    select distinct label, name, grounded, concept_id, method
    from mention_rows
)

select
    coalesce(
        known.number,
        (select coalesce(max(number), 0) from store.namings)
        + row_number() over (
            partition by known.number is null
            order by used.label, used.name, used.grounded, used.concept_id, used.method
        )
    )::integer as number,
    known.number is null as is_new,
    used.*
from used
left join store.namings as known
    on known.label = used.label
    and known.name = used.name
    and known.grounded = used.grounded
    and known.concept_id is not distinct from used.concept_id
    and known.method = used.method
