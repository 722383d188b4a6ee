-- The rows of core.references that a staged batch brings.
with entries as (
    select document_key, unnest(document.references) as entry
    from staged
)

select document_key, entry.number::integer as number, entry.text, entry.doi, entry.pmid
from entries
