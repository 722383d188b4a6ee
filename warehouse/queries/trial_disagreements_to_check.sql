-- On which trials do the sources differ, and what does each say?
select trial_id, field, values, documents
from mart.trial_disagreements
order by trial_id, field
