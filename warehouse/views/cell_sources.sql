-- One row per stated origin of a product: a product and its cell source, with the sentence that says so.
create or replace view mart.cell_sources as
select * exclude (label) rename (
    value as cell_source -- tissue the product comes from
)
from mart.product_statements
where label = 'DERIVED_FROM';
