-- One row per thing that a reviewer needs of a paper: the papers in which it was found, the statements of it, and the label of
-- the relation that states it (null for registered trials).
with covered as (
    unpivot (select * exclude (document, title, year, document_key) from mart.coverage)
    on columns(*)
    into name thing value found
),

papers as (
    select thing, count(*) filter (found) as papers
    from covered
    group by thing
),

statements as (
    select label, count(*) as statements
    from core.relations
    group by label
),

labels (thing, label, place) as (
    values
    ('product', null, 1), ('cell_source', 'DERIVED_FROM', 2), ('donor', 'HAS_DONOR', 3), ('route', 'ADMINISTERED_VIA', 4),
    ('dose', 'HAS_DOSE', 5), ('condition', 'STUDIED_IN', 6), ('species', 'IN_SPECIES', 7), ('effect', 'EFFECT', 8),
    ('trial', null, 9)
)

select labels.thing, labels.label, papers.papers, statements.statements
from labels
inner join papers using (thing)
left join statements using (label)
order by labels.place
