-- The rows of core.relations that a staged batch brings, each with its number in the paper.
with entries as (
    select
        document_key,
        unnest(range(1, len(relations) + 1)) as number,
        unnest(relations) as entry,
        unnest(places.relations) as place
    from staged
)

select
    document_key,
    number,
    entry.id as relation_id,
    entry.label,
    place.sentence::integer as sentence,
    place.role,
    place.page::integer as page,
    entry.head,
    place.head_label,
    place.head_name,
    entry.tail,
    place.tail_label,
    place.tail_name,
    entry.direction,
    entry.certainty,
    entry.perturbation,
    entry.origin,
    entry.elliptic,
    round(entry.confidence, 3)::float as confidence,
    entry.method,
    place.places,
    place.condition,
    place.species,
    place.dose,
    place.route,
    place.timing,
    place.inferred as context_inferred,
    entry.citations::integer[] as citations,
    list_transform(
        entry.cues, lambda c: {'role': c.role, 'start_char': c.start::integer, 'end_char': c.end::integer}
    ) as cues
from entries
