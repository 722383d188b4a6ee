-- Rows of core whose paper is gone.
with keys as (
    select distinct 'blocks' as name, document_key from core.blocks
    union all
    select distinct 'sentences', document_key from core.sentences
    union all
    select distinct 'citations', document_key from core.citations
    union all
    select distinct 'references', document_key from core.references
    union all
    select distinct 'tables', document_key from core.tables
    union all
    select distinct 'mentions', document_key from core.mentions
    union all
    select distinct 'relations', document_key from core.relations
    union all
    select distinct 'trials', document_key from core.trials
    union all
    select distinct 'studies', document_key from core.studies
)

select name, document_key
from keys
where document_key not in (select document_key from core.documents)
