-- What was tested and found not to change, or is denied?
-- The negative findings that a review must not leave out.
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter target: preferred name of what was measured
-- parameter most = 100: largest number of rows
select effect, condition, place, origin, citations, sentence, page, title, year, document
from mart.effects
where (direction = 'no_change' or certainty = 'negated')
    and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
    and ($target::varchar is null or lower(target) in (select lower(name) from kinds_of($target)))
order by document, page, relation_id
limit $most::integer
