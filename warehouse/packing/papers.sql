-- The rows of store.papers that a staged batch brings: its running numbers go on from those of the last paper.
with last as (
    select *
    from store.papers
    order by document_key desc
    limit 1
),

counted as (
    select
        document_key,
        document.character_count as character_count,
        len(sentences) as sentence_count,
        len(mentions) as mention_count,
        len(relations) as relation_count
    from staged
)

select
    counted.*,
    coalesce(last.characters_before + last.character_count, 0) + coalesce(sum(counted.character_count) over before, 0)
        as characters_before,
    coalesce(last.sentences_before + last.sentence_count, 0) + coalesce(sum(counted.sentence_count) over before, 0)
        as sentences_before,
    coalesce(last.mentions_before + last.mention_count, 0) + coalesce(sum(counted.mention_count) over before, 0)
        as mentions_before,
    coalesce(last.relations_before + last.relation_count, 0) + coalesce(sum(counted.relation_count) over before, 0)
        as relations_before
from counted
left join last on true
window before as (order by counted.document_key rows between unbounded preceding and 1 preceding)
order by counted.document_key
