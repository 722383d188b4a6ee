-- Which molecules and cells does an effect depend on: what happens when each is blocked, depleted or knocked out?
-- parameter target: preferred name of what is changed
-- parameter most = 100: largest number of rows
select agent as taken_away, direction, target, condition, sentence, page, title, year, document
from mart.effects
where perturbation = 'loss' and ($target::varchar is null or lower(target) in (select lower(name) from kinds_of($target)))
order by agent, target, document, relation_id
limit $most::integer
