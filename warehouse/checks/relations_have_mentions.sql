-- Relations whose head or tail is no mention of their paper, or a mention of another label.
with ends as (
    select document_key, relation_id, head as mention_id, head_label as label from core.relations
    union all
    select document_key, relation_id, tail, tail_label from core.relations
)

select ends.document_key, ends.relation_id, ends.mention_id
from ends
left join core.mentions as mention using (document_key, mention_id)
where mention.mention_id is null or mention.label != ends.label
