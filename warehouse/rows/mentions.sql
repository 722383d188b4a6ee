-- The rows of core.mentions that a staged batch brings, each with its number in the paper; their boxes are widened to whole points, half the bytes of tenths.
with entries as (
    select
        document_key,
        unnest(range(1, len(mentions) + 1)) as number,
        unnest(mentions) as entry,
        unnest(places.mention_sentences) as sentence
    from staged
)

select
    document_key,
    number,
    entry.id as mention_id,
    entry.label,
    sentence::integer as sentence,
    entry.start::integer as start_char,
    entry.end::integer as end_char,
    coalesce(nullif(entry.concept.name, ''), lower(entry.text)) as name,
    nullif(entry.concept.name, '') is not null as grounded,
    nullif(entry.concept.id, '') as concept_id,
    if(sentence is null, entry.text, null) as text,
    entry.same_as,
    round(entry.confidence, 3)::float as confidence,
    entry.method,
    entry.quantity.values as quantity_values,
    entry.quantity.unit as quantity_unit,
    entry.page::integer as page,
    floor(entry.box.x0_pt)::float as x0_pt,
    floor(entry.box.top_pt)::float as top_pt,
    ceil(entry.box.x1_pt)::float as x1_pt,
    ceil(entry.box.bottom_pt)::float as bottom_pt
from entries
