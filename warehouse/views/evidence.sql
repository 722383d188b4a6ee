-- One row per relation and reference cited for it (one row without a reference where none is cited): the fact, the words
-- that state it, where they stand on the page, and the work they rest on.
create or replace view mart.evidence as
with cited as (
    select document_key, relation_id, unnest(if(len(citations) = 0, [null::integer], citations)) as number
    from core.relations
)

select
    relation.label, -- kind of relation, such as EFFECT
    relation.head_name as head, -- name of what it goes out from
    relation.direction, -- of an EFFECT: increase, decrease, no_change or modulate
    relation.tail_name as tail, -- name of what it goes to
    nullif(array_to_string(relation.places, '; '), '') as place, -- where the change was seen
    relation.condition, -- disease, injury or model
    relation.certainty, -- asserted, speculative or negated
    relation.perturbation, -- loss, gain or none, of the head
    relation.origin, -- own result of the paper, cited work, or background
    sentence.text as sentence, -- the sentence that states it
    sentence.section, -- nearest heading above
    relation.role as section_role, -- kind of section
    relation.page, -- page, from 1
    sentence.x0_pt, -- left edge of the sentence on its page, points
    sentence.top_pt, -- upper edge, points
    sentence.x1_pt, -- right edge, points
    sentence.bottom_pt, -- lower edge, points
    cited.number as reference_number, -- number of the cited reference; null if none is cited
    reference.doi as reference_doi, -- DOI of the cited work
    reference.pmid as reference_pmid, -- PubMed identifier of the cited work
    reference.text as reference, -- the cited work as printed
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    document.doi as document_doi, -- DOI of the paper
    document.title, -- title of the paper
    document.source, -- path of the file
    round(relation.confidence::double, 3) as confidence, -- how sure the reader was, 0 to 1
    relation.method, -- what found it
    relation.document_key, -- joins the tables of core
    relation.relation_id -- the relation (core.relations)
from cited
inner join core.relations as relation using (document_key, relation_id)
inner join core.documents as document using (document_key)
left join core.sentences as sentence
    on sentence.document_key = relation.document_key and sentence.sentence = relation.sentence
left join core.references as reference
    on reference.document_key = relation.document_key and reference.number = cited.number;
