-- Studies that name a relation which their paper does not have.
with named as (
    select document_key, study, unnest(relation_ids) as relation_id
    from core.studies
)

select named.document_key, named.study, named.relation_id
from named
left join core.relations as relation using (document_key, relation_id)
where relation.relation_id is null
