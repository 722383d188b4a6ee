-- Mentions that end before they begin, or beyond the text.
select mention.document_key, mention.mention_id, mention.start_char, mention.end_char
from core.mentions as mention
inner join core.documents as document using (document_key)
where mention.start_char < 0 or mention.end_char <= mention.start_char or mention.end_char > document.character_count
