-- One row per stated dose of a product, with its numbers and the sentence that says so.
create or replace view mart.doses as
select
    relation.head_name as product, -- preferred name of the product
    relation.tail_name as dose, -- dose as printed
    mention.quantity_values, -- the numbers of the dose, in quantity_unit
    mention.quantity_unit, -- unit: cells, cells/kg, mg/kg, ...
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
left join core.mentions as mention
    on mention.document_key = relation.document_key and mention.mention_id = relation.tail
where relation.label = 'HAS_DOSE';
