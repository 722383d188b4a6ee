-- One row per effect on a population of immune cells that a sentence states (the rows of mart.effects whose target is one).
create or replace view mart.immune_cell_effects as
select *
from mart.effects
where target_label = 'IMMUNE_CELL';
