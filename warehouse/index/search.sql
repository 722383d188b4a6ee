-- The places of the best sentences for a question's words by BM25 (Robertson and Zaragoza 2009), the impacts of the words computed beforehand.
with corpus as (
    select sum(sentence_count) as sentences
    from search.papers
),

found as (
    select word, place, impact
    from search.postings
    where word in (select unnest($words::varchar[]))
),

common as (
    select word, count(*) as sentences
    from found
    group by word
),

allowed as (
    select distinct paper.first_place + mention.sentence as place
    from core.mentions as mention
    inner join search.papers as paper using (document_key)
    where ($label is not null or $concept is not null)
        and ($label is null or mention.label = $label)
        and ($concept is null or lower(mention.name) in (select lower(name) from mart.kinds_of($concept)))
),

best as (
    select
        found.place,
        sum(ln(1 + (corpus.sentences - common.sentences + 0.5) / (common.sentences + 0.5)) * found.impact / 10) as score
    from found
    inner join common using (word)
    cross join corpus
    where ($label is null and $concept is null) or found.place in (select place from allowed)
    group by found.place
    order by score desc, found.place
    limit $most
)

select paper.document_key, best.place - paper.first_place as sentence, round(best.score, 4) as score
from best
inner join search.papers as paper
    on best.place >= paper.first_place and best.place < paper.first_place + paper.sentence_count
order by best.score desc, best.place
