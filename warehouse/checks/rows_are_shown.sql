-- Papers of which store keeps other numbers of rows than core shows: a value that rows share is missing, or is there twice.
with kept as (
    select
        paper.document_key,
        paper.sentence_count,
        paper.mention_count,
        paper.relation_count,
        coalesce(sentences.rows, 0) as sentences,
        coalesce(mentions.rows, 0) as mentions,
        coalesce(relations.rows, 0) as relations
    from store.papers as paper
    left join (select document_key, count(*) as rows from core.sentences group by document_key) as sentences using (document_key)
    left join (select document_key, count(*) as rows from core.mentions group by document_key) as mentions using (document_key)
    left join (select document_key, count(*) as rows from core.relations group by document_key) as relations using (document_key)
)

select document_key, sentences, mentions, relations
from kept
where (sentence_count, mention_count, relation_count) != (sentences, mentions, relations)
