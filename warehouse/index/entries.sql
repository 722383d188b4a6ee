-- The words of the sentences of papers that are not in the index, each with its impact on the sentence's score: that of BM25
-- with k1 = 1.2, b = 0.75 and sentences of 20 words on average.
create or replace temp table entries as
with sentences as (
    select document_key, sentence, words_of(text) as words
    from core.sentences
    where document_key not in (select document_key from search.papers)
),

occurrences as (
    select document_key, sentence, len(words) as sentence_words, unnest(words) as word
    from sentences
),

counted as (
    select word, document_key, sentence, count(*) as times, any_value(sentence_words) as sentence_words
    from occurrences
    group by word, document_key, sentence
)

select
    word,
    document_key,
    sentence,
    round(10 * 2.2 * times / (times + 1.2 * (0.25 + 0.75 * sentence_words / 20)))::utinyint as impact
from counted
