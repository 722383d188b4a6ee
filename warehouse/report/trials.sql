-- One row per registered trial with the fields on which what is said of it differs, those that differ first.
with differing as (
    select trial_id, list({'field': field, 'values': "values"} order by field) as disagreements
    from mart.trial_disagreements
    group by trial_id
)

select
    trial.trial_id, trial.registry, trial.title, trial.phase, trial.status, trial.enrollment, trial.product, trial.donor,
    trial.cell_source, trial.route, trial.condition, trial.start, trial.completion, trial.paper_count,
    coalesce(differing.disagreements, []) as disagreements, count(*) over () as total
from mart.trials as trial
left join differing using (trial_id)
order by len(coalesce(differing.disagreements, [])) = 0, trial.trial_id
limit $trials
