-- Files marked as loaded whose paper is not in the warehouse.
select source, document_id
from ops.files
where status = 'loaded' and document_id not in (select document_id from core.documents)
