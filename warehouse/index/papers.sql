-- The rows of search.papers for the papers that are not in it, each with its range of places from $first on.
insert into search.papers
with counted as (
    select document_key, count(*) as sentences
    from core.sentences
    group by document_key
),

new as (
    select document.document_key, coalesce(counted.sentences, 0) as sentences
    from core.documents as document
    left join counted using (document_key)
    where document.document_key not in (select document_key from search.papers)
)

select
    document_key,
    $first + sum(sentences) over (order by document_key) - sentences as first_place,
    sentences as sentence_count
from new
