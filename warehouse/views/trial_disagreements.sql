-- One row per registered trial and field on which what is said of it differs, between papers or within one (table against prose).
create or replace view mart.trial_disagreements as
with fields as (
    unpivot (
        select
            trial_id,
            document,
            phase,
            status,
            product,
            donor,
            cell_source,
            route,
            condition,
            enrollment::varchar as enrollment,
            start,
            completion
        from mart.trial_reports
    )
    on phase, status, product, donor, cell_source, route, condition, enrollment, start, completion
    into name field value value
),

within as (
    select trial_id, document, unnest(disagreements) as told
    from mart.trial_reports
),

told as (
    select trial_id, document, field, value
    from fields
    union
    select trial_id, document, told.field, unnest([told.in_table, told.in_prose])
    from within
)

select
    trial_id, -- registry number
    field, -- the field that differs
    list(distinct value order by value) as values, -- what is said
    list(distinct document order by document) as documents -- the papers that say something
from told
where value is not null
group by trial_id, field
having count(distinct lower(value)) > 1;
