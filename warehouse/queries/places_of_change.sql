-- Where in the body is something changed?
-- parameter target: preferred name of what is changed
-- parameter product: preferred name or family, such as MSC or MSC-EV
with places as (
    select unnest(places) as place, tail_name as target, direction, document_key
    from core.relations
    where label = 'EFFECT' and certainty = 'asserted' and ($target::varchar is null or lower(tail_name) in (select lower(name) from kinds_of($target))) and ($product::varchar is null or lower(head_name) in (select lower(name) from kinds_of($product)))
)

select target, place, direction, count(*) as sentences, count(distinct document_key) as papers
from places
group by target, place, direction
order by papers desc, sentences desc, target, place, direction
