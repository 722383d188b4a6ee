-- The rows of store.sentences that a staged batch brings.
select
    sentence.document_key,
    paper.sentences_before + sentence.sentence as running_sentence,
    sentence.block,
    sentence.section,
    sentence.role,
    paper.characters_before + sentence.start_char as running_start,
    sentence.end_char - sentence.start_char as length,
    sentence.page,
    round(10 * sentence.x0_pt::double)::integer as x0_tenths,
    round(10 * sentence.top_pt::double)::integer as top_tenths,
    round(10 * sentence.x1_pt::double)::integer as x1_tenths,
    round(10 * sentence.bottom_pt::double)::integer - round(10 * sentence.top_pt::double)::integer as height_tenths,
    sentence.text
from sentence_rows as sentence
inner join store.papers as paper using (document_key)
order by sentence.document_key, sentence.sentence
