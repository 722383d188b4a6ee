-- One row per statement that a condition is studied, or a product given, in a species, with the sentence that says so.
create or replace view mart.species_studied as
select
    relation.head_name as subject, -- preferred name of the condition or product
    relation.head_label as subject_label, -- CONDITION or CELL_THERAPY
    relation.tail_name as species, -- the species, such as human, mouse or rat
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
    relation.document_key, -- joins the tables of core
    relation.relation_id -- the relation (core.relations)
from core.relations as relation
inner join core.documents as document using (document_key)
left join core.sentences as sentence
    on sentence.document_key = relation.document_key and sentence.sentence = relation.sentence
where relation.label = 'IN_SPECIES';
