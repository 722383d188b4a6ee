-- The best sentences for a question's words by BM25 (Robertson and Zaragoza 2009), the impacts of the words computed beforehand.
-- The numbers of the words stand in the text, so that only the rows of these words are read.
with corpus as (
    select sum(sentence_count) as sentences
    from search.papers
),

found as (
    select word, document_key, sentence, impact
    from search.postings
    where word in ({numbers})
),

common as (
    select word, count(*) as sentences
    from found
    group by word
),

allowed as (
    select distinct document_key, sentence
    from core.mentions
    where ($label is not null or $concept is not null)
        and ($label is null or label = $label)
        and ($concept is null or lower(name) in (select lower(name) from mart.kinds_of($concept)))
)

select
    found.document_key,
    found.sentence,
    round(sum(ln(1 + (corpus.sentences - common.sentences + 0.5) / (common.sentences + 0.5)) * found.impact / 10), 4) as score
from found
inner join common using (word)
cross join corpus
where ($label is null and $concept is null)
    or (found.document_key, found.sentence) in (select (document_key, sentence) from allowed)
group by found.document_key, found.sentence
order by score desc, found.document_key, found.sentence
limit $most
