-- The rows of core.blocks that a staged batch brings.
with entries as (
    select
        document_key,
        unnest(range(len(document.blocks))) as number,
        unnest(document.blocks) as entry,
        unnest(places.block_texts) as text
    from staged
)

select
    document_key,
    number::integer as block,
    entry.kind,
    entry.section,
    entry.role,
    entry.level::integer as level,
    entry.start::integer as start_char,
    entry.end::integer as end_char,
    entry.page::integer as page,
    round(entry.box.x0_pt, 1)::float as x0_pt,
    round(entry.box.top_pt, 1)::float as top_pt,
    round(entry.box.x1_pt, 1)::float as x1_pt,
    round(entry.box.bottom_pt, 1)::float as bottom_pt,
    text
from entries
