-- What do the papers say, word for word, about a cytokine under cell therapy?
-- One row per sentence and effect, with condition, place, page and the cited works.
-- parameter cytokine: preferred name, family or synonym, such as IL6 or IL-1 family
-- parameter product: preferred name or family, such as MSC or MSC-EV
-- parameter route: preferred name or family, such as intravenous
-- parameter direction: increase, decrease, no_change or modulate
-- parameter most = 100: largest number of rows
with kept as (
    select *
    from mart.effects as effect
    where target_label = 'CYTOKINE'
        and ($cytokine::varchar is null or lower(target) in (select lower(name) from kinds_of($cytokine)))
        and ($product::varchar is null or lower(agent) in (select lower(name) from kinds_of($product)))
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

select effect, condition, place, certainty, origin, citations, sentence, page, title, year, document
from kept
order by confidence desc, document, relation_id
limit $most::integer
