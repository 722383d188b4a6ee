-- One row per paper: what is known of it and how much was read from it.
create or replace view mart.papers as
with relation_counts as (
    select
        document_key,
        count(*) as relations,
        count(*) filter (label = 'EFFECT') as effects,
        count(*) filter (label = 'EFFECT' and origin = 'own') as own_effects
    from core.relations
    group by document_key
),

mention_counts as (
    select document_key, count(*) as mentions
    from core.mentions
    group by document_key
),

arrivals as (
    select document_id, min(loaded_at) as first_loaded_at, max(loaded_at) as last_loaded_at
    from ops.loads
    group by document_id
)

select
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    document.title, -- title as printed
    document.doi, -- DOI of the paper
    document.pmid, -- PubMed identifier of the paper
    document.journal, -- journal as printed
    document.year, -- year of publication
    document.page_count, -- number of pages
    document.character_count, -- length of the text in characters
    coalesce(mention_counts.mentions, 0) as mention_count, -- mentions found
    coalesce(relation_counts.relations, 0) as relation_count, -- relations found
    coalesce(relation_counts.effects, 0) as effect_count, -- effects found
    coalesce(relation_counts.own_effects, 0) as own_effect_count, -- effects that are the paper's own results
    document.flags, -- what a reader of this paper should know
    document.source, -- path of the file as first read
    document.version, -- version of the pipeline that read it
    document.model, -- model that read it
    arrivals.first_loaded_at, -- when the paper first reached the warehouse
    arrivals.last_loaded_at, -- when its present extraction was loaded
    document.document_key -- joins the tables of core
from core.documents as document
left join mention_counts using (document_key)
left join relation_counts using (document_key)
left join arrivals using (document_id);
