-- One row per study that a paper speaks of (a cited reference, or the paper's own work): the evidence table of a review.
create or replace view mart.studies as
with effects as (
    select
        document_key,
        relation_id,
        mart.phrase(head_name, tail_name, direction, certainty, perturbation)
        || if(len(places) = 0, '', ' in ' || array_to_string(places, ', ')) as effect
    from core.relations
    where label = 'EFFECT'
),

of_study as (
    select study.document_key, study.study, list(distinct effects.effect order by effects.effect) as effects
    from (select document_key, study, unnest(relation_ids) as relation_id from core.studies) as study
    inner join effects using (document_key, relation_id)
    group by study.document_key, study.study
)

select
    coalesce(reference.text, document.title) as study, -- the cited work as printed, or the title of the paper for its own work
    study.reference is null as own, -- whether it is the paper's own work
    study.reference as reference_number, -- number of the cited reference; null for own work
    coalesce(reference.doi, if(study.reference is null, document.doi, null)) as doi, -- DOI of the study
    coalesce(reference.pmid, if(study.reference is null, document.pmid, null)) as pmid, -- PubMed identifier of the study
    study.products, -- cells or cell-free products given
    study.sources as cell_sources, -- tissues they come from
    study.donors, -- kinds of donor
    study.routes, -- routes
    study.doses, -- doses as printed
    study.timings, -- times of administration as printed
    study.conditions, -- diseases, injuries and models
    study.species, -- species
    coalesce(of_study.effects, []) as effects, -- effects as short phrases
    document.document_id as document, -- the paper that speaks of it
    document.title, -- title of that paper
    document.year, -- year of that paper
    study.document_key, -- joins the tables of core
    study.study as study_number -- the study (core.studies)
from core.studies as study
inner join core.documents as document using (document_key)
left join of_study on of_study.document_key = study.document_key and of_study.study = study.study
left join core.references as reference
    on reference.document_key = study.document_key and reference.number = study.reference;
