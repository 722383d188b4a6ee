-- The rows of search.postings for the papers that are not in the index.
insert into search.postings
with sentences as (
    select document_key, sentence, words_of(text) as words
    from core.sentences
    where document_key in (select document_key from core.documents except select document_key from search.papers)
),

entries as (
    select document_key, sentence, len(words) as sentence_words, unnest(words) as word
    from sentences
)

select
    word,
    document_key,
    sentence,
    least(count(*), 255)::utinyint as occurrences,
    least(any_value(sentence_words), 65535)::usmallint as sentence_words
from entries
group by word, document_key, sentence
order by word, document_key, sentence
