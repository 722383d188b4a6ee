-- Sentences, mentions and relations in fewer bytes: values that many of them share are kept once, under a number; what follows
-- from other columns is not kept; what grows within a paper goes on growing through all papers, so that only small steps are
-- kept. core.sentences, core.mentions and core.relations show the rows as before.

create schema store;

-- One row per paper: how much was read from it, and what lies before it, so that a running number becomes one within the paper.
create table store.papers (
    document_key integer not null, -- the paper (core.documents)
    characters_before bigint not null, -- subtracted from a running character gives the character of the paper's text
    sentences_before bigint not null, -- subtracted from a running sentence gives the sentence of the paper
    mentions_before bigint not null, -- subtracted from a running mention gives the number of the mention in the paper, from 1
    relations_before bigint not null, -- subtracted from a running relation gives the number of the relation in the paper, from 1
    character_count bigint not null, -- length of its text in characters
    sentence_count bigint not null, -- number of its sentences
    mention_count bigint not null, -- number of its mentions
    relation_count bigint not null -- number of its relations
);

-- One row per sentence, as it is kept; core.sentences shows it in full.
create table store.sentences (
    document_key integer not null, -- the paper (core.documents)
    running_sentence bigint not null, -- the sentence, with those of the papers before (store.papers)
    block integer, -- the block it stands in (core.blocks)
    section varchar, -- nearest heading above
    role varchar, -- kind of section: title, abstract, background, methods, results, discussion or other
    running_start bigint not null, -- first character, with those of the papers before (store.papers)
    length integer not null, -- number of characters
    page integer, -- page it begins on
    x0_tenths integer, -- left edge on that page, tenths of a point
    top_tenths integer, -- upper edge on that page, tenths of a point
    x1_tenths integer, -- right edge on that page, tenths of a point
    height_tenths integer, -- height on that page, tenths of a point
    text varchar not null using compression zstd -- the sentence
);

-- One row per way in which a mention is named and was found.
create table store.namings (
    number integer not null, -- number of the naming, from 1
    label varchar not null, -- what kind of thing is named, such as CYTOKINE
    name varchar not null, -- preferred name of what is named, or its words in lower case where none is known
    grounded boolean not null, -- whether a preferred name is known
    concept_id varchar, -- identifier of what is named, such as HGNC:6018; null if none is known
    method varchar not null -- what found it
);

-- One row per label and name of a head or tail of a relation.
create table store.names (
    number integer not null, -- number of the name, from 1
    label varchar not null, -- label of the head or tail
    name varchar not null -- name of the head or tail
);

-- One row per set of values that relations have in common.
create table store.kinds (
    number integer not null, -- number of the set, from 1
    label varchar not null, -- kind of relation, such as EFFECT or ADMINISTERED_VIA
    role varchar, -- kind of section it stands in
    direction varchar, -- of an EFFECT, what happens to the tail: increase, decrease, no_change or modulate
    certainty varchar not null, -- asserted, speculative or negated
    perturbation varchar not null, -- whether the head itself was taken away (loss), added to (gain) or left as it is (none)
    origin varchar not null, -- own result of the paper, cited work, or background
    elliptic boolean not null, -- whether one of the mentions stands in an earlier sentence
    method varchar not null, -- what found it
    context_inferred boolean not null -- whether a value of its context was taken from another sentence
);

-- One row per mention, as it is kept; core.mentions shows it in full.
create table store.mentions (
    document_key integer not null, -- the paper (core.documents)
    running_mention bigint not null, -- the mention, with those of the papers before (store.papers)
    other_id varchar, -- name of the mention where it is not m and its number in the paper
    naming integer not null, -- how it is named (store.namings)
    running_sentence bigint, -- the sentence it stands in (store.sentences)
    running_start bigint not null, -- first character, with those of the papers before (store.papers)
    length integer not null, -- number of characters
    text varchar, -- the words as printed, kept only where no sentence holds them
    same_as varchar[], -- the mention that this one repeats, as a list of one; null if there is none
    confidence_thousandths integer not null, -- how sure the reader was, 0 to 1000
    quantity_values double[], -- numbers of a dose or time, in quantity_unit
    quantity_unit varchar, -- unit of quantity_values
    page integer, -- page it stands on
    x0_pt integer, -- left edge, points
    top_pt integer, -- upper edge, points
    width_pt integer, -- width, points
    height_pt integer -- height, points
);

-- One row per relation, as it is kept; core.relations shows it in full.
create table store.relations (
    document_key integer not null, -- the paper (core.documents)
    running_relation bigint not null, -- the relation, with those of the papers before (store.papers)
    other_id varchar, -- name of the relation where it is not r and its number in the paper
    kind integer not null, -- the values it shares with others (store.kinds)
    running_sentence bigint, -- the sentence that states it (store.sentences)
    page integer, -- page it stands on
    head varchar not null, -- the mention it goes out from (store.mentions)
    head_name integer not null, -- label and name of the head (store.names)
    tail varchar not null, -- the mention it goes to (store.mentions)
    tail_name integer not null, -- label and name of the tail (store.names)
    confidence_thousandths integer not null, -- how sure the reader was, 0 to 1000
    places varchar[] not null, -- names of the places where the change was seen
    condition varchar, -- disease, injury or model under which it holds
    species varchar, -- species in which it holds
    dose varchar, -- dose at which it holds, as printed
    route varchar, -- route of administration with which it holds
    timing varchar, -- time at which it holds, as printed
    citations integer[] not null, -- numbers of the references that support it (core.references)
    cues struct(role varchar, start_char integer, length integer)[] not null -- the words that gave its values
);

insert into store.namings
select row_number() over (order by label, name, grounded, concept_id, method), label, name, grounded, concept_id, method
from (select distinct label, name, grounded, concept_id, method from core.mentions);

insert into store.names
select row_number() over (order by label, name), label, name
from (
    select head_label as label, head_name as name from core.relations
    union
    select tail_label, tail_name from core.relations
);

insert into store.kinds
select
    row_number() over (order by label, role, direction, certainty, perturbation, origin, elliptic, method, context_inferred),
    label, role, direction, certainty, perturbation, origin, elliptic, method, context_inferred
from (
    select distinct label, role, direction, certainty, perturbation, origin, elliptic, method, context_inferred
    from core.relations
);

insert into store.papers
with counted as (
    select
        document_key,
        character_count as characters,
        (select count(*) from core.sentences as sentence where sentence.document_key = document.document_key) as sentences,
        (select count(*) from core.mentions as mention where mention.document_key = document.document_key) as mentions,
        (select count(*) from core.relations as relation where relation.document_key = document.document_key) as relations
    from core.documents as document
)

select
    document_key,
    coalesce(sum(characters) over before, 0),
    coalesce(sum(sentences) over before, 0),
    coalesce(sum(mentions) over before, 0),
    coalesce(sum(relations) over before, 0),
    characters,
    sentences,
    mentions,
    relations
from counted
window before as (order by document_key rows between unbounded preceding and 1 preceding)
order by document_key;

insert into store.sentences
select
    sentence.document_key,
    paper.sentences_before + sentence.sentence,
    sentence.block,
    sentence.section,
    sentence.role,
    paper.characters_before + sentence.start_char,
    sentence.end_char - sentence.start_char,
    sentence.page,
    round(10 * sentence.x0_pt::double)::integer,
    round(10 * sentence.top_pt::double)::integer,
    round(10 * sentence.x1_pt::double)::integer,
    round(10 * sentence.bottom_pt::double)::integer - round(10 * sentence.top_pt::double)::integer,
    sentence.text
from core.sentences as sentence
inner join store.papers as paper using (document_key)
order by sentence.document_key, sentence.rowid;

insert into store.mentions
with numbered as (
    select *, row_number() over (partition by document_key order by rowid) as number
    from core.mentions
)

select
    mention.document_key,
    paper.mentions_before + mention.number,
    nullif(mention.mention_id, 'm' || mention.number),
    naming.number,
    paper.sentences_before + mention.sentence,
    paper.characters_before + mention.start_char,
    mention.end_char - mention.start_char,
    mention.text,
    if(mention.same_as is null, null, [mention.same_as]),
    round(1000 * mention.confidence::double)::integer,
    mention.quantity_values,
    mention.quantity_unit,
    mention.page,
    mention.x0_pt::integer,
    mention.top_pt::integer,
    (mention.x1_pt - mention.x0_pt)::integer,
    (mention.bottom_pt - mention.top_pt)::integer
from numbered as mention
inner join store.papers as paper using (document_key)
inner join store.namings as naming
    on naming.label = mention.label
    and naming.name = mention.name
    and naming.grounded = mention.grounded
    and naming.concept_id is not distinct from mention.concept_id
    and naming.method = mention.method
order by mention.document_key, mention.number;

insert into store.relations
with numbered as (
    select *, row_number() over (partition by document_key order by rowid) as number
    from core.relations
)

select
    relation.document_key,
    paper.relations_before + relation.number,
    nullif(relation.relation_id, 'r' || relation.number),
    kind.number,
    paper.sentences_before + relation.sentence,
    relation.page,
    relation.head,
    head.number,
    relation.tail,
    tail.number,
    round(1000 * relation.confidence::double)::integer,
    relation.places,
    relation.condition,
    relation.species,
    relation.dose,
    relation.route,
    relation.timing,
    relation.citations,
    list_transform(
        relation.cues, lambda c: {'role': c.role, 'start_char': c.start_char, 'length': c.end_char - c.start_char}
    )
from numbered as relation
inner join store.papers as paper using (document_key)
inner join store.names as head on head.label = relation.head_label and head.name = relation.head_name
inner join store.names as tail on tail.label = relation.tail_label and tail.name = relation.tail_name
inner join store.kinds as kind
    on kind.label = relation.label
    and kind.role is not distinct from relation.role
    and kind.direction is not distinct from relation.direction
    and kind.certainty = relation.certainty
    and kind.perturbation = relation.perturbation
    and kind.origin = relation.origin
    and kind.elliptic = relation.elliptic
    and kind.method = relation.method
    and kind.context_inferred = relation.context_inferred
order by relation.document_key, relation.number;

drop table core.sentences;
drop table core.mentions;
drop table core.relations;

-- One row per sentence of a paper, in reading order.
create view core.sentences as
select
    sentence.document_key, -- the paper (core.documents)
    (sentence.running_sentence - paper.sentences_before)::integer as sentence, -- number of the sentence in the paper, from 0
    sentence.block, -- the block it stands in (core.blocks)
    sentence.section, -- nearest heading above
    sentence.role, -- kind of section: title, abstract, background, methods, results, discussion or other
    (sentence.running_start - paper.characters_before)::integer as start_char, -- first character
    (sentence.running_start - paper.characters_before + sentence.length)::integer as end_char, -- one past the last character
    sentence.page, -- page it begins on
    (sentence.x0_tenths / 10)::float as x0_pt, -- left edge on that page, points
    (sentence.top_tenths / 10)::float as top_pt, -- upper edge on that page, points
    (sentence.x1_tenths / 10)::float as x1_pt, -- right edge on that page, points
    ((sentence.top_tenths + sentence.height_tenths) / 10)::float as bottom_pt, -- lower edge on that page, points
    sentence.text -- the sentence
from store.sentences as sentence
inner join store.papers as paper using (document_key);

-- One row per mention: a span of the text that names something.
create view core.mentions as
select
    mention.document_key, -- the paper (core.documents)
    coalesce(mention.other_id, 'm' || (mention.running_mention - paper.mentions_before)) as mention_id, -- name of the mention in the paper
    naming.label, -- what kind of thing it names, such as CYTOKINE
    (mention.running_sentence - paper.sentences_before)::integer as sentence, -- the sentence it stands in (core.sentences)
    (mention.running_start - paper.characters_before)::integer as start_char, -- first character
    (mention.running_start - paper.characters_before + mention.length)::integer as end_char, -- one past the last character
    naming.name, -- preferred name of what it names, or its words in lower case where none is known
    naming.grounded, -- whether a preferred name is known
    naming.concept_id, -- identifier of what it names, such as HGNC:6018; null if none is known
    mention.text, -- the words as printed, kept only where no sentence holds them (mart.mention_texts has them always)
    mention.same_as[1] as same_as, -- the mention whose long form or abbreviation this one repeats
    (mention.confidence_thousandths / 1000)::float as confidence, -- how sure the reader was, 0 to 1
    naming.method, -- what found it
    mention.quantity_values, -- numbers of a dose or time, in quantity_unit
    mention.quantity_unit, -- unit of quantity_values: cells/kg, mg/kg, h, d, ...
    mention.page, -- page it stands on
    mention.x0_pt::float as x0_pt, -- left edge, whole points
    mention.top_pt::float as top_pt, -- upper edge, whole points
    (mention.x0_pt + mention.width_pt)::float as x1_pt, -- right edge, whole points
    (mention.top_pt + mention.height_pt)::float as bottom_pt -- lower edge, whole points
from store.mentions as mention
inner join store.papers as paper using (document_key)
inner join store.namings as naming on naming.number = mention.naming;

-- One row per relation: a typed, directed pair of mentions that a sentence states. Names are the preferred names of the
-- mentions, or their words in lower case where no preferred name is known.
create view core.relations as
select
    relation.document_key, -- the paper (core.documents)
    coalesce(relation.other_id, 'r' || (relation.running_relation - paper.relations_before)) as relation_id, -- name of the relation in the paper
    kind.label, -- kind of relation, such as EFFECT or ADMINISTERED_VIA
    (relation.running_sentence - paper.sentences_before)::integer as sentence, -- the sentence that states it (core.sentences)
    kind.role, -- kind of section it stands in
    relation.page, -- page it stands on
    relation.head, -- the mention it goes out from (core.mentions)
    head.label as head_label, -- label of the head
    head.name as head_name, -- name of the head
    relation.tail, -- the mention it goes to (core.mentions)
    tail.label as tail_label, -- label of the tail
    tail.name as tail_name, -- name of the tail
    kind.direction, -- of an EFFECT, what happens to the tail: increase, decrease, no_change or modulate
    kind.certainty, -- asserted, speculative or negated
    kind.perturbation, -- whether the head itself was taken away (loss), added to (gain) or left as it is (none)
    kind.origin, -- own result of the paper, cited work, or background
    kind.elliptic, -- whether one of the mentions stands in an earlier sentence
    (relation.confidence_thousandths / 1000)::float as confidence, -- how sure the reader was, 0 to 1
    kind.method, -- what found it
    relation.places, -- names of the places where the change was seen
    relation.condition, -- disease, injury or model under which it holds; several are separated by semicolons, here and below
    relation.species, -- species in which it holds
    relation.dose, -- dose at which it holds, as printed
    relation.route, -- route of administration with which it holds
    relation.timing, -- time at which it holds, as printed
    kind.context_inferred, -- whether one of the five was taken from another sentence
    relation.citations, -- numbers of the references that support it (core.references)
    list_transform(
        relation.cues, lambda c: {'role': c.role, 'start_char': c.start_char, 'end_char': c.start_char + c.length}
    ) as cues -- the words that gave its values
from store.relations as relation
inner join store.papers as paper using (document_key)
inner join store.kinds as kind on kind.number = relation.kind
inner join store.names as head on head.number = relation.head_name
inner join store.names as tail on tail.number = relation.tail_name;

-- The index is made from the sentences and from nothing else, so it begins empty and is filled when the writer is done.
drop table search.postings;
drop table search.words;
drop table search.papers;

-- One row per paper that is in the index.
create table search.papers (
    document_key integer not null, -- the paper (core.documents)
    first_place bigint not null, -- place of its first sentence; those that follow have the places that follow
    word_counts usmallint[] not null -- number of words of each of its sentences
);

-- One row per word that a sentence holds or held.
create table search.words (
    word varchar not null, -- stem of the word
    number integer not null -- number of the word, from 1, of those that came together by how often they came
);

-- One row per word and some papers that came into the index together: where in them the word stands.
create table search.postings (
    word integer not null, -- number of the word (search.words)
    first_place bigint not null, -- place of the first sentence that holds it (search.papers)
    last_place bigint not null, -- place of the last sentence that holds it
    gaps uinteger[] not null -- steps from each place to the next, 0 first, and 0 again where the word stands in a sentence again
);
