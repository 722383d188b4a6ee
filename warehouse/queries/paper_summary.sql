-- What does one paper say, effect by effect?
-- parameter paper: identifier of the paper, its DOI, or a part of its title
with wanted as (
    select document_key
    from core.documents
    where document_id = $paper or lower(doi) = lower($paper) or contains(lower(title), lower($paper))
)

select title, effect, condition, species, place, certainty, origin, citations, sentence, section, page, document
from wanted
inner join mart.effects using (document_key)
order by document, page, sentence_number, relation_id
