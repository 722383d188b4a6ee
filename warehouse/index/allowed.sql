-- The sentences with a mention of a label ($label) or of a concept or a kind of it ($concept); null holds nothing back.
select document_key, sentence
from core.mentions
where sentence is not null
    and ($label is null or label = $label)
    and ($concept is null or lower(name) in (select lower(name) from mart.kinds_of($concept)))
