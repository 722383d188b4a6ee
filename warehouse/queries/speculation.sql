-- What is suspected but nowhere asserted?
-- The open questions of the field.
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter most = 50: largest number of rows
select agent, direction, target, speculative, papers
from mart.facts
where asserted = 0 and speculative > 0 and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
order by papers desc, speculative desc, agent, target, direction
limit $most::integer
