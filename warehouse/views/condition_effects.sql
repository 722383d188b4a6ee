-- One row per effect on a disease, an injury or a model that a sentence states (the rows of mart.effects whose target is one).
create or replace view mart.condition_effects as
select *
from mart.effects
where target_label = 'CONDITION';
