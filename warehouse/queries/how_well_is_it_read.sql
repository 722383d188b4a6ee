-- How far can the extraction be trusted, by the newest evaluation of each collection?
select collection, task, rule, label, gold, predicted, round(precision, 3) as precision, round(recall, 3) as recall, round(f1, 3) as f1
from mart.scores
qualify evaluated_at = max(evaluated_at) over (partition by collection)
order by collection, task, rule, label
