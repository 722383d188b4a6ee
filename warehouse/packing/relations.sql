-- The rows of store.relations that a staged batch brings.
select
    relation.document_key,
    paper.relations_before + relation.number as running_relation,
    nullif(relation.relation_id, 'r' || relation.number) as other_id,
    kind.number as kind,
    paper.sentences_before + relation.sentence as running_sentence,
    relation.page,
    relation.head,
    head.number as head_name,
    relation.tail,
    tail.number as tail_name,
    round(1000 * relation.confidence::double)::integer as confidence_thousandths,
    relation.places,
    relation.condition,
    relation.species,
    relation.dose,
    relation.route,
    relation.timing,
    relation.citations,
    list_transform(
        relation.cues, lambda c: {'role': c.role, 'start_char': c.start_char, 'length': c.end_char - c.start_char}
    ) as cues
from relation_rows as relation
inner join store.papers as paper using (document_key)
inner join used_names as head on head.label = relation.head_label and head.name = relation.head_name
inner join used_names as tail on tail.label = relation.tail_label and tail.name = relation.tail_name
inner join used_kinds as kind
    on kind.label = relation.label
    and kind.role is not distinct from relation.role
    and kind.direction is not distinct from relation.direction
    and kind.certainty = relation.certainty
    and kind.perturbation = relation.perturbation
    and kind.origin = relation.origin
    and kind.elliptic = relation.elliptic
    and kind.method = relation.method
    and kind.context_inferred = relation.context_inferred
order by relation.document_key, relation.number
