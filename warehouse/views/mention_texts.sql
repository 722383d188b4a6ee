-- One row per mention, with its words as printed and the sentence that holds them.
create or replace view mart.mention_texts as
select
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    mention.label, -- what kind of thing it names
    coalesce(
        mention.text,
        substring(sentence.text, mention.start_char - sentence.start_char + 1, mention.end_char - mention.start_char)
    ) as text, -- the words as printed
    mention.name, -- preferred name of what it names, or its words in lower case where none is known
    mention.concept_id, -- identifier of what it names
    sentence.text as sentence, -- the sentence that holds it
    mention.page, -- page, from 1
    mention.document_key, -- joins the tables of core
    mention.mention_id -- the mention (core.mentions)
from core.mentions as mention
inner join core.documents as document using (document_key)
left join core.sentences as sentence
    on sentence.document_key = mention.document_key and sentence.sentence = mention.sentence;
