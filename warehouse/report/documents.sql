-- One row per paper that an embedded sentence stands in.
select document_key, document_id, title, year, doi, page_count as pages, source
from core.documents
where document_key in (select unnest($keys::integer[]))
order by document_key
