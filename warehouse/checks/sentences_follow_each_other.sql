-- Sentences that begin before the one before them has ended, or whose words are not as long as their span.
with followed as (
    select
        document_key,
        sentence,
        start_char,
        end_char,
        length(text) as characters,
        lag(end_char) over (partition by document_key order by sentence) as last_end
    from core.sentences
)

select document_key, sentence
from followed
where start_char < last_end or end_char - start_char != characters
