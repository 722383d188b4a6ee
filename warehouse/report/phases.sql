-- One row per phase and status ('' where it is not told) of the registered trials: how many, and the subjects that they enrol.
with told as (
    select coalesce(phase, '') as phase, coalesce(status, '') as status, count(*) as trials, sum(enrollment)::bigint as subjects
    from mart.trials
    group by all
)

select *
from told
order by phase = '', phase, status = '', status
