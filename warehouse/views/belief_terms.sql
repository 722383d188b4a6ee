-- One row per fact and method of reading: the numbers from which the belief in the fact is computed. A fact is an agent, a
-- target and the direction that more of the agent gives the target (where the agent was taken away, the opposite of what was
-- seen). Negated and speculative statements are no evidence. The chance that all n statements of a method are misread is
-- systematic + random ^ n with the rates of core.error_rates, as in the belief model of INDRA (Gyori et al. 2017).
create or replace view mart.belief_terms as
with statements as (
    select
        relation.head_name as agent_number,
        relation.tail_name as target_number,
        mart.implied(kind.direction, kind.perturbation) as direction,
        split_part(kind.method, ':', 1) as method,
        count(*) as statements,
        count(distinct relation.document_key) as papers
    from store.relations as relation
    inner join store.kinds as kind on kind.number = relation.kind
    where kind.label = 'EFFECT' and kind.certainty = 'asserted'
    group by all
)

select
    agent.name as agent, -- preferred name of what acts
    agent.label as agent_label, -- kind of the agent
    target.name as target, -- preferred name of what is changed
    target.label as target_label, -- kind of the target
    statements.direction, -- increase, decrease, no_change or modulate
    statements.method, -- the method of reading: what stands before the colon in core.relations.method
    statements.statements, -- number of sentences in which it found the fact
    statements.papers, -- number of papers in which it found the fact
    coalesce(rate.systematic, other.systematic) as systematic, -- the method's systematic error
    coalesce(rate.random, other.random) as random, -- the method's random error
    least(
        coalesce(rate.systematic, other.systematic) + coalesce(rate.random, other.random) ^ statements.statements, 1
    ) as doubt, -- chance that all its statements are misread
    statements.agent_number, -- the agent (store.names)
    statements.target_number -- the target (store.names)
from statements
inner join store.names as agent on agent.number = statements.agent_number
inner join store.names as target on target.number = statements.target_number
left join core.error_rates as rate on rate.method = statements.method
left join core.error_rates as other on other.method = '*';
