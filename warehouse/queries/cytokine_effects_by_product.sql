-- Which products change a cytokine, in which direction, how often is it said, and in how many papers?
-- A route keeps the papers that give the product by that route.
-- parameter cytokine: preferred name, family or synonym, such as IL6 or IL-1 family
-- parameter route: preferred name or family, such as intravenous
-- parameter direction: increase, decrease, no_change or modulate
-- parameter most = 50: largest number of rows
with kept as (
    select agent, target, direction, origin, certainty, document_key
    from mart.effects as effect
    where agent_label = 'CELL_THERAPY'
        and target_label = 'CYTOKINE'
        and ($cytokine::varchar is null or lower(target) in (select lower(name) from kinds_of($cytokine)))
        and ($direction::varchar is null or direction = $direction)
        and (
            $route::varchar is null
            or lower(effect.route) in (select lower(name) from kinds_of($route))
            or exists (
                select 1
                from core.relations as given
                where given.document_key = effect.document_key
                    and given.label = 'ADMINISTERED_VIA'
                    and given.head_name = effect.agent
                    and lower(given.tail_name) in (select lower(name) from kinds_of($route))
            )
        )
)

select
    agent as product,
    target as cytokine,
    direction,
    count(*) as sentences,
    count(distinct document_key) as papers,
    count(*) filter (origin = 'own') as own_results,
    count(*) filter (certainty = 'speculative') as speculative
from kept
group by product, cytokine, direction
order by papers desc, sentences desc, product, cytokine, direction
limit $most::integer
