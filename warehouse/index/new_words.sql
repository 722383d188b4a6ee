-- The rows of search.words for the words of the entries that are not in it.
insert into search.words
select word, (select coalesce(max(number), 0) from search.words) + row_number() over (order by word) as number
from (select distinct word from entries)
where word not in (select word from search.words)
