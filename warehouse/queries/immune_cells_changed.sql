-- What does cell therapy do to a population of immune cells and all its kinds?
-- Ask for T cell and get regulatory T cells and Th17 cells as well.
-- parameter cell: preferred name or synonym, such as T cell
-- parameter product: preferred name or family, such as MSC or MSC-EV
select
    target as immune_cell,
    direction,
    count(*) as sentences,
    count(distinct document_key) as papers,
    list_sort(list(distinct agent)) as agents,
    list_sort(list(distinct place) filter (place is not null)) as places
from mart.immune_cell_effects
where ($cell::varchar is null or lower(target) in (select lower(name) from kinds_of($cell))) and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
group by immune_cell, direction
order by papers desc, sentences desc, immune_cell, direction
