-- Which registered trials are spoken of, but reported by no paper in the warehouse?
select trial_id, status, phase, enrollment, completion, product, condition, paper_count
from mart.trials
where not exists (select 1 from core.trials as report where report.trial_id = trials.trial_id and report.own)
order by completion nulls last, trial_id
