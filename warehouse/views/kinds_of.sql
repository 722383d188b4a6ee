-- The names of everything that is a kind of what is asked for, itself included; ask by name, synonym or identifier, in any case.
-- What no vocabulary knows is a kind of itself only.
create or replace macro mart.kinds_of(wanted) as table
    select kind.name
    from core.concepts as concept
    inner join core.concept_ancestors as kind on kind.ancestor_id = concept.concept_id
    where lower(concept.name) = lower(wanted)
        or lower(concept.concept_id) = lower(wanted)
        or list_contains(list_transform(concept.synonyms, lambda s: lower(s)), lower(wanted))
    union
    select wanted;
