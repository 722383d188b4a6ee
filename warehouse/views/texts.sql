-- One row per paper: its whole text, put together from its sentences and blocks; the offsets of core count its characters.
create or replace view mart.texts as
with of_sentences as (
    select document_key, block, string_agg(text, ' ' order by sentence) as text
    from core.sentences
    group by document_key, block
),

of_blocks as (
    select
        block.document_key,
        string_agg(coalesce(block.text, of_sentences.text, ''), chr(10) || chr(10) order by block.block) as text
    from core.blocks as block
    left join of_sentences on of_sentences.document_key = block.document_key and of_sentences.block = block.block
    group by block.document_key
)

select
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    document.title, -- title of the paper
    coalesce(document.text, of_blocks.text, '') as text, -- the whole text
    document.document_key -- joins the tables of core
from core.documents as document
left join of_blocks using (document_key);
