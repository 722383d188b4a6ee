-- One row per statement about how a product is made or given: a product and its source, donor, route, dose, time or condition,
-- with the sentence that says so. The views for one kind of statement each are taken from it.
create or replace view mart.product_statements as
select
    relation.head_name as product, -- preferred name of the product
    relation.tail_name as value, -- preferred name of its source, donor, route or condition; dose and time as printed
    relation.certainty, -- asserted, speculative or negated
    relation.origin, -- own work of the paper, cited work, or background
    relation.citations, -- numbers of the references that support it
    sentence.text as sentence, -- the sentence that states it
    relation.page, -- page, from 1
    sentence.section, -- nearest heading above
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    document.title, -- title of the paper
    document.year, -- year of the paper
    round(relation.confidence::double, 3) as confidence, -- how sure the reader was, 0 to 1
    relation.label, -- DERIVED_FROM, HAS_DONOR, ADMINISTERED_VIA, HAS_DOSE, GIVEN_AT or STUDIED_IN
    relation.document_key, -- joins the tables of core
    relation.relation_id, -- the relation (core.relations)
    relation.tail as mention_id -- the mention of the value (core.mentions)
from core.relations as relation
inner join core.documents as document using (document_key)
left join core.sentences as sentence
    on sentence.document_key = relation.document_key and sentence.sentence = relation.sentence
where relation.label in ('DERIVED_FROM', 'HAS_DONOR', 'ADMINISTERED_VIA', 'HAS_DOSE', 'GIVEN_AT', 'STUDIED_IN');
