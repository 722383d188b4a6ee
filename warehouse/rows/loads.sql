-- What ops.loads remembers of each paper of a staged batch, but for the time.
select
    document_key,
    document.id as document_id,
    document.source,
    pipeline.version,
    pipeline.model,
    digest,
    timings_s as seconds,
    $run_id::varchar as run_id
from staged
