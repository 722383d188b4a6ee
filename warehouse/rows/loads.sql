-- What ops.loads remembers of each paper of a staged batch.
select
    document_key,
    document.id as document_id,
    document.source,
    pipeline.version,
    pipeline.model,
    digest,
    timings_s as seconds,
    now() as loaded_at,
    $run_id::varchar as run_id
from staged
