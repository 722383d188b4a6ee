-- One row per effect on an outcome of the subject or an organ that a sentence states (the rows of mart.effects whose target is one).
create or replace view mart.outcome_effects as
select *
from mart.effects
where target_label = 'OUTCOME';
