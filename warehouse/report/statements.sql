-- One row per number of the report and sentence shown for it: at most $per_number of each number, of different papers,
-- certainties and origins as far as there are such, the surest first; and no more than $sentences in all, but of every number
-- the best one, and of those with many statements more. total counts the statements that there are for the number.
with keyed as (
    select
        ['effect', relation.head_name, relation.tail_name, relation.tail_label, mart.implied(relation.direction, relation.perturbation)] as key,
        relation.*,
        null::bigint as total
    from core.relations as relation
    semi join shown_facts as fact
        on fact.agent = relation.head_name
        and fact.target = relation.tail_name
        and fact.target_label = relation.tail_label
        and fact.direction = mart.implied(relation.direction, relation.perturbation)
    where relation.label = 'EFFECT'
    union all
    select
        [way.kind, way.name, coalesce(shown_years.year::varchar, '')],
        relation.*,
        null
    from core.relations as relation
    inner join shown_years using (document_key)
    inner join shown_ways as way
        on way.name = relation.tail_name and relation.label = if(way.kind = 'route', 'ADMINISTERED_VIA', 'DERIVED_FROM')
    union all
    select ['label', label], relation.*, count(*) over (partition by label)
    from core.relations as relation
    qualify row_number() over (partition by label order by confidence desc, document_key, relation_id) <= $per_number
),

within_papers as (
    select
        * replace (coalesce(total, count(*) over (partition by key)) as total),
        row_number() over (partition by key, certainty, origin, document_key order by confidence desc, relation_id) as turn_of_paper
    from keyed
),

by_kind as (
    select
        *,
        row_number() over (
            partition by key, certainty, origin order by turn_of_paper, confidence desc, document_key, relation_id
        ) as turn_of_kind
    from within_papers
),

chosen as (
    select *
    from (
        select *, row_number() over (partition by key order by turn_of_kind, certainty, origin) as place
        from by_kind
        qualify place <= $per_number
    )
    qualify place = 1 or row_number() over (order by place / sqrt(total), key, place) <= $sentences
)

select
    chosen.key,
    chosen.total,
    chosen.document_key,
    chosen.sentence,
    chosen.relation_id,
    chosen.label,
    chosen.head_name as head,
    chosen.tail_name as tail,
    if(
        chosen.label = 'EFFECT',
        mart.phrase(chosen.head_name, chosen.tail_name, chosen.direction, chosen.certainty, chosen.perturbation),
        null
    ) as effect,
    chosen.certainty,
    chosen.origin,
    nullif(array_to_string(chosen.places, '; '), '') as place,
    chosen.condition,
    chosen.species,
    round(chosen.confidence::double, 2) as confidence,
    chosen.method,
    coalesce(chosen.page, sentence.page) as page,
    sentence.section,
    left(sentence.text, 1200) as text,
    [round(edge::double, 1) for edge in [sentence.x0_pt, sentence.top_pt, sentence.x1_pt, sentence.bottom_pt]] as box,
    chosen.citations,
    [
        [mention.start_char - sentence.start_char, mention.end_char - sentence.start_char]
        for mention in [head_mention, tail_mention]
        if mention.start_char >= sentence.start_char and mention.end_char <= sentence.end_char
    ] as marks
from chosen
left join core.sentences as sentence on sentence.document_key = chosen.document_key and sentence.sentence = chosen.sentence
left join core.mentions as head_mention
    on head_mention.document_key = chosen.document_key and head_mention.mention_id = chosen.head
left join core.mentions as tail_mention
    on tail_mention.document_key = chosen.document_key and tail_mention.mention_id = chosen.tail
order by chosen.key, chosen.place
