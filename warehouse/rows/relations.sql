-- The rows of core.relations that a staged batch brings. A relation stands in the sentence of its first cue, else in the
-- later one of the sentences of its two mentions (the earlier one holds the argument that the later one leaves out).
with entries as (
    select document_key, document.blocks as blocks, places.sentences as placed, sentences, unnest(relations) as entry
    from staged
),

named as (
    select document_key, mention_id, label, sentence, page, coalesce(concept_name, lower(text)) as name
    from staged_mentions
),

context_names as (
    select
        context.document_key,
        context.relation_id,
        list(
            {'role': context.entry.role, 'name': named.name, 'mention_id': named.mention_id, 'inferred': context.entry.inferred}
            order by context.number
        ) as context
    from (
        select
            document_key,
            entry.id as relation_id,
            unnest(range(len(entry.context))) as number,
            unnest(entry.context) as entry
        from entries
    ) as context
    inner join named on named.document_key = context.document_key and named.mention_id = context.entry.mention
    group by all
),

place_names as (
    select place.document_key, place.relation_id, list(named.name order by place.number) as places
    from (
        select
            document_key,
            entry.id as relation_id,
            unnest(range(len(entry.locations))) as number,
            unnest(entry.locations) as mention_id
        from entries
    ) as place
    inner join named using (document_key, mention_id)
    group by all
),

joined as (
    select
        entries.*,
        head.label as head_label,
        head.name as head_name,
        tail.label as tail_label,
        tail.name as tail_name,
        coalesce(
            list_position(
                list_transform(sentences, lambda s: s.start <= entry.cues[1].start and entry.cues[1].start < s.end), true
            ) - 1,
            greatest(head.sentence, tail.sentence)
        ) as sentence,
        greatest(head.page, tail.page) as page
    from entries
    inner join named as head on head.document_key = entries.document_key and head.mention_id = entry.head
    inner join named as tail on tail.document_key = entries.document_key and tail.mention_id = entry.tail
)

select
    joined.document_key,
    joined.entry.id as relation_id,
    joined.entry.label,
    joined.sentence::integer as sentence,
    joined.blocks[joined.placed[joined.sentence + 1].block + 1].role as role,
    coalesce(joined.placed[joined.sentence + 1].page, joined.page)::integer as page,
    joined.entry.head,
    joined.head_label,
    joined.head_name,
    joined.entry.tail,
    joined.tail_label,
    joined.tail_name,
    joined.entry.direction,
    joined.entry.certainty,
    joined.entry.perturbation,
    joined.entry.origin,
    joined.entry.elliptic,
    round(joined.entry.confidence, 3)::float as confidence,
    joined.entry.method,
    coalesce(place_names.places, []) as places,
    joined.entry.citations::integer[] as citations,
    coalesce(context_names.context, []) as context,
    list_transform(
        joined.entry.cues, lambda c: {'role': c.role, 'start_char': c.start::integer, 'end_char': c.end::integer}
    ) as cues
from joined
left join place_names
    on place_names.document_key = joined.document_key and place_names.relation_id = joined.entry.id
left join context_names
    on context_names.document_key = joined.document_key and context_names.relation_id = joined.entry.id
order by joined.document_key, sentence, joined.entry.id
