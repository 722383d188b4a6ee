-- Which registered trials are there, with phase, status, enrolment, product, source, donor, route and dose?
-- parameter condition: preferred name or family, such as sepsis
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter status: completed, terminated, withdrawn, recruiting, not yet recruiting, ...
select
    trial_id, phase, status, enrollment, product, donor, cell_source, route, doses, condition, start, completion, title, paper_count
from mart.trials
where ($condition::varchar is null or lower(condition) in (select lower(name) from kinds_of($condition))) and ($product::varchar is null or lower(product) in (select lower(name) from kinds_of($product))) and ($status::varchar is null or status = $status)
order by trial_id
