-- Papers whose load is not the one that ops.loads holds for current, and current loads without a paper.
select document.document_key as document_key, load.document_key as load_key
from core.documents as document
full outer join (select * from ops.loads where replaced_at is null) as load
    on load.document_key = document.document_key and load.document_id = document.document_id
where document.document_key is null or load.document_key is null
