-- One row per statement that a product is tested in, used for or acts in a condition, with the sentence that says so.
create or replace view mart.conditions_studied as
select * exclude (label) rename (
    value as condition -- disease, injury or model
)
from mart.product_statements
where label = 'STUDIED_IN';
