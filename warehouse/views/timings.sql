-- One row per stated time of administration of a product, with the sentence that says so.
create or replace view mart.timings as
select * exclude (label) rename (
    value as timing -- time of administration, as printed
)
from mart.product_statements
where label = 'GIVEN_AT';
