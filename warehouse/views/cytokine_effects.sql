-- One row per effect on a cytokine, chemokine or growth factor that a sentence states (the rows of mart.effects whose target is one).
create or replace view mart.cytokine_effects as
select *
from mart.effects
where target_label = 'CYTOKINE';
