-- The rows of core.sentences that a staged batch brings.
with entries as (
    select
        document_key,
        unnest(range(len(sentences))) as number,
        unnest(sentences) as entry,
        unnest(places.sentences) as place
    from staged
)

select
    document_key,
    number::integer as sentence,
    place.block::integer as block,
    place.section,
    place.role,
    entry.start::integer as start_char,
    entry.end::integer as end_char,
    place.page::integer as page,
    round(place.box.x0_pt, 1)::float as x0_pt,
    round(place.box.top_pt, 1)::float as top_pt,
    round(place.box.x1_pt, 1)::float as x1_pt,
    round(place.box.bottom_pt, 1)::float as bottom_pt,
    place.text
from entries
