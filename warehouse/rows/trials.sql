-- The rows of core.trials that a staged batch brings.
with entries as (
    select document_key, unnest(trials) as entry
    from staged
)

select
    document_key,
    entry.trial_id,
    entry.registry,
    entry.title,
    entry.phase,
    entry.product,
    entry.donor,
    entry.source as cell_source,
    entry.doses,
    entry.route,
    entry.control,
    entry.condition,
    entry.primary_outcome,
    entry.secondary_outcome,
    entry.status,
    entry.enrollment::integer as enrollment,
    entry.start,
    entry.completion,
    entry.citations::integer[] as citations,
    list_transform(entry.evidence, lambda s: {'start_char': s.start::integer, 'end_char': s.end::integer}) as evidence,
    entry.own,
    list_transform(entry.disagreements, lambda d: {'field': d.f0, 'in_table': d.f1, 'in_prose': d.f2}) as disagreements
from entries
