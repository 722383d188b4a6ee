-- What did the papers find themselves, apart from what they cite?
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter condition: preferred name or family, such as sepsis
-- parameter most = 200: largest number of rows
select effect, condition, species, dose, route, place, certainty, sentence, section, page, title, year, document
from mart.effects
where origin = 'own' and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product))) and ($condition::varchar is null or lower(condition) in (select lower(name) from kinds_of($condition)))
order by document, page, relation_id
limit $most::integer
