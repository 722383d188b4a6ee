-- The rows of search.postings for the entries.
insert into search.postings
select word.number, entry.document_key, entry.sentence, entry.impact
from entries as entry
inner join search.words as word using (word)
order by word.number, entry.document_key, entry.sentence
