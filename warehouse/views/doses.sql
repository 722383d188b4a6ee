-- One row per stated dose of a product, with its numbers and the sentence that says so.
create or replace view mart.doses as
select
    statement.* exclude (label) rename (
        value as dose -- dose as printed
    ),
    mention.quantity_values, -- the numbers of the dose, in quantity_unit
    mention.quantity_unit -- unit: cells, cells/kg, mg/kg, ...
from mart.product_statements as statement
left join core.mentions as mention using (document_key, mention_id)
where statement.label = 'HAS_DOSE';
