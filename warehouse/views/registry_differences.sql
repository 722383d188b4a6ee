-- One row per registered trial, field and value on which a paper and the registry's own file differ; empty without such a file
-- (stroma enrich). A year stands for any month of it, and the disagreeing values of one paper's table and prose are both there.
create or replace view mart.registry_differences as
with printed as (
    unpivot (
        select trial_id, document, status, phase, enrollment::varchar as enrollment, start, completion
        from mart.trial_reports
    )
    on status, phase, enrollment, start, completion into name field value said
),

inside as (
    select trial_id, document, unnest(disagreements) as told
    from mart.trial_reports
),

papers as (
    select trial_id, document, field, said
    from printed
    union
    select trial_id, document, told.field, unnest([told.in_table, told.in_prose])
    from inside
),

registered as (
    unpivot (
        select trial_id, status, phase, enrollment::varchar as enrollment, start, completion, file_name, file_date
        from core.registry_trials
    )
    on status, phase, enrollment, start, completion into name field value held
),

steps as (
    from (
        values ('planned', 0), ('not yet recruiting', 0), ('recruiting', 1), ('enrolling by invitation', 1), ('ongoing', 1),
        ('active, not recruiting', 2), ('suspended', 2), ('completed', 3), ('terminated', 3), ('withdrawn', 3), ('unknown', 3)
    ) as listed (status, step)
)

select
    papers.trial_id, -- registry number
    papers.field, -- the field that differs: status, phase, enrollment, start or completion
    papers.said as in_papers, -- what papers say
    list(distinct papers.document order by papers.document) as documents, -- the papers that say so
    registered.held as in_registry, -- what the registry says
    coalesce(any_value(earlier.step) < any_value(later.step), false) as moved_on, -- the trial may just have gone on since then
    registered.file_name, -- name of the registry's file
    registered.file_date -- day on which that file was last changed
from papers
inner join registered on papers.trial_id = registered.trial_id and papers.field = registered.field
left join steps as earlier on papers.field = 'status' and papers.said = earlier.status
left join steps as later on papers.field = 'status' and registered.held = later.status
where lower(papers.said) <> lower(registered.held)
    and not (papers.field in ('start', 'completion')
        and (starts_with(papers.said, registered.held) or starts_with(registered.held, papers.said)))
    and not (papers.field = 'status' and lower(papers.said) = 'ongoing' -- a trial under way may still take subjects, or no more
        and lower(registered.held) in ('recruiting', 'enrolling by invitation', 'active, not recruiting'))
group by papers.trial_id, papers.field, papers.said, registered.held, registered.file_name, registered.file_date;
