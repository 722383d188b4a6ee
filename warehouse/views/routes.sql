-- One row per stated way of giving a product: a product and its route, with the sentence that says so.
create or replace view mart.routes as
select * exclude (label) rename (
    value as route -- how the product is given
)
from mart.product_statements
where label = 'ADMINISTERED_VIA';
