-- Mentions whose words are neither in their sentence nor kept with them.
select mention.document_key, mention.mention_id
from core.mentions as mention
left join core.sentences as sentence
    on sentence.document_key = mention.document_key and sentence.sentence = mention.sentence
where mention.text is null and (sentence.sentence is null or mention.start_char < sentence.start_char)
