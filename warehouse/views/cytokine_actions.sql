-- One row per effect of a cytokine, chemokine or growth factor that a sentence states (the rows of mart.effects whose agent is one).
create or replace view mart.cytokine_actions as
select *
from mart.effects
where agent_label = 'CYTOKINE';
