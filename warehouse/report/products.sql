-- One row per product of the heat map, those with most sentences first; product_total counts all there are.
select head_name as product, count(*) as sentences, count(*) over () as product_total
from core.relations
where label = 'EFFECT' and head_label = 'CELL_THERAPY'
group by head_name
order by sentences desc, product
limit $products
