-- Papers that are in the warehouse more than once.
select document_id, count(*) as rows
from core.documents
group by document_id
having count(*) > 1
