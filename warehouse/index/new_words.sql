-- The rows of search.words for the words of the chunk that are not in it, the most frequent first.
insert into search.words
with counted as (
    select word, count(*) as times
    from (select unnest(words) as word from chunk)
    group by word
)

select
    word,
    (select coalesce(max(number), 0) from search.words) + row_number() over (order by times desc, word) as number
from counted
where word not in (select word from search.words)
