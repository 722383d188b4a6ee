-- Which names does no vocabulary know, and how often do they stand in the papers?
-- The entries that a vocabulary needs next.
-- parameter label: kind of mention, such as MEDIATOR
-- parameter most = 50: largest number of rows
select label, name, mentions, papers
from mart.names
where not grounded and ($label::varchar is null or label = upper($label))
order by papers desc, mentions desc, label, name
limit $most::integer
