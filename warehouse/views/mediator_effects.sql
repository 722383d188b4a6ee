-- One row per effect on a mediator that is no cytokine that a sentence states (the rows of mart.effects whose target is one).
create or replace view mart.mediator_effects as
select *
from mart.effects
where target_label = 'MEDIATOR';
