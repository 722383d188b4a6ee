-- Which cited works carry the most effects but are not in the warehouse themselves?
-- The papers to read next.
-- parameter most = 50: largest number of rows
with cited as (
    select document_key, relation_id, unnest(citations) as number
    from core.relations
    where label = 'EFFECT' and len(citations) > 0
),

works as (
    select lower(reference.doi) as doi, any_value(reference.text) as reference, count(*) as effects, count(distinct document_key) as papers
    from cited
    inner join core.references as reference using (document_key, number)
    where reference.doi is not null
    group by lower(reference.doi)
)

select doi, reference, effects, papers
from works
where doi not in (select lower(doi) from core.documents where doi is not null)
order by papers desc, effects desc, doi
limit $most::integer
