-- How many trials are there in each phase and status, and how many subjects do they enrol?
select phase, status, count(*) as trials, sum(enrollment)::bigint as subjects, median(enrollment) as median_enrollment
from mart.trials
group by phase, status
order by phase nulls last, status nulls last
