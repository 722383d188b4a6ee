-- Which papers lack what a reviewer needs: no route, no source, no dose, no condition?
-- parameter missing: product, cell_source, donor, route, dose, condition, species or effect
with gaps as (
    unpivot mart.coverage
    on product, cell_source, donor, route, dose, condition, species, effect
    into name thing value found
)

select document, title, year, list_sort(list(thing)) as missing
from gaps
where not found
group by document, title, year
having $missing::varchar is null or list_contains(list(thing), $missing)
order by count(*) desc, document
