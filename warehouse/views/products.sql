-- One row per paper and product: everything the paper says of how that product is made and given.
create or replace view mart.products as
select
    relation.head_name as product, -- preferred name of the product
    list_sort(list(distinct relation.tail_name) filter (relation.label = 'DERIVED_FROM')) as cell_sources, -- tissues it comes from
    list_sort(list(distinct relation.tail_name) filter (relation.label = 'HAS_DONOR')) as donors, -- kinds of donor
    list_sort(list(distinct relation.tail_name) filter (relation.label = 'ADMINISTERED_VIA')) as routes, -- routes
    list_sort(list(distinct relation.tail_name) filter (relation.label = 'HAS_DOSE')) as doses, -- doses as printed
    list_sort(list(distinct relation.tail_name) filter (relation.label = 'GIVEN_AT')) as timings, -- times of administration
    list_sort(list(distinct relation.tail_name) filter (relation.label = 'STUDIED_IN')) as conditions, -- diseases and models
    list_sort(list(distinct relation.tail_name) filter (relation.label = 'IN_SPECIES')) as species, -- species given to
    count(*) filter (relation.label = 'EFFECT') as effect_count, -- effects of it that sentences state
    any_value(document.document_id) as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    any_value(document.title) as title, -- title of the paper
    any_value(document.year) as year, -- year of the paper
    relation.document_key -- joins the tables of core
from core.relations as relation
inner join core.documents as document using (document_key)
where relation.head_label = 'CELL_THERAPY'
group by relation.document_key, relation.head_name;
