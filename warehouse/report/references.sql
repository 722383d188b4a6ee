-- One row per reference that an embedded sentence cites; $papers and $numbers go in pairs.
with cited as (
    select unnest($papers::integer[]) as document_key, unnest($numbers::integer[]) as number
)

select reference.document_key, reference.number, left(reference.text, 400) as text, reference.doi, reference.pmid
from core.references as reference
semi join cited using (document_key, number)
order by reference.document_key, reference.number
