-- One row per paper: which of the things a reviewer needs were found in it.
create or replace view mart.coverage as
with found as (
    select
        document_key,
        count(distinct head_name) filter (head_label = 'CELL_THERAPY') > 0 as product,
        count(*) filter (label = 'DERIVED_FROM') > 0 as cell_source,
        count(*) filter (label = 'HAS_DONOR') > 0 as donor,
        count(*) filter (label = 'ADMINISTERED_VIA') > 0 as route,
        count(*) filter (label = 'HAS_DOSE') > 0 as dose,
        count(*) filter (label = 'STUDIED_IN') > 0 as condition,
        count(*) filter (label = 'IN_SPECIES') > 0 as species,
        count(*) filter (label = 'EFFECT') > 0 as effect
    from core.relations
    group by document_key
),

reported as (
    select distinct document_key
    from core.trials
)

select
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    document.title, -- title of the paper
    document.year, -- year of the paper
    coalesce(found.product, false) as product, -- whether a product was found
    coalesce(found.cell_source, false) as cell_source, -- whether the tissue of a product was found
    coalesce(found.donor, false) as donor, -- whether the donor of a product was found
    coalesce(found.route, false) as route, -- whether a route was found
    coalesce(found.dose, false) as dose, -- whether a dose was found
    coalesce(found.condition, false) as condition, -- whether a condition was found
    coalesce(found.species, false) as species, -- whether a species was found
    coalesce(found.effect, false) as effect, -- whether an effect was found
    reported.document_key is not null as trial, -- whether a registered trial was found
    document.document_key -- joins the tables of core
from core.documents as document
left join found using (document_key)
left join reported using (document_key);
