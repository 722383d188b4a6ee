-- The sentences, as lists of words, of the next papers that are not in the index: at most $most of them.
create or replace temp table chunk as
with papers as (
    select document_key
    from core.documents
    where document_key not in (select document_key from search.papers)
    order by document_key
    limit $most
)

select sentence.document_key, sentence.sentence, words_of(sentence.text) as words
from core.sentences as sentence
semi join papers using (document_key)
