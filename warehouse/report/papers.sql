-- One row per paper, the latest first, with what was found in it and what was not.
with lacking as (
    select document_key, list(thing order by thing) filter (not found) as lacks
    from (unpivot (select * exclude (document, title, year) from mart.coverage) on columns(* exclude document_key) into name thing value found)
    group by document_key
)

select
    paper.document_key, paper.title, paper.year, paper.doi, paper.page_count as pages, regexp_extract(paper.source, '[^/]*$') as file,
    paper.relation_count as relations, paper.effect_count as effects, coalesce(lacking.lacks, []) as lacks
from mart.papers as paper
inner join lacking using (document_key)
order by paper.year desc nulls last, paper.title, paper.document_key
limit $papers
