-- The rows of core.documents that a staged batch brings.
select
    document_key,
    document.id as document_id,
    document.sha256,
    document.source,
    document.title,
    document.doi,
    document.pmid,
    document.journal,
    document.year::integer as year,
    document.registrations,
    document.page_count::integer as page_count,
    document.character_count::integer as character_count,
    document.flags,
    document.repair_count::integer as repair_count,
    document.furniture_count::integer as furniture_count,
    places.text as text,
    pipeline.version,
    pipeline.model
from staged
