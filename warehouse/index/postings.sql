-- The rows of search.postings for the papers of search.papers whose sentences are not in it yet ($first is the first place).
-- The impact is that of BM25 with k1 = 1.2, b = 0.75 and sentences of 20 words on average.
insert into search.postings
with sentences as (
    select paper.first_place + sentence.sentence as place, words_of(sentence.text) as words
    from core.sentences as sentence
    inner join search.papers as paper using (document_key)
    where paper.first_place >= $first
),

entries as (
    select place, len(words) as sentence_words, unnest(words) as word
    from sentences
),

counted as (
    select word, place, count(*) as occurrences, any_value(sentence_words) as sentence_words
    from entries
    group by word, place
)

select
    word,
    place,
    round(10 * 2.2 * occurrences / (occurrences + 1.2 * (0.25 + 0.75 * sentence_words / 20)))::utinyint as impact
from counted
order by word, place
