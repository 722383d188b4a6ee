-- Relations whose name is not the only one of its kind in its paper.
select document_key, count(*) - count(distinct relation_id) as repeated
from core.relations
group by document_key
having count(*) > count(distinct relation_id)
