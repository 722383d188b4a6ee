-- The rows of core.studies that a staged batch brings.
with entries as (
    select document_key, unnest(range(len(studies))) as number, unnest(studies) as entry
    from staged
)

select
    document_key,
    number::integer as study,
    entry.reference::integer as reference,
    entry.products,
    entry.sources,
    entry.donors,
    entry.routes,
    entry.doses,
    entry.timings,
    entry.conditions,
    entry.species,
    list_transform(entry.effects, lambda e: e.relation) as relation_ids
from entries
