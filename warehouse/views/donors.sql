-- One row per stated donor of a product, with the sentence that says so.
create or replace view mart.donors as
select * exclude (label) rename (
    value as donor -- autologous, allogeneic, xenogeneic, syngeneic, or the donor's species
)
from mart.product_statements
where label = 'HAS_DONOR';
