-- One row per year of publication (null: not known): its papers.
select year, count(*) as papers
from core.documents
group by year
order by year nulls last
