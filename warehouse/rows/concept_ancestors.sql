-- Fills core.concept_ancestors: each concept with itself and everything it is a kind of, by the shortest way.
insert into core.concept_ancestors
with recursive steps as (
    select concept_id, concept_id as ancestor_id, 0 as distance
    from core.concepts

    union

    select steps.concept_id, parent.parent_id, steps.distance + 1
    from steps
    inner join core.concept_parents as parent on parent.concept_id = steps.ancestor_id
    where steps.distance < 30
),

shortest as (
    select concept_id, ancestor_id, min(distance) as distance
    from steps
    group by concept_id, ancestor_id
),

named as (
    select concept_id, any_value(name) as name
    from core.concepts
    group by concept_id
)

select shortest.concept_id, named.name, shortest.ancestor_id, ancestor.name, shortest.distance
from shortest
inner join named on named.concept_id = shortest.concept_id
inner join named as ancestor on ancestor.concept_id = shortest.ancestor_id
order by shortest.ancestor_id, shortest.distance, shortest.concept_id
