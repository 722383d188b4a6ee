-- The rows of core.tables that a staged batch brings.
with entries as (
    select document_key, unnest(range(len(document.tables))) as number, unnest(document.tables) as entry
    from staged
)

select
    document_key,
    number::integer as table_number,
    entry.caption,
    entry.page::integer as page,
    entry.header,
    entry.rows as cells,
    entry.footnotes
from entries
