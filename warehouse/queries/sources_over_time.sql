-- How has the tissue that cells are taken from changed over the years?
-- parameter product: preferred name or family, such as MSC or MSC-EV
select year, tail_name as cell_source, count(distinct document_key) as papers
from core.relations
inner join core.documents using (document_key)
where label = 'DERIVED_FROM' and ($product::varchar is null or lower(head_name) in (select lower(name) from kinds_of($product)))
group by year, tail_name
order by year nulls last, papers desc, cell_source
