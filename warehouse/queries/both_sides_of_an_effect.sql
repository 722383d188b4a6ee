-- Which sentences stand on each side of a disputed effect?
-- parameter agent = MSC: preferred name of what acts
-- parameter target = IL6: preferred name of what is changed
select direction, certainty, perturbation, condition, place, origin, sentence, page, title, year, document
from mart.effects
where ($agent::varchar is null or lower(agent) in (select lower(name) from kinds_of($agent))) and ($target::varchar is null or lower(target) in (select lower(name) from kinds_of($target)))
order by direction, year nulls last, document, relation_id
