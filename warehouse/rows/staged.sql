-- The papers of a staged batch that are loaded, with the parts of them that have rows; the text itself is in the sentences.
select
    row_keys.document_key,
    batch.sentences,
    batch.mentions,
    batch.relations,
    batch.trials,
    batch.studies,
    batch.pipeline,
    batch.timings_s,
    batch.places,
    batch.digest,
    {
        'id': document.id,
        'sha256': document.sha256,
        'source': document.source,
        'title': document.title,
        'doi': document.doi,
        'pmid': document.pmid,
        'journal': document.journal,
        'year': document.year,
        'registrations': document.registrations,
        'page_count': document.page_count,
        'character_count': length(document.text),
        'flags': document.flags,
        'repair_count': len(document.repairs),
        'furniture_count': len(document.furniture),
        'blocks': document.blocks,
        'citations': document.citations,
        'references': document.references,
        'tables': document.tables
    } as document
from read_parquet($path, file_row_number = true) as batch
inner join row_keys using (file_row_number)
