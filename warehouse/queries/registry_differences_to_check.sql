-- On which trials do papers and the registry's own file differ, and what does each say? Needs `stroma enrich`.
-- parameter trial: registry number, such as NCT00733876
-- parameter field: status, phase, enrollment, start or completion
select trial_id, field, in_papers, in_registry, moved_on, documents, file_name, file_date
from mart.registry_differences
where ($trial::varchar is null or trial_id = upper($trial)) and ($field::varchar is null or field = $field)
order by moved_on, trial_id, field, in_papers
