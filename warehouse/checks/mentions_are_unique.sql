-- Mentions whose name is not the only one of its kind in its paper.
select document_key, count(*) - count(distinct mention_id) as repeated
from core.mentions
group by document_key
having count(*) > count(distinct mention_id)
