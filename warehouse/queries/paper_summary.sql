-- What does one paper say, effect by effect?
-- parameter paper: identifier of the paper, its DOI, or a part of its title
select title, effect, condition, species, place, certainty, origin, citations, sentence, section, page, document
from mart.effects
where document = $paper
    or document in (select document_id from core.documents where lower(doi) = lower($paper) or contains(lower(title), lower($paper)))
order by document, page, sentence_number, relation_id
