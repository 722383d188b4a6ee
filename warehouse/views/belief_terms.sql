-- One row per fact and method of reading: the numbers from which the belief in the fact is computed. A fact is an agent, a
-- target and the direction that more of the agent gives the target (where the agent was taken away, the opposite of what was
-- seen). Negated and speculative statements are no evidence. The chance that all n statements of a method are misread is
-- systematic + random ^ n with the rates of core.error_rates, as in the belief model of INDRA (Gyori et al. 2017).
create or replace view mart.belief_terms as
with statements as (
    select
        relation.head_name as agent,
        relation.head_label as agent_label,
        relation.tail_name as target,
        relation.tail_label as target_label,
        mart.implied(relation.direction, relation.perturbation) as direction,
        split_part(relation.method, ':', 1) as method,
        count(*) as statements,
        count(distinct relation.document_key) as papers
    from core.relations as relation
    where relation.label = 'EFFECT' and relation.certainty = 'asserted'
    group by all
)

select
    statements.agent, -- preferred name of what acts
    statements.agent_label, -- kind of the agent
    statements.target, -- preferred name of what is changed
    statements.target_label, -- kind of the target
    statements.direction, -- increase, decrease, no_change or modulate
    statements.method, -- the method of reading: what stands before the colon in core.relations.method
    statements.statements, -- number of sentences in which it found the fact
    statements.papers, -- number of papers in which it found the fact
    coalesce(rate.systematic, other.systematic) as systematic, -- the method's systematic error
    coalesce(rate.random, other.random) as random, -- the method's random error
    least(
        coalesce(rate.systematic, other.systematic) + coalesce(rate.random, other.random) ^ statements.statements, 1
    ) as doubt -- chance that all its statements are misread
from statements
left join core.error_rates as rate on rate.method = statements.method
left join core.error_rates as other on other.method = '*';
