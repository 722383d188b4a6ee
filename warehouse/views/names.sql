-- One row per label and name: how often something is named, and in how many papers; the place to look up how a name is written.
create or replace view mart.names as
select
    label, -- kind of thing
    name, -- preferred name, or the words in lower case where none is known
    any_value(concept_id) as concept_id, -- identifier; null if none is known
    bool_or(grounded) as grounded, -- whether the name is one of the vocabularies'
    count(*) as mentions, -- number of mentions
    count(distinct document_key) as papers -- number of papers
from core.mentions
group by label, name;
