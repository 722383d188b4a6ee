-- Concepts that are not their own ancestor, and parents that are missing among the ancestors.
select concept_id, concept_id as ancestor_id
from core.concepts
where concept_id not in (select concept_id from core.concept_ancestors where distance = 0)

union all

select parent.concept_id, parent.parent_id
from core.concept_parents as parent
left join core.concept_ancestors as ancestor
    on ancestor.concept_id = parent.concept_id and ancestor.ancestor_id = parent.parent_id
where ancestor.concept_id is null
