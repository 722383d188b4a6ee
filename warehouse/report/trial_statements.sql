-- One row per registered trial and sentence that it was read from, for the trials that the report shows.
with spans as (
    select document_key, trial_id, citations, own, unnest(evidence, recursive := true)
    from core.trials
    where trial_id in (select unnest($trial_ids::varchar[]))
)

select distinct
    ['trial', spans.trial_id] as key,
    count(*) over (partition by spans.trial_id) as total,
    spans.document_key,
    sentence.sentence,
    'TRIAL' as label,
    spans.trial_id as head,
    if(spans.own, 'own', 'cited') as origin,
    sentence.page,
    sentence.section,
    left(sentence.text, 1200) as text,
    [round(edge::double, 1) for edge in [sentence.x0_pt, sentence.top_pt, sentence.x1_pt, sentence.bottom_pt]] as box,
    spans.citations,
    [[spans.start_char - sentence.start_char, spans.end_char - sentence.start_char]] as marks
from spans
inner join core.sentences as sentence
    on sentence.document_key = spans.document_key
    and sentence.start_char < spans.end_char
    and sentence.end_char > spans.start_char
qualify row_number() over (partition by spans.trial_id order by spans.own desc, spans.document_key, sentence.sentence) <= $per_number
order by key, spans.document_key, sentence.sentence
