-- One row per phase and status of the registered trials: how many, and the subjects that they enrol.
select phase, status, count(*) as trials, sum(enrollment)::bigint as subjects
from mart.trials
group by phase, status
order by phase nulls last, status nulls last
