-- One row per stated time of administration of a product, with its numbers and the sentence that says so.
create or replace view mart.timings as
select
    statement.* exclude (label) rename (
        value as timing -- time of administration, as printed
    ),
    mention.quantity_values, -- the numbers of the time, in quantity_unit
    mention.quantity_unit -- unit: min, h, d, wk, ...
from mart.product_statements as statement
left join core.mentions as mention using (document_key, mention_id)
where statement.label = 'GIVEN_AT';
