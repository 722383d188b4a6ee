-- Which names does no vocabulary know, and how often do they stand in the papers?
-- The entries that a vocabulary needs next.
-- parameter label: kind of mention, such as MEDIATOR
-- parameter most = 50: largest number of rows
select label, name, count(*) as mentions, count(distinct document_key) as papers
from core.mentions
where not grounded and ($label::varchar is null or label = upper($label))
group by label, name
order by papers desc, mentions desc, label, name
limit $most::integer
