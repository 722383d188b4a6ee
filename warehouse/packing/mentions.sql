-- The rows of store.mentions that a staged batch brings.
select
    mention.document_key,
    paper.mentions_before + mention.number as running_mention,
    nullif(mention.mention_id, 'm' || mention.number) as other_id,
    naming.number as naming,
    paper.sentences_before + mention.sentence as running_sentence,
    paper.characters_before + mention.start_char as running_start,
    mention.end_char - mention.start_char as length,
    mention.text,
    if(mention.same_as is null, null, [mention.same_as]) as same_as,
    round(1000 * mention.confidence::double)::integer as confidence_thousandths,
    mention.quantity_values,
    mention.quantity_unit,
    mention.page,
    mention.x0_pt::integer as x0_pt,
    mention.top_pt::integer as top_pt,
    (mention.x1_pt - mention.x0_pt)::integer as width_pt,
    (mention.bottom_pt - mention.top_pt)::integer as height_pt
from mention_rows as mention
inner join store.papers as paper using (document_key)
inner join used_namings as naming
    on naming.label = mention.label
    and naming.name = mention.name
    and naming.grounded = mention.grounded
    and naming.concept_id is not distinct from mention.concept_id
    and naming.method = mention.method
order by mention.document_key, mention.number
