-- Which cytokines does a product raise, and which does it lower?
-- One row per cytokine, with the number of papers on each side and the belief in each direction.
-- parameter product = MSC: preferred name or family, such as MSC or MSC-EV
-- parameter most = 50: largest number of rows
select
    target as cytokine,
    coalesce(sum(papers) filter (direction = 'increase'), 0)::integer as papers_increase,
    coalesce(sum(papers) filter (direction = 'decrease'), 0)::integer as papers_decrease,
    coalesce(sum(papers) filter (direction = 'no_change'), 0)::integer as papers_no_change,
    coalesce(max(belief) filter (direction = 'increase'), 0) as belief_increase,
    coalesce(max(belief) filter (direction = 'decrease'), 0) as belief_decrease
from mart.facts
where target_label = 'CYTOKINE' and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
group by cytokine
order by sum(papers) desc, cytokine
limit $most::integer
