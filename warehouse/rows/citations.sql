-- The rows of core.citations that a staged batch brings.
with entries as (
    select document_key, unnest(document.citations) as entry, unnest(places.citation_sentences) as sentence
    from staged
)

select document_key, sentence::integer as sentence, entry.offset::integer as offset_char, entry.references::integer[] as numbers
from entries
