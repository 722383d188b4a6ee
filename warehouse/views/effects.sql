-- One row per effect that a sentence states: an agent, what it does to a target, where, under which condition, on whose word.
create or replace view mart.effects as
select
    mart.phrase(
        relation.head_name, relation.tail_name, relation.direction, relation.certainty, relation.perturbation
    ) as effect, -- the effect as a short phrase
    relation.head_name as agent, -- preferred name of what acts
    relation.head_label as agent_label, -- kind of the agent, such as CELL_THERAPY
    relation.tail_name as target, -- preferred name of what is changed
    relation.tail_label as target_label, -- kind of the target, such as CYTOKINE
    relation.direction, -- increase, decrease, no_change or modulate, of the target itself
    relation.certainty, -- asserted, speculative or negated
    relation.perturbation, -- loss if the agent was taken away or inhibited, gain if there was more of it, else none
    nullif(array_to_string(relation.places, '; '), '') as place, -- where the change was seen; null if the sentence does not say
    relation.condition, -- disease, injury or model under which it was seen
    relation.species, -- species in which it was seen
    relation.dose, -- dose at which it was seen, as printed
    relation.route, -- route by which the product was given
    relation.timing, -- time at which it was seen, as printed
    relation.origin, -- own result of the paper, cited work, or background
    relation.citations, -- numbers of the references that support it
    sentence.text as sentence, -- the sentence that states it
    relation.page, -- page, from 1
    sentence.section, -- nearest heading above
    relation.role as section_role, -- kind of section: abstract, results, discussion, ...
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    document.title, -- title of the paper
    document.year, -- year of the paper
    round(relation.confidence::double, 3) as confidence, -- how sure the reader was, 0 to 1
    relation.method, -- what found it
    relation.document_key, -- joins the tables of core
    relation.relation_id, -- the relation (core.relations)
    relation.sentence as sentence_number -- the sentence (core.sentences)
from core.relations as relation
inner join core.documents as document using (document_key)
left join core.sentences as sentence
    on sentence.document_key = relation.document_key and sentence.sentence = relation.sentence
where relation.label = 'EFFECT';
