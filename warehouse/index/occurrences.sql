-- Each occurrence of a word in the chunk: the word's number and the place of the sentence, in one number that sorts by both.
with occurrences as (
    select document_key, sentence, unnest(words) as word
    from chunk
)

select word.number::bigint << 36 | paper.first_place + occurrence.sentence as occurrence
from occurrences as occurrence
inner join search.papers as paper using (document_key)
inner join search.words as word using (word)
