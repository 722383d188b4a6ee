-- The best sentences for a question's words (BM25 with k1 = 1.2 and b = 0.75, Robertson and Zaragoza 2009).
with corpus as (
    select sum(sentence_count) as sentences, greatest(sum(word_count) / greatest(sum(sentence_count), 1), 1) as mean_words
    from search.papers
),

found as (
    select word, document_key, sentence, occurrences, sentence_words
    from search.postings
    where word in (select unnest($words::varchar[]))
),

common as (
    select word, count(*) as sentences
    from found
    group by word
),

scored as (
    select
        found.document_key,
        found.sentence,
        sum(
            ln(1 + (corpus.sentences - common.sentences + 0.5) / (common.sentences + 0.5))
            * found.occurrences * 2.2
            / (found.occurrences + 1.2 * (0.25 + 0.75 * found.sentence_words / corpus.mean_words))
        ) as score
    from found
    inner join common using (word)
    cross join corpus
    group by found.document_key, found.sentence
),

allowed as (
    select distinct document_key, sentence
    from core.mentions
    where ($label is null or label = $label)
        and ($concept is null or lower(coalesce(concept_name, text)) in (select lower(name) from mart.kinds_of($concept)))
),

best as (
    select scored.*
    from scored
    where ($label is null and $concept is null) or (scored.document_key, scored.sentence) in (select (document_key, sentence) from allowed)
    order by score desc, document_key, sentence
    limit $most
)

select
    document.document_id,
    document.title,
    document.doi,
    document.year,
    sentence.section,
    sentence.page,
    sentence.text,
    round(best.score, 4) as score,
    best.document_key,
    best.sentence
from best
inner join core.documents as document using (document_key)
inner join core.sentences as sentence
    on sentence.document_key = best.document_key and sentence.sentence = best.sentence
order by best.score desc, best.document_key, best.sentence
