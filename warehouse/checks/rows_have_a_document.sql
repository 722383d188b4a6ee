-- Rows of core and of store whose paper is gone, and papers without the row of store that their numbers count from.
with keys as (
    select distinct 'core.blocks' as name, document_key from core.blocks
    union all
    select distinct 'core.citations', document_key from core.citations
    union all
    select distinct 'core.references', document_key from core.references
    union all
    select distinct 'core.tables', document_key from core.tables
    union all
    select distinct 'core.trials', document_key from core.trials
    union all
    select distinct 'core.studies', document_key from core.studies
    union all
    select 'store.papers', document_key from store.papers
    union all
    select distinct 'store.sentences', document_key from store.sentences
    union all
    select distinct 'store.mentions', document_key from store.mentions
    union all
    select distinct 'store.relations', document_key from store.relations
)

select name, document_key
from keys
where document_key not in (select document_key from core.documents)

union all

select 'core.documents', document_key
from core.documents
where document_key not in (select document_key from store.papers)
