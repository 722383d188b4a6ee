-- What is the evidence table of the field: each study with product, source, route, dose, species and effects?
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter condition: preferred name or family, such as sepsis
-- parameter own: true for papers' own work only, false for cited studies only
-- parameter most = 1000: largest number of rows
select study, doi, own, products, cell_sources, donors, routes, doses, timings, conditions, species, effects, document
from mart.studies
where ($own::boolean is null or own = $own::boolean)
    and (
        $product::varchar is null
        or len(list_intersect(list_transform(products, lambda p: lower(p)), (select list(lower(name)) from kinds_of($product)))) > 0
    )
    and (
        $condition::varchar is null
        or len(
            list_intersect(list_transform(conditions, lambda c: lower(c)), (select list(lower(name)) from kinds_of($condition)))
        ) > 0
    )
order by document, own desc, reference_number
limit $most::integer
