-- One row per route and cell source that the report follows through the years: of each kind those that most papers speak of.
create temp table shown_ways as
with counted as (
    select
        if(label = 'ADMINISTERED_VIA', 'route', 'source') as kind,
        tail_name as name,
        count(distinct document_key) as papers
    from core.relations
    where label in ('ADMINISTERED_VIA', 'DERIVED_FROM')
    group by all
)

select kind, name, papers, count(*) over (partition by kind) as total
from counted
qualify row_number() over (partition by kind order by papers desc, name) <= $ways
