-- Which effects are best supported over all papers?
-- The belief is the chance that at least one statement is read right (mart.belief_terms shows its terms).
-- parameter min_belief = 0.5: smallest belief, 0 to 1
-- parameter most = 50: largest number of rows
select agent, direction, target, belief, papers, asserted, own, cited, speculative, negated
from mart.facts
where belief >= $min_belief::double
order by papers desc, belief desc, agent, target, direction
limit $most::integer
