-- One row per fact: an agent, a target and the direction that more of the agent gives the target, over all papers.
create or replace view mart.facts as
-- what is grouped are numbers of names, which is faster than names; and statements are counted paper by paper first, which is
-- faster than to count different papers
with of_paper as (
    select
        relation.head_name as agent_number,
        relation.tail_name as target_number,
        mart.implied(kind.direction, kind.perturbation) as direction,
        relation.document_key,
        count(*) filter (kind.certainty = 'asserted') as asserted,
        count(*) filter (kind.certainty = 'speculative') as speculative,
        count(*) filter (kind.certainty = 'negated') as negated,
        count(*) filter (kind.certainty = 'asserted' and kind.origin = 'own') as own,
        count(*) filter (kind.certainty = 'asserted' and kind.origin = 'cited') as cited
    from store.relations as relation
    inner join store.kinds as kind on kind.number = relation.kind
    where kind.label = 'EFFECT'
    group by all
),

counted as (
    select
        agent_number,
        target_number,
        direction,
        sum(asserted)::bigint as asserted,
        sum(speculative)::bigint as speculative,
        sum(negated)::bigint as negated,
        sum(own)::bigint as own,
        sum(cited)::bigint as cited,
        count(*) as papers
    from of_paper
    group by all
),

beliefs as (
    select agent_number, target_number, direction, 1 - product(doubt) as belief
    from mart.belief_terms
    group by all
)

select
    agent.name as agent, -- preferred name of what acts
    agent.label as agent_label, -- kind of the agent
    counted.direction, -- increase, decrease, no_change or modulate
    target.name as target, -- preferred name of what is changed
    target.label as target_label, -- kind of the target
    round(coalesce(beliefs.belief, 0), 4) as belief, -- chance that at least one asserted statement is read right (mart.belief_terms)
    counted.papers, -- papers that state, deny or suspect it
    counted.asserted, -- sentences that assert it
    counted.own, -- of those, own results of their papers
    counted.cited, -- of those, cited results
    counted.speculative, -- sentences that suspect it
    counted.negated -- sentences that deny it
from counted
inner join store.names as agent on agent.number = counted.agent_number
inner join store.names as target on target.number = counted.target_number
left join beliefs
    on beliefs.agent_number = counted.agent_number
    and beliefs.target_number = counted.target_number
    and beliefs.direction = counted.direction;
