-- On which effects do papers contradict each other, and which side has the better evidence?
-- parameter target: preferred name of what is changed
-- parameter most = 50: largest number of rows
select *
from mart.effect_contradictions
where ($target::varchar is null or lower(target) in (select lower(name) from kinds_of($target)))
order by least(belief_increase, belief_decrease) desc, increase + decrease + no_change + negated desc, agent, target
limit $most::integer
