-- The rows of search.papers for the papers whose sentences were just indexed.
insert into search.papers
with sizes as (
    select document_key, sum(occurrences) as words
    from search.postings
    where document_key not in (select document_key from search.papers)
    group by document_key
),

sentences as (
    select document_key, count(*) as sentences
    from core.sentences
    group by document_key
)

select document.document_key, coalesce(sentences.sentences, 0), coalesce(sizes.words, 0)
from core.documents as document
left join sentences using (document_key)
left join sizes using (document_key)
where document.document_key not in (select document_key from search.papers)
