-- The rows of search.papers for the chunk, and for papers without any sentence; places that a paper had are never given anew.
insert into search.papers
with next as (
    select greatest(
        (select coalesce(max(first_place + len(word_counts)), 0) from search.papers),
        (select coalesce(max(last_place) + 1, 0) from search.postings)
    ) as place
),

counted as (
    select document_key, list(least(len(words), 65535)::usmallint order by sentence) as word_counts
    from chunk
    group by document_key
),

papers as (
    select document.document_key, coalesce(counted.word_counts, []) as word_counts
    from core.documents as document
    left join counted using (document_key)
    where document.document_key not in (select document_key from search.papers)
        and (counted.document_key is not null or document.document_key not in (select document_key from store.sentences))
)

select
    papers.document_key,
    next.place + coalesce(
        sum(len(papers.word_counts)) over (order by papers.document_key rows between unbounded preceding and 1 preceding), 0
    ) as first_place,
    papers.word_counts
from papers
cross join next
order by papers.document_key
