-- One row per fact: an agent, a target and the direction that more of the agent gives the target, over all papers.
create or replace view mart.facts as
with statements as (
    select
        relation.head_name as agent,
        relation.head_label as agent_label,
        relation.tail_name as target,
        relation.tail_label as target_label,
        mart.implied(relation.direction, relation.perturbation) as direction,
        count(*) filter (relation.certainty = 'asserted') as asserted,
        count(*) filter (relation.certainty = 'speculative') as speculative,
        count(*) filter (relation.certainty = 'negated') as negated,
        count(*) filter (relation.certainty = 'asserted' and relation.origin = 'own') as own,
        count(*) filter (relation.certainty = 'asserted' and relation.origin = 'cited') as cited,
        count(distinct relation.document_key) as papers
    from core.relations as relation
    where relation.label = 'EFFECT'
    group by all
),

beliefs as (
    select agent, agent_label, target, target_label, direction, 1 - product(doubt) as belief
    from mart.belief_terms
    group by all
)

select
    statements.agent, -- preferred name of what acts
    statements.agent_label, -- kind of the agent
    statements.direction, -- increase, decrease, no_change or modulate
    statements.target, -- preferred name of what is changed
    statements.target_label, -- kind of the target
    round(coalesce(beliefs.belief, 0), 4) as belief, -- chance that at least one asserted statement is read right (mart.belief_terms)
    statements.papers, -- papers that state, deny or suspect it
    statements.asserted, -- sentences that assert it
    statements.own, -- of those, own results of their papers
    statements.cited, -- of those, cited results
    statements.speculative, -- sentences that suspect it
    statements.negated -- sentences that deny it
from statements
left join beliefs using (agent, agent_label, target, target_label, direction);
