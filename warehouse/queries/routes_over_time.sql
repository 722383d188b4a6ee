-- How has the choice of route changed over the years?
-- parameter product: preferred name or family, such as MSC or MSC-EV
select year, tail_name as route, count(distinct document_key) as papers
from core.relations
inner join core.documents using (document_key)
where label = 'ADMINISTERED_VIA' and ($product::varchar is null or lower(head_name) in (select lower(name) from kinds_of($product)))
group by year, tail_name
order by year nulls last, papers desc, route
